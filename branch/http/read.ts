import type { FastifyReply, FastifyRequest } from 'fastify';
import type * as z from 'zod';
import { err, ok, type Result } from '#foundation/result.ts';
import type { Refusal } from './answer.ts';

/** The bytes of a request's content, as the terminal signed them; none when it had none. */
export const contentOf = (request: FastifyRequest): Uint8Array =>
  Buffer.isBuffer(request.body) ? request.body : new Uint8Array(0);

/** The content as a value of the schema. Details name the field at fault, never its value. */
export function readJson<T>(request: FastifyRequest, schema: z.ZodType<T>): Result<T, Refusal> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(contentOf(request)));
  } catch {
    return err({ code: 'badJson' });
  }
  return check(value, schema);
}

export function readQuery<T>(request: FastifyRequest, schema: z.ZodType<T>): Result<T, Refusal> {
  return check({ ...(request.query as Record<string, unknown>) }, schema);
}

/** One path parameter. What cannot be an id names nothing: `notFound`. */
export function readParameter(
  request: FastifyRequest,
  name: string,
  schema: z.ZodType<string>,
): Result<string, Refusal> {
  const value = schema.safeParse((request.params as Record<string, unknown>)[name]);
  return value.success ? ok(value.data) : err({ code: 'notFound' });
}

function check<T>(value: unknown, schema: z.ZodType<T>): Result<T, Refusal> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const paths = parsed.error.issues.slice(0, 5).map((issue) => `${describe(issue)}`);
  return err({ code: 'badRequest', detail: paths.join(', ') });
}

/** An unknown key is the sender's own text, so only where it stands is told. */
const describe = (issue: z.core.$ZodIssue): string =>
  `${issue.path.map(String).join('.') || 'value'}: ${issue.code}`;

/**
 * Aborts when nobody waits for the answer any more. The response is asked, not the request: a request is `closed` as
 * soon as it has been read.
 */
export function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  return gone.signal;
}
