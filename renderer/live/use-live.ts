import { useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { ClockContext } from '../clock.ts';
import type { LiveFeed, LiveView, Revised } from './feed.ts';

/** The feed's view, kept fresh while the page is there; it looks anew when it is seen again or the network is back. */
export function useLive<T extends Revised>(feed: LiveFeed<T>): LiveView<T> {
  useEffect(() => {
    const end = new AbortController();
    void feed.run(end.signal);
    const seen = () => {
      if (document.visibilityState === 'visible') feed.wake();
    };
    addEventListener('online', feed.wake);
    document.addEventListener('visibilitychange', seen);
    return () => {
      end.abort();
      removeEventListener('online', feed.wake);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [feed]);
  return useSyncExternalStore(feed.subscribe, feed.view);
}

/** Page time, anew every second. */
export function useSeconds(): number {
  const clock = useContext(ClockContext);
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    const tick = () => {
      setNow(clock.now());
      cancel = clock.after(1_000, tick);
    };
    let cancel = clock.after(1_000, tick);
    return () => cancel();
  }, [clock]);
  return now;
}
