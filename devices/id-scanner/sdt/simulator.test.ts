import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, fromHex, toHex } from '#foundation/bytes.ts';
import { settle } from '#foundation/clock.ts';
import { memoryCable } from '../../transport/memory.ts';
import { DOCUMENTS, PERMIT, RESIDENT, RESIDENT_RECORD } from './examples.test-data.ts';
import { encodeCommand, INTER_BYTE_MILLISECONDS } from './protocol.ts';
import { HAND_MILLISECONDS } from './simulated-sam.ts';

import {
  BAD_COMMAND,
  CHECKSUM_WRONG,
  FIND,
  FOUND,
  goodRead,
  LENGTH_WRONG,
  NO_CARD,
  NUMBER,
  OK,
  PHOTO,
  READ,
  READ_FAILED,
  SAM_NUMBER,
  SELECT,
  SELECT_FAILED,
  SELECTED,
  STATE,
  wireRig,
} from './wire-rig.test-data.ts';

describe('what the reader answers', () => {
  it('the whole dialogue, byte for byte; once read, hidden from find and still readable bare', async () => {
    const { say, act, simulator } = wireRig();
    expect(await say(STATE)).toBe(OK);
    expect(await say(NUMBER)).toBe(SAM_NUMBER);
    expect(await say(FIND)).toBe(NO_CARD);
    act('layDocument', { document: RESIDENT, photo: PHOTO });
    expect(simulator.state()).toMatchObject({ read: false });
    expect(await say(FIND)).toBe(FOUND);
    expect(await say(SELECT)).toBe(SELECTED);
    expect(await say(READ)).toBe(goodRead(RESIDENT_RECORD, PHOTO));
    expect(simulator.state()).toMatchObject({ read: true });
    expect(await say(FIND)).toBe(NO_CARD);
    expect(await say(SELECT)).toBe(SELECT_FAILED);
    expect(await say(READ)).toBe(goodRead(RESIDENT_RECORD, PHOTO));
    act('liftDocument');
    expect(await say(READ)).toBe(READ_FAILED);
  });

  it('with answersFindUntilLifted a read card is found until it is lifted', async () => {
    const { say, act } = wireRig({ answersFindUntilLifted: true });
    act('layDocument', { document: RESIDENT });
    for (const command of [FIND, SELECT, READ]) await say(command);
    expect(await say(FIND)).toBe(FOUND);
    expect(await say(READ)).toBe(READ_FAILED);
    act('liftDocument');
    expect(await say(FIND)).toBe(NO_CARD);
  });

  it.each([
    ['select without find', [SELECT], SELECT_FAILED],
    ['read without select', [FIND, READ], READ_FAILED],
    ['read without anything', [READ], READ_FAILED],
  ])('%s', async (_, commands, last) => {
    const { say, act } = wireRig();
    act('layDocument', { document: RESIDENT });
    let answer = '';
    for (const command of commands) answer = await say(command);
    expect(answer).toBe(last);
  });

  it.each([
    ['wrong checksum', 'AAAAAA96690003200123', CHECKSUM_WRONG],
    ['LEN too small', 'AAAAAA96690002200122', LENGTH_WRONG],
    ['LEN too large', 'AAAAAA96690FFF200122', LENGTH_WRONG],
    [
      'DATA where none belongs',
      toHex(encodeCommand({ command: 0x20, parameter: 1, data: fromHex('00') })),
      LENGTH_WRONG,
    ],
    [
      'unknown command',
      toHex(encodeCommand({ command: 0x77, parameter: 1, data: fromHex('') })),
      BAD_COMMAND,
    ],
    [
      'unknown parameter',
      toHex(encodeCommand({ command: 0x20, parameter: 9, data: fromHex('') })),
      BAD_COMMAND,
    ],
    ['noise, then a command', `00FFAAAA96${FIND}`, NO_CARD],
    ['two commands at once', FIND + STATE, NO_CARD + OK],
    ['noise alone', '0102030405060708', ''],
  ])('%s', async (_, sent, answer) => expect(await wireRig().say(sent)).toBe(answer));

  it('a frame that promises more bytes than come is a wrong length, after the longest silence, once', async () => {
    const { say, clock, heard } = wireRig();
    expect(await say('AAAAAA96690005200124')).toBe('');
    await clock.advanceAsync(INTER_BYTE_MILLISECONDS * 12);
    expect(toHex(concat(...heard))).toBe(LENGTH_WRONG);
    expect(await say(FIND)).toBe(NO_CARD);
  });

  it('half a preamble is no frame and is not answered', async () => {
    const { say, clock, heard } = wireRig();
    await say('AAAAAA');
    await clock.advanceAsync(INTER_BYTE_MILLISECONDS * 12);
    expect(heard).toEqual([]);
  });

  it('never throws and never hangs, whatever it hears', async () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 80 }),
      fc.constantFrom(...[FIND, READ, 'AAAAAA', 'AAAAAA9669', 'AAAAAA96690040'].map(fromHex)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        const { say, clock, host } = wireRig();
        for (const bytes of pieces) await host.write(bytes);
        await settle();
        clock.advance(INTER_BYTE_MILLISECONDS * 100);
        await settle();
        expect(clock.armed).toBe(0);
        expect(await say(STATE)).toBe(OK);
      }),
      { numRuns: 50 },
    );
  });
});

