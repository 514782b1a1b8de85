import type * as z from 'zod';
import type { Ask } from './ask.ts';

/** How long the answer of a long poll is waited for, milliseconds: longer than the service holds one back. */
const WITHIN = 60_000;

/** A long poll of the branch service, as a `LiveFeed` asks it: what came after a revision, at once or when it comes. */
export const polled =
  <T>(ask: Ask, path: string, schema: z.ZodType<T>) =>
  (after: number | null, wait: number, signal: AbortSignal) => {
    const query = new URLSearchParams({ wait: String(wait) });
    if (after !== null) query.set('after', String(after));
    return ask(`${path}?${query}`, schema, { signal, within: WITHIN });
  };
