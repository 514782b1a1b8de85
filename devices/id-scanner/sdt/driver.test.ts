import { describe, expect, it } from 'vitest';
import { settle } from '#foundation/clock.ts';
import type { IdentityDocument } from '../contract.ts';
import { LATEST_REPLY_MILLISECONDS } from './conversation.ts';
import { FIND_EVERY_MILLISECONDS, LOST_FINDS, READ_TRIES } from './driver.ts';
import { BOTH, rig } from './driver-rig.test-data.ts';
import { DOCUMENTS, PERMIT, RESIDENT } from './examples.test-data.ts';
import { TIMEOUTS } from './protocol.ts';
import { encodeRecord } from './records.ts';
import { HAND_MILLISECONDS } from './simulated-sam.ts';

const rawOf = (document: IdentityDocument, change: (record: Uint8Array) => void): string => {
  const record = encodeRecord(document);
  if (!record.ok) throw new Error(record.error.code);
  change(record.value);
  return Buffer.from(record.value).toString('hex');
};

const condition = (name: string, more: object = {}) => ({
  ok: false,
  error: { code: 'condition', condition: name, ...more },
});
const good = (document: IdentityDocument) => ({
  ok: true,
  value: { document, photo: expect.any(Uint8Array) },
});

/** Asked after a story: no timer may be left that nobody waits for. */
const leavesNothing = async ({ driver, clock }: ReturnType<typeof rig>) => {
  await driver.close();
  await clock.advanceAsync(5000);
  expect(clock.armed).toBe(0);
};

describe('identify', () => {
  it('asks number and state and tells who it is', async () => {
    const { driver, sent } = rig();
    expect(await driver.identify()).toEqual({
      ok: true,
      value: { model: 'SDT SAM_A', serialNumber: '05.03-20130105-0000123456-0007890123' },
    });
    expect(sent()).toEqual(['number', 'state']);
  });

  it.each([
    ['notAuthorised', '66'],
    ['selfTestFailed', '60'],
  ] as const)('%s is a condition, for identify and for every command', async (fault, code) => {
    const story = rig();
    story.fault(fault);
    const expected = condition(fault, { deviceCode: `SW3=${code}` });
    expect(await story.driver.identify()).toEqual(expected);
    expect(await story.run('presence')).toEqual(expected);
    expect(await story.run('readDocument')).toEqual(expected);
    await leavesNothing(story);
  });

  it('ends in bounded time when nobody answers', async () => {
    const story = rig();
    story.fault('silent');
    let result: unknown;
    void story.driver.identify().then((settled) => (result = settled));
    await story.clock.advanceAsync(3 * TIMEOUTS.state);
    expect(result).toEqual({ ok: false, error: { code: 'timeout' } });
    await leavesNothing(story);
  });
});

describe('reading a document', () => {
  it.each(DOCUMENTS)('a $type that lies there, with its photo', async (document) => {
    const story = rig();
    await story.driver.identify();
    story.act('layDocument', { document, photo: '5A'.repeat(1024) });
    expect(await story.run('readDocument')).toEqual({
      ok: true,
      value: { document, photo: new Uint8Array(1024).fill(0x5a) },
    });
    expect(story.sent()).toEqual(['number', 'state', 'find', 'select', 'read']);
    expect(story.events).toEqual([{ type: 'documentFound' }]);
    await leavesNothing(story);
  });

  it('waits for it, one find every 250 ms, and hears of it within one', async () => {
    const { driver, clock, start, count, lay, events } = rig();
    await driver.identify();
    const read = start('readDocument');
    await clock.advanceAsync(10 * FIND_EVERY_MILLISECONDS);
    expect(count('find')).toBe(11);
    expect(events).toEqual([]);
    lay();
    await clock.advanceAsync(FIND_EVERY_MILLISECONDS);
    expect(events).toEqual([{ type: 'documentFound' }]);
    expect(read.result()).toEqual(good(RESIDENT));
  });

  it('can be done before anybody asked who the reader is', async () => {
    const { lay, run, sent } = rig();
    lay();
    expect(await run('readDocument')).toEqual(good(RESIDENT));
    expect(sent()).toEqual(['number', 'find', 'select', 'read']);
  });

  it('a result and an error survive a structured clone', async () => {
    const { lay, lift, run, act } = rig();
    lay();
    const result = await run('readDocument');
    expect(structuredClone(result)).toEqual(result);
    lift();
    act('layDocument', { raw: '00'.repeat(256) });
    const error = await run('readDocument');
    expect(error).toMatchObject({ ok: false });
    expect(structuredClone(error)).toEqual(error);
  });

  it('card taken away between find and select: waits for the next one', async () => {
    const { driver, lay, lift, start, clock, whenSent, events, act } = rig();
    await driver.identify();
    lay();
    whenSent('select', lift);
    const read = start('readDocument');
    await clock.advanceAsync(10 * FIND_EVERY_MILLISECONDS);
    expect(read.result()).toBeUndefined();
    act('layDocument', { document: PERMIT });
    await clock.advanceAsync(FIND_EVERY_MILLISECONDS);
    expect(read.result()).toEqual(good(PERMIT));
    expect(events).toEqual([{ type: 'documentFound' }, { type: 'documentFound' }]);
  });

  it('a card put down carelessly again and again has its three tries anew each time', async () => {
    const { driver, lay, lift, start, clock, whenSent, count } = rig();
    await driver.identify();
    const read = start('readDocument');
    for (let time = 1; time <= READ_TRIES + 1; time += 1) {
      lay();
      whenSent('select', lift);
      await clock.advanceAsync(HAND_MILLISECONDS + 4 * FIND_EVERY_MILLISECONDS);
      expect(count('select')).toBe(time);
      expect(read.result()).toBeUndefined();
    }
    lay();
    await clock.advanceAsync(HAND_MILLISECONDS + FIND_EVERY_MILLISECONDS);
    expect(read.result()).toEqual(good(RESIDENT));
  });
});

