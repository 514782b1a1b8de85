import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from './answer.ts';

/** Seconds after which somebody who found it full may try again. */
const AGAIN = 5;

/** Lets so many large contents in at once: they are held in memory until they are answered. */
export function uploadGate(most: number) {
  let inside = 0;
  return async (_request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    if (inside >= most) return refuse(reply, { code: 'tooManyRequests', retryAfter: AGAIN });
    inside += 1;
    reply.raw.once('close', () => {
      inside -= 1;
    });
    return undefined;
  };
}
