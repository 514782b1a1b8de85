import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '#foundation/bytes.ts';
import { settle } from '#foundation/clock.ts';
import { CRT310_DELAYS } from './deadlines.ts';
import { SAMPLE_CARD, STRIPE_CARD, stage, until } from './stage.ts';

const SELECT_PSE = fromHex('00 A4 04 00 0E 31 50 41 59 2E 53 59 53 2E 44 44 46 30 31 00');

describe('CRT-310 driver', () => {
  it('identifies: reset that moves nothing, stop at the contact, entry closed, a look', async () => {
    const { identify, framesOf, state } = stage();
    expect(await identify()).toEqual({
      ok: true,
      value: { model: 'CRT-310', firmware: 'CRT 310 V3.0', serialNumber: 'SIM0000310' },
    });
    expect([framesOf('30 30'), framesOf('2E 33'), framesOf('2F 31')]).toEqual([1, 1, 1]);
    expect(framesOf('30 31') + framesOf('30 32')).toBe(0);
    expect(state()).toMatchObject({ entry: 'prohibited', violations: 0 });
  });

  it('leaves a card that is already inside where it is, and tells nothing but its status', async () => {
    const { withCardInside, identify, run, told, state } = stage();
    await withCardInside();
    const before = told().length;
    await identify();
    expect(await run('status')).toEqual({ ok: true, value: { media: 'present', atGate: false } });
    expect(state().card?.where).toBe('contact');
    expect(told().length).toBe(before);
  });

  it('a visit: entry, insertion, eject, taken', async () => {
    const { identify, run, act, wait, told, state } = stage();
    await identify();
    expect(act('insertCard', { card: SAMPLE_CARD })).toMatchObject({ error: { code: 'impossible' } });
    expect(await run('enableEntry')).toEqual({ ok: true, value: {} });
    expect(state().entry).toBe('enabled');
    expect(await run('status')).toEqual({ ok: true, value: { media: 'notPresent', atGate: false } });
    act('insertCard', { card: SAMPLE_CARD });
    expect(await run('status')).toEqual({ ok: true, value: { media: 'entering', atGate: false } });
    await wait(2_000);
    expect(told()).toEqual(['mediaInserted']);
    expect(state()).toMatchObject({ entry: 'prohibited', card: { where: 'contact', last4: '0108' } });
    expect(await run('eject')).toEqual({ ok: true, value: {} });
    expect(await run('status')).toEqual({ ok: true, value: { media: 'present', atGate: true } });
    await wait(2_000);
    expect(told()).toEqual(['mediaInserted']);
    act('takeCard');
    await wait(1_000);
    expect(told()).toEqual(['mediaInserted', 'mediaRemoved']);
    expect(await run('status')).toEqual({ ok: true, value: { media: 'notPresent', atGate: false } });
    expect(state().violations).toBe(0);
  });

  it('asks nothing by itself unless a card may come or go', async () => {
    const { identify, run, wait, sent, clock, act } = stage();
    await identify();
    const quiet = sent().length;
    await wait(10_000);
    expect(sent().length).toBe(quiet);
    await run('enableEntry');
    await wait(CRT310_DELAYS.poll * 4);
    expect(sent().length).toBeGreaterThan(quiet);
    act('insertCard', { card: SAMPLE_CARD });
    await wait(2_000);
    const inside = sent().length;
    await wait(10_000);
    expect(sent().length).toBe(inside);
    expect(clock.armed).toBe(0);
  });

  it('takes one card only: the entry closes behind it', async () => {
    const { withCardInside, run, act, wait, state } = stage();
    await withCardInside();
    await run('eject');
    act('takeCard');
    await wait(1_000);
    expect(act('insertCard', { card: STRIPE_CARD })).toMatchObject({ error: { code: 'impossible' } });
    expect(state().entry).toBe('prohibited');
  });

  it('a card on its way in when the entry is closed still arrives', async () => {
    const { identify, run, act, wait, told } = stage();
    await identify();
    await run('enableEntry');
    act('insertCard', { card: SAMPLE_CARD });
    expect(await run('disableEntry')).toEqual({ ok: true, value: {} });
    await wait(2_000);
    expect(told()).toEqual(['mediaInserted']);
  });

  it('refuses to open the entry over a card', async () => {
    const { withCardInside, run, state } = stage();
    await withCardInside();
    expect(await run('enableEntry')).toEqual({
      ok: false,
      error: { code: 'condition', condition: 'positionRefused' },
    });
    expect(state().entry).toBe('prohibited');
  });

  it('opening an open entry says nothing to the reader, also while a card comes in', async () => {
    const { identify, run, act, framesOf, wait, told } = stage();
    await identify();
    await run('enableEntry');
    act('insertCard', { card: SAMPLE_CARD });
    expect(await run('enableEntry')).toEqual({ ok: true, value: {} });
    expect(framesOf('2F 33')).toBe(1);
    await wait(2_000);
    expect(told()).toEqual(['mediaInserted']);
  });

  it('a forgotten card is drawn back into the bin', async () => {
    const { withCardInside, run, told, state, wait, framesOf } = stage();
    await withCardInside();
    await run('eject');
    expect(await run('retain')).toEqual({ ok: true, value: {} });
    await wait(3_000);
    expect(told()).toEqual(['mediaInserted', 'mediaRetained']);
    expect(state()).toMatchObject({ card: null, bin: 1 });
    // Held at the gate, never released: a released card could not be drawn back.
    expect([framesOf('32 31'), framesOf('32 30')]).toEqual([1, 0]);
  });

  it('a card taken before the retain is told as taken, and nothing is retained', async () => {
    const { withCardInside, run, act, told, state } = stage();
    await withCardInside();
    await run('eject');
    act('takeCard');
    expect(await run('retain')).toEqual({ ok: false, error: { code: 'condition', condition: 'noMedia' } });
    expect(told()).toEqual(['mediaInserted', 'mediaRemoved']);
    expect(state().bin).toBe(0);
  });

  it.each(['eject', 'retain', 'readTracks', 'chipPowerOn'] as const)(
    '%s without a card: noMedia',
    async (name) => {
      const { identify, run } = stage();
      await identify();
      expect(await run(name)).toEqual({ ok: false, error: { code: 'condition', condition: 'noMedia' } });
    },
  );

  it('a second eject of a card at the gate moves nothing', async () => {
    const { withCardInside, run, framesOf } = stage();
    await withCardInside();
    await run('eject');
    expect(await run('eject')).toEqual({ ok: true, value: {} });
    expect(framesOf('32 31')).toBe(1);
  });

  it('reads the tracks', async () => {
    const { withCardInside, run } = stage();
    await withCardInside(STRIPE_CARD);
    expect(await run('readTracks')).toEqual({
      ok: true,
      value: {
        track1: { status: 'read', data: 'B6299990000000207^SAMPLE/CARD^29091200000000000' },
        track2: { status: 'read', data: '6299990000000207=29091200000000000' },
        track3: { status: 'blank' },
      },
    });
  });

  it('powers the chip, carries APDUs, powers it off', async () => {
    const { withCardInside, run } = stage();
    await withCardInside();
    expect(await run('chipIO', { command: SELECT_PSE })).toMatchObject({
      error: { code: 'condition', condition: 'chipNotPowered' },
    });
    expect(await run('chipPowerOn')).toEqual({
      ok: true,
      value: { protocol: 'T0', atr: fromHex('3B 60 00 00') },
    });
    const answer = await run('chipIO', { command: SELECT_PSE });
    expect(answer.ok && toHex(answer.value.response).slice(-4)).toBe('9000');
    expect(await run('chipPowerOff')).toEqual({ ok: true, value: {} });
    expect(await run('chipIO', { command: SELECT_PSE })).toMatchObject({
      error: { condition: 'chipNotPowered' },
    });
  });

  it('an eject takes the chip its power first', async () => {
    const { withCardInside, run, framesOf } = stage();
    await withCardInside();
    await run('chipPowerOn');
    await run('eject');
    expect(framesOf('33 31')).toBe(1);
    expect(await run('chipIO', { command: SELECT_PSE })).toMatchObject({
      error: { condition: 'chipNotPowered' },
    });
  });

  it('a card at the gate cannot be powered', async () => {
    const { withCardInside, run } = stage();
    await withCardInside();
    await run('eject');
    expect(await run('chipPowerOn')).toMatchObject({ error: { condition: 'positionRefused' } });
  });

  it.each([
    ['too short', new Uint8Array(3)],
    ['too long', new Uint8Array(263)],
  ])('an APDU %s is refused before the line', async (_name, command) => {
    const { withCardInside, run, framesOf } = stage();
    await withCardInside();
    await run('chipPowerOn');
    expect(await run('chipIO', { command })).toMatchObject({ error: { code: 'invalidData' } });
    expect(framesOf('37 31')).toBe(0);
  });

  it('commands and polls never overlap on the wire', async () => {
    const { identify, start, clock, state, simulator } = stage();
    await identify();
    await until(clock, start('enableEntry'));
    const all = Promise.all([
      start('status'),
      start('disableEntry'),
      start('status'),
      start('enableEntry'),
      start('status'),
    ]);
    expect((await until(clock, all)).every((result) => result.ok)).toBe(true);
    await clock.advanceAsync(5_000);
    expect(state()).toMatchObject({ violations: 0, entry: 'enabled' });
    simulator.act('reset', {});
  });

  it('a waiting command is cancelled by its id and never reaches the reader', async () => {
    const { withCardInside, driver, clock, framesOf, state } = stage();
    await withCardInside();
    const first = driver.execute({ id: 'a', name: 'readTracks', input: {} });
    const second = driver.execute({ id: 'b', name: 'eject', input: {} });
    driver.cancel('b');
    expect(await until(clock, second)).toEqual({ ok: false, error: { code: 'cancelled' } });
    expect((await until(clock, first)).ok).toBe(true);
    expect(framesOf('32 31')).toBe(0);
    expect(state().card?.where).toBe('contact');
  });

  it('a motion that has begun is not cancelled: it ends and says how', async () => {
    const { withCardInside, driver, clock, state } = stage();
    await withCardInside();
    const eject = driver.execute({ id: 'a', name: 'eject', input: {} });
    await clock.advanceAsync(200);
    driver.cancel('a');
    expect(await until(clock, eject)).toEqual({ ok: true, value: {} });
    expect(state()).toMatchObject({ card: { where: 'gate' }, violations: 0 });
  });

  it('the line going away settles everything with offline, leaves no timer, and is told', async () => {
    const { withCardInside, start, act, told, clock } = stage();
    await withCardInside();
    const running = start('eject');
    const waiting = start('readTracks');
    await settle();
    act('unplug');
    await settle();
    expect(await running).toEqual({ ok: false, error: { code: 'offline' } });
    expect(await waiting).toEqual({ ok: false, error: { code: 'offline' } });
    expect(await start('status')).toEqual({ ok: false, error: { code: 'offline' } });
    expect(told()).toEqual(['mediaInserted', 'deviceState']);
    expect(clock.armed).toBe(0);
  });

  it('close is final, quiet and harmless twice', async () => {
    const { identify, run, driver, clock, events, start, fault, sent } = stage();
    await identify();
    await run('enableEntry');
    fault('silent');
    const running = start('status');
    await settle();
    await driver.close();
    await driver.close();
    expect(await running).toEqual({ ok: false, error: { code: 'offline' } });
    expect(clock.armed).toBe(0);
    const before = sent();
    await clock.advanceAsync(5_000);
    expect(await start('status')).toEqual({ ok: false, error: { code: 'offline' } });
    expect(sent()).toBe(before);
    expect(events).toEqual([]);
  });

  it('every command and answer survives a structured clone', async () => {
    const { withCardInside, run } = stage();
    await withCardInside();
    const results = [
      await run('status'),
      await run('chipPowerOn'),
      await run('chipIO', structuredClone({ command: SELECT_PSE })),
      await run('readTracks'),
      await run('eject'),
    ];
    for (const result of results) expect(structuredClone(result)).toEqual(result);
  });

  it('an unknown command is unsupported, also when it names something every object has', async () => {
    const { driver } = stage();
    const name = 'toString' as 'status';
    expect(await driver.execute({ id: 'x', name, input: {} })).toEqual({
      ok: false,
      error: { code: 'unsupported' },
    });
  });

  it('neither card numbers nor APDU contents are in trace, events or errors', async () => {
    const { withCardInside, run, trace, events, fault } = stage();
    await withCardInside();
    await run('chipPowerOn');
    await run('chipIO', { command: SELECT_PSE });
    await run('readTracks');
    fault('badCheck');
    const failed = await run('readTracks');
    const text = JSON.stringify([trace, events, failed]);
    expect(text).not.toContain(SAMPLE_CARD.pan);
    expect(text).not.toContain(SAMPLE_CARD.pan.slice(-6));
    expect(text).not.toContain(toHex(SELECT_PSE).slice(10, 30));
    expect(trace.some((line) => line.startsWith('toDevice readTracks'))).toBe(true);
  });
});
