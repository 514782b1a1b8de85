import { ticketRequestSchema } from '#contracts/branch/ticket.ts';
import { err, ok } from '#foundation/result.ts';
import type { Hall } from '../queue/hall.ts';
import { readJson, readParameter } from './read.ts';
import { recordId } from './schemas.ts';
import type { Signed } from './signed-routes.ts';

/** The queue as terminals use it: what there is to queue for, and tickets. */
export function queueRoutes(signed: Signed, hall: Hall): void {
  signed('GET', '/v1/queue', async ({ branch }) => ok({ status: 200, body: await hall.queue(branch) }));

  signed('POST', '/v1/tickets', async ({ terminal, branch }, request) => {
    const body = readJson(request, ticketRequestSchema);
    if (!body.ok) return body;
    // The right to go before others is an appointment's, and given by its check-in alone.
    if (body.value.channel === 'appointment')
      return err({ code: 'badRequest', detail: 'channel: check it in' });
    const taken = await hall.take(branch, terminal, body.value);
    if (!taken.ok) return taken;
    return ok({ status: taken.value.issued ? 201 : 200, body: taken.value.answer });
  });

  signed('GET', '/v1/tickets/:id', async ({ branch }, request) => {
    const id = readParameter(request, 'id', recordId);
    if (!id.ok) return id;
    const found = await hall.ticket(branch, id.value);
    return found ? ok({ status: 200, body: found }) : err({ code: 'notFound' });
  });

  signed('POST', '/v1/tickets/:id/give-up', async ({ branch }, request) => {
    const id = readParameter(request, 'id', recordId);
    if (!id.ok) return id;
    const given = await hall.giveUp(branch, id.value);
    return given.ok ? ok({ status: 200, body: given.value }) : given;
  });
}
