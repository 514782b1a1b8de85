import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ComplaintReceipt } from '#contracts/branch/complaint.ts';
import {
  complaintQuestionSchema,
  complaintTokenSchema,
  complaintWordsSchema,
  phoneComplaintSchema,
  terminalComplaintSchema,
} from '#contracts/branch/complaint.ts';
import { phoneRatingSchema, ratingRequestSchema } from '#contracts/branch/feedback.ts';
import { phoneTokenSchema } from '#contracts/branch/phone.ts';
import type { Clock } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { ComplaintOffice, ComplaintRefusal } from '../complaints/complaint-office.ts';
import type { RatingOffice } from '../feedback/rating-office.ts';
import type { Hall } from '../queue/hall.ts';
import { type Answer, send } from './answer.ts';
import { checkSameOrigin } from './guard.ts';
import { Rates } from './rate.ts';
import { readJson, readParameter } from './read.ts';
import type { Signed } from './signed-routes.ts';

/** How often one terminal, or one holder of an address, may send; milliseconds. */
const SENDING = { burst: 20, every: 2_000 } as const;
/** Tries for one number, its letters left out: 28 million of them would take centuries. */
const ONE_NUMBER = { burst: 10, every: 60_000 } as const;
/** Tries for any number here. */
const ANY_NUMBER = { burst: 60, every: 500 } as const;

export type FeedbackOffices = {
  readonly clock: Clock;
  readonly hall: Hall;
  readonly ratings: RatingOffice;
  readonly complaints: ComplaintOffice;
};

/** Ratings and complaints of customers: from terminals, from the phone that follows a number, and how one stands. */
export function feedbackRoutes(app: FastifyInstance, signed: Signed, offices: FeedbackOffices): void {
  const { clock, hall, ratings, complaints } = offices;
  const sending = new Rates(clock, SENDING);
  const oneNumber = new Rates(clock, ONE_NUMBER);
  const anyNumber = new Rates(clock, ANY_NUMBER);

  const mayGoOn = (
    rates: Rates,
    name: string,
  ): Result<void, { code: 'tooManyRequests'; retryAfter: number }> => {
    const wait = rates.take(name);
    return wait > 0 ? err({ code: 'tooManyRequests', retryAfter: Math.ceil(wait / 1_000) }) : ok(undefined);
  };

  signed('POST', '/v1/ratings', async (caller, request) => {
    const may = mayGoOn(sending, caller.terminal);
    if (!may.ok) return may;
    const body = readJson(request, ratingRequestSchema);
    if (!body.ok) return body;
    return ok({ status: 200, body: { counted: await ratings.ofTerminal(caller, body.value) } });
  });

  signed('POST', '/v1/complaints', async ({ terminal, branch }, request) => {
    const may = mayGoOn(sending, terminal);
    if (!may.ok) return may;
    const body = readJson(request, terminalComplaintSchema);
    if (!body.ok) return body;
    return receiptOf(
      await complaints.file(branch, {
        ...body.value,
        channel: 'terminal',
        words: null,
        place: terminal,
        staff: null,
        source: null,
      }),
    );
  });

  app.post('/t/api/:token/rating', async (request, reply) => {
    const token = readParameter(request, 'token', phoneTokenSchema);
    if (!token.ok) return send(reply, token);
    const own = checkSameOrigin(request.headers);
    if (!own.ok) return send(reply, own);
    const body = readJson(request, phoneRatingSchema);
    if (!body.ok) return send(reply, body);
    const held = await hall.byPhone(token.value);
    if (!held) return send(reply, err({ code: 'notFound' }));
    const may = mayGoOn(sending, token.value);
    if (!may.ok) return send(reply, may);
    const counted = await ratings.ofNumber(held.branch, held.ticket, body.value);
    return send(reply, counted.ok ? ok({ status: 200, body: { counted: counted.value } }) : counted);
  });

  app.post('/t/api/:token/complaint', async (request, reply) => {
    const token = readParameter(request, 'token', phoneTokenSchema);
    if (!token.ok) return send(reply, token);
    const own = checkSameOrigin(request.headers);
    if (!own.ok) return send(reply, own);
    const body = readJson(request, phoneComplaintSchema);
    if (!body.ok) return send(reply, body);
    const held = await hall.byPhone(token.value);
    if (!held) return send(reply, err({ code: 'notFound' }));
    const may = mayGoOn(sending, token.value);
    if (!may.ok) return send(reply, may);
    const filed = await complaints.file(held.branch, {
      ...body.value,
      channel: 'phone',
      place: held.ticket.counter,
      staff: null,
      source: held.ticket.id,
    });
    return send(reply, receiptOf(filed));
  });

  app.get('/c/api/:token', async (request, reply) => {
    const token = readParameter(request, 'token', complaintTokenSchema);
    return token.ok ? progress(reply, token.value) : send(reply, token);
  });

  app.post('/c/api/:token/words', async (request, reply) => {
    const token = readParameter(request, 'token', complaintTokenSchema);
    if (!token.ok) return send(reply, token);
    const own = checkSameOrigin(request.headers);
    if (!own.ok) return send(reply, own);
    const body = readJson(request, complaintWordsSchema);
    if (!body.ok) return send(reply, body);
    const added = await complaints.add(token.value, body.value);
    return added.ok ? progress(reply, token.value) : send(reply, added);
  });

  // The number is a secret of a kind: it travels in the content, where no log of a proxy keeps it.
  app.post('/c/api/number', async (request, reply) => {
    const own = checkSameOrigin(request.headers);
    if (!own.ok) return send(reply, own);
    const body = readJson(request, complaintQuestionSchema);
    if (!body.ok) return send(reply, body);
    const { number } = body.value;
    const any = mayGoOn(anyNumber, 'any');
    if (!any.ok) return send(reply, any);
    const one = mayGoOn(oneNumber, number.slice(0, number.lastIndexOf('-')));
    if (!one.ok) return send(reply, one);
    const seen = await complaints.byNumber(number);
    return send(reply, seen ? ok({ status: 200, body: seen }) : err({ code: 'notFound' }));
  });

  const progress = async (reply: FastifyReply, token: string): Promise<FastifyReply> => {
    const seen = await complaints.byToken(token);
    return send(reply, seen ? ok({ status: 200, body: seen }) : err({ code: 'notFound' }));
  };
}

/** 201 for what was filed now, 200 for a resend. */
export const receiptOf = (
  filed: Result<{ receipt: ComplaintReceipt; filed: boolean }, ComplaintRefusal>,
): Answer => (filed.ok ? ok({ status: filed.value.filed ? 201 : 200, body: filed.value.receipt }) : filed);
