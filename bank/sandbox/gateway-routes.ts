import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { BANK_CALLS, type BankCallName } from '#contracts/bank/calls.ts';
import type { BankFault } from '#contracts/bank/sandbox.ts';
import type { Clock } from '#foundation/clock.ts';
import { type Answer, errorAnswer } from './answer.ts';
import { sandboxBank } from './bank.ts';
import { type Faults, PORTAL_PAGE, SLOW_MILLISECONDS, WRONG_SCHEMA } from './faults.ts';
import type { Store } from './store.ts';

type Handler = (input: unknown) => Answer;

const checked =
  <Input>(shape: z.ZodType<Input>, act: (input: Input) => Answer): Handler =>
  (raw) => {
    const input = shape.safeParse(raw);
    return input.success ? act(input.data) : errorAnswer('badRequest');
  };

/** The bank's contract (`docs/bank-api.yaml`) over the books, with the faults that are on. */
export function gatewayRoutes(app: FastifyInstance, store: Store, clock: Clock, faults: Faults): void {
  const bank = sandboxBank(store, clock, () => faults.strikes('refuseAll'));
  const route = (name: BankCallName, handler: Handler) => {
    const { method, path } = BANK_CALLS[name];
    app.route({
      method,
      url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
      handler: (request, reply) => serve(name, handler, { clock, faults }, request, reply),
    });
  };
  route('health', checked(BANK_CALLS.health.input, bank.health));
  route('lookupCustomer', checked(BANK_CALLS.lookupCustomer.input, bank.lookupCustomer));
  route('identifyCard', checked(BANK_CALLS.identifyCard.input, bank.identifyCard));
  route('recognise', checked(BANK_CALLS.recognise.input, bank.recognise));
  route('blockCard', checked(BANK_CALLS.blockCard.input, bank.blockCard));
  route('sendCode', checked(BANK_CALLS.sendCode.input, bank.sendCode));
  route('verifyCode', checked(BANK_CALLS.verifyCode.input, bank.verifyCode));
  route('changePhone', checked(BANK_CALLS.changePhone.input, bank.changePhone));
  route('openCase', checked(BANK_CALLS.openCase.input, bank.openCase));
  route('riskQuestionnaire', checked(BANK_CALLS.riskQuestionnaire.input, bank.riskQuestionnaire));
  route('riskAssessmentOf', checked(BANK_CALLS.riskAssessmentOf.input, bank.riskAssessmentOf));
  route('recordRiskAssessment', checked(BANK_CALLS.recordRiskAssessment.input, bank.recordRiskAssessment));
  route('wealthProducts', checked(BANK_CALLS.wealthProducts.input, bank.wealthProducts));
  route('placeWealthOrder', checked(BANK_CALLS.placeWealthOrder.input, bank.placeWealthOrder));
  route('wealthOrders', checked(BANK_CALLS.wealthOrders.input, bank.wealthOrders));
  route('withdrawWealthOrder', checked(BANK_CALLS.withdrawWealthOrder.input, bank.withdrawWealthOrder));
  route('eBankingTerms', checked(BANK_CALLS.eBankingTerms.input, bank.eBankingTerms));
  route('eBankingOf', checked(BANK_CALLS.eBankingOf.input, bank.eBankingOf));
  route('signUpEBanking', checked(BANK_CALLS.signUpEBanking.input, bank.signUpEBanking));
  route('cardProducts', checked(BANK_CALLS.cardProducts.input, bank.cardProducts));
  route('openCardApplication', checked(BANK_CALLS.openCardApplication.input, bank.openCardApplication));
  route('identifyBlank', checked(BANK_CALLS.identifyBlank.input, bank.identifyBlank));
  route('bindCard', checked(BANK_CALLS.bindCard.input, bank.bindCard));
  route('reportCardTaken', checked(BANK_CALLS.reportCardTaken.input, bank.reportCardTaken));
  route('reportCardRetained', checked(BANK_CALLS.reportCardRetained.input, bank.reportCardRetained));
  route('companyCase', checked(BANK_CALLS.companyCase.input, bank.companyCase));
  route('submitCompanyAccount', checked(BANK_CALLS.submitCompanyAccount.input, bank.submitCompanyAccount));
  route('operation', checked(BANK_CALLS.operation.input, bank.operation));
}

/** One call through the ladder of faults: before the bank hears of it, while it acts, and on the way back. */
async function serve(
  name: BankCallName,
  handler: Handler,
  { clock, faults }: { readonly clock: Clock; readonly faults: Faults },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { keyed } = BANK_CALLS[name];
  const changes = keyed || name === 'verifyCode';
  // A terminal asks for health by itself; that should not use up a fault meant for a customer's call.
  const strikes = (fault: BankFault) => faults.strikes(fault, name !== 'health');

  if (strikes('silent')) return reply.hijack();
  if (changes && strikes('dropBeforeCommit')) return drop(request, reply);
  if (strikes('html')) return reply.type('text/html; charset=utf-8').send(PORTAL_PAGE);
  if (strikes('error500')) return send(reply, errorAnswer('internal'));

  const input = inputOf(name, request);
  let answer = input === undefined ? errorAnswer('badRequest') : handler(input);
  if (keyed && input !== undefined && strikes('duplicate')) answer = handler(input);

  if (changes && strikes('dropAfterCommit')) return drop(request, reply);
  if (strikes('slow')) await new Promise<void>((resolve) => clock.setTimeout(resolve, SLOW_MILLISECONDS));
  return send(reply, strikes('wrongSchema') ? { status: 200, text: WRONG_SCHEMA } : answer);
}

/** Body, path and key as one input; nothing when a part has what is not its own. */
function inputOf(name: BankCallName, request: FastifyRequest): object | undefined {
  const { params, body, keyed } = BANK_CALLS[name];
  const path = params.safeParse(request.params);
  const sent = body.safeParse(request.body ?? {});
  if (!path.success || !sent.success) return undefined;
  const key = keyed ? { idempotencyKey: request.headers['idempotency-key'] } : {};
  return { ...sent.data, ...path.data, ...key };
}

const drop = (request: FastifyRequest, reply: FastifyReply) => {
  request.raw.socket.destroy();
  return reply.hijack();
};

/** Sends the very bytes of an answer. */
export const send = (reply: FastifyReply, { status, text }: Answer) =>
  reply
    .code(status)
    .header('content-type', 'application/json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(text);
