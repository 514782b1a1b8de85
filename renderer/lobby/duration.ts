import type { LobbyWords } from './words.ts';

/** Seconds after which an unanswered call is called a long wait. */
export const LONG_WAIT_SECONDS = 120;

const two = (value: number): string => String(value).padStart(2, '0');

/** A wait as people say it, in its two largest units; a negative one (a clock that was set) is none. */
export function durationWords(milliseconds: number, { duration }: LobbyWords): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days > 0) return duration.days(String(days), String(hours % 24));
  if (hours > 0) return duration.hours(String(hours), two(minutes % 60));
  if (minutes > 0) return duration.minutes(String(minutes), two(seconds % 60));
  return duration.seconds(String(seconds));
}
