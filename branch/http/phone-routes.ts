import type { FastifyInstance } from 'fastify';
import type { PhoneTicket } from '#contracts/branch/phone.ts';
import { phoneTokenSchema } from '#contracts/branch/phone.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { type Changes, MAXIMUM_OF_PHONES } from '../changes.ts';
import type { RatingOffice } from '../feedback/rating-office.ts';
import type { Hall } from '../queue/hall.ts';
import { queueOf } from '../queue/queue-writing.ts';
import { type Refusal, send } from './answer.ts';
import { checkSameOrigin } from './guard.ts';
import { contentOf, goneSignal, readParameter, readQuery } from './read.ts';
import { longPollQuery } from './schemas.ts';

export type PhoneOffices = {
  readonly hall: Hall;
  readonly changes: Changes;
  readonly ratings: RatingOffice;
};

/** A ticket on its holder's own phone: who knows the address holds the number, and sees nothing but the number. */
export function phoneRoutes(app: FastifyInstance, { hall, changes, ratings }: PhoneOffices): void {
  const view = async (token: string): Promise<Result<PhoneTicket, Refusal>> => {
    const seen = await hall.onPhone(token);
    const held = await hall.byPhone(token);
    if (!seen || !held) return err({ code: 'notFound' });
    return ok({ ...seen, mayRate: await ratings.mayRate(held.ticket) });
  };

  app.get('/t/api/:token', async (request, reply) => {
    const token = readParameter(request, 'token', phoneTokenSchema);
    if (!token.ok) return send(reply, token);
    const query = readQuery(request, longPollQuery);
    if (!query.ok) return send(reply, query);
    const { after, wait } = query.value;
    const held = await hall.byPhone(token.value);
    if (!held) return send(reply, err({ code: 'notFound' }));
    // Each number a subject of its own bounds would be too many to hold; the whole hall's change wakes its phones.
    const news = await changes.until(
      queueOf(held.branch),
      wait * 1000,
      goneSignal(reply),
      async () => ((await hall.revision(held.branch)) === after ? undefined : true),
      MAXIMUM_OF_PHONES,
    );
    if (!news.ok) return send(reply, news);
    const seen = await view(token.value);
    return send(reply, seen.ok ? ok({ status: 200, body: seen.value }) : seen);
  });

  app.post('/t/api/:token/give-up', async (request, reply) => {
    const token = readParameter(request, 'token', phoneTokenSchema);
    if (!token.ok) return send(reply, token);
    const own = checkSameOrigin(request.headers);
    if (!own.ok) return send(reply, own);
    if (contentOf(request).length > 0)
      return send(reply, err({ code: 'badRequest', detail: 'no content belongs here' }));
    const held = await hall.byPhone(token.value);
    if (!held) return send(reply, err({ code: 'notFound' }));
    const given = await hall.giveUp(held.branch, held.ticket.id);
    if (!given.ok) return send(reply, given);
    const seen = await view(token.value);
    return send(reply, seen.ok ? ok({ status: 200, body: seen.value }) : seen);
  });
}
