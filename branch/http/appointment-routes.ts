import {
  appointmentQuestionSchema,
  type CheckInAnswer,
  checkInSchema,
} from '#contracts/branch/appointment.ts';
import type { Clock } from '#foundation/clock.ts';
import { err, ok } from '#foundation/result.ts';
import type { CheckInDesk } from '../appointments/check-in.ts';
import { type Changes, MAXIMUM_IN_HALL } from '../changes.ts';
import type { Caller } from '../enrolment/caller.ts';
import type { Hall } from '../queue/hall.ts';
import { queueOf } from '../queue/queue-writing.ts';
import { Rates } from './rate.ts';
import { goneSignal, readJson, readParameter, readQuery } from './read.ts';
import { longPollQuery, recordId } from './schemas.ts';
import type { Signed } from './signed-routes.ts';
import type { StaffGate } from './staff-session.ts';

/** Codes one terminal may ask for: a hand types no faster, and guessing one of ten million takes years. */
const ASKING = { burst: 6, every: 10_000 } as const;

/** How often the page of those who are expected looks at the time by itself, milliseconds. */
const LOOK = 15_000;

export type AppointmentOffices = {
  readonly clock: Clock;
  readonly changes: Changes;
  readonly hall: Hall;
  readonly checkIns: CheckInDesk;
  /** Hears of a customer whose appointment's code was shown and checked in. */
  readonly onShown: (caller: Caller, appointment: string, code: string, ticket: string) => void;
};

/** Appointments on their day: found and checked in at terminals, expected on the pages of staff. */
export function appointmentRoutes(
  signed: Signed,
  { staffRoute }: StaffGate,
  offices: AppointmentOffices,
): void {
  const { clock, changes, hall, checkIns, onShown } = offices;
  const rates = new Rates(clock, ASKING);

  signed('POST', '/v1/appointments/find', async ({ branch, terminal }, request) => {
    const body = readJson(request, appointmentQuestionSchema);
    if (!body.ok) return body;
    const wait = 'code' in body.value ? rates.take(terminal) : 0;
    if (wait > 0) return err({ code: 'tooManyRequests', retryAfter: Math.ceil(wait / 1_000) });
    await checkIns.settleMissed(branch);
    const found = await checkIns.find(branch, body.value);
    return ok({ status: 200, body: { appointment: found ?? null } });
  });

  signed('POST', '/v1/appointments/:id/check-in', async (caller, request) => {
    const id = readParameter(request, 'id', recordId);
    if (!id.ok) return id;
    const body = readJson(request, checkInSchema);
    if (!body.ok) return body;
    await checkIns.settleMissed(caller.branch);
    const done = await checkIns.checkIn(caller, id.value, body.value);
    if (!done.ok) return done;
    const { appointment, ticket, cut } = done.value;
    if (cut && ticket !== null && body.value.code !== null)
      onShown(caller, id.value, body.value.code, ticket);
    const answer = ticket === null ? undefined : await hall.ticket(caller.branch, ticket);
    return ok({
      status: cut ? 201 : 200,
      body: { appointment, answer: answer ?? null } satisfies CheckInAnswer,
    });
  });

  staffRoute(
    'GET',
    '/staff/api/appointments',
    ['counter', 'lobby', 'manager'],
    async ({ branch }, request, reply) => {
      const query = readQuery(request, longPollQuery);
      if (!query.ok) return query;
      const { after, wait } = query.value;
      const news = await changes.until(
        queueOf(branch),
        // Whoever does not come makes no noise: the page looks at the clock, too.
        Math.min(wait * 1_000, LOOK),
        goneSignal(reply),
        async () => ((await hall.revision(branch)) === after ? undefined : true),
        MAXIMUM_IN_HALL,
      );
      if (!news.ok) return news;
      return ok({ status: 200, body: await checkIns.expected(branch) });
    },
  );
}
