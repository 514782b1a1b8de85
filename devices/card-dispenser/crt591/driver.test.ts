import { describe, expect, it } from 'vitest';
import { concat } from '#foundation/bytes.ts';
import { ManualClock, settle } from '#foundation/clock.ts';
import { err, ok } from '#foundation/result.ts';
import { readChipCard } from '../../card-reader/emv/read-card.ts';
import type { DeviceStateEvent } from '../../device.ts';
import { memoryCable } from '../../transport/memory.ts';
import { watchLine } from '../../transport/watched-line.ts';
import type { CardDispenserCommands, CardDispenserEvent } from '../contract.ts';
import { createCrt591Driver } from './driver.ts';
import { type Crt591State, createCrt591Simulator } from './simulator.ts';

async function dispenser() {
  const clock = new ManualClock();
  const simulator = createCrt591Simulator({ clock });
  const [host, device] = memoryCable();
  simulator.attach(device);
  let sent: Uint8Array = new Uint8Array(0);
  const watched = watchLine(host, () => {});
  const traced: string[] = [];
  const driver = createCrt591Driver({
    line: {
      ...watched,
      write: (bytes) => {
        sent = concat(sent, bytes);
        return watched.write(bytes);
      },
    },
    clock,
    trace: ({ direction, name }) => traced.push(`${direction} ${name}`),
  });
  const events: (CardDispenserEvent | DeviceStateEvent)[] = [];
  driver.subscribe((event) => events.push(event));
  const passing = async <T>(work: Promise<T>, limit = 120_000): Promise<T> => {
    let done = false;
    void work.then(() => {
      done = true;
    });
    for (let spent = 0; !done && spent < limit; spent += 10) await clock.advanceAsync(10);
    return work;
  };
  let id = 0;
  const does = <Name extends Exclude<keyof CardDispenserCommands, 'chipIO'>>(name: Name) => {
    id += 1;
    return passing(driver.execute({ id: `c${id}`, name, input: {} }));
  };
  const act = (name: string, input: object = {}) => simulator.act(name, input);
  const fault = (name: string, on = true) => act('setFault', { fault: name, on });
  const state = () => simulator.state() as Crt591State;
  /** How often that motion went over the wire. */
  const sentMoves = (pm: number) => {
    const frame = [0x43, 0x32, pm];
    return sent.reduce(
      (count, _byte, at) => (frame.every((byte, offset) => sent[at + offset] === byte) ? count + 1 : count),
      0,
    );
  };
  const identity = await passing(driver.identify());
  events.length = 0;
  return { clock, simulator, driver, events, traced, passing, does, act, fault, state, sentMoves, identity };
}

/** Ids one after the other. */
function counted(): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `r${last}`;
  };
}

const CONFIRMED = ok({ outcome: 'confirmed' });
const condition = (name: string) => ({ ok: false, error: { code: 'condition', condition: name } });
const types = (events: readonly { readonly type: string }[]) => events.map(({ type }) => type);

