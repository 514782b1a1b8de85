import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { Changes } from './changes.ts';

/** Whose record is waited for, and for what of it. */
export type Awaited = {
  /** What tells of its changes. */
  readonly subject: string;
  readonly terminal: string;
  /** The version that is known. */
  readonly after: number;
  readonly milliseconds: number;
  readonly signal: AbortSignal;
};

/**
 * A terminal's own record, as soon as its version is higher than `after`, or as it stands after `milliseconds`.
 * Another terminal's is not found.
 */
export async function ownNews<T extends { readonly terminal: string; readonly version: number }>(
  changes: Changes,
  { subject, terminal, after, milliseconds, signal }: Awaited,
  find: () => Promise<T | undefined>,
): Promise<Result<T, CodedError<'notFound' | 'tooManyWaiting'>>> {
  let now: T | undefined;
  const news = await changes.until(subject, milliseconds, signal, async () => {
    now = await find();
    return now?.terminal !== terminal || now.version > after ? true : undefined;
  });
  if (!news.ok) return news;
  return now?.terminal === terminal ? ok(now) : err({ code: 'notFound' });
}
