import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '#foundation/clock.ts';
import { err, type Result } from '#foundation/result.ts';
import type { Caller } from '../enrolment/caller.ts';
import type { EnrolmentOffice } from '../enrolment/enrolment.ts';
import { type VerifiedSignature, verifyRequest } from '../signatures/verify.ts';
import { type Answer, type Refusal, send } from './answer.ts';
import { contentOf } from './read.ts';
import { uploadGate } from './upload-gate.ts';

/** Large contents of terminals that are held at once; a further one is told to come again. */
const UPLOADS_AT_ONCE = 12;

/** Adds a route that runs only for an enrolled terminal's own, fresh signature. */
export type Signed = (
  method: 'GET' | 'POST',
  url: string,
  run: (caller: Caller, request: FastifyRequest, reply: FastifyReply) => Promise<Answer>,
  /** Bytes of content, where it may be more than of every other request. */
  bodyLimit?: number,
) => void;

/** Checks a request's signature against a key; whether its nonce is new is not asked here. */
export async function verified(
  request: FastifyRequest,
  findKey: Parameters<typeof verifyRequest>[1],
  clock: Clock,
): Promise<Result<VerifiedSignature, Refusal>> {
  const signature = await verifyRequest(
    {
      method: request.method,
      target: request.raw.url ?? '/',
      contentDigest: singleHeader(request, 'content-digest'),
      signature: singleHeader(request, 'signature'),
      signatureInput: singleHeader(request, 'signature-input'),
      content: contentOf(request),
    },
    findKey,
    clock.wall(),
  );
  if (signature.ok || signature.error.code !== 'clockSkew') return signature;
  return err({ ...signature.error, serverTime: new Date(clock.wall()).toISOString() });
}

/** The way in for terminals: whoever signed is who asks, never what a body says. */
export const signedRoutes =
  (app: FastifyInstance, clock: Clock, enrolment: EnrolmentOffice): Signed =>
  (method, url, run, bodyLimit) => {
    app.route({
      method,
      url,
      ...(bodyLimit !== undefined && { bodyLimit, onRequest: uploadGate(UPLOADS_AT_ONCE) }),
      handler: async (request, reply) => {
        let branch = '';
        const signature = await verified(
          request,
          async (id) => {
            const found = await enrolment.keyOf(id);
            branch = found?.branch ?? '';
            return found?.key;
          },
          clock,
        );
        if (!signature.ok) return send(reply, signature);
        const fresh = await enrolment.acceptNonce(signature.value.keyId, signature.value.nonce);
        if (!fresh.ok) return send(reply, fresh);
        return send(reply, await run({ terminal: signature.value.keyId, branch }, request, reply));
      },
    });
  };

/** A field that came once; Node joins or lists repeated ones, and a repeated signature field is not ours. */
function singleHeader(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
