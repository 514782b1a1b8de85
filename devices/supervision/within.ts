import type { Clock } from '#foundation/clock.ts';

/** What the work gives, or `undefined` when it takes longer than that many milliseconds (it then goes on unheard). */
export function within<T>(clock: Clock, milliseconds: number, work: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = clock.setTimeout(() => resolve(undefined), milliseconds);
    const stop = () => clock.clearTimeout(timer);
    work.then(
      (value) => {
        stop();
        resolve(value);
      },
      (failure) => {
        stop();
        reject(failure);
      },
    );
  });
}
