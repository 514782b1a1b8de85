import type { FastifyInstance } from 'fastify';
import { PAPER_BYTES } from '#contracts/branch/paper.ts';
import { copyWishSchema, paperLookSchema } from '#contracts/branch/paper-page.ts';
import type { Clock } from '#foundation/clock.ts';
import { err, ok } from '#foundation/result.ts';
import type { PaperCopies } from '../archive/copies.ts';
import type { PublicPaperDesk } from '../archive/public-desk.ts';
import { send } from './answer.ts';
import { checkSameOrigin } from './guard.ts';
import { Rates } from './rate.ts';
import { contentOf, readJson } from './read.ts';
import { uploadGate } from './upload-gate.ts';

/** Tries for one number: 60 bits of code would take for ever. Milliseconds. */
const ONE_NUMBER = { burst: 10, every: 60_000 } as const;
const ANY_NUMBER = { burst: 60, every: 500 } as const;
/** Files anybody may have looked at, and how many at once. */
const FILES = { burst: 20, every: 3_000 } as const;
const FILES_AT_ONCE = 3;

/** What anybody may ask of a paper he holds. Nothing that was asked or sent is kept. */
export async function paperPageRoutes(
  app: FastifyInstance,
  clock: Clock,
  desk: PublicPaperDesk,
  copies: PaperCopies,
): Promise<void> {
  const oneNumber = new Rates(clock, ONE_NUMBER);
  const anyNumber = new Rates(clock, ANY_NUMBER);
  const files = new Rates(clock, FILES);
  const late = (wait: number) =>
    err({ code: 'tooManyRequests' as const, retryAfter: Math.ceil(wait / 1_000) });

  app.post('/p/api/look', async (request, reply) => {
    const own = checkSameOrigin(request.headers);
    if (!own.ok) return send(reply, own);
    const body = readJson(request, paperLookSchema);
    if (!body.ok) return send(reply, body);
    const wait = oneNumber.take(body.value.number) || anyNumber.take('');
    if (wait > 0) return send(reply, late(wait));
    return send(reply, ok({ status: 200, body: { standing: await desk.look(body.value) } }));
  });

  app.post('/p/api/copy', async (request, reply) => {
    const own = checkSameOrigin(request.headers);
    if (!own.ok) return send(reply, own);
    const body = readJson(request, copyWishSchema);
    if (!body.ok) return send(reply, body);
    const wait = oneNumber.take(body.value.number) || anyNumber.take('');
    if (wait > 0) return send(reply, late(wait));
    return send(reply, ok({ status: 200, body: await copies.give(body.value) }));
  });

  // In a room of its own: elsewhere nothing but JSON has a reader.
  await app.register((room, _options, ready) => {
    room.removeAllContentTypeParsers();
    room.addContentTypeParser('application/pdf', { parseAs: 'buffer' }, (_request, body, done) => {
      done(null, body);
    });
    const gate = uploadGate(FILES_AT_ONCE);
    room.route({
      method: 'POST',
      url: '/p/api/check',
      bodyLimit: PAPER_BYTES,
      onRequest: gate,
      handler: async (request, reply) => {
        const own = checkSameOrigin(request.headers);
        if (!own.ok) return send(reply, own);
        const wait = files.take('');
        if (wait > 0) return send(reply, late(wait));
        return send(reply, ok({ status: 200, body: await desk.check(contentOf(request)) }));
      },
    });
    ready();
  });
}
