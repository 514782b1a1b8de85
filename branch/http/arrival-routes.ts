import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  arrivalEndSchema,
  arrivalRequestSchema,
  PRESENCE_BYTES,
  PRESENCE_SIGNATURE,
  PRESENCE_TIMESTAMP,
  presenceEventSchema,
} from '#contracts/branch/arrival.ts';
import type { Clock } from '#foundation/clock.ts';
import { err, ok } from '#foundation/result.ts';
import type { ArrivalOffice } from '../arrivals/arrival-office.ts';
import { arrivalsOf } from '../arrivals/arrival-records.ts';
import type { NoticeBoard } from '../arrivals/notice-board.ts';
import type { PresenceDesk } from '../arrivals/presence-desk.ts';
import { type Changes, MAXIMUM_IN_HALL } from '../changes.ts';
import { send } from './answer.ts';
import { Rates } from './rate.ts';
import { contentOf, goneSignal, readJson, readParameter, readQuery } from './read.ts';
import { longPollQuery, recordId } from './schemas.ts';
import type { Signed } from './signed-routes.ts';
import type { StaffGate } from './staff-session.ts';

/** Wrong signatures from one address: guessing 256 bits is hopeless, and need not be heard at any speed. */
const WRONG = { burst: 10, every: 6_000 } as const;
/** What adapters may say, all together: each event is a question to the bank. */
const EVENTS = { burst: 60, every: 250 } as const;
/** A terminal recognises no more people than stand before it. */
const TOLD = { burst: 10, every: 5_000 } as const;

export type ArrivalOffices = {
  readonly clock: Clock;
  readonly changes: Changes;
  readonly arrivals: ArrivalOffice;
  readonly notices: NoticeBoard;
  readonly presence: PresenceDesk;
};

/** Arrivals as terminals and adapters tell of them, and as staff hear of them. */
export function arrivalRoutes(
  app: FastifyInstance,
  signed: Signed,
  { staffRoute }: StaffGate,
  offices: ArrivalOffices,
): void {
  const { clock, changes, arrivals, notices } = offices;
  const told = new Rates(clock, TOLD);

  signed('POST', '/v1/arrivals', async (caller, request) => {
    const body = readJson(request, arrivalRequestSchema.extend({ id: recordId }));
    if (!body.ok) return body;
    const wait = told.take(caller.terminal);
    if (wait > 0) return err({ code: 'tooManyRequests', retryAfter: Math.ceil(wait / 1_000) });
    const noticed = await arrivals.atTerminal(caller, body.value);
    return noticed.ok ? ok({ status: 200, body: { noticed: noticed.value } }) : noticed;
  });

  signed('POST', '/v1/arrivals/:id/end', async (caller, request) => {
    const id = readParameter(request, 'id', recordId);
    if (!id.ok) return id;
    const body = readJson(request, arrivalEndSchema);
    if (!body.ok) return body;
    await arrivals.end(caller, id.value, body.value.ticket);
    return ok({ status: 200, body: { ended: true } });
  });

  staffRoute('GET', '/arrivals/api/list', null, async ({ staff, branch }, request, reply) => {
    const query = readQuery(request, longPollQuery);
    if (!query.ok) return query;
    const { after, wait } = query.value;
    const news = await changes.until(
      arrivalsOf(branch),
      wait * 1_000,
      goneSignal(reply),
      async () => ((await notices.revision(branch)) === after ? undefined : true),
      MAXIMUM_IN_HALL,
    );
    if (!news.ok) return news;
    return ok({ status: 200, body: await notices.list(staff) });
  });

  staffRoute('POST', '/arrivals/api/arrivals/:id/going', null, async ({ staff }, request) => {
    const id = readParameter(request, 'id', recordId);
    if (!id.ok) return id;
    if (contentOf(request).length > 0) return err({ code: 'badRequest', detail: 'no content belongs here' });
    const done = await notices.going(staff, id.value);
    return done.ok ? ok({ status: 200, body: await notices.list(staff) }) : done;
  });

  presenceRoute(app, offices);
}

/** For adapters of beacons. It answers the same whoever was seen. */
function presenceRoute(app: FastifyInstance, { clock, presence, arrivals }: ArrivalOffices): void {
  const wrong = new Rates(clock, WRONG);
  const events = new Rates(clock, EVENTS);
  app.route({
    method: 'POST',
    url: '/presence/v1/events',
    bodyLimit: PRESENCE_BYTES,
    handler: async (request, reply) => {
      const admitted = await presence.admit({
        timestamp: single(request, PRESENCE_TIMESTAMP),
        signature: single(request, PRESENCE_SIGNATURE),
        content: contentOf(request),
      });
      if (!admitted.ok) {
        const wait = wrong.take(request.ip);
        if (wait > 0) return send(reply, tooMany(wait));
        if (admitted.error.code !== 'clockSkew') return send(reply, admitted);
        return send(reply, err({ code: 'clockSkew', serverTime: new Date(clock.wall()).toISOString() }));
      }
      const body = readJson(request, presenceEventSchema);
      if (!body.ok) return send(reply, body);
      const wait = events.take('all');
      if (wait > 0) return send(reply, tooMany(wait));
      const heard = await arrivals.byBeacon(body.value.branch, body.value.tag);
      return send(reply, heard.ok ? ok({ status: 200, body: { heard: true } }) : heard);
    },
  });
}

const tooMany = (wait: number) =>
  err({ code: 'tooManyRequests' as const, retryAfter: Math.ceil(wait / 1_000) });

/** A header that came; Node joins one that came twice, and the joined text is malformed. */
const single = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
};