describe('a card from the stack to the hand', () => {
  it('is identified, dispensed, read, presented and seen to be taken', async () => {
    const { identity, does, driver, act, state, events, passing, clock } = await dispenser();
    expect(identity).toEqual(
      ok({ model: 'CRT-591-M001', firmware: 'CRT-591-M001', serialNumber: 'SIM0000591' }),
    );
    expect(await does('status')).toEqual(ok({ media: 'notPresent', stacker: 'ok', retainBin: 'ok' }));
    expect(await does('dispense')).toEqual(CONFIRMED);
    expect(state()).toMatchObject({ stack: 19, card: { where: 'inside' } });
    const card = await passing(readChipCard(driver, counted(), clock));
    expect(card).toMatchObject({
      ok: true,
      value: { source: 'chip', checkDigitRight: true, expiry: { year: 2031, month: 12 } },
    });
    if (card.ok) expect(card.value.pan).toMatch(/^62999955\d{10}1?/);
    expect(await does('present')).toEqual(ok({ outcome: 'confirmed', takenObservable: true }));
    await clock.advanceAsync(2_000);
    expect(events).toEqual([]);
    expect(await does('status')).toMatchObject({ value: { media: 'exit' } });
    expect(act('takeCard')).toEqual(ok({}));
    await clock.advanceAsync(1_000);
    expect(types(events)).toEqual(['mediaRemoved']);
    await clock.advanceAsync(5_000);
    expect(clock.armed).toBe(0);
    expect(state()).toMatchObject({ violations: 0, taken: card.ok ? card.value.pan.slice(-4) : '' });
  });

  it('every card has a number of its own', async () => {
    const { does, driver, passing, clock, act } = await dispenser();
    const seen = new Set<string>();
    for (let round = 0; round < 3; round += 1) {
      await does('dispense');
      const card = await passing(readChipCard(driver, counted(), clock));
      if (card.ok) seen.add(card.value.pan);
      await does('present');
      act('takeCard');
      await clock.advanceAsync(1_000);
    }
    expect(seen.size).toBe(3);
  });

  it('not taken, it is drawn back into the bin and counted', async () => {
    const { does, state, events, clock } = await dispenser();
    await does('dispense');
    await does('present');
    expect(await does('retain')).toEqual(CONFIRMED);
    await clock.advanceAsync(2_000);
    expect(types(events)).toEqual(['mediaRetained']);
    expect(state()).toMatchObject({ card: null, bin: 1 });
    expect(await does('retainCount')).toEqual(ok({ count: 1 }));
    expect(await does('binEmptied')).toEqual(ok({}));
    expect(await does('retainCount')).toEqual(ok({ count: 0 }));
  });

  it('pushed out for good, nobody says that it was taken', async () => {
    const { does, events, clock, state } = await dispenser();
    await does('dispense');
    expect(await does('eject')).toEqual(ok({ outcome: 'confirmed', takenObservable: false }));
    await clock.advanceAsync(3_000);
    expect(events).toEqual([]);
    expect(state().card).toBeNull();
  });
});

describe('storage', () => {
  it('is told when it changes: few, empty, bin full', async () => {
    const { does, act, events, fault, clock } = await dispenser();
    act('fillStacker', { cards: 5 });
    await does('dispense');
    await does('present');
    act('takeCard');
    await clock.advanceAsync(1_000);
    expect(events).toContainEqual({ type: 'storageThreshold', stacker: 'low', retainBin: 'ok' });
    act('fillStacker', { cards: 0 });
    expect(await does('dispense')).toMatchObject(condition('stackerEmpty'));
    fault('binFull');
    expect(await does('status')).toEqual(ok({ media: 'notPresent', stacker: 'empty', retainBin: 'full' }));
    expect(events.at(-1)).toEqual({ type: 'storageThreshold', stacker: 'empty', retainBin: 'full' });
  });

  it('a full bin keeps the card where it is', async () => {
    const { does, fault, state } = await dispenser();
    await does('dispense');
    fault('binFull');
    expect(await does('retain')).toMatchObject(condition('retainBinFull'));
    expect(state().card).toMatchObject({ where: 'inside' });
  });

  it('a second card does not come while one is inside, and without one nothing moves', async () => {
    const { does, state, sentMoves } = await dispenser();
    expect(await does('present')).toMatchObject(condition('noMedia'));
    expect(await does('retain')).toMatchObject(condition('noMedia'));
    await does('dispense');
    expect(await does('dispense')).toMatchObject(condition('mediaPresent'));
    expect([state().stack, sentMoves(0x31)]).toEqual([19, 1]);
  });
});

