import { useEffect, useState } from 'react';
import type * as z from 'zod';
import { pageClock } from '../clock.ts';
import { LiveFeed, type Revised } from '../live/feed.ts';
import { polled } from '../live/polled.ts';
import { useStaff } from './gate.tsx';
import { SHUT_OUT } from './shut-out.ts';

/**
 * What a page of staff keeps fresh by a long poll, for as long as its member is signed in. Once the service shuts it
 * out the session is over, and the page goes with what it knows. Only inside a `StaffGate`.
 */
export function useStaffFeed<T extends Revised>(path: string, schema: z.ZodType<T>): LiveFeed<T> {
  const { ask, keeper } = useStaff();
  const [feed] = useState(() => new LiveFeed(polled(ask, path, schema), pageClock, SHUT_OUT));
  useEffect(
    () =>
      feed.subscribe(() => {
        if (feed.view().connection === 'ended') keeper.lost();
      }),
    [feed, keeper],
  );
  return feed;
}
