import { systemClock } from '#foundation/clock.ts';

/** Lets that many milliseconds of real time pass. For moments that are random on purpose, never to wait for something. */
export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => void systemClock.setTimeout(resolve, milliseconds));

/**
 * Looks again and again until there is a value; an error that names what was waited for, and what stood there instead,
 * when the bound is over.
 */
export async function eventually<T>(
  what: string,
  boundMilliseconds: number,
  look: () => T | undefined | Promise<T | undefined>,
  everyMilliseconds = 50,
  instead: () => string = () => '',
): Promise<T> {
  const until = systemClock.monotonic() + boundMilliseconds;
  for (;;) {
    const value = await look();
    if (value !== undefined) return value;
    if (systemClock.monotonic() > until)
      throw new Error(`waited ${boundMilliseconds} ms in vain for ${what}${instead()}`);
    await pause(everyMilliseconds);
  }
}
