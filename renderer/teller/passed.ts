import type { TellerWords } from './words.ts';

/** A length of time by minutes and seconds; a negative one (a clock that was set) is none. */
export function passed(milliseconds: number, words: TellerWords): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  return words.duration(Math.floor(seconds / 60), String(seconds % 60).padStart(2, '0'));
}

/** An instant as this computer's clock shows it, `14:05`. */
export const timeOf = (instant: string): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    Date.parse(instant),
  );
