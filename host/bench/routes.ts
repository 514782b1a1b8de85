import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { BENCH_ACTS, benchActNameSchema } from '#contracts/bench/acts.ts';
import type { Bench } from './bench.ts';

/** The bench for programs: what it can do is told without a token, doing it needs one. */
export function benchRoutes(app: FastifyInstance, bench: Bench, token: string): void {
  const authorised = (request: FastifyRequest): boolean => {
    const given = Buffer.from(request.headers.authorization ?? '');
    const wanted = Buffer.from(`Bearer ${token}`);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  };
  const unauthorised = (reply: FastifyReply) =>
    reply.code(401).send({ error: { code: 'noToken', detail: 'GET /bench/api says how to get one' } });

  app.get('/bench/api', () => ({
    about: 'The hands of invented people in front of a terminal whose devices are simulated.',
    token: {
      how: 'GET /bench and read the content of <meta name="vestibule-token" content="...">; it is good until the host stops.',
      use: 'authorization: Bearer <token>',
    },
    state: { method: 'GET', path: '/bench/api/state' },
    answers:
      '200 {"ok":true}; 409 {"ok":false,"error":{"code","detail"}} when the act is not possible now; 400 badInput.',
    acts: Object.entries(BENCH_ACTS).map(([name, { does, input }]) => ({
      name,
      does,
      method: 'POST',
      path: `/bench/api/acts/${name}`,
      input: z.toJSONSchema(input, { io: 'input' }),
    })),
  }));

  app.get('/bench/api/state', async (request, reply) => {
    if (!authorised(request)) return unauthorised(reply);
    await bench.refresh();
    return bench.state();
  });

  app.post<{ Params: { act: string } }>('/bench/api/acts/:act', async (request, reply) => {
    if (!authorised(request)) return unauthorised(reply);
    const name = benchActNameSchema.safeParse(request.params.act);
    if (!name.success) return reply.code(404).send({ ok: false, error: { code: 'unknownAct' } });
    const answer = await bench.act(name.data, request.body ?? {});
    return reply.code(answer.ok ? 200 : answer.error?.code === 'badInput' ? 400 : 409).send(answer);
  });
}
