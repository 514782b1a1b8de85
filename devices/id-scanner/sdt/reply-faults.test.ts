import { describe, expect, it } from 'vitest';
import { concat, toHex } from '#foundation/bytes.ts';
import { memoryCable } from '../../transport/memory.ts';
import { RESIDENT, RESIDENT_RECORD } from './examples.test-data.ts';
import { FAULTS } from './reply-faults.ts';
import {
  FIND,
  goodRead,
  NO_CARD,
  OK,
  PHOTO,
  READ,
  READ_FAILED,
  SELECT,
  SELECT_FAILED,
  STATE,
  wireRig,
} from './wire-rig.test-data.ts';

describe('faults', () => {
  it.each([
    ['badChecksum', FIND, `${NO_CARD.slice(0, -2)}7B`],
    ['lyingLength', FIND, NO_CARD.replace('0004', '000D')],
    ['truncatedReply', FIND, NO_CARD.slice(0, 10)],
    ['noiseBeforeReply', FIND, `00FFAAAA96AAAAAA9669FFFF13AA${NO_CARD}`],
    ['silent', FIND, ''],
    ['notAuthorised', FIND, 'AAAAAA9669000400006662'],
    ['selfTestFailed', STATE, 'AAAAAA9669000400006064'],
    ['splitReplies', FIND, NO_CARD],
  ])('%s', async (fault, command, answer) => {
    const { say, act } = wireRig();
    act('setFault', { fault, on: true });
    expect(await say(command)).toBe(answer);
    act('setFault', { fault, on: false });
    expect(await say(FIND)).toBe(NO_CARD);
  });

  it.each([
    ['selectFails', SELECT_FAILED],
    ['readFails', READ_FAILED],
    ['readReplyLost', ''],
  ])('%s', async (fault, answer) => {
    const { say, act } = wireRig();
    act('layDocument', { document: RESIDENT });
    act('setFault', { fault, on: true });
    await say(FIND);
    const selected = await say(SELECT);
    expect(fault === 'selectFails' ? selected : await say(READ)).toBe(answer);
  });

  it('readReplyLost: the reader has read it all the same', async () => {
    const { say, act, simulator } = wireRig();
    act('layDocument', { document: RESIDENT });
    act('setFault', { fault: 'readReplyLost', on: true });
    for (const command of [FIND, SELECT, READ]) await say(command);
    expect(simulator.state()).toMatchObject({ read: true });
    expect(await say(FIND)).toBe(NO_CARD);
  });

  it('lyingTextLength: only the text length inside is wrong', async () => {
    const { say, act } = wireRig();
    act('layDocument', { document: RESIDENT, photo: PHOTO });
    act('setFault', { fault: 'lyingTextLength', on: true });
    await say(FIND);
    await say(SELECT);
    const answer = await say(READ);
    expect(answer.slice(0, 28)).toBe('AAAAAA9669050800009001020400');
    expect(answer.slice(28, -2)).toBe(goodRead(RESIDENT_RECORD, PHOTO).slice(28, -2));
  });

  it('splitReplies: one byte a chunk', async () => {
    const { say, act, heard } = wireRig();
    act('setFault', { fault: 'splitReplies', on: true });
    await say(FIND);
    expect(heard).toHaveLength(11);
  });

  it('lateReply: after the host has stopped waiting, and what follows keeps its place behind it', async () => {
    const { say, act, clock, heard } = wireRig();
    act('setFault', { fault: 'lateReply', on: true });
    expect(await say(FIND)).toBe('');
    act('setFault', { fault: 'lateReply', on: false });
    expect(await say(STATE)).toBe('');
    await clock.advanceAsync(299);
    expect(heard).toEqual([]);
    await clock.advanceAsync(1);
    expect(toHex(concat(...heard))).toBe(NO_CARD + OK);
  });

  it('a late reply does not come over a later cable', async () => {
    const { say, act, clock, simulator } = wireRig();
    act('setFault', { fault: 'lateReply', on: true });
    await say(FIND);
    const [host, device] = memoryCable();
    const heard: Uint8Array[] = [];
    host.listen({ data: (bytes) => heard.push(bytes), closed: () => {} });
    simulator.attach(device);
    await clock.advanceAsync(1000);
    expect(heard).toEqual([]);
  });

  it('floodUnsolicited: 10,000 frames a second, until switched off or unplugged', async () => {
    const { act, clock, heard } = wireRig();
    act('setFault', { fault: 'floodUnsolicited', on: true });
    await clock.advanceAsync(1000);
    expect(toHex(concat(...heard))).toBe(OK.repeat(10_000));
    act('unplug');
    expect(clock.armed).toBe(0);
    act('plugIn');
    act('setFault', { fault: 'floodUnsolicited', on: false });
    expect(clock.armed).toBe(0);
  });

  it('stack, all of them, and come off one by one', async () => {
    const { act, simulator, say } = wireRig();
    for (const fault of FAULTS) act('setFault', { fault, on: true });
    expect(simulator.state()).toMatchObject({ faults: [...FAULTS] });
    expect(await say(FIND)).toBe('');
    for (const fault of FAULTS) act('setFault', { fault, on: false });
    expect(simulator.state()).toMatchObject({ faults: [] });
  });
});
