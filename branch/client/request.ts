import { randomBytes } from 'node:crypto';
import type * as z from 'zod';
import { type BranchRefusal, branchRefusalSchema, refusalBodySchema } from '#contracts/branch/refusal.ts';
import { TERMINAL_STAFF_HEADER } from '#contracts/branch/terminal-staff.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { signRequest } from '../signatures/sign.ts';
import { neverSent } from './certainty.ts';
import type { TerminalKey } from './key.ts';

/** Bytes of the largest answer that is read; a page of anchors is the largest there is. */
export const REPLY_LIMIT = 256 * 1024;

/**
 * `unreachable`: no answer in time, so what was asked may or may not have happened, unless `neverSent` says that no
 * byte of it left; the same request may be sent again. `refused`: the service says no, `reason` says why (`other`: a newer service's reason). `badReply`: something
 * answered that is not the branch service we know.
 */
export type BranchError = CodedError<'unreachable' | 'refused' | 'badReply'> & {
  readonly reason?: BranchRefusal | 'other';
  /** With `unreachable`: there was no connection, so it certainly did not happen. */
  readonly neverSent?: true;
  /** With reason `clockSkew`: the service's wall clock minus ours, in milliseconds. */
  readonly serverAhead?: number;
  /** Seconds before which asking again is refused, where the service said so. */
  readonly seconds?: number;
};

export type Line = {
  /** Origin of the service, without a path. */
  readonly origin: string;
  readonly terminalId: string;
  readonly key: TerminalKey;
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
};

export type Question<T> = {
  readonly method: 'GET' | 'POST';
  /** Path and query, ASCII, exactly as it is to be sent and signed. */
  readonly target: string;
  readonly body?: unknown;
  /** Of the member of staff who acts at the terminal: the token of his session. */
  readonly session?: string;
  readonly reply: z.ZodType<T>;
  /** Milliseconds until the line is given up. */
  readonly deadline: number;
  readonly signal?: AbortSignal | undefined;
};

/** One signed request and its checked answer. It never rejects. */
export async function ask<T>(line: Line, question: Question<T>): Promise<Result<T, BranchError>> {
  const content =
    question.body === undefined ? new Uint8Array(0) : new TextEncoder().encode(JSON.stringify(question.body));
  const headers = await signRequest({
    method: question.method,
    target: question.target,
    content,
    keyId: line.terminalId,
    privateKey: line.key.privateKey,
    created: line.clock.wall(),
    nonce: randomBytes(16).toString('base64url'),
  });
  const given = new AbortController();
  const timer = line.clock.setTimeout(() => given.abort(), question.deadline);
  const signal = question.signal ? AbortSignal.any([question.signal, given.signal]) : given.signal;
  try {
    const response = await line.fetch(`${line.origin}${question.target}`, {
      method: question.method,
      headers: {
        ...headers,
        accept: 'application/json',
        ...(question.session !== undefined && { [TERMINAL_STAFF_HEADER]: question.session }),
        ...(content.length > 0 && { 'content-type': 'application/json' }),
      },
      body: content.length > 0 ? content : null,
      redirect: 'error',
      cache: 'no-store',
      signal,
    });
    return await read(response, question.reply, line.clock);
  } catch (failure) {
    return err({
      code: 'unreachable',
      ...(!given.signal.aborted && neverSent(failure) && { neverSent: true }),
      detail: given.signal.aborted ? `no answer in ${question.deadline} ms` : causeOf(failure),
    });
  } finally {
    line.clock.clearTimeout(timer);
  }
}

async function read<T>(
  response: Response,
  schema: z.ZodType<T>,
  clock: Clock,
): Promise<Result<T, BranchError>> {
  const status = `status ${response.status}`;
  const text = await readBounded(response);
  if (text === undefined) return err({ code: 'badReply', detail: `${status}, too large` });
  const value = parse(text);
  if (response.ok) {
    const reply = schema.safeParse(value);
    return reply.success ? ok(reply.data) : err({ code: 'badReply', detail: status });
  }
  const refusal = refusalBodySchema.safeParse(value);
  if (!refusal.success) return err({ code: 'badReply', detail: status });
  const { code, detail, serverTime, retryAfter } = refusal.data.error;
  const reason = branchRefusalSchema.safeParse(code);
  return err({
    code: 'refused',
    reason: reason.success ? reason.data : 'other',
    detail: detail ? `${code}: ${detail}` : code,
    ...(retryAfter !== undefined && { seconds: retryAfter }),
    ...(serverTime !== undefined && { serverAhead: Date.parse(serverTime) - clock.wall() }),
  });
}

/** The whole answer as text, or undefined as soon as it grows beyond the limit. */
async function readBounded(response: Response): Promise<string | undefined> {
  if (!response.body) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.length;
    if (bytes > REPLY_LIMIT) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The system's code of a failed connection (`ECONNREFUSED`): fetch hides it in the cause. */
function causeOf(failure: unknown): string {
  const cause = failure instanceof Error ? failure.cause : undefined;
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return failure instanceof Error ? failure.name : 'unknown';
}
