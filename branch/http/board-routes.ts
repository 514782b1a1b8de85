import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { branchIdSchema, counterIdSchema } from '#contracts/branch/configuration.ts';
import { ticketLabelSchema } from '#contracts/branch/ticket.ts';
import { languageSchema } from '#contracts/language.ts';
import { ok } from '#foundation/result.ts';
import { type Changes, MAXIMUM_IN_HALL } from '../changes.ts';
import type { Hall } from '../queue/hall.ts';
import { queueOf } from '../queue/queue-writing.ts';
import { callSentence, type Speech } from '../speech/speech.ts';
import { HOME_BRANCH } from '../store/branches.ts';
import { refuse, send } from './answer.ts';
import { goneSignal, readQuery } from './read.ts';
import { longPollQuery } from './schemas.ts';

const boardQuery = longPollQuery.extend({ branch: branchIdSchema.default(HOME_BRANCH) });
const speechQuery = z.strictObject({
  branch: branchIdSchema.default(HOME_BRANCH),
  label: ticketLabelSchema,
  counter: counterIdSchema,
  language: languageSchema,
});

/** The board in the hall: what anybody there may see and hear, numbers and counters alone. */
export function boardRoutes(
  app: FastifyInstance,
  { hall, changes, speech }: { hall: Hall; changes: Changes; speech: Speech | undefined },
): void {
  app.get('/board/api/state', async (request, reply) => {
    const query = readQuery(request, boardQuery);
    if (!query.ok) return send(reply, query);
    const { branch, after, wait } = query.value;
    if (!(await hall.knows(branch))) return refuse(reply, { code: 'notFound', detail: branch });
    const news = await changes.until(
      queueOf(branch),
      wait * 1000,
      goneSignal(reply),
      async () => ((await hall.revision(branch)) === after ? undefined : true),
      MAXIMUM_IN_HALL,
    );
    if (!news.ok) return send(reply, news);
    return send(reply, ok({ status: 200, body: await hall.board(branch, speech !== undefined) }));
  });

  /** A call as sound; only one that stands on the board now, so that nobody makes this service say something else. */
  app.get('/board/api/speech', async (request, reply) => {
    const query = readQuery(request, speechQuery);
    if (!query.ok) return send(reply, query);
    const { branch, label, counter, language } = query.value;
    const { rows } = await hall.board(branch, true);
    const called = rows.some((row) => row.label === label && row.counter === counter);
    const sound = called ? await speech?.say(callSentence(label, counter, language), language) : undefined;
    if (!sound) return refuse(reply, { code: 'notFound' });
    return reply.type('audio/wav').send(sound);
  });
}
