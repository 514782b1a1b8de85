import type * as z from 'zod';
import {
  type LobbyCalls,
  type LobbyCustodyList,
  lobbyCallSchema,
  lobbyCallsSchema,
  lobbyCustodyListSchema,
} from '#contracts/branch/lobby.ts';
import { refusalBodySchema } from '#contracts/branch/refusal.ts';

/** What came back: the value, or why not; `unreachable` and `badReply` are the page's own codes. */
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string };

export type LobbyApi = {
  /** The list of calls, at once when `revision` is not the one that stands, else after the next change or `wait` seconds. */
  calls(revision: number | null, wait: number, signal: AbortSignal): Promise<Reply<LobbyCalls>>;
  custody(signal: AbortSignal): Promise<Reply<LobbyCustodyList>>;
  act(id: string, act: 'acknowledge' | 'close', signal: AbortSignal): Promise<Reply<unknown>>;
};

/** The branch service as this page may speak to it. Nothing rejects. */
export function lobbyApi(token: string, fetcher: typeof fetch): LobbyApi {
  async function ask<T>(
    path: string,
    method: 'GET' | 'POST',
    schema: z.ZodType<T>,
    signal: AbortSignal,
  ): Promise<Reply<T>> {
    try {
      const response = await fetcher(path, {
        method,
        headers: { accept: 'application/json', 'x-lobby-token': token },
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'error',
        signal,
      });
      const body: unknown = await response.json().catch(() => undefined);
      if (response.ok) {
        const value = schema.safeParse(body);
        return value.success ? { ok: true, value: value.data } : { ok: false, code: 'badReply' };
      }
      const refusal = refusalBodySchema.safeParse(body);
      return { ok: false, code: refusal.success ? refusal.data.error.code : 'badReply' };
    } catch {
      return { ok: false, code: 'unreachable' };
    }
  }
  return {
    calls: (revision, wait, signal) => {
      const query = new URLSearchParams({ wait: String(wait) });
      if (revision !== null) query.set('after', String(revision));
      return ask(`/lobby/api/assistance?${query}`, 'GET', lobbyCallsSchema, signal);
    },
    custody: (signal) => ask('/lobby/api/custody', 'GET', lobbyCustodyListSchema, signal),
    act: (id, act, signal) =>
      ask(`/lobby/api/assistance/${encodeURIComponent(id)}/${act}`, 'POST', lobbyCallSchema, signal),
  };
}