describe('a document that is not accepted', () => {
  const wrong = (RESIDENT.number.charCodeAt(0) - 48 + 1) % 10;
  it.each([
    ['an unknown type', rawOf(RESIDENT, (record) => record.set([0x59], 248)), 'unsupportedDocument', 'type'],
    ['rubbish', 'FF'.repeat(256), 'unsupportedDocument', 'type'],
    [
      'a wrong check character',
      rawOf(RESIDENT, (record) => record.set([48 + wrong], 122)),
      'invalidNumber',
      'number',
    ],
    ['a control character', rawOf(RESIDENT, (record) => record.set([0x1b, 0], 2)), 'invalidText', 'name'],
    [
      'a day that never was',
      rawOf(RESIDENT, (record) => record.set([0x39], 44)),
      'invalidRecord',
      'birthDate',
    ],
    [
      'another birth date than its number says',
      rawOf(RESIDENT, (record) => record.set([0x30], 50)),
      'contradictoryRecord',
      'birthDate',
    ],
  ])('%s: the read settles with that condition, at once', async (_, raw, name, detail) => {
    const story = rig();
    story.act('layDocument', { raw });
    expect(await story.run('readDocument')).toEqual(condition(name, { detail }));
    expect(story.count('read')).toBe(1);
    await leavesNothing(story);
  });

  it('a record no card is issued with was not read whole: it is read again, then given up as unreadable', async () => {
    const { act, run, count } = rig();
    act('layDocument', { document: { ...RESIDENT, name: '\u3000\u3000' } });
    expect(await run('readDocument')).toEqual(condition('unreadable', { detail: 'protocol' }));
    expect(count('read')).toBe(READ_TRIES);
    act('layDocument', { document: RESIDENT });
    expect(await run('readDocument')).toEqual(good(RESIDENT));
  });

  it('the next one is read after it', async () => {
    const { act, run } = rig();
    act('layDocument', { raw: 'FF'.repeat(256) });
    await run('readDocument');
    act('layDocument', { document: RESIDENT });
    expect(await run('readDocument')).toEqual(good(RESIDENT));
  });
});

describe('cancelling', () => {
  it('a read that waits stops at once, and sends nothing more', async () => {
    const story = rig();
    const { driver, clock, start, sent } = story;
    const read = start('readDocument');
    await clock.advanceAsync(1000);
    driver.cancel(read.id);
    await settle();
    expect(read.result()).toEqual({ ok: false, error: { code: 'cancelled' } });
    const before = sent().length;
    await clock.advanceAsync(10_000);
    expect(sent()).toHaveLength(before);
    await leavesNothing(story);
  });

  it('a read whose reply is being waited for stops at once, too', async () => {
    const { driver, lay, clock, start, fault } = rig();
    lay();
    fault('readReplyLost');
    const read = start('readDocument');
    await clock.advanceAsync(1000);
    expect(read.result()).toBeUndefined();
    driver.cancel(read.id);
    await settle();
    expect(read.result()).toEqual({ ok: false, error: { code: 'cancelled' } });
  });

  it('a command behind another one never starts', async () => {
    const { driver, clock, start } = rig();
    const first = start('readDocument');
    const second = start('presence');
    driver.cancel(second.id);
    driver.cancel('no such command');
    await clock.advanceAsync(500);
    driver.cancel(first.id);
    await settle();
    expect(second.result()).toEqual({ ok: false, error: { code: 'cancelled' } });
  });
});

