import type { PageClock } from '../clock.ts';

/** Milliseconds between two questions whether the host serves pages again. */
export const ASK_EVERY = 1_000;

/**
 * Loads the page again, but only once the host answers: a browser that reloads too early shows its own error page.
 * The first question waits too, so that a host which keeps refusing is not asked in a tight loop.
 */
export function reloadWhenServed(
  clock: PageClock,
  answers: () => Promise<boolean>,
  reload: () => void,
): void {
  const ask = () => {
    answers().then(
      (served) => (served ? reload() : clock.after(ASK_EVERY, ask)),
      () => clock.after(ASK_EVERY, ask),
    );
  };
  clock.after(ASK_EVERY, ask);
}

/** Whether the page's own address is served now. */
export const pageIsServed = async (): Promise<boolean> =>
  (await fetch(location.href, { cache: 'no-store', redirect: 'error' })).ok;
