import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex } from '#foundation/bytes.ts';
import { ManualClock, settle } from '#foundation/clock.ts';
import { memoryCable } from '../../transport/memory.ts';
import type { Line } from '../../transport/transport.ts';
import { LATEST_REPLY_MILLISECONDS } from './conversation.ts';
import { FIND_EVERY_MILLISECONDS } from './driver.ts';
import { driverOn, rig, scriptedRig } from './driver-rig.test-data.ts';
import { PERMIT, RESIDENT, RESIDENT_RECORD } from './examples.test-data.ts';
import { encodeReadData, encodeReply, type Reply, SW3, TIMEOUTS } from './protocol.ts';
import { createSdtSimulator } from './simulator.ts';

const SAM_NUMBER = fromHex('05000300 39293301 40E20100 CB647800');
const reply = (sw3: number, data: Uint8Array = new Uint8Array(0), sw1 = 0, sw2 = 0): Uint8Array =>
  encodeReply({ sw1, sw2, sw3, data });
const present = (value: boolean) => ({ ok: true, value: { present: value } });
const document = (value: object) => ({ ok: true, value: { document: value, photo: expect.any(Uint8Array) } });

/** What a good reader with RESIDENT on it answers, by command and parameter. */
const goodAnswer: Readonly<Record<string, Uint8Array>> = {
  '11ff': reply(SW3.ok),
  '12ff': reply(SW3.ok, SAM_NUMBER),
  '2001': reply(SW3.cardFound, new Uint8Array(4)),
  '2002': reply(SW3.ok, new Uint8Array(8)),
  '3001': reply(SW3.ok, encodeReadData(RESIDENT_RECORD, new Uint8Array(1024))),
};
const keyOf = ({ command, parameter }: { command: number; parameter: number }): string =>
  `${command.toString(16)}${parameter.toString(16).padStart(2, '0')}`;

/**
 * A line that hands every chunk over after its own delay, but in order: none later than the longest delay. A delay
 * below zero loses the chunk.
 */
function delayed(line: Line, clock: ManualClock, delays: () => number): Line {
  let free = 0;
  return {
    write: (bytes) => line.write(bytes),
    close: () => line.close(),
    listen: ({ data, closed }) =>
      line.listen({
        data: (bytes) => {
          const delay = delays();
          if (delay < 0) return;
          free = Math.max(free, clock.monotonic() + delay);
          clock.setTimeout(() => data(bytes), free - clock.monotonic());
        },
        closed,
      }),
  };
}

