import type * as z from 'zod';
import { refusalBodySchema } from '#contracts/branch/refusal.ts';
import type { PageClock } from '../clock.ts';

/** Why something was not done: the service's code, or `unreachable` and `badReply`, which are the page's own. */
export type Refused = {
  readonly ok: false;
  readonly code: string;
  readonly detail?: string | undefined;
  /** Seconds. */
  readonly retryAfter?: number | undefined;
};
export type Reply<T> = { readonly ok: true; readonly value: T } | Refused;

/** Whether what was asked may have been done all the same: nothing was answered, or nothing that says so. */
export const mayBeDone = (code: string): boolean =>
  ['unreachable', 'badReply', 'storeUnavailable', 'internal'].includes(code);

/** How long an answer is waited for that is not waited for on purpose, milliseconds. */
const ANSWER = 15_000;

export type Ask = <T>(
  path: string,
  schema: z.ZodType<T>,
  options?: {
    readonly method?: 'GET' | 'POST';
    readonly body?: unknown;
    /** A PDF, sent as it is; in place of a body. */
    readonly file?: Blob;
    /** What comes back when it is done; left out: JSON. A file is given to the schema as a `Blob`. */
    readonly answers?: 'json' | 'file';
    readonly signal?: AbortSignal;
    /** Milliseconds; left out: `ANSWER`. */
    readonly within?: number;
  },
) => Promise<Reply<T>>;

/** What a page brings with every question: nothing that says who asks (`omit`), or the browser's session. */
export type Bearing = {
  readonly credentials: 'omit' | 'same-origin';
  readonly headers: Readonly<Record<string, string>>;
};

/** A page in everybody's hand: no session, no cookie. */
export const NOBODY: Bearing = { credentials: 'omit', headers: {} };

/** The branch service as its pages speak to it. Nothing rejects. */
export function pageAsk(fetcher: typeof fetch, clock: PageClock, { credentials, headers }: Bearing): Ask {
  return async (
    path,
    schema,
    { method = 'GET', body, file, answers = 'json', signal, within = ANSWER } = {},
  ) => {
    const given = new AbortController();
    const cancel = clock.after(within, () => given.abort());
    try {
      const response = await fetcher(path, {
        method,
        headers: {
          accept: answers === 'file' ? '*/*' : 'application/json',
          ...headers,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(file === undefined ? {} : { 'content-type': 'application/pdf' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(file === undefined ? {} : { body: file }),
        cache: 'no-store',
        credentials,
        redirect: 'error',
        signal: signal ? AbortSignal.any([signal, given.signal]) : given.signal,
      });
      const read: Promise<unknown> = response.ok && answers === 'file' ? response.blob() : response.json();
      const answer = await read.catch(() => undefined);
      if (response.ok) {
        const value = schema.safeParse(answer);
        return value.success ? { ok: true, value: value.data } : { ok: false, code: 'badReply' };
      }
      const refusal = refusalBodySchema.safeParse(answer);
      if (!refusal.success) return { ok: false, code: 'badReply' };
      const { code, detail, retryAfter } = refusal.data.error;
      return { ok: false, code, detail, retryAfter };
    } catch {
      return { ok: false, code: 'unreachable' };
    } finally {
      cancel();
    }
  };
}
