import { ManualClock } from '#foundation/clock.ts';
import { Listeners } from '#foundation/listeners.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { DeviceError, DeviceIdentity, DeviceStateEvent } from '../device.ts';
import type { DriverFactory } from '../driver.ts';
import { Turns } from '../link/turns.ts';
import { Waiters } from '../link/waiter.ts';
import { memoryTransport } from '../transport/memory.ts';
import type { Line, Transport } from '../transport/transport.ts';
import { supervise } from './supervised.ts';

/** A device of one byte at a time: 0 asks who it is, any other byte is said back. */
export type ParrotCommands = {
  readonly say: { readonly input: { readonly byte: number }; readonly output: { readonly byte: number } };
};
export type ParrotEvent = { readonly type: 'squawked' };
export const HELLO = 0;
export const PROBE = 1;
const SQUAWK = 0xff;
export const DEADLINE = 1_000;

type DriverFaults = {
  readonly throws?: boolean;
  readonly neverCloses?: boolean;
  /** It can be asked for a sign of life: whatever the parrot is told, it says back. */
  readonly probes?: boolean;
  readonly identify?: () => Promise<Result<DeviceIdentity, DeviceError>>;
};

export function parrotDriver(faults: DriverFaults = {}) {
  const tell = new Listeners<ParrotEvent | DeviceStateEvent>();
  const factory: DriverFactory<ParrotCommands, ParrotEvent> = ({ line, clock }) => {
    if (faults.throws) throw new TypeError('broken driver');
    const turns = new Turns();
    const waiters = new Waiters<number>(clock);
    const end = () => {
      waiters.close();
      turns.close();
    };
    line.listen({
      data: (bytes) => {
        for (const byte of bytes)
          if (byte === SQUAWK) tell.publish({ type: 'squawked' });
          else waiters.offer(byte);
      },
      closed: end,
    });
    const ask = async (byte: number): Promise<Result<number, DeviceError>> => {
      const wait = waiters.expect((answer) => answer === byte);
      const sent = await line.write(Uint8Array.of(byte));
      if (!sent.ok) return err({ code: 'offline' });
      return wait.within(DEADLINE);
    };
    return {
      identify:
        faults.identify ??
        (() =>
          turns.run('identify', async () => {
            const answer = await ask(HELLO);
            return answer.ok ? ok({ model: 'Parrot' }) : answer;
          })),
      ...(faults.probes ? { probe: () => turns.run('probe', () => ask(PROBE)) } : {}),
      execute: (request) =>
        turns.run(request.id, async (turn) => {
          const answer = await ask(request.input.byte);
          if (turn.cancelled()) return err({ code: 'cancelled' });
          return answer.ok ? ok({ byte: answer.value }) : answer;
        }),
      cancel: (id) => turns.cancel(id),
      subscribe: (listener) => tell.add(listener),
      close: async () => {
        if (faults.neverCloses) return new Promise(() => {});
        end();
        await line.close();
      },
    };
  };
  return { factory, tell };
}

/** The device on the far end of whatever cable was plugged in last, and everything each cable ever carried to it. */
export function parrot() {
  const heard: number[][] = [];
  let far: Line | undefined;
  const lines = { open: 0, most: 0 };
  const state = { there: true, answers: true, say: (byte: number) => byte };
  const attach = (line: Line) => {
    if (!state.there) return false;
    far = line;
    const bytes: number[] = [];
    heard.push(bytes);
    lines.open += 1;
    lines.most = Math.max(lines.most, lines.open);
    line.listen({
      data: (chunk) => {
        bytes.push(...chunk);
        if (state.answers) void line.write(chunk.map(state.say));
      },
      closed: () => {
        lines.open -= 1;
      },
    });
    return true;
  };
  return {
    state,
    heard,
    /** How many lines to it are open, and how many were at once at most. */
    lines,
    transport: memoryTransport('memory:parrot', attach),
    squawk: () => far?.write(Uint8Array.of(SQUAWK)),
    unplug: async () => {
      state.there = false;
      await far?.close();
    },
  };
}

export function supervised(options: { driver?: DriverFaults; transport?: Transport } = {}) {
  const clock = new ManualClock();
  const device = parrot();
  const { factory, tell } = parrotDriver(options.driver);
  const events: string[] = [];
  const steps: string[] = [];
  const kept = supervise({
    name: 'parrot',
    transport: options.transport ?? device.transport,
    factory,
    clock,
    onTransition: ({ to, retryMilliseconds }) =>
      steps.push(retryMilliseconds === undefined ? to : `${to} ${retryMilliseconds}`),
  });
  kept.subscribe((event) => {
    if (event.type === 'deviceState')
      events.push([event.state, event.identity?.model ?? event.error?.code].filter(Boolean).join(' '));
    else events.push(event.type);
  });
  const say = (id: string, byte: number) => kept.execute({ id, name: 'say', input: { byte } });
  return { clock, device, kept, events, steps, say, tell };
}
