import { type ArrivalList, arrivalListSchema } from '#contracts/branch/arrival.ts';
import type { PageClock } from '../clock.ts';
import { LiveFeed } from '../live/feed.ts';
import { polled } from '../live/polled.ts';
import type { Ask, Reply } from '../staff/api.ts';
import { SHUT_OUT } from '../staff/shut-out.ts';

/** Arrivals as a page of one member of staff hears of them and answers. */
export type ArrivalsLine = {
  readonly feed: LiveFeed<ArrivalList>;
  readonly going: (id: string) => Promise<Reply<ArrivalList>>;
};

export const arrivalsLine = (ask: Ask, clock: PageClock): ArrivalsLine => ({
  feed: new LiveFeed(polled(ask, '/arrivals/api/list', arrivalListSchema), clock, SHUT_OUT),
  going: (id) =>
    ask(`/arrivals/api/arrivals/${encodeURIComponent(id)}/going`, arrivalListSchema, { method: 'POST' }),
});
