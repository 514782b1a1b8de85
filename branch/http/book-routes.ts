import type { FastifyInstance } from 'fastify';
import { type BookingChoices, bookingSchema, slotQuerySchema } from '#contracts/branch/appointment.ts';
import type { Clock } from '#foundation/clock.ts';
import { err, ok } from '#foundation/result.ts';
import type { BookingOffice } from '../appointments/bookings.ts';
import { bookableDays, placesOf, slotsOf } from '../appointments/slots.ts';
import { HOME_BRANCH } from '../store/branches.ts';
import { send } from './answer.ts';
import { checkSameOrigin } from './guard.ts';
import { contentOf, readJson, readParameter, readQuery } from './read.ts';
import { recordId } from './schemas.ts';

/**
 * The practice page on which anybody books for himself, standing in for the bank's own app. Only beside the sandbox
 * bank: with a real one there are no such routes.
 */
export function bookRoutes(
  app: FastifyInstance,
  { clock, bookings }: { readonly clock: Clock; readonly bookings: BookingOffice },
): void {
  app.get('/book/api/choices', async (_request, reply) => {
    const configuration = await bookings.configuration(HOME_BRANCH);
    if (!configuration) return send(reply, err({ code: 'notFound' }));
    const days = bookableDays(configuration, clock.wall());
    const { earlyMinutes, onTimeMinutes, lateMinutes } = configuration.appointments;
    const choices: BookingChoices = {
      branch: configuration.name,
      services: configuration.services
        .filter(({ id }) => placesOf(configuration, id) > 0)
        .map(({ id, name, papers }) => ({ id, name, papers })),
      days,
      closed: days.filter((day) => slotsOf(configuration, day).length === 0),
      earlyMinutes,
      lateMinutes: Math.max(onTimeMinutes, lateMinutes),
    };
    return send(reply, ok({ status: 200, body: choices }));
  });

  app.get('/book/api/slots', async (request, reply) => {
    const query = readQuery(request, slotQuerySchema);
    if (!query.ok) return send(reply, query);
    const slots = await bookings.slots(HOME_BRANCH, query.value.service, query.value.day);
    return send(reply, slots.ok ? ok({ status: 200, body: slots.value }) : slots);
  });

  app.post('/book/api/appointments', async (request, reply) => {
    const own = checkSameOrigin(request.headers);
    if (!own.ok) return send(reply, own);
    const body = readJson(request, bookingSchema);
    if (!body.ok) return send(reply, body);
    const booked = await bookings.book(HOME_BRANCH, body.value);
    if (!booked.ok) return send(reply, booked);
    return send(reply, ok({ status: booked.value.made ? 201 : 200, body: booked.value.booked }));
  });

  app.get('/book/api/appointments/:id', async (request, reply) => {
    const id = readParameter(request, 'id', recordId);
    if (!id.ok) return send(reply, id);
    const found = await bookings.find(HOME_BRANCH, id.value);
    return send(reply, found.ok ? ok({ status: 200, body: found.value }) : found);
  });

  app.post('/book/api/appointments/:id/cancel', async (request, reply) => {
    const own = checkSameOrigin(request.headers);
    if (!own.ok) return send(reply, own);
    const id = readParameter(request, 'id', recordId);
    if (!id.ok) return send(reply, id);
    if (contentOf(request).length > 0)
      return send(reply, err({ code: 'badRequest', detail: 'no content belongs here' }));
    const cancelled = await bookings.cancel(HOME_BRANCH, id.value);
    return send(reply, cancelled.ok ? ok({ status: 200, body: cancelled.value }) : cancelled);
  });
}
