import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '#foundation/bytes.ts';
import { ManualClock, settle } from '#foundation/clock.ts';
import { memoryCable } from '../../transport/memory.ts';
import type { Line } from '../../transport/transport.ts';
import { encodeFrame } from './protocol.ts';
import { BIN_CAPACITY } from './simulator/card-path.ts';
import { FAULT_NAMES } from './simulator/faults.ts';
import { type Crt310State, createCrt310Simulator } from './simulator.ts';
import { SAMPLE_CARD, STRIPE_CARD } from './stage.ts';

/** The simulator as bare bytes: what a host writes, and everything that comes back, as hexadecimal. */
function wired() {
  const clock = new ManualClock();
  const simulator = createCrt310Simulator({ clock });
  let heard = '';
  let closed = false;
  let plugged: Line | undefined;
  const plug = () => {
    const [near, far] = memoryCable();
    closed = false;
    plugged = near;
    near.listen({
      data: (bytes) => {
        heard += toHex(bytes);
      },
      closed: () => {
        if (plugged === near) closed = true;
      },
    });
    simulator.attach(far);
    return near;
  };
  let line = plug();
  const say = async (bytes: Uint8Array, milliseconds = 50) => {
    heard = '';
    await line.write(bytes);
    await clock.advanceAsync(milliseconds);
    return heard;
  };
  /** The whole dialogue; gives the reply's package. */
  const ask = async (content: string, milliseconds = 50) => {
    expect(await say(encodeFrame(fromHex(content)))).toBe('06');
    const reply = await say(Uint8Array.of(0x05), milliseconds);
    return reply.slice(6, -4);
  };
  const state = () => simulator.state() as Crt310State;
  const act = (name: string, input: unknown = {}) => simulator.act(name, input);
  return {
    clock,
    simulator,
    say,
    ask,
    state,
    act,
    closed: () => closed,
    replug: () => {
      line = plug();
    },
  };
}

const ENABLE = '2F 33 31';
const STOP_AT_CONTACT = '2E 33';

async function withCard(card: object = SAMPLE_CARD) {
  const reader = wired();
  await reader.ask(STOP_AT_CONTACT);
  await reader.ask(ENABLE);
  expect(reader.act('insertCard', { card }).ok).toBe(true);
  await reader.clock.advanceAsync(1_000);
  return reader;
}

