import { type ArrivalList, arrivalListSchema } from '#contracts/branch/arrival.ts';
import type { PageClock } from '../clock.ts';
import { LiveFeed } from '../live/feed.ts';
import type { Ask, Reply } from '../staff/api.ts';

/** Refusals of somebody who is not let in any more. */
export const SHUT_OUT: readonly string[] = ['notSignedIn', 'notAllowed'];

/** Arrivals as a page of one member of staff hears of them and answers. */
export type ArrivalsLine = {
  readonly feed: LiveFeed<ArrivalList>;
  readonly going: (id: string) => Promise<Reply<ArrivalList>>;
};

export const arrivalsLine = (ask: Ask, clock: PageClock): ArrivalsLine => ({
  feed: new LiveFeed(
    (after, wait, signal) => {
      const query = new URLSearchParams({ wait: String(wait) });
      if (after !== null) query.set('after', String(after));
      return ask(`/arrivals/api/list?${query}`, arrivalListSchema, { signal, within: 60_000 });
    },
    clock,
    SHUT_OUT,
  ),
  going: (id) =>
    ask(`/arrivals/api/arrivals/${encodeURIComponent(id)}/going`, arrivalListSchema, { method: 'POST' }),
});
