import type { FastifyInstance } from 'fastify';
import { handsOffSchema } from '#contracts/branch/assistance.ts';
import { enrolmentRequestSchema, terminalIdSchema } from '#contracts/branch/terminal.ts';
import type { Clock } from '#foundation/clock.ts';
import { err, ok } from '#foundation/result.ts';
import type { Anchors } from '../anchors/anchors.ts';
import type { AssistanceDesk } from '../assistance/desk.ts';
import type { CustodyRegister } from '../custody/register.ts';
import { type EnrolmentOffice, publicKeyOf } from '../enrolment/enrolment.ts';
import { send } from './answer.ts';
import { goneSignal, readJson, readParameter, readQuery } from './read.ts';
import { anchorBody, anchorQuery, assistanceBody, custodyBody, longPollQuery, recordId } from './schemas.ts';
import { type Signed, verified } from './signed-routes.ts';

export type TerminalOffices = {
  readonly clock: Clock;
  readonly enrolment: EnrolmentOffice;
  readonly assistance: AssistanceDesk;
  readonly custody: CustodyRegister;
  readonly anchors: Anchors;
};

/** The API of the terminals. Every request is signed; the terminal is whoever signed, never what a body says. */
export function terminalRoutes(app: FastifyInstance, signed: Signed, offices: TerminalOffices): void {
  const { clock, enrolment, assistance, custody, anchors } = offices;

  app.post('/v1/terminals', async (request, reply) => {
    const body = readJson(request, enrolmentRequestSchema);
    if (!body.ok) return send(reply, body);
    // Signed with the very key it brings: whoever enrols a key holds it. The code makes it once only, not a nonce.
    const signature = await verified(
      request,
      async (id) => (id === body.value.id ? publicKeyOf(body.value.publicKey) : undefined),
      clock,
    );
    if (!signature.ok) return send(reply, signature);
    const enrolled = await enrolment.enrol(body.value);
    return send(reply, enrolled.ok ? ok({ status: 201, body: enrolled.value }) : enrolled);
  });

  signed('GET', '/v1/terminals/:id', async ({ terminal }, request) => {
    const id = readParameter(request, 'id', terminalIdSchema);
    if (!id.ok) return id;
    if (id.value !== terminal) return err({ code: 'notYours' });
    const found = await enrolment.find(terminal);
    return found ? ok({ status: 200, body: found }) : err({ code: 'notFound' });
  });

  signed('POST', '/v1/assistance', async (caller, request) => {
    const body = readJson(request, assistanceBody);
    if (!body.ok) return body;
    const answer = await assistance.request(caller, body.value);
    if (!answer.ok) return answer;
    return ok({ status: answer.value.opened ? 201 : 200, body: answer.value.assistance });
  });

  signed('GET', '/v1/assistance/:id', async ({ terminal }, request, reply) => {
    const id = readParameter(request, 'id', recordId);
    if (!id.ok) return id;
    const query = readQuery(request, longPollQuery);
    if (!query.ok) return query;
    const { after = 0, wait } = query.value;
    const answer = await assistance.await(terminal, id.value, after, wait * 1000, goneSignal(reply));
    return answer.ok ? ok({ status: 200, body: answer.value }) : answer;
  });

  signed('POST', '/v1/assistance/:id/withdraw', async ({ terminal }, request) => {
    const id = readParameter(request, 'id', recordId);
    if (!id.ok) return id;
    const answer = await assistance.withdraw(terminal, id.value);
    return answer.ok ? ok({ status: 200, body: answer.value }) : answer;
  });

  signed('POST', '/v1/assistance/:id/hands-off', async ({ terminal }, request) => {
    const id = readParameter(request, 'id', recordId);
    if (!id.ok) return id;
    const body = readJson(request, handsOffSchema);
    if (!body.ok) return body;
    const answer = await assistance.handsOffAt(terminal, id.value, body.value.turn);
    return answer.ok ? ok({ status: 200, body: answer.value }) : answer;
  });

  signed('POST', '/v1/custody', async (caller, request) => {
    const body = readJson(request, custodyBody);
    if (!body.ok) return body;
    const answer = await custody.open(caller, body.value);
    if (!answer.ok) return answer;
    return ok({ status: answer.value.opened ? 201 : 200, body: answer.value.custody });
  });

  signed('POST', '/v1/anchors', async ({ terminal }, request) => {
    const body = readJson(request, anchorBody);
    if (!body.ok) return body;
    const answer = await anchors.append(terminal, body.value);
    if (!answer.ok) return answer;
    return ok({ status: answer.value.appended ? 201 : 200, body: answer.value.anchor });
  });

  signed('GET', '/v1/anchors', async ({ terminal }, request) => {
    const query = readQuery(request, anchorQuery);
    if (!query.ok) return query;
    if (query.value.terminal !== terminal) return err({ code: 'notYours' });
    return ok({ status: 200, body: await anchors.list(terminal, query.value.journal, query.value.after) });
  });
}