describe('lost and refused', () => {
  it('a lost reply to the read: read again, bare, before anything else', async () => {
    const { driver, lay, run, fault, whenSent, sent } = rig();
    await driver.identify();
    lay();
    fault('readReplyLost');
    whenSent('read', () => fault('readReplyLost', false), 2);
    expect(await run('readDocument')).toEqual(good(RESIDENT));
    expect(sent().slice(2)).toEqual(['find', 'select', 'read', 'read']);
  });

  it('both lost, and the reader now hides the card: read again, bare, in the next try', async () => {
    const { driver, lay, run, fault, whenSent, sent } = rig();
    await driver.identify();
    lay();
    fault('readReplyLost');
    whenSent('read', () => fault('readReplyLost', false), 3);
    expect(await run('readDocument')).toEqual(good(RESIDENT));
    expect(sent().slice(2)).toEqual(['find', 'select', 'read', 'read', 'number', 'find', 'read']);
  });

  it.each(BOTH)('all lost, reader that %s: unreadable after three tries', async (_, options) => {
    const story = rig(options);
    const { lay, run, fault, count, simulator } = story;
    lay();
    fault('readReplyLost');
    expect(await run('readDocument')).toEqual(condition('unreadable', { detail: 'timeout' }));
    expect(count('read')).toBe(2 * READ_TRIES);
    expect(simulator.state()).toMatchObject({ read: true });
    await leavesNothing(story);
  });

  it.each([
    ['readFails', 'SW3=41', 'read'],
    ['selectFails', 'SW3=81', 'select'],
  ] as const)(
    "%s: unreadable after three tries, with the reader's own code",
    async (fault, deviceCode, name) => {
      const story = rig();
      story.lay();
      story.fault(fault);
      expect(await story.run('readDocument')).toEqual(condition('unreadable', { deviceCode }));
      expect(story.count(name)).toBe(READ_TRIES);
      expect(story.events).toEqual([{ type: 'documentFound' }]);
      await leavesNothing(story);
    },
  );

  it.each(BOTH)('lengths inside the read that lie, reader that %s: unreadable', async (_, options) => {
    const story = rig(options);
    story.lay();
    story.fault('lyingTextLength');
    expect(await story.run('readDocument')).toEqual(condition('unreadable', { detail: 'protocol' }));
    await leavesNothing(story);
  });
});

describe('a line that is not good', () => {
  it.each(['badChecksum', 'lyingLength', 'truncatedReply', 'silent', 'lateReply'] as const)(
    '%s: a coded error in bounded time, and all is well when it is over',
    async (fault) => {
      const story = rig();
      await story.driver.identify();
      story.lay();
      story.fault(fault);
      const bound = LOST_FINDS * (FIND_EVERY_MILLISECONDS + TIMEOUTS.number);
      expect(await story.run('readDocument', bound)).toEqual({ ok: false, error: { code: 'timeout' } });
      expect(await story.run('presence')).toEqual({ ok: false, error: { code: 'timeout' } });
      story.fault(fault, false);
      expect(await story.run('readDocument')).toEqual(good(RESIDENT));
      expect(await story.run('presence')).toEqual({ ok: true, value: { present: true } });
      await leavesNothing(story);
    },
  );

  it.each(['noiseBeforeReply', 'splitReplies', 'floodUnsolicited'] as const)(
    '%s: everything works through it',
    async (fault) => {
      const story = rig();
      story.fault(fault);
      story.lay();
      const identified = story.driver.identify();
      await story.clock.advanceAsync(1000);
      expect(await identified).toMatchObject({ ok: true });
      expect(await story.run('readDocument')).toEqual(good(RESIDENT));
      expect(await story.run('presence')).toEqual({ ok: true, value: { present: true } });
      story.lift();
      expect(await story.run('presence')).toEqual({ ok: true, value: { present: false } });
      story.fault(fault, false);
      await leavesNothing(story);
    },
  );

  it('a reader that is silent now and then is waited for', async () => {
    const { driver, clock, start, fault, lay } = rig();
    await driver.identify();
    const read = start('readDocument');
    for (let time = 0; time < 5; time += 1) {
      fault('silent');
      await clock.advanceAsync((LOST_FINDS - 1) * FIND_EVERY_MILLISECONDS);
      fault('silent', false);
      await clock.advanceAsync(LATEST_REPLY_MILLISECONDS);
    }
    expect(read.result()).toBeUndefined();
    lay();
    await clock.advanceAsync(FIND_EVERY_MILLISECONDS);
    expect(read.result()).toEqual(good(RESIDENT));
  });

  it('unplugged while a read waits: offline for it and for everything behind and after it, told once', async () => {
    const story = rig();
    const { act, clock, start, run, events } = story;
    const read = start('readDocument');
    const behind = start('presence');
    await clock.advanceAsync(1000);
    act('unplug');
    await settle();
    const offline = { ok: false, error: { code: 'offline', detail: 'gone' } };
    expect(read.result()).toEqual(offline);
    expect(behind.result()).toEqual(offline);
    expect(events).toEqual([{ type: 'deviceState', state: 'offline', error: offline.error }]);
    expect(clock.armed).toBe(0);
    expect(await run('presence')).toEqual(offline);
    await leavesNothing(story);
  });

  it('closed: what runs settles with offline, quietly, and closing again is nothing', async () => {
    const { driver, clock, start, events, lay, run, fault } = rig();
    lay();
    fault('readFails');
    await run('readDocument');
    events.length = 0;
    const read = start('readDocument');
    await clock.advanceAsync(100);
    await driver.close();
    await driver.close();
    expect(read.result()).toEqual({ ok: false, error: { code: 'offline' } });
    expect(events).toEqual([]);
    expect(clock.armed).toBe(0);
  });
});
