import type { FastifyInstance, FastifyRequest } from 'fastify';
import { bookingSchema, movedBookingSchema, slotQuerySchema } from '#contracts/branch/appointment.ts';
import { branchIdSchema } from '#contracts/branch/configuration.ts';
import type { Clock } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { BookingOffice } from '../appointments/bookings.ts';
import { type IntegrationKeys, isBearer } from '../integration/keys.ts';
import { type Answer, type Refusal, send } from './answer.ts';
import { Rates } from './rate.ts';
import { contentOf, readJson, readParameter, readQuery } from './read.ts';
import { recordId } from './schemas.ts';

/** Wrong keys from one address: guessing 256 bits is hopeless, and need not be heard at any speed. */
const WRONG_KEYS = { burst: 10, every: 6_000 } as const;

export type BookingDesk = {
  readonly clock: Clock;
  readonly bookings: BookingOffice;
  readonly keys: IntegrationKeys;
};

/** The bank books appointments: its own programs, by the booking key. No page and no terminal comes in here. */
export function bookingRoutes(app: FastifyInstance, { clock, bookings, keys }: BookingDesk): void {
  const wrong = new Rates(clock, WRONG_KEYS);
  const admitted = (request: FastifyRequest): Result<void, Refusal> => {
    if (isBearer(request.headers.authorization, keys.bookingKey)) return ok(undefined);
    const wait = wrong.take(request.ip);
    return wait > 0
      ? err({ code: 'tooManyRequests', retryAfter: Math.ceil(wait / 1_000) })
      : err({ code: 'keyInvalid' });
  };
  const route = (
    method: 'GET' | 'POST',
    path: string,
    run: (branch: string, request: FastifyRequest) => Promise<Answer>,
  ) =>
    app.route({
      method,
      url: `/appointments/v1/branches/:branch/${path}`,
      handler: async (request, reply) => {
        const allowed = admitted(request);
        if (!allowed.ok) return send(reply, allowed);
        const branch = readParameter(request, 'branch', branchIdSchema);
        return send(reply, branch.ok ? await run(branch.value, request) : branch);
      },
    });

  route('GET', 'slots', async (branch, request) => {
    const query = readQuery(request, slotQuerySchema);
    if (!query.ok) return query;
    const slots = await bookings.slots(branch, query.value.service, query.value.day);
    return slots.ok ? ok({ status: 200, body: slots.value }) : slots;
  });

  route('POST', 'appointments', async (branch, request) => {
    const body = readJson(request, bookingSchema);
    if (!body.ok) return body;
    const booked = await bookings.book(branch, body.value);
    if (!booked.ok) return booked;
    return ok({ status: booked.value.made ? 201 : 200, body: booked.value.booked });
  });

  route('GET', 'appointments/:id', async (branch, request) => {
    const id = readParameter(request, 'id', recordId);
    if (!id.ok) return id;
    const found = await bookings.find(branch, id.value);
    return found.ok ? ok({ status: 200, body: found.value }) : found;
  });

  route('POST', 'appointments/:id/move', async (branch, request) => {
    const id = readParameter(request, 'id', recordId);
    if (!id.ok) return id;
    const body = readJson(request, movedBookingSchema);
    if (!body.ok) return body;
    const moved = await bookings.move(branch, id.value, body.value.startsAt);
    return moved.ok ? ok({ status: 200, body: moved.value }) : moved;
  });

  route('POST', 'appointments/:id/cancel', async (branch, request) => {
    const id = readParameter(request, 'id', recordId);
    if (!id.ok) return id;
    if (contentOf(request).length > 0) return err({ code: 'badRequest', detail: 'no content belongs here' });
    const cancelled = await bookings.cancel(branch, id.value);
    return cancelled.ok ? ok({ status: 200, body: cancelled.value }) : cancelled;
  });
}
