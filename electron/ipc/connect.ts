import * as z from 'zod';
import type { PageRole } from '#contracts/bridge/messages.ts';
import type { Clock } from '#foundation/clock.ts';
import { Rate } from '#host/bridge/rate.ts';
import type { ElectronApi, MessagePortMain } from '../types.ts';
import { PORT_MESSAGE } from './channels.ts';
import type { Channel } from './guard.ts';

/** A page that comes back after a break asks a few times a second at most; more is not a page of ours. */
const ASKS = { perSecond: 2, burst: 8 };

/** Takes one end of a line for the host; answers false when there is no host to give it to. */
export type GivePort = (role: PageRole, port: MessagePortMain) => boolean;

/**
 * A page asks for a line to the host: both ends are made here, one goes to the host's process, the other to the page,
 * and nothing that passes between them is seen by the shell. Without a host the page's end closes at once, and the page
 * tries again as with any broken line.
 */
export function connectChannel(
  makeChannel: () => InstanceType<ElectronApi['MessageChannelMain']>,
  give: GivePort,
  clock: Clock,
  refused: (code: string) => void,
): Channel<readonly []> {
  const rates: Record<PageRole, Rate> = {
    customer: new Rate(clock, ASKS.perSecond, ASKS.burst),
    bench: new Rate(clock, ASKS.perSecond, ASKS.burst),
    supervisor: new Rate(clock, ASKS.perSecond, ASKS.burst),
  };
  return {
    roles: ['customer', 'bench', 'supervisor'],
    takes: z.tuple([]),
    run({ role, frame }) {
      if (!rates[role].take()) return refused('tooMany');
      const { port1, port2 } = makeChannel();
      try {
        frame.postMessage(PORT_MESSAGE, null, [port2]);
      } catch {
        // The page went away while it was asking.
        return port1.close();
      }
      if (!give(role, port1)) port1.close();
    },
  };
}
