import { describe, expect, it } from 'vitest';
import { ManualClock, settle } from '#foundation/clock.ts';
import { Listeners } from '#foundation/listeners.ts';
import { err, ok } from '#foundation/result.ts';
import { memoryCable } from '../transport/memory.ts';
import type { Line, Transport } from '../transport/transport.ts';
import { keepPlugged, REPLUG_MILLISECONDS } from './plugged.ts';
import type { Simulator } from './simulator.ts';

/** The least a simulator is: it keeps one line, and lets it go when it is unplugged. */
function socket() {
  const changes = new Listeners<void>();
  let line: Line | undefined;
  let attached = 0;
  const simulator: Simulator & { plug(reachable: boolean): void } = {
    reachable: true,
    attach(next) {
      attached += 1;
      line = next;
      if (!simulator.reachable) return void next.close();
      next.listen({ data: () => {}, closed: () => {} });
    },
    plug(reachable) {
      Object.assign(simulator, { reachable });
      if (!reachable) void line?.close();
      changes.publish();
    },
    act: () => err({ code: 'unknownAct' }),
    acts: () => [],
    state: () => ({}),
    subscribe: (listener) => changes.add(listener),
  };
  return { simulator, attached: () => attached };
}

function port() {
  const opened: Line[] = [];
  const state: { there: boolean } = { there: true };
  const transport: Transport = {
    name: 'port',
    open: async () => {
      if (!state.there) return err({ code: 'missing' });
      const [near, far] = memoryCable();
      opened.push(far);
      return ok(near);
    },
  };
  return { transport, opened, state };
}

describe('keepPlugged', () => {
  const plugged = async () => {
    const clock = new ManualClock();
    const told: string[] = [];
    const [made, at] = [socket(), port()];
    const result = await keepPlugged(made.simulator, at.transport, clock, (event) => told.push(event.line));
    if (!result.ok) throw new Error(result.error.code);
    return { clock, told, ...made, ...at, handle: result.value };
  };

  it('plugs in again after the port went away, for as long as it takes', async () => {
    const { clock, told, attached, opened, state } = await plugged();
    state.there = false;
    await opened[0]?.close();
    await clock.advanceAsync(10 * REPLUG_MILLISECONDS);
    expect([told, attached()]).toEqual([['open', 'closed'], 1]);
    state.there = true;
    await clock.advanceAsync(REPLUG_MILLISECONDS);
    expect([told, attached()]).toEqual([['open', 'closed', 'open'], 2]);
  });

  it('stays out while the device is unplugged and comes back with it', async () => {
    const { clock, told, simulator, attached } = await plugged();
    simulator.plug(false);
    await clock.advanceAsync(10 * REPLUG_MILLISECONDS);
    expect([told, attached(), clock.armed]).toEqual([['open', 'closed'], 1, 0]);
    simulator.plug(true);
    await clock.advanceAsync(REPLUG_MILLISECONDS);
    expect(told).toEqual(['open', 'closed', 'open']);
    simulator.plug(false);
    simulator.plug(true);
    await clock.advanceAsync(10 * REPLUG_MILLISECONDS);
    expect([told.slice(3), attached(), clock.armed]).toEqual([['closed', 'open'], 3, 0]);
  });

  it('says at once when there is no port', async () => {
    const { transport, state } = port();
    state.there = false;
    const clock = new ManualClock();
    expect(await keepPlugged(socket().simulator, transport, clock, () => {})).toEqual(
      err({ code: 'missing' }),
    );
    expect(clock.armed).toBe(0);
  });

  it('lets the line go when it is closed, and leaves nothing behind', async () => {
    const { clock, told, handle, opened } = await plugged();
    const ends: string[] = [];
    opened[0]?.listen({ data: () => {}, closed: ({ code }) => ends.push(code) });
    await handle.close();
    await handle.close();
    await settle();
    await clock.advanceAsync(10 * REPLUG_MILLISECONDS);
    expect([told, ends, opened.length, clock.armed]).toEqual([['open', 'closed'], ['gone'], 1, 0]);
  });
});