describe('late replies', () => {
  it('a late "no card" of find is not taken for the answer to the read that follows', async () => {
    const { driver, lay, run, fault, whenSent } = rig();
    await driver.identify();
    lay();
    await run('readDocument');
    // The card is hidden now: find says 80, and 80 to a read would mean that it is gone.
    fault('lateReply');
    whenSent('find', () => queueMicrotask(() => queueMicrotask(() => fault('lateReply', false))));
    expect(await run('presence')).toEqual(present(true));
  });

  it("a read cancelled in the middle: its card never becomes the next command's card", async () => {
    const { driver, lay, run, start, clock, fault, whenSent } = rig();
    await driver.identify();
    lay(PERMIT);
    whenSent('read', () => fault('lateReply'));
    const read = start('readDocument');
    await clock.advanceAsync(100);
    driver.cancel(read.id);
    await settle();
    fault('lateReply', false);
    lay(RESIDENT);
    expect(await run('readDocument')).toEqual(document(RESIDENT));
  });

  it('after a lost reply the SAM number is asked before anything else', async () => {
    const { driver, run, fault, sent, whenSent } = rig();
    await driver.identify();
    fault('silent');
    whenSent('number', () => fault('silent', false));
    expect(await run('presence')).toEqual(present(false));
    expect(sent().slice(2)).toEqual(['find', 'number', 'find', 'read']);
  });

  it('and nothing more while that is not answered either, until no answer can come any more', async () => {
    const { driver, start, fault, sent, clock } = rig();
    await driver.identify();
    fault('silent');
    const read = start('readDocument');
    await clock.advanceAsync(TIMEOUTS.find + FIND_EVERY_MILLISECONDS);
    fault('silent', false);
    await clock.advanceAsync(LATEST_REPLY_MILLISECONDS - 50);
    expect(sent().slice(2)).toEqual(['find', 'number']);
    await clock.advanceAsync(1000);
    expect(
      sent()
        .slice(4)
        .every((name) => name === 'find'),
    ).toBe(true);
    expect(sent().length).toBeGreaterThan(4);
    driver.cancel(read.id);
  });

  it('an answer to the SAM number that comes while nobody waits settles the line, too', async () => {
    const { driver, start, fault, sent, clock, lay } = rig();
    await driver.identify();
    fault('lateReply');
    const read = start('readDocument');
    await clock.advanceAsync(TIMEOUTS.find + FIND_EVERY_MILLISECONDS);
    fault('lateReply', false);
    lay();
    await clock.advanceAsync(TIMEOUTS.number + 2 * FIND_EVERY_MILLISECONDS + 200);
    expect(sent().slice(2)).toEqual(['find', 'number', 'find', 'select', 'read']);
    expect(read.result()).toEqual(document(RESIDENT));
  });

  it('a read answered at the second asking still owes one answer', async () => {
    const { driver, lay, run, fault, sent, whenSent } = rig();
    await driver.identify();
    lay();
    fault('readReplyLost');
    whenSent('read', () => fault('readReplyLost', false), 2);
    await run('readDocument');
    expect(await run('presence')).toEqual(present(true));
    expect(sent().slice(2)).toEqual(['find', 'select', 'read', 'read', 'number', 'find', 'read']);
  });

  it('what a program before us left in the line is dropped', async () => {
    const clock = new ManualClock();
    const simulator = createSdtSimulator({ clock });
    const [host, device] = memoryCable();
    simulator.attach(device);
    simulator.act('layDocument', { document: PERMIT });
    for (const command of ['200122', '200221', '300132'])
      await host.write(fromHex(`AAAAAA96690003${command}`));
    const { driver, run } = driverOn(host, clock);
    expect(await driver.identify()).toMatchObject({ ok: true });
    simulator.act('layDocument', { document: RESIDENT });
    expect(await run('readDocument')).toEqual(document(RESIDENT));
  });

  it('whatever is delayed or lost: the truth, or an honest "timeout" or "unreadable", in bounded time', async () => {
    const delay = fc.oneof(
      { weight: 6, arbitrary: fc.constant(0) },
      { weight: 3, arbitrary: fc.integer({ min: 1, max: 700 }) },
      { weight: 1, arbitrary: fc.integer({ min: 1900, max: LATEST_REPLY_MILLISECONDS - 1 }) },
      { weight: 2, arbitrary: fc.constant(-1) },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(delay, { maxLength: 40 }),
        fc.boolean(),
        async (delays, answersFindUntilLifted) => {
          const clock = new ManualClock();
          const simulator = createSdtSimulator({ clock, answersFindUntilLifted });
          const [host, device] = memoryCable();
          simulator.attach(device);
          const queue = [...delays];
          const { driver, run } = driverOn(
            delayed(host, clock, () => queue.shift() ?? 0),
            clock,
          );
          for (const person of [RESIDENT, PERMIT]) {
            simulator.act('layDocument', { document: person });
            const read = await run('readDocument', 60_000);
            if (read?.ok) {
              expect(read.value.document).toEqual(person);
              const there = await run('presence');
              expect(there).toEqual(there?.ok ? present(true) : { ok: false, error: { code: 'timeout' } });
            } else {
              expect(read?.error.condition ?? read?.error.code).toMatch(/^(timeout|unreadable)$/);
            }
            simulator.act('liftDocument', {});
            const gone = await run('presence');
            expect(gone).toEqual(gone?.ok ? present(false) : { ok: false, error: { code: 'timeout' } });
          }
          await driver.close();
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);
});

describe('the status is judged on all three bytes', () => {
  it.each([
    ['select', '2002', reply(SW3.ok, new Uint8Array(8), 0x69, 0x82), 'SW=698290'],
    ['read', '3001', reply(SW3.ok, encodeReadData(RESIDENT_RECORD, new Uint8Array(1024)), 0, 1), 'SW=000190'],
    ['read, refused by the card', '3001', reply(0x31, new Uint8Array(0), 0x63, 0), 'SW=630031'],
  ])('%s', async (_, key, bytes, deviceCode) => {
    const { run } = scriptedRig((command, write) => {
      const answer = keyOf(command) === key ? bytes : goodAnswer[keyOf(command)];
      if (answer) write(answer);
    });
    expect(await run('readDocument')).toEqual({
      ok: false,
      error: { code: 'condition', condition: 'unreadable', deviceCode },
    });
  });

  it.each([
    [
      'find with a card status',
      reply(SW3.cardFound, new Uint8Array(4), 0x90, 0),
      'hardwareError',
      'SW=90009F',
    ],
    ['our frame was wrong', reply(SW3.hostChecksumWrong), 'protocol', 'SW3=10'],
    ['our command was wrong', reply(SW3.badCommand), 'protocol', 'SW3=21'],
    ['an error it cannot name', reply(SW3.unknownError), 'hardwareError', 'SW3=24'],
    ['an error nobody can name', reply(0x77), 'hardwareError', 'SW3=77'],
  ])('find, for ever: %s', async (_, bytes, code, deviceCode) => {
    const { run } = scriptedRig((command, write) => {
      const answer = keyOf(command) === '2001' ? bytes : goodAnswer[keyOf(command)];
      if (answer) write(answer);
    });
    expect(await run('readDocument')).toEqual({ ok: false, error: { code, deviceCode } });
    expect(await run('presence')).toEqual({ ok: false, error: { code, deviceCode } });
  });

  it.each([
    [reply(SW3.noCard), present(false)],
    [reply(SW3.readFailed), present(false)],
    [reply(SW3.unknownError), { ok: false, error: { code: 'hardwareError', deviceCode: 'SW3=24' } }],
    [reply(SW3.badCommand), { ok: false, error: { code: 'protocol', deviceCode: 'SW3=21' } }],
  ])(
    'presence, when a hidden card may be there and the bare read says so or so (%#)',
    async (bytes, expected) => {
      const { run } = scriptedRig((command, write) => {
        if (keyOf(command) === '2001') write(reply(SW3.noCard));
        else write(keyOf(command) === '3001' ? bytes : (goodAnswer[keyOf(command)] ?? bytes));
      });
      expect(await run('presence')).toEqual(expected);
    },
  );

  it('identify: a state that is not ok, a number that is none', async () => {
    const state = scriptedRig((command, write) =>
      write(keyOf(command) === '12ff' ? reply(SW3.ok, SAM_NUMBER) : reply(SW3.unknownError)),
    );
    expect(await state.driver.identify()).toEqual({
      ok: false,
      error: { code: 'hardwareError', deviceCode: 'SW3=24' },
    });
    const number = scriptedRig((command, write) =>
      write(keyOf(command) === '11ff' ? reply(SW3.ok) : reply(SW3.badCommand)),
    );
    expect(await number.driver.identify()).toEqual({
      ok: false,
      error: { code: 'protocol', deviceCode: 'SW3=21' },
    });
  });
});

describe('a hostile line', () => {
  it('any noise in any chunks: commands settle in bounded time and nothing throws', async () => {
    const status = fc.constantFrom(...Object.values(SW3), 0x77);
    const frame = fc
      .tuple(status, fc.constantFrom(0, 1, 4, 8, 16, 17, 1284), fc.boolean())
      .map(
        ([sw3, length, card]): Reply => ({ sw1: card ? 0x69 : 0, sw2: 0, sw3, data: new Uint8Array(length) }),
      );
    const chunk = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      frame.map(encodeReply),
      fc.constantFrom(...['AA', 'AAAAAA9669', 'AAAAAA96690508'].map(fromHex)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(chunk, { maxLength: 60 }), async (chunks) => {
        const queue = [...chunks];
        const { driver, run, clock, start } = scriptedRig((_, write) => {
          for (const bytes of queue.splice(0, 2)) write(bytes);
        });
        void driver.identify();
        expect(await run('presence')).toBeDefined();
        const read = start('readDocument');
        await clock.advanceAsync(40_000);
        expect(read.result()).toBeDefined();
        await driver.close();
        expect(clock.armed).toBe(0);
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  it('a flood of refusals: a coded error, and a cancel is heard', async () => {
    const { driver, start, clock, write } = scriptedRig(() => {});
    const read = start('readDocument');
    for (let i = 0; i < 100; i += 1) {
      for (const sw3 of [0x80, 0x41, 0x9f, 0x90]) write(reply(sw3));
      await clock.advanceAsync(10);
    }
    driver.cancel(read.id);
    await settle();
    expect(read.result()).toMatchObject({ ok: false });
    await driver.close();
    await clock.advanceAsync(1000);
    expect(clock.armed).toBe(0);
  });

  const never = () => new Promise<never>(() => {});

  it('a line that takes no bytes and never says so: timeout', async () => {
    const clock = new ManualClock();
    const { run } = driverOn({ write: never, close: async () => {}, listen: () => {} }, clock);
    expect(await run('presence')).toMatchObject({ ok: false, error: { code: 'timeout' } });
    expect(clock.armed).toBe(0);
  });

  it('and a cancel is heard at once', async () => {
    const clock = new ManualClock();
    const { driver, start } = driverOn({ write: never, close: async () => {}, listen: () => {} }, clock);
    const read = start('readDocument');
    await clock.advanceAsync(10);
    driver.cancel(read.id);
    await settle();
    expect(read.result()).toEqual({ ok: false, error: { code: 'cancelled' } });
    expect(clock.armed).toBe(0);
  });

  it("a line that swallowed one command: its wait does not take the next one's answer", async () => {
    const clock = new ManualClock();
    const simulator = createSdtSimulator({ clock });
    const [host, device] = memoryCable();
    simulator.attach(device);
    let writes = 0;
    const line: Line = {
      close: () => host.close(),
      listen: (events) => host.listen(events),
      write: (bytes) => {
        writes += 1;
        return writes === 1 ? never() : host.write(bytes);
      },
    };
    const { run, sent } = driverOn(line, clock);
    await clock.advanceAsync(LATEST_REPLY_MILLISECONDS);
    expect(await run('presence')).toEqual(present(false));
    expect(sent()).toEqual(['find', 'number', 'find', 'read']);
  });

  it('a cancel at any moment of a write is heard', async () => {
    for (let moment = 0; moment < 12; moment += 1) {
      const clock = new ManualClock();
      const later = (turns: number, act: () => void): void =>
        turns === 0 ? act() : queueMicrotask(() => later(turns - 1, act));
      const line: Line = {
        close: async () => {},
        listen: () => {},
        write: async () => {
          later(moment, () => driver.cancel('command-1'));
          return { ok: true, value: undefined };
        },
      };
      const { driver, start } = driverOn(line, clock);
      const read = start('readDocument');
      await settle();
      expect(read.result()).toEqual({ ok: false, error: { code: 'cancelled' } });
      expect(clock.armed).toBe(0);
    }
  });

  it('a command cancelled before it asked the SAM number leaves that to the next one', async () => {
    const { driver, run, start, clock, fault, sent } = rig();
    await driver.identify();
    fault('silent');
    const read = start('readDocument');
    await clock.advanceAsync(TIMEOUTS.find + 1);
    fault('silent', false);
    driver.cancel(read.id);
    expect(await run('presence')).toEqual(present(false));
    expect(sent().slice(2)).toEqual(['find', 'number', 'find', 'read']);
  });

  it('nothing is sent for a command cancelled while the line was being settled', async () => {
    const story = rig();
    const read = story.start('readDocument');
    story.whenHeard('SW3=90', () => story.driver.cancel(read.id));
    await settle();
    expect(read.result()).toEqual({ ok: false, error: { code: 'cancelled' } });
    expect(story.sent()).toEqual(['number']);
  });

  it('a line that had gone before the driver came: offline', async () => {
    const clock = new ManualClock();
    const [host, device] = memoryCable();
    await device.close();
    const { driver } = driverOn(host, clock);
    expect(await driver.identify()).toEqual({ ok: false, error: { code: 'offline', detail: 'gone' } });
  });

  it('a command it does not have: unsupported', async () => {
    const { driver } = rig();
    const request = JSON.parse('{"id":"1","name":"toString","input":{}}');
    expect(await driver.execute(request)).toEqual({ ok: false, error: { code: 'unsupported' } });
  });
});