describe('a motion whose answer is not clear is never sent twice', () => {
  it.each([
    ['lostAckOnce', CONFIRMED, 19],
    ['lostReplyOnce', CONFIRMED, 19],
    ['lateReplyOnce', CONFIRMED, 19],
    ['damagedReplyOnce', CONFIRMED, 19],
    ['lostCommandOnce', err({ code: 'timeout' }), 20],
  ] as const)('dispense, %s', async (name, expected, stack) => {
    const { does, fault, state, sentMoves, clock } = await dispenser();
    fault(name);
    expect(await does('dispense')).toEqual(expected);
    expect([state().stack, sentMoves(0x31)]).toEqual([stack, 1]);
    // A reply that comes much later is nobody's, and what follows is right.
    await clock.advanceAsync(60_000);
    expect(await does('status')).toMatchObject({
      value: { media: stack === 19 ? 'transport' : 'notPresent' },
    });
  });

  it.each([
    ['lostAckOnce', ok({ outcome: 'confirmed', takenObservable: true }), 'gate'],
    ['lostReplyOnce', ok({ outcome: 'confirmed', takenObservable: true }), 'gate'],
    ['lostCommandOnce', err({ code: 'timeout' }), 'inside'],
  ] as const)('present, %s', async (name, expected, where) => {
    const { does, fault, state, sentMoves } = await dispenser();
    await does('dispense');
    fault(name);
    expect(await does('present')).toEqual(expected);
    expect([state().card?.where, sentMoves(0x30)]).toEqual([where, 1]);
  });

  it.each([
    ['lostAckOnce', CONFIRMED, 1],
    ['lostReplyOnce', CONFIRMED, 1],
    ['lostCommandOnce', err({ code: 'timeout' }), 0],
  ] as const)('retain from the gate, %s: the bin’s counter knows', async (name, expected, bin) => {
    const { does, fault, state, sentMoves, events } = await dispenser();
    await does('dispense');
    await does('present');
    fault(name);
    expect(await does('retain')).toEqual(expected);
    expect([state().bin, sentMoves(0x33)]).toEqual([bin, 1]);
    expect(types(events)).toEqual(bin === 1 ? ['mediaRetained'] : []);
  });

  it('retain, not heard, and the customer takes the card meanwhile: nobody claims either', async () => {
    const { does, fault, act, clock, driver, passing, events } = await dispenser();
    await does('dispense');
    await does('present');
    fault('lostCommandOnce');
    const retaining = driver.execute({ id: 'retain', name: 'retain', input: {} });
    await clock.advanceAsync(1_000);
    act('takeCard');
    expect(await passing(retaining)).toEqual(ok({ outcome: 'unknown', reason: 'silence' }));
    expect(types(events)).toEqual([]);
    expect(await does('retainCount')).toEqual(ok({ count: 0 }));
  });

  it.each([
    ['dispense', 'silence'],
    ['present', 'silence'],
    ['eject', 'silence'],
    ['retain', 'silence'],
  ] as const)('%s, and nobody answers afterwards: unknown', async (name, reason) => {
    const { does, fault, driver, passing, clock } = await dispenser();
    if (name !== 'dispense') await does('dispense');
    const moving = driver.execute({ id: 'm', name, input: {} });
    await clock.advanceAsync(300);
    fault('silent');
    expect(await passing(moving)).toMatchObject({ ok: true, value: { outcome: 'unknown', reason } });
  });

  it('every reply damaged: asked for again twice by NAK, the motion itself never', async () => {
    const { does, fault, sentMoves, state, traced } = await dispenser();
    fault('damagedReplies');
    const dispensed = does('dispense');
    // Even the look before fails: nothing is moved.
    expect(await dispensed).toMatchObject({ ok: false, error: { code: 'protocol' } });
    expect([sentMoves(0x31), state().stack]).toEqual([0, 20]);
    expect(traced.filter((line) => line === 'toDevice NAK').length).toBeGreaterThanOrEqual(2);
  });

  it('a frame that the device refused is sent again', async () => {
    const { driver, passing, fault, state, does } = await dispenser();
    await does('status');
    const moving = driver.execute({ id: 'd', name: 'dispense', input: {} });
    fault('nakOnce');
    expect(await passing(moving)).toEqual(CONFIRMED);
    expect(state().stack).toBe(19);
  });

  it('offline in mid-motion settles at once, and a new line finds the card', async () => {
    const { driver, clock, simulator, act, passing } = await dispenser();
    const moving = driver.execute({ id: 'd', name: 'dispense', input: {} });
    await clock.advanceAsync(200);
    act('unplug');
    expect(await moving).toEqual(err({ code: 'offline' }));
    await settle();
    act('plugIn');
    const [host, device] = memoryCable();
    simulator.attach(device);
    const again = createCrt591Driver({ line: host, clock });
    expect((await passing(again.identify())).ok).toBe(true);
    expect(await passing(again.execute({ id: 's', name: 'status', input: {} }))).toMatchObject({
      value: { media: 'notPresent' },
    });
  });
});

