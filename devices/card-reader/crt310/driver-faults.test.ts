import { describe, expect, it } from 'vitest';
import { fromHex } from '#foundation/bytes.ts';
import { CRT310_DEADLINES, CRT310_DELAYS, FRAME_ATTEMPTS } from './deadlines.ts';
import { LATE_REPLY } from './simulator/line-end.ts';
import { SAMPLE_CARD, stage } from './stage.ts';

const SELECT_PSE = fromHex('00 A4 04 00 0E 31 50 41 59 2E 53 59 53 2E 44 44 46 30 31 00');
const condition = (name: string, deviceCode?: string) => ({
  ok: false,
  error: { code: 'condition', condition: name, ...(deviceCode === undefined ? {} : { deviceCode }) },
});

describe('one fault at a time', () => {
  it('jamOnEject: mediaJammed, told once, and the rear still works', async () => {
    const { withCardInside, run, fault, told, state } = stage();
    await withCardInside();
    fault('jamOnEject');
    expect(await run('eject')).toEqual(condition('mediaJammed', 'P=N'));
    expect(await run('eject')).toEqual(condition('mediaJammed', 'P=N'));
    expect(await run('status')).toEqual({ ok: true, value: { media: 'jammed', atGate: false } });
    expect(told()).toEqual(['mediaInserted', 'mediaJammed']);
    expect(await run('retain')).toEqual({ ok: true, value: {} });
    expect(state().bin).toBe(1);
    expect(await run('status')).toEqual({ ok: true, value: { media: 'notPresent', atGate: false } });
  });

  it('jamOnEject gone: the next eject works and the jam is over', async () => {
    const { withCardInside, run, fault } = stage();
    await withCardInside();
    fault('jamOnEject');
    await run('eject');
    fault('jamOnEject', false);
    expect(await run('eject')).toEqual({ ok: true, value: {} });
    expect(await run('status')).toEqual({ ok: true, value: { media: 'present', atGate: true } });
  });

  it('jamOnInsert: a card that does not arrive is a jam, and a freed one is none', async () => {
    const { identify, run, act, wait, fault, told } = stage();
    await identify();
    fault('jamOnInsert');
    await run('enableEntry');
    act('insertCard', { card: SAMPLE_CARD });
    await wait(CRT310_DELAYS.entering - 1_000);
    expect(told()).toEqual([]);
    await wait(2_000);
    expect(told()).toEqual(['mediaJammed']);
    expect(await run('status')).toEqual({ ok: true, value: { media: 'jammed', atGate: false } });
    expect(await run('eject')).toEqual(condition('mediaJammed', 'P=W'));
    expect(await run('enableEntry')).toEqual(condition('mediaJammed'));
    fault('jamOnInsert', false);
    act('takeCard');
    await wait(2_000);
    expect(await run('status')).toEqual({ ok: true, value: { media: 'notPresent', atGate: false } });
    expect(told()).toEqual(['mediaJammed']);
  });

  it('longCard: nothing reads it, it goes out at the front', async () => {
    const { withCardInside, run, act, wait, fault, told } = stage();
    fault('longCard');
    await withCardInside();
    expect(told()).toEqual(['mediaInserted']);
    expect(await run('chipPowerOn')).toEqual(condition('mediaLong', 'S1=46'));
    expect(await run('readTracks')).toEqual(condition('mediaLong', 'E=06'));
    expect(await run('eject')).toEqual({ ok: true, value: {} });
    act('takeCard');
    await wait(1_000);
    expect(told()).toEqual(['mediaInserted', 'mediaRemoved']);
  });

  it('longCard: a forgotten one is forced into the bin', async () => {
    const { withCardInside, run, fault, framesOf, state } = stage();
    fault('longCard');
    await withCardInside();
    expect(await run('retain')).toEqual({ ok: true, value: {} });
    expect(framesOf('32 34')).toBe(1);
    expect(state().bin).toBe(1);
  });

  it('chipMute: no answer to reset', async () => {
    const { withCardInside, run, fault } = stage();
    await withCardInside();
    fault('chipMute');
    expect(await run('chipPowerOn')).toEqual(condition('chipMute', 'P=N'));
  });

  it('chipMute in the middle: the chip counts as without power afterwards', async () => {
    const { withCardInside, run, fault } = stage();
    await withCardInside();
    await run('chipPowerOn');
    fault('chipMute');
    expect(await run('chipIO', { command: SELECT_PSE })).toEqual(condition('chipMute', 'P=N'));
    expect(await run('chipIO', { command: SELECT_PSE })).toEqual(condition('chipNotPowered'));
  });

  it('badAtr: one cold and one warm reset, then off', async () => {
    const { withCardInside, run, fault, framesOf } = stage();
    await withCardInside();
    fault('badAtr');
    expect(await run('chipPowerOn')).toEqual(condition('invalidMedia', 'ATR'));
    expect([framesOf('37 30'), framesOf('37 2F'), framesOf('33 31')]).toEqual([1, 1, 1]);
  });

  it('stripeDamaged: the tracks say so', async () => {
    const { withCardInside, run, fault } = stage();
    await withCardInside();
    fault('stripeDamaged');
    const read = await run('readTracks');
    expect(read.ok && [read.value.track1.status, read.value.track2.status]).toEqual(['damaged', 'damaged']);
  });

  it('silent: every command ends by itself, with nothing executed and nothing sent endlessly', async () => {
    const { withCardInside, run, fault, framesOf, clock } = stage();
    await withCardInside();
    fault('silent');
    const asked = framesOf('31 30');
    expect(await run('eject')).toEqual({ ok: false, error: { code: 'timeout' } });
    expect(framesOf('31 30') - asked).toBe(FRAME_ATTEMPTS);
    expect(framesOf('32 31')).toBe(0);
    expect(clock.armed).toBe(0);
  });

  it('silent while it waits for a card: offline is told, and online when it speaks again', async () => {
    const { identify, run, wait, fault, events } = stage();
    await identify();
    await run('enableEntry');
    fault('silent');
    await wait(20_000);
    expect(events).toEqual([{ type: 'deviceState', state: 'offline', error: { code: 'timeout' } }]);
    fault('silent', false);
    await wait(5_000);
    expect(events.at(-1)).toEqual({ type: 'deviceState', state: 'online' });
  });

  it('nakOnce: the frame is sent again, once', async () => {
    const { withCardInside, run, fault, framesOf, state } = stage();
    await withCardInside();
    fault('nakOnce');
    const asked = framesOf('31 30');
    expect((await run('status')).ok).toBe(true);
    expect(framesOf('31 30') - asked).toBe(2);
    expect(state().faults).toEqual([]);
  });

  it('badCheck: a damaged answer to a motion is not asked for again by moving again', async () => {
    const { withCardInside, run, fault, framesOf } = stage();
    await withCardInside();
    fault('badCheck');
    const result = await run('eject');
    expect(result).toMatchObject({ ok: false, error: { code: 'protocol' } });
    expect(framesOf('32 31')).toBe(0);
  });

  it('badCheck on the motion alone: the status proves that it worked', async () => {
    const { withCardInside, start, clock, fault, framesOf, trace } = stage();
    await withCardInside();
    const eject = start('eject');
    await clock.advanceAsync(100);
    fault('badCheck');
    while (!trace.some((line) => line.startsWith('discarded badCheck'))) await clock.advanceAsync(1);
    fault('badCheck', false);
    await clock.advanceAsync(5_000);
    expect(await eject).toEqual({ ok: true, value: {} });
    expect(framesOf('32 31')).toBe(1);
  });

  it('lateReply to an eject: one motion, no claim while the reader says nothing, the truth afterwards', async () => {
    const { withCardInside, run, fault, framesOf, wait, act, told } = stage();
    await withCardInside();
    fault('lateReply');
    expect(await run('eject')).toEqual({ ok: false, error: { code: 'timeout' } });
    expect(framesOf('32 31')).toBe(1);
    await wait(LATE_REPLY);
    expect(await run('status')).toEqual({ ok: true, value: { media: 'present', atGate: true } });
    expect(await run('eject')).toEqual({ ok: true, value: {} });
    expect(framesOf('32 31')).toBe(1);
    act('takeCard');
    await wait(1_000);
    expect(told()).toContain('mediaRemoved');
  });

  it('lateReply to an APDU: the answer that comes too late answers nothing else', async () => {
    const { withCardInside, run, fault, wait, state } = stage();
    await withCardInside();
    await run('chipPowerOn');
    fault('lateReply');
    expect(await run('chipIO', { command: SELECT_PSE })).toEqual({ ok: false, error: { code: 'timeout' } });
    await wait(LATE_REPLY);
    // GPO without an application selected: 6985, not the FCI that came late.
    const answer = await run('chipIO', { command: fromHex('80 A8 00 00 02 83 00 00') });
    expect(answer).toEqual({ ok: true, value: { response: fromHex('69 85') } });
    expect(state().violations).toBe(0);
  });

  it('the late reply comes later than every deadline', () => {
    expect(LATE_REPLY).toBeGreaterThan(Math.max(...Object.values(CRT310_DEADLINES)));
  });

  it('noise: every command still comes to its end', async () => {
    const { withCardInside, run, fault, state } = stage();
    fault('noise');
    await withCardInside();
    expect(state().card?.where).toBe('contact');
    expect((await run('chipPowerOn')).ok).toBe(true);
    expect((await run('eject')).ok).toBe(true);
    expect(state().card?.where).toBe('gate');
  });

  it('lowPower: powerLow with the reader’s code', async () => {
    const { identify, run, fault } = stage();
    await identify();
    fault('lowPower');
    expect(await run('enableEntry')).toEqual(condition('powerLow', 'E=05'));
    expect(await identify()).toEqual(condition('powerLow', 'E=05'));
  });

  it('lowPower while it waits for a card: told as a fault of the device', async () => {
    const { identify, run, wait, fault, events } = stage();
    await identify();
    await run('enableEntry');
    fault('lowPower');
    await wait(5_000);
    expect(events).toMatchObject([{ state: 'hardwareError', error: { condition: 'powerLow' } }]);
  });

  it('binFull: the card stays, is said to stay, and can still be given back', async () => {
    const { withCardInside, run, fault, told, state } = stage();
    await withCardInside();
    fault('binFull');
    expect(await run('retain')).toEqual(condition('retainBinFull', 'S1=4C'));
    expect(told()).toEqual(['mediaInserted']);
    expect(state()).toMatchObject({ bin: 0, card: { where: 'inside' } });
    expect(await run('eject')).toEqual({ ok: true, value: {} });
    expect(state().card?.where).toBe('gate');
  });

  it('floodUnsolicited: ten thousand frames a second change nothing', async () => {
    const { withCardInside, run, fault, state, wait, told } = stage();
    fault('floodUnsolicited');
    await withCardInside();
    await wait(1_000);
    expect(await run('status')).toEqual({ ok: true, value: { media: 'present', atGate: false } });
    expect((await run('eject')).ok).toBe(true);
    expect(told()).toEqual(['mediaInserted']);
    expect(state().violations).toBe(0);
  });

  it('splitReplies: byte by byte is as good as whole', async () => {
    const { withCardInside, run, fault, state } = stage();
    fault('splitReplies');
    await withCardInside();
    expect((await run('readTracks')).ok).toBe(true);
    expect((await run('eject')).ok).toBe(true);
    expect(state()).toMatchObject({ violations: 0, card: { where: 'gate' } });
  });

  it('faults stack: noise, split replies and a flood together', async () => {
    const { withCardInside, run, fault, state } = stage();
    for (const name of ['noise', 'splitReplies', 'floodUnsolicited'] as const) fault(name);
    await withCardInside();
    await run('eject');
    expect(state().card?.where).toBe('gate');
  });
});
