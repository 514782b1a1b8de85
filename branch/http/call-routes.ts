import * as z from 'zod';
import {
  callIdSchema,
  callLeaveSchema,
  callLiveSchema,
  callRequestSchema,
  callViewSchema,
  sentByTerminalSchema,
} from '#contracts/branch/call.ts';
import { callBackRequestSchema } from '#contracts/branch/call-back.ts';
import { skillSchema } from '#contracts/branch/teller.ts';
import { languageSchema } from '#contracts/language.ts';
import type { Clock } from '#foundation/clock.ts';
import { err, ok } from '#foundation/result.ts';
import type { CallBackOffice } from '../calls/call-backs.ts';
import type { CallOffice } from '../calls/call-office.ts';
import type { CallMessages } from '../calls/messages.ts';
import type { CallViews } from '../calls/views.ts';
import type { TurnDesk } from '../turn/credentials.ts';
import { Rates } from './rate.ts';
import { contentOf, goneSignal, readJson, readParameter, readQuery } from './read.ts';
import { longPollQuery } from './schemas.ts';
import type { Signed } from './signed-routes.ts';

/** How much one terminal may say in a call: what two browsers say to each other at once, and then some. */
const SAID = { burst: 200, every: 50 } as const;

const outlookQuery = z.strictObject({ language: languageSchema, service: skillSchema.optional() });

export type CallOffices = {
  readonly clock: Clock;
  readonly calls: CallOffice;
  readonly messages: CallMessages;
  readonly views: CallViews;
  readonly callBacks: CallBackOffice;
  readonly turn: TurnDesk;
};

/** A terminal's side of a call to a teller. */
export function callRoutes(signed: Signed, offices: CallOffices): void {
  const { clock, calls, messages, views, callBacks, turn } = offices;
  const said = new Rates(clock, SAID);

  signed('POST', '/v1/calls', async (caller, request) => {
    const body = readJson(request, callRequestSchema);
    if (!body.ok) return body;
    const answer = await calls.request(caller, body.value);
    return answer.ok ? ok({ status: answer.value.made ? 201 : 200, body: answer.value.call }) : answer;
  });

  signed('GET', '/v1/calls/outlook', async (caller, request) => {
    const query = readQuery(request, outlookQuery);
    if (!query.ok) return query;
    const { language, service = 'general' } = query.value;
    return ok({ status: 200, body: await calls.outlook(caller, language, service) });
  });

  signed('GET', '/v1/calls/:id', async ({ terminal }, request, reply) => {
    const id = readParameter(request, 'id', callIdSchema);
    if (!id.ok) return id;
    const query = readQuery(request, longPollQuery);
    if (!query.ok) return query;
    const { after = 0, wait } = query.value;
    const answer = await calls.await(terminal, id.value, after, wait * 1000, goneSignal(reply));
    return answer.ok ? ok({ status: 200, body: answer.value }) : answer;
  });

  signed('POST', '/v1/calls/:id/leave', async (caller, request) => {
    const id = readParameter(request, 'id', callIdSchema);
    if (!id.ok) return id;
    const body = readJson(request, callLeaveSchema);
    if (!body.ok) return body;
    const answer = await calls.leave(caller, id.value, body.value);
    return answer.ok ? ok({ status: 200, body: answer.value }) : answer;
  });

  signed('POST', '/v1/calls/:id/live', async (caller, request) => {
    const id = readParameter(request, 'id', callIdSchema);
    if (!id.ok) return id;
    const body = readJson(request, callLiveSchema);
    if (!body.ok) return body;
    const answer = await calls.live(caller, id.value, body.value);
    return answer.ok ? ok({ status: 200, body: answer.value }) : answer;
  });

  signed('POST', '/v1/calls/:id/messages', async ({ terminal }, request) => {
    const id = readParameter(request, 'id', callIdSchema);
    if (!id.ok) return id;
    const wait = said.take(terminal);
    if (wait > 0) return err({ code: 'tooManyRequests', retryAfter: Math.ceil(wait / 1_000) });
    const body = readJson(request, sentByTerminalSchema);
    if (!body.ok) return body;
    const answer = await messages.fromTerminal(terminal, id.value, body.value.id, body.value.message);
    return answer.ok ? ok({ status: 200, body: { sequence: answer.value } }) : answer;
  });

  signed('GET', '/v1/calls/:id/messages', async ({ terminal }, request, reply) => {
    const id = readParameter(request, 'id', callIdSchema);
    if (!id.ok) return id;
    const query = readQuery(request, longPollQuery);
    if (!query.ok) return query;
    const { after = 0, wait } = query.value;
    await calls.heard(terminal, id.value);
    const answer = await messages.forTerminal(terminal, id.value, after, wait * 1000, goneSignal(reply));
    return answer.ok ? ok({ status: 200, body: answer.value }) : answer;
  });

  signed('POST', '/v1/calls/:id/view', async ({ terminal }, request) => {
    const id = readParameter(request, 'id', callIdSchema);
    if (!id.ok) return id;
    const body = readJson(request, callViewSchema);
    if (!body.ok) return body;
    const answer = await views.put(terminal, id.value, body.value);
    return answer.ok ? ok({ status: 200, body: { number: answer.value } }) : answer;
  });

  signed('GET', '/v1/calls/:id/ice', async ({ terminal }, request) => {
    const id = readParameter(request, 'id', callIdSchema);
    if (!id.ok) return id;
    if (contentOf(request).length > 0) return err({ code: 'badRequest', detail: 'no content belongs here' });
    const call = await calls.own(terminal, id.value);
    if (!call) return err({ code: 'notFound' });
    return call.state === 'over'
      ? err({ code: 'illegalMove', detail: 'callOver' })
      : ok({ status: 200, body: turn.ice() });
  });

  signed('GET', '/v1/call-backs/times', async (caller) =>
    ok({ status: 200, body: await callBacks.times(caller) }),
  );

  signed('POST', '/v1/call-backs', async (caller, request) => {
    const body = readJson(request, callBackRequestSchema);
    if (!body.ok) return body;
    const answer = await callBacks.request(caller, body.value);
    return answer.ok ? ok({ status: answer.value.made ? 201 : 200, body: answer.value.callBack }) : answer;
  });
}
