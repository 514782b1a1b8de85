import { describe, expect, it } from 'vitest';
import { FIND_EVERY_MILLISECONDS, READ_TRIES } from './driver.ts';
import { BOTH, rig } from './driver-rig.test-data.ts';
import { RESIDENT } from './examples.test-data.ts';
import { HAND_MILLISECONDS } from './simulated-sam.ts';

const good = (document: object) => ({ ok: true, value: { document, photo: expect.any(Uint8Array) } });

describe('after an unreadable card', () => {
  it.each(BOTH)('unreadable, reader that %s: only a lift makes it readable again', async (_, options) => {
    const { lay, lift, run, fault, start, clock, count } = rig(options);
    lay();
    fault('readFails');
    await run('readDocument');
    fault('readFails', false);
    const again = start('readDocument');
    await clock.advanceAsync(20_000);
    expect(again.result()).toBeUndefined();
    expect(count('read')).toBe(READ_TRIES);
    lift();
    lay();
    await clock.advanceAsync(HAND_MILLISECONDS + FIND_EVERY_MILLISECONDS);
    expect(again.result()).toEqual(good(RESIDENT));
  });

  it.each(BOTH)('unreadable, reader that %s: a lift is seen while no command runs', async (_, options) => {
    const { lay, lift, run, fault, clock } = rig(options);
    lay();
    fault('readFails');
    await run('readDocument');
    fault('readFails', false);
    await clock.advanceAsync(1000);
    lift();
    lay();
    await clock.advanceAsync(HAND_MILLISECONDS);
    expect(await run('readDocument', 300)).toEqual(good(RESIDENT));
  });

  it('unreadable, and the next read cancelled in the middle of a find: still only a lift', async () => {
    const { driver, lay, run, fault, start, clock, count, whenSent } = rig();
    lay();
    fault('readFails');
    await run('readDocument');
    fault('readFails', false);
    whenSent('find', () => driver.cancel('command-2'));
    expect(await run('readDocument', 500)).toEqual({ ok: false, error: { code: 'cancelled' } });
    const again = start('readDocument');
    await clock.advanceAsync(5000);
    expect(again.result()).toBeUndefined();
    expect(count('read')).toBe(READ_TRIES);
  });

  it('unreadable, and the card out of sight for a moment: it may be another one, and is tried', async () => {
    const { lay, run, fault, clock, whenSent } = rig();
    lay();
    fault('readFails');
    await run('readDocument');
    fault('readFails', false);
    fault('silent');
    whenSent('number', () => fault('silent', false));
    await clock.advanceAsync(2000);
    expect(await run('readDocument')).toEqual(good(RESIDENT));
  });

  it('once the lift was seen, nothing is asked until somebody wants something', async () => {
    const { lay, lift, run, fault, clock, sent } = rig();
    lay();
    fault('readFails');
    await run('readDocument');
    lift();
    await clock.advanceAsync(2 * FIND_EVERY_MILLISECONDS);
    expect(clock.armed).toBe(0);
    const before = sent().length;
    await clock.advanceAsync(10_000);
    expect(sent()).toHaveLength(before);
  });
});
