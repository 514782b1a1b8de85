import type { BankFailure, UnknownReason } from '#contracts/bank/failure.ts';
import type { Clock, TimerHandle } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { neverSent } from './sending.ts';

/** The part of the global `fetch` that is used. */
export type Fetch = (url: URL, init: RequestInit) => Promise<Response>;

export type RawReply = { readonly status: number; readonly contentType: string; readonly body: Uint8Array };

export type Exchange = {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly url: URL;
  readonly init: RequestInit;
  readonly deadlineMilliseconds: number;
  readonly maximumBytes: number;
};

export const unknown = (reason: UnknownReason, detail?: string): { ok: false; error: BankFailure } =>
  err({ code: 'unknown', reason, ...(detail === undefined ? {} : { detail }) });

/**
 * One request, one whole reply, within the deadline and the bound, whatever the other side does; sent once. The
 * deadline ends the exchange even if `fetch` does not heed its signal.
 */
export async function exchange(options: Exchange): Promise<Result<RawReply, BankFailure>> {
  const { clock, deadlineMilliseconds } = options;
  const ended = new AbortController();
  let timer: TimerHandle;
  const late = new Promise<Result<RawReply, BankFailure>>((resolve) => {
    timer = clock.setTimeout(() => resolve(unknown('timeout')), deadlineMilliseconds);
  });
  try {
    return await Promise.race([attempt(options, ended.signal), late]);
  } finally {
    clock.clearTimeout(timer);
    // Lets the connection go in every case: after a whole reply this does nothing.
    ended.abort();
  }
}

async function attempt(options: Exchange, signal: AbortSignal): Promise<Result<RawReply, BankFailure>> {
  const { fetch, url, init, maximumBytes } = options;
  let response: Response;
  try {
    // A redirect is not followed: the bank does not send one, and where it leads has no business with our request.
    response = await fetch(url, { ...init, signal, redirect: 'manual' });
  } catch (failure) {
    const word = neverSent(failure);
    return word === undefined ? unknown('cut') : err({ code: 'unreachable', detail: word });
  }
  try {
    const body = await boundedBody(response, maximumBytes);
    if (body === undefined) return unknown('oversize');
    return ok({ status: response.status, contentType: response.headers.get('content-type') ?? '', body });
  } catch {
    return unknown('cut');
  }
}

/** The body, or nothing when it is larger than `maximum`; what is beyond is not read. */
async function boundedBody(response: Response, maximum: number): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  // Counted as read, after decompression: a declared length may lie and a small body may unpack to a large one.
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > maximum) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
