import { createContext } from 'react';

/** The page's only source of time. `after` answers with its own cancel. */
export type PageClock = {
  /** Milliseconds since an arbitrary start; never goes back. */
  readonly now: () => number;
  readonly after: (milliseconds: number, run: () => void) => () => void;
};

export const pageClock: PageClock = {
  now: () => performance.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};

export const ClockContext = createContext<PageClock>(pageClock);