describe('what a person does', () => {
  it.each(DOCUMENTS)('lays a $type', ({ ...document }) => {
    const { simulator, act } = wireRig();
    act('layDocument', { document });
    expect(simulator.state()).toEqual({
      plugged: true,
      document: { type: document.type, name: document.name },
      read: false,
      faults: [],
    });
  });

  it('lays a raw record as it is, with 1,024 invented photo bytes that are the same every time', async () => {
    const raw = toHex(Uint8Array.from({ length: 256 }, (_, i) => i));
    const answers: string[] = [];
    for (const { say, act, simulator } of [wireRig(), wireRig()]) {
      act('layDocument', { raw });
      expect(simulator.state()).toMatchObject({ document: { type: 'raw', name: '' } });
      await say(FIND);
      await say(SELECT);
      answers.push(await say(READ));
    }
    expect(answers[0]).toHaveLength(2 * 1295);
    expect(answers[0]?.slice(28, 28 + 512)).toBe(raw);
    expect(answers[0]).toBe(answers[1]);
  });

  it("a second document takes the place of the first, and needs a hand's time to get there", async () => {
    const { say, act, simulator, clock } = wireRig();
    act('layDocument', { document: RESIDENT });
    expect(await say(FIND)).toBe(FOUND);
    act('layDocument', { document: PERMIT });
    expect(simulator.state()).toMatchObject({ document: { name: PERMIT.name }, read: false });
    expect(await say(SELECT)).toBe(SELECT_FAILED);
    clock.advance(HAND_MILLISECONDS - 1);
    expect(await say(FIND)).toBe(NO_CARD);
    clock.advance(1);
    expect(await say(FIND)).toBe(FOUND);
  });

  it('unplugs: the line goes, a new one is refused; the document lies on and is new to the reader after', async () => {
    const { say, act, simulator, closed } = wireRig();
    act('layDocument', { document: RESIDENT });
    for (const command of [FIND, SELECT, READ]) await say(command);
    act('unplug');
    expect(simulator.reachable).toBe(false);
    expect(closed()).toBe(true);
    expect(simulator.state()).toMatchObject({
      plugged: false,
      document: { name: RESIDENT.name },
      read: false,
    });

    const [refused, refusedDevice] = memoryCable();
    let gone = false;
    refused.listen({ data: () => {}, closed: () => (gone = true) });
    simulator.attach(refusedDevice);
    await settle();
    expect(gone).toBe(true);

    act('plugIn');
    expect(simulator.reachable).toBe(true);
    const [host, device] = memoryCable();
    const heard: Uint8Array[] = [];
    host.listen({ data: (bytes) => heard.push(bytes), closed: () => {} });
    simulator.attach(device);
    await host.write(fromHex(FIND));
    await settle();
    expect(toHex(concat(...heard))).toBe(FOUND);
  });

  it('a second line replaces the first', async () => {
    const { simulator, closed } = wireRig();
    const [, device] = memoryCable();
    simulator.attach(device);
    expect(closed()).toBe(true);
  });

  it('starts the day again: nothing there, no faults, plugged in, and a hand has all the time it needs', async () => {
    const { say, act, simulator } = wireRig();
    act('layDocument', { document: RESIDENT });
    act('setFault', { fault: 'silent', on: true });
    act('reset');
    expect(simulator.state()).toEqual({ plugged: true, document: null, read: false, faults: [] });
    expect(await say(FIND)).toBe(NO_CARD);
    act('layDocument', { document: RESIDENT });
    expect(await say(FIND)).toBe(FOUND);
    act('unplug');
    act('reset');
    expect(simulator.reachable).toBe(true);
  });

  it.each([
    ['an unknown act', 'dance', {}, 'unknownAct'],
    ['a name every object has', 'toString', {}, 'unknownAct'],
    ['lifting nothing', 'liftDocument', {}, 'impossible'],
    ['an unknown key', 'liftDocument', { now: true }, 'badInput'],
    ['no object', 'liftDocument', null, 'badInput'],
    ['neither document nor raw', 'layDocument', {}, 'badInput'],
    ['a short raw record', 'layDocument', { raw: '00'.repeat(255) }, 'badInput'],
    ['a raw record that is no hex', 'layDocument', { raw: 'zz'.repeat(256) }, 'badInput'],
    ['both document and raw', 'layDocument', { raw: '00'.repeat(256), document: RESIDENT }, 'badInput'],
    ['a short photo', 'layDocument', { document: RESIDENT, photo: '00' }, 'badInput'],
    ['a long name', 'layDocument', { document: { ...RESIDENT, name: '张'.repeat(16) } }, 'badInput'],
    ['a date in words', 'layDocument', { document: { ...RESIDENT, birthDate: 'yesterday' } }, 'badInput'],
    ['an unknown document', 'layDocument', { document: { ...RESIDENT, type: 'passport' } }, 'badInput'],
    ['a document with more keys', 'layDocument', { document: { ...RESIDENT, more: 1 } }, 'badInput'],
    ['an unknown fault', 'setFault', { fault: 'fire', on: true }, 'badInput'],
    ['a fault neither on nor off', 'setFault', { fault: 'silent' }, 'badInput'],
  ])('%s: refused and nothing changed', (_, name, input, code) => {
    const { simulator } = wireRig();
    let told = 0;
    simulator.subscribe(() => (told += 1));
    const before = JSON.stringify(simulator.state());
    expect(simulator.act(name, input)).toMatchObject({ ok: false, error: { code } });
    expect(JSON.stringify(simulator.state())).toBe(before);
    expect(told).toBe(0);
  });

  it('a refusal says where, never what', () => {
    const acted = wireRig().simulator.act('layDocument', {
      document: { ...RESIDENT, number: `${RESIDENT.number}7` },
    });
    expect(acted).toEqual({ ok: false, error: { code: 'badInput', detail: 'document.number: too_big' } });
  });

  it('tells every change of its state, the reading too, until unsubscribed', async () => {
    const { simulator, act, say } = wireRig();
    let told = 0;
    const stop = simulator.subscribe(() => (told += 1));
    act('layDocument', { document: RESIDENT });
    expect(told).toBe(1);
    for (const command of [FIND, SELECT]) await say(command);
    expect(told).toBe(1);
    await say(READ);
    expect(told).toBe(2);
    stop();
    act('liftDocument');
    expect(told).toBe(2);
  });

  it('describes every act with a JSON Schema', () => {
    const acts = wireRig().simulator.acts();
    expect(acts.map(({ name }) => name)).toEqual([
      'layDocument',
      'liftDocument',
      'unplug',
      'plugIn',
      'setFault',
      'reset',
    ]);
    for (const { input, does } of acts) {
      expect(input).toMatchObject({ type: 'object', additionalProperties: false });
      expect(does).toMatch(/\.$/);
    }
    expect(JSON.stringify(acts)).toContain('lateReply');
  });
});
