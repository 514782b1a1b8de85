import type { Clock } from '#foundation/clock.ts';
import { err, type Result } from '#foundation/result.ts';
import type { SealingError } from '../failure.ts';
import type { TimeStampAuthority } from '../ports.ts';
import { stampRequest, tokenIn } from './request.ts';

/** A token with its chain is some kilobytes. */
const MAX_ANSWER_BYTES = 64 * 1024;
const DEADLINE = 5_000;

/** An authority behind an address (RFC 3161, 3.4). Redirects are not followed: the address is configured. */
export const httpTimeStamps = (url: string, clock: Clock, deadline = DEADLINE): TimeStampAuthority => ({
  stamp: async ({ stamped }): Promise<Result<Uint8Array, SealingError>> => {
    const request = stampRequest(stamped);
    const late = new AbortController();
    const timer = clock.setTimeout(() => late.abort(), deadline);
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/timestamp-query' },
        body: Uint8Array.from(request.bytes),
        redirect: 'error',
        signal: late.signal,
      });
      if (response.status !== 200 || response.headers.get('content-type') !== 'application/timestamp-reply')
        return err({ code: 'timeStampUnavailable', detail: `status ${response.status}` });
      const answer = await bounded(response);
      return answer
        ? tokenIn(answer, stamped, request.nonce)
        : err({ code: 'timeStampUnusable', detail: 'too large' });
    } catch {
      return err({ code: 'timeStampUnavailable', detail: late.signal.aborted ? 'late' : 'unreachable' });
    } finally {
      clock.clearTimeout(timer);
    }
  },
});

/** The body, or undefined as soon as it is longer than an answer may be. */
async function bounded(response: Response): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > MAX_ANSWER_BYTES) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
