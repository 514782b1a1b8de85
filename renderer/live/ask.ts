import type * as z from 'zod';
import { refusalBodySchema } from '#contracts/branch/refusal.ts';
import type { PageClock } from '../clock.ts';

/** Why something was not done: the service's code, or `unreachable` and `badReply`, which are the page's own. */
export type Refused = {
  readonly ok: false;
  readonly code: string;
  readonly detail?: string | undefined;
};
export type Reply<T> = { readonly ok: true; readonly value: T } | Refused;

/** How long an answer is waited for that is not waited for on purpose, milliseconds. */
const ANSWER = 15_000;

export type Ask = <T>(
  path: string,
  schema: z.ZodType<T>,
  options?: {
    readonly method?: 'GET' | 'POST';
    readonly signal?: AbortSignal;
    /** Milliseconds; left out: `ANSWER`. */
    readonly within?: number;
  },
) => Promise<Reply<T>>;

/** The branch service as a page in everybody's hand speaks to it: without a session, without a cookie. Nothing rejects. */
export function publicAsk(fetcher: typeof fetch, clock: PageClock): Ask {
  return async (path, schema, { method = 'GET', signal, within = ANSWER } = {}) => {
    const given = new AbortController();
    const cancel = clock.after(within, () => given.abort());
    try {
      const response = await fetcher(path, {
        method,
        headers: { accept: 'application/json' },
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'error',
        signal: signal ? AbortSignal.any([signal, given.signal]) : given.signal,
      });
      const answer: unknown = await response.json().catch(() => undefined);
      if (response.ok) {
        const value = schema.safeParse(answer);
        return value.success ? { ok: true, value: value.data } : { ok: false, code: 'badReply' };
      }
      const refusal = refusalBodySchema.safeParse(answer);
      return refusal.success ? { ok: false, ...refusal.data.error } : { ok: false, code: 'badReply' };
    } catch {
      return { ok: false, code: 'unreachable' };
    } finally {
      cancel();
    }
  };
}