describe('faults of the device', () => {
  it('a jam is told, and the card is where it stuck until it is freed', async () => {
    const { does, fault, events, state } = await dispenser();
    fault('jam');
    expect(await does('dispense')).toMatchObject(condition('mediaJammed'));
    expect(types(events)).toContain('mediaJammed');
    expect(await does('status')).toMatchObject({ value: { media: 'jammed' } });
    expect(await does('dispense')).toMatchObject(condition('mediaJammed'));
    expect(state().stack).toBe(19);
    fault('jam', false);
    expect(await does('status')).toMatchObject({ value: { media: 'transport' } });
    expect(await does('retain')).toEqual(CONFIRMED);
  });

  it('a power cut between two commands is healed by an init that leaves the card', async () => {
    const { does, act, state } = await dispenser();
    await does('dispense');
    act('cutPower');
    expect(await does('status')).toMatchObject({ value: { media: 'transport' } });
    act('cutPower');
    expect(await does('present')).toMatchObject({ value: { outcome: 'confirmed' } });
    expect(state()).toMatchObject({ stack: 19, card: { where: 'gate' } });
  });

  it.each([
    ['deadChip', 'unreadable'],
    ['badAtr', 'unreadable'],
  ])('%s: the card is unreadable and goes to the bin', async (name, code) => {
    const { does, fault, driver, passing, clock, state } = await dispenser();
    fault(name);
    await does('dispense');
    expect(await passing(readChipCard(driver, counted(), clock))).toMatchObject({
      error: { code },
    });
    expect(await does('retain')).toEqual(CONFIRMED);
    expect(state().bin).toBe(1);
  });

  it('a chip is powered only at its contacts', async () => {
    const { does, driver } = await dispenser();
    expect(await does('chipPowerOn')).toMatchObject(condition('noMedia'));
    const command = Uint8Array.of(0, 0xb2, 1, 12, 0);
    expect(await driver.execute({ id: 'x', name: 'chipIO', input: { command } })).toMatchObject(
      condition('chipNotPowered'),
    );
    await does('dispense');
    await does('present');
    expect(await does('chipPowerOn')).toMatchObject(condition('positionRefused'));
  });

  it.each([['noise'], ['splitReplies']])('%s changes nothing', async (name) => {
    const { does, fault, state } = await dispenser();
    fault(name);
    expect(await does('dispense')).toEqual(CONFIRMED);
    expect(await does('present')).toMatchObject({ value: { outcome: 'confirmed' } });
    expect(state().violations).toBe(0);
  });

  it('silence is a timeout, and questions are asked three times', async () => {
    const { does, fault, traced } = await dispenser();
    fault('silent');
    traced.length = 0;
    expect(await does('status')).toEqual(err({ code: 'timeout' }));
    expect(traced.filter((line) => line === 'toDevice status')).toHaveLength(3);
    fault('silent', false);
    expect(await does('status')).toMatchObject({ ok: true });
  });

  it('traces name messages and never what is in them', async () => {
    const { does, driver, passing, clock, traced } = await dispenser();
    await does('dispense');
    await passing(readChipCard(driver, counted(), clock));
    expect(traced.join('\n')).not.toMatch(/62999955/);
    expect(traced).toContain('toDevice chipIO');
  });

  it('leaves no timer behind when it is closed', async () => {
    const { does, driver, clock } = await dispenser();
    await does('dispense');
    await does('present');
    await driver.close();
    await clock.advanceAsync(20_000);
    expect(clock.armed).toBe(0);
  });
});
