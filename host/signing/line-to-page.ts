import type { ChannelName } from '#contracts/bridge/channels.ts';
import type { WorldEvent } from '#flows/events.ts';
import type { Bridge } from '../bridge/bridge.ts';
import type { SigningDesk } from './desk.ts';

/** What lies open goes to the customer's page, whole; what it has painted, and what he writes, comes back from it. */
export function paperLineToPage(
  desk: SigningDesk,
  bridge: Pick<Bridge, 'pages'>,
  tell: (event: WorldEvent) => void,
  /** A member of staff operates the screen: nothing that is written now is the customer's. */
  handsOn: () => boolean = () => false,
) {
  let sent = 0;
  desk.onLaid((bytes) => {
    for (const page of bridge.pages('customer')) page.stream('paper.bytes', ++sent, bytes);
  });
  const painted = (message: unknown): boolean => {
    const page = desk.painted(message);
    if (typeof page === 'number') tell({ type: 'paper.shown', page });
    return page !== undefined;
  };
  const written = (message: unknown): boolean => {
    const strokes = handsOn() ? undefined : desk.write(message);
    if (strokes !== undefined) tell({ type: 'ink.changed', strokes });
    return strokes !== undefined;
  };
  return {
    /** A page that joins in the middle sees the same paper, once it has painted it. */
    join: (page: ReturnType<Bridge['pages']>[number]): void => {
      if (page.role !== 'customer' || !desk.bytes) return;
      desk.away();
      page.stream('paper.bytes', ++sent, desk.bytes);
    },
    /** Undefined where the channel is not about papers; false where what is said is not about the one that lies open. */
    hear: (channel: ChannelName, message: unknown): boolean | undefined => {
      if (channel === 'paper.shown') return painted(message);
      return channel === 'paper.ink' ? written(message) : undefined;
    },
  };
}
