import type { Clock, TimerHandle } from '#foundation/clock.ts';
import { ok, type Result } from '#foundation/result.ts';
import type { Transport, TransportError } from '../transport/transport.ts';
import { watchLine } from '../transport/watched-line.ts';
import type { Simulator } from './simulator.ts';

/** The pause between two tries of a port that went away, milliseconds. */
export const REPLUG_MILLISECONDS = 500;

export type PlugEvent =
  | { readonly line: 'open' }
  | { readonly line: 'closed'; readonly reason: TransportError };

export type Plugged = {
  /** Unplugs it for good. Idempotent. */
  close(): Promise<void>;
};

/**
 * Keeps a simulator plugged into a port of this machine: a new line whenever the old one ended and the simulator is
 * reachable. An error when the port cannot be opened at all at first.
 */
export async function keepPlugged(
  simulator: Simulator,
  transport: Transport,
  clock: Clock,
  tell: (event: PlugEvent) => void,
): Promise<Result<Plugged, TransportError>> {
  let closed = false;
  let unplug: () => Promise<void> = async () => {};
  let timer: TimerHandle | undefined;

  const plug = async (): Promise<Result<void, TransportError>> => {
    const line = await transport.open();
    if (!line.ok) return line;
    if (closed) {
      await line.value.close();
      return ok(undefined);
    }
    tell({ line: 'open' });
    unplug = () => line.value.close();
    const watched = watchLine(line.value, (reason) => {
      tell({ line: 'closed', reason });
      again();
    });
    simulator.attach(watched);
    return ok(undefined);
  };
  const again = () => {
    if (closed || timer !== undefined) return;
    timer = clock.setTimeout(() => {
      timer = undefined;
      // Unplugged at the device: its next change of state says when it is back.
      if (!simulator.reachable) return;
      void plug().then((result) => {
        if (!result.ok) again();
      });
    }, REPLUG_MILLISECONDS);
  };

  const first = await plug();
  if (!first.ok) return first;
  let reachable = simulator.reachable;
  const unsubscribe = simulator.subscribe(() => {
    if (!reachable && simulator.reachable) again();
    reachable = simulator.reachable;
  });
  return ok({
    close: async () => {
      if (closed) return;
      closed = true;
      unsubscribe();
      if (timer !== undefined) clock.clearTimeout(timer);
      await unplug();
    },
  });
}