describe('CRT-310 simulator', () => {
  it('speaks the dialogue: ACK, ENQ, answer', async () => {
    const { say } = wired();
    expect(await say(fromHex('02 00 02 31 30 03 02'))).toBe('06');
    expect(await say(fromHex('05'))).toBe('02000531304E4E4E034B');
  });

  it('refuses a bad check with NAK and does nothing', async () => {
    const { say, state } = wired();
    expect(await say(fromHex('02 00 03 2F 33 31 03 2E'))).toBe('15');
    expect(await say(fromHex('05'))).toBe(toHex(encodeFrame(fromHex('4E 05 02'))));
    expect(state()).toMatchObject({ entry: 'prohibited', violations: 1 });
  });

  it('EOT before ENQ calls a command off', async () => {
    const { say, state } = wired();
    await say(fromHex('02 00 03 2F 33 31 03 2F'));
    expect(await say(fromHex('04'))).toBe('04');
    expect(await say(fromHex('05'))).not.toBe('');
    expect(state().entry).toBe('prohibited');
  });

  it('two frames in one chunk, and one frame in many, are heard', async () => {
    const { say } = wired();
    expect(await say(fromHex('02 00 02 31 30 03 02 05'))).toBe('0602000531304E4E4E034B');
    let heard = '';
    for (const byte of fromHex('02 00 02 31 30 03 02')) heard += await say(Uint8Array.of(byte), 5);
    expect(heard).toBe('06');
  });

  it.each([
    ['an unknown command', '61 30', '4E6100'],
    ['a bad parameter', '32 40', '4E3201'],
    ['a lying APDU length', '37 31 00 09 00 A4 04 00', '4E3704'],
  ])('%s is refused and counted as the host’s fault', async (_name, content, reply) => {
    const { ask, state } = wired();
    expect(await ask(content)).toBe(reply);
    expect(state().violations).toBe(1);
  });

  it('a frame during a motion is ignored and counted', async () => {
    const { say, ask, state, clock } = await withCard();
    expect(await say(encodeFrame(fromHex('32 31')))).toBe('06');
    await say(fromHex('05'), 100);
    expect(await say(encodeFrame(fromHex('31 30')), 10)).toBe('');
    await clock.advanceAsync(1_000);
    expect(state()).toMatchObject({ violations: 1, card: { where: 'gate' } });
    expect(await ask('31 30')).toBe('3130494A4E');
  });

  it('motions take their time', async () => {
    const { say, state } = await withCard();
    await say(encodeFrame(fromHex('32 31')));
    expect(await say(fromHex('05'), 100)).toBe('');
    expect(state().card?.where).toBe('contact');
    expect(await say(new Uint8Array(0), 600)).not.toBe('');
    expect(state().card?.where).toBe('gate');
  });

  it('a card held at the gate can be drawn back, taken, or captured', async () => {
    const { ask, act, state } = await withCard();
    await ask('32 31', 1_000);
    expect(await ask('32 2F', 1_000)).toBe('322F59');
    expect(state().card?.where).toBe('contact');
    await ask('32 31', 1_000);
    expect(act('takeCard').ok).toBe(true);
    expect(state().card).toBeNull();
    expect(await ask('32 31', 1_000)).toBe('323145');
  });

  it('a captured card is told as such for a while, and is in the bin', async () => {
    const { ask, state, clock } = await withCard();
    expect(await ask('32 33', 1_000)).toBe('323359');
    expect(await ask('31 30')).toBe('31304D4A4E');
    await clock.advanceAsync(2_000);
    expect(await ask('31 30')).toBe('31304E4A4E');
    expect(state()).toMatchObject({ bin: 1, card: null });
  });

  it('the bin has an end, and emptyBin is one', async () => {
    const { ask, act, state, clock } = wired();
    await ask(STOP_AT_CONTACT);
    await ask(ENABLE);
    for (let count = 0; count <= BIN_CAPACITY; count += 1) {
      act('insertCard', { card: SAMPLE_CARD });
      await clock.advanceAsync(1_000);
      expect(await ask('32 33', 1_000)).toBe(count < BIN_CAPACITY ? '323359' : '32334E');
    }
    expect(state().bin).toBe(BIN_CAPACITY);
    act('emptyBin');
    expect(await ask('32 33', 1_000)).toBe('323359');
    expect(state().bin).toBe(1);
  });

  it('a card enters only where and when it may', async () => {
    const { ask, act } = wired();
    expect(act('insertCard', { card: SAMPLE_CARD })).toMatchObject({ error: { code: 'impossible' } });
    await ask('2F 34 31');
    expect(act('insertCard', { card: { ...SAMPLE_CARD, stripe: false } }).ok).toBe(false);
    await ask(ENABLE);
    expect(act('insertCard', { card: { ...SAMPLE_CARD, stripe: false } }).ok).toBe(true);
    expect(act('insertCard', { card: SAMPLE_CARD }).ok).toBe(false);
    expect(act('takeCard').ok).toBe(false);
  });

  it('unplugged: the line ends, a new one is refused, the card stays, the settings are lost', async () => {
    const { act, state, closed, replug, simulator, ask } = await withCard();
    act('unplug');
    expect(closed()).toBe(true);
    expect(simulator.reachable).toBe(false);
    expect(act('insertCard', { card: SAMPLE_CARD }).ok).toBe(false);
    replug();
    await settle();
    expect(closed()).toBe(true);
    act('plugIn');
    replug();
    expect(state()).toMatchObject({ plugged: true, entry: 'prohibited', card: { where: 'contact' } });
    expect(await ask('31 30')).toBe('31304B4E4E');
    expect(await ask('37 31 00 04 00 A4 04 00')).toBe('4E3702');
  });

  it('a second line replaces the first', async () => {
    const { replug, closed, ask } = wired();
    replug();
    expect(closed()).toBe(false);
    expect((await ask('31 30')).slice(0, 4)).toBe('3130');
  });

  it('a line plugged in during a motion is not told how it ended, and is no offender for asking', async () => {
    const { say, replug, state, clock } = await withCard();
    await say(encodeFrame(fromHex('32 31')));
    await say(fromHex('05'), 100);
    replug();
    expect(await say(encodeFrame(fromHex('31 30')), 10)).toBe('');
    expect(await say(new Uint8Array(0), 1_000)).toBe('');
    await clock.advanceAsync(1_000);
    expect(state()).toMatchObject({ violations: 0, card: { where: 'gate' } });
    expect(await say(encodeFrame(fromHex('31 30')))).toBe('06');
  });

  it('reset starts the day again', async () => {
    const { act, state } = await withCard();
    act('setFault', { fault: 'noise', on: true });
    act('unplug');
    act('reset');
    expect(state()).toMatchObject({ plugged: true, card: null, bin: 0, faults: [], violations: 0 });
  });

  it('the next card does not inherit the last one’s chip', async () => {
    const { ask, act, clock } = await withCard();
    await ask('37 30', 200);
    act('reset');
    await ask(ENABLE);
    act('insertCard', { card: STRIPE_CARD });
    await clock.advanceAsync(1_000);
    expect(await ask('37 31 00 04 00 A4 04 00')).toBe('4E3702');
  });

  it('every act is described by a schema, and takes nothing else', () => {
    const { simulator, act } = wired();
    const ajv = new Ajv2020({ strict: false });
    const names = simulator.acts().map(({ name }) => name);
    expect(names).toEqual(['insertCard', 'takeCard', 'unplug', 'plugIn', 'setFault', 'emptyBin', 'reset']);
    const insert = simulator.acts().find(({ name }) => name === 'insertCard');
    expect(ajv.validate(insert?.input ?? {}, { card: SAMPLE_CARD })).toBe(true);
    expect(ajv.validate(insert?.input ?? {}, { card: { ...SAMPLE_CARD, pan: 'x' } })).toBe(false);
    for (const { name } of simulator.acts())
      expect(act(name, { nonsense: 1 })).toMatchObject({ error: { code: 'badInput' } });
    for (const input of [undefined, null, 'x', 7, []])
      expect(simulator.act('takeCard', input)).toMatchObject({ error: { code: 'badInput' } });
    expect(act('explode')).toEqual({ ok: false, error: { code: 'unknownAct' } });
  });

  it('a refused card number is not repeated in the refusal', () => {
    const { act } = wired();
    const refused = JSON.stringify(
      act('insertCard', { card: { ...SAMPLE_CARD, pan: '62999900000001081234567' } }),
    );
    expect(refused).toContain('card.pan');
    expect(refused).not.toContain('6299');
  });

  it('the state shows last four digits only, and every change is told', async () => {
    const { simulator, act, state, ask } = wired();
    let told = 0;
    simulator.subscribe(() => {
      told += 1;
    });
    await ask(ENABLE);
    expect(told).toBeGreaterThan(0);
    const before = told;
    act('insertCard', { card: SAMPLE_CARD });
    expect(told).toBeGreaterThan(before);
    expect(JSON.stringify(state())).not.toContain(SAMPLE_CARD.pan);
    expect(state().card).toEqual({ where: 'gate', last4: '0108' });
  });

  it.each(FAULT_NAMES)('the fault %s goes on and off', (fault) => {
    const { act, state, clock } = wired();
    act('setFault', { fault, on: true });
    expect(state().faults).toEqual([fault]);
    act('setFault', { fault, on: false });
    expect(state().faults).toEqual([]);
    expect(clock.armed).toBe(0);
  });

  it('a label of any bytes can be tried', () => {
    const { act } = wired();
    expect(act('insertCard', { card: { ...SAMPLE_CARD, label: '\u001b@\u009b' } })).toMatchObject({
      error: { code: 'impossible' },
    });
    expect(act('insertCard', { card: { ...SAMPLE_CARD, label: '卡' } })).toMatchObject({
      error: { code: 'badInput' },
    });
  });
});
