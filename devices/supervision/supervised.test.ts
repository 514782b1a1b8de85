import { describe, expect, it } from 'vitest';
import { ManualClock, settle } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { DeviceError } from '../device.ts';
import { MAXIMUM_OPEN_COMMANDS, retryDelay, SUPERVISION_DELAYS } from './lifecycle.ts';
import { DEADLINE, HELLO, parrot, parrotDriver, supervised } from './parrot.test-data.ts';
import { supervise } from './supervised.ts';

const offline = err({ code: 'offline' });

describe('supervise', () => {
  it('opens, identifies, tells who it is and passes commands and events on', async () => {
    const { kept, events, steps, say, device } = supervised();
    await settle();
    expect(events).toEqual(['starting', 'online Parrot']);
    expect(kept.state()).toEqual({ lifecycle: 'ready', device: 'online', identity: { model: 'Parrot' } });
    expect(await say('1', 7)).toEqual(ok({ byte: 7 }));
    await device.squawk();
    await settle();
    expect(events.at(-1)).toBe('squawked');
    expect(steps).toEqual(['opening', 'identifying', 'ready', 'busy', 'ready']);
  });

  it('answers offline at once while it is not ready, and sends nothing of it later', async () => {
    const { say, device, clock } = supervised();
    device.state.answers = false;
    expect(await say('before', 1)).toEqual(offline);
    await settle();
    expect(await say('identifying', 2)).toEqual(offline);
    device.state.answers = true;
    await clock.advanceAsync(60_000);
    expect(device.heard.flat().every((byte) => byte === HELLO)).toBe(true);
  });

  it('settles what is in flight with offline when the cable comes out, and is back after it went in', async () => {
    const { clock, device, events, say } = supervised();
    await settle();
    device.state.answers = false;
    const inFlight = [say('1', 1), say('2', 2)];
    await settle();
    await device.unplug();
    expect(await Promise.all(inFlight)).toEqual([offline, offline]);
    expect(await say('3', 3)).toEqual(offline);
    Object.assign(device.state, { there: true, answers: true });
    await clock.advanceAsync(retryDelay(0));
    expect(events).toEqual(['starting', 'online Parrot', 'offline offline', 'online Parrot']);
    expect(await say('1', 4)).toEqual(ok({ byte: 4 }));
  });

  it('sends nothing after the cable went in that was queued before it came out', async () => {
    const { clock, device, say } = supervised();
    await settle();
    // Positive control: what is queued behind an answer does go out on a line that stays.
    const kept = [say('a', 1), say('b', 2), say('c', 3)];
    expect((await Promise.all(kept)).every((answer) => answer.ok)).toBe(true);
    expect(device.heard).toEqual([[HELLO, 1, 2, 3]]);

    device.state.answers = false;
    const lost = [say('d', 4), say('e', 5), say('f', 6)];
    await settle();
    await device.unplug();
    await Promise.all(lost);
    Object.assign(device.state, { there: true, answers: true });
    await clock.advanceAsync(60_000);
    expect(await say('g', 7)).toEqual(ok({ byte: 7 }));
    expect(device.heard).toEqual([
      [HELLO, 1, 2, 3, 4],
      [HELLO, 7],
    ]);
  });

  it('lets the driver say itself what became of a command under way when the line closed', async () => {
    const answer = Promise.withResolvers<Result<{ byte: number }, DeviceError>>();
    const { factory } = parrotDriver();
    const clock = new ManualClock();
    const device = parrot();
    const kept = supervise({
      name: 'parrot',
      transport: device.transport,
      clock,
      factory: (context) => ({ ...factory(context), execute: () => answer.promise }),
    });
    await settle();
    const result = kept.execute({ id: '1', name: 'say', input: { byte: 1 } });
    await device.unplug();
    await settle();
    answer.resolve(ok({ byte: 42 }));
    expect(await result).toEqual(ok({ byte: 42 }));
  });

  it('answers for a driver that does not, before it opens the next line', async () => {
    const { factory } = parrotDriver();
    const clock = new ManualClock();
    const device = parrot();
    const silent = new Promise<never>(() => {});
    const kept = supervise({
      name: 'parrot',
      transport: device.transport,
      clock,
      factory: (context) => ({ ...factory(context), execute: () => silent }),
    });
    await settle();
    const execute = (id: number) => kept.execute({ id: `${id}`, name: 'say', input: { byte: 1 } });
    const unanswered = Array.from({ length: MAXIMUM_OPEN_COMMANDS }, (_, id) => execute(id));
    expect(await execute(-1)).toMatchObject({ error: { code: 'busy' } });
    await device.unplug();
    device.state.there = true;
    await clock.advanceAsync(SUPERVISION_DELAYS.settle - 1);
    expect(device.heard).toHaveLength(1);
    await clock.advanceAsync(1);
    expect(await Promise.all(unanswered)).toEqual(unanswered.map(() => offline));
    await clock.advanceAsync(retryDelay(0));
    expect(device.heard).toHaveLength(2);
  });

  it('passes on what a driver says of its device, and starts over when it says that nobody is there', async () => {
    const { kept, clock, events, tell, device } = supervised();
    await settle();
    tell.publish({ type: 'deviceState', state: 'hardwareError', error: { code: 'hardwareError' } });
    expect(events.at(-1)).toBe('hardwareError Parrot');
    expect(kept.state()).toMatchObject({ lifecycle: 'ready', device: 'hardwareError' });
    tell.publish({ type: 'deviceState', state: 'online' });
    expect(events.at(-1)).toBe('online Parrot');
    tell.publish({ type: 'deviceState', state: 'starting' });
    expect(events.at(-1)).toBe('online Parrot');
    tell.publish({ type: 'deviceState', state: 'offline' });
    await settle();
    expect(events.at(-1)).toBe('offline offline');
    await clock.advanceAsync(retryDelay(0));
    expect([events.at(-1), device.heard.length]).toEqual(['online Parrot', 2]);
  });

  it('cancels by id, and refuses an id in use and more commands than it keeps', async () => {
    const { say, kept, device, clock } = supervised();
    await settle();
    device.state.answers = false;
    const first = say('0', 1);
    const second = say('1', 2);
    await settle();
    expect(await say('0', 3)).toMatchObject({ error: { code: 'invalidData' } });
    kept.cancel('1');
    expect(await second).toEqual(err({ code: 'cancelled' }));
    const many = Array.from({ length: 80 }, (_, id) => say(`m${id}`, 3));
    expect(await many.at(-1)).toMatchObject({ error: { code: 'busy' } });
    await kept.close();
    expect((await Promise.all([first, ...many])).every((answer) => !answer.ok)).toBe(true);
    expect(clock.armed).toBe(0);
  });

  it('lives with a broken driver: one that throws, one that never closes, one that never identifies', async () => {
    const throwing = supervised({ driver: { throws: true } });
    await throwing.clock.advanceAsync(60_000);
    expect(throwing.events).toEqual(['starting', 'offline protocol']);
    expect(throwing.steps.filter((step) => step === 'opening')).toHaveLength(15);
    expect(throwing.device.lines).toEqual({ open: 0, most: 1 });

    const clinging = supervised({ driver: { neverCloses: true } });
    await settle();
    await clinging.device.unplug();
    clinging.device.state.there = true;
    await clinging.clock.advanceAsync(SUPERVISION_DELAYS.settle + retryDelay(0));
    expect(clinging.events.at(-1)).toBe('online Parrot');

    const mute = supervised({ driver: { identify: () => new Promise(() => {}) } });
    await mute.clock.advanceAsync(SUPERVISION_DELAYS.identify);
    expect(mute.kept.state()).toMatchObject({ lifecycle: 'recovering', error: { code: 'timeout' } });
  });

  it('closes: settles all, lets the line go, leaves no timer, tells nothing more', async () => {
    const { kept, device, events, say, clock } = supervised();
    await settle();
    device.state.answers = false;
    const open = say('1', 1);
    await settle();
    await Promise.all([kept.close(), kept.close()]);
    expect(await open).toEqual(offline);
    expect(events.at(-1)).toBe('offline offline');
    expect(kept.state().lifecycle).toBe('closed');
    const told = events.length;
    await clock.advanceAsync(60_000);
    expect([events.length, device.heard.length, clock.armed]).toEqual([told, 1, 0]);
    expect(await say('2', 1)).toEqual(offline);
  });

  it('closes at every moment of its life without opening anything afterwards', async () => {
    for (const moment of ['now', 'opening', 'fault', 'absent'] as const) {
      const { kept, device, clock } = supervised();
      device.state.answers = moment !== 'fault';
      device.state.there = moment !== 'absent';
      if (moment === 'opening') await Promise.resolve();
      if (moment === 'fault' || moment === 'absent') await clock.advanceAsync(DEADLINE);
      const lines = device.heard.length;
      await kept.close();
      device.state.there = true;
      await clock.advanceAsync(60_000);
      expect([moment, device.heard.length - lines <= 1, clock.armed]).toEqual([moment, true, 0]);
    }
  });
});
