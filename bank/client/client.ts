import type { z } from 'zod';
import {
  BANK_CALLS,
  BANK_REPLY_BYTES,
  type BankCallInput,
  type BankCallName,
  type BankCallReply,
} from '#contracts/bank/calls.ts';
import type { BankFailure } from '#contracts/bank/failure.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { BANK_DEADLINES } from './deadlines.ts';
import { exchange, type Fetch, unknown } from './exchange.ts';
import { readReply } from './reply.ts';

export type BankClientOptions = {
  /** `https:`, or `http:` on loopback only: card numbers cross here. A path in it is kept. */
  readonly baseUrl: string;
  /** The bearer token of this terminal or institution. */
  readonly token: string;
  readonly fetch: Fetch;
  readonly clock: Clock;
};

/**
 * The bank, one method per call of the contract. Each sends once and settles within its deadline; repeating is the
 * outbox's, under the same idempotency key. An operation that the bank refused is a value (`state: 'refused'`), for
 * it is the bank's trustworthy last word on that key.
 */
export type BankClient = {
  readonly [Name in BankCallName]: (
    input: BankCallInput<Name>,
  ) => Promise<Result<BankCallReply<Name>, BankFailure>>;
};

export type BankClientError = CodedError<'invalidBaseUrl' | 'invalidToken'>;

export function createBankClient(options: BankClientOptions): Result<BankClient, BankClientError> {
  const base = readBase(options.baseUrl);
  if (!base) return err({ code: 'invalidBaseUrl', detail: 'https, or http on loopback' });
  if (!/^[\x21-\x7E]{1,4096}$/.test(options.token)) return err({ code: 'invalidToken' });
  const ports = { ...options, base };
  return ok({
    health: (input) => call(ports, 'health', BANK_CALLS.health, input),
    lookupCustomer: (input) => call(ports, 'lookupCustomer', BANK_CALLS.lookupCustomer, input),
    identifyCard: (input) => call(ports, 'identifyCard', BANK_CALLS.identifyCard, input),
    recognise: (input) => call(ports, 'recognise', BANK_CALLS.recognise, input),
    blockCard: (input) => call(ports, 'blockCard', BANK_CALLS.blockCard, input),
    sendCode: (input) => call(ports, 'sendCode', BANK_CALLS.sendCode, input),
    verifyCode: (input) => call(ports, 'verifyCode', BANK_CALLS.verifyCode, input),
    changePhone: (input) => call(ports, 'changePhone', BANK_CALLS.changePhone, input),
    openCase: (input) => call(ports, 'openCase', BANK_CALLS.openCase, input),
    riskQuestionnaire: (input) => call(ports, 'riskQuestionnaire', BANK_CALLS.riskQuestionnaire, input),
    riskAssessmentOf: (input) => call(ports, 'riskAssessmentOf', BANK_CALLS.riskAssessmentOf, input),
    recordRiskAssessment: (input) =>
      call(ports, 'recordRiskAssessment', BANK_CALLS.recordRiskAssessment, input),
    wealthProducts: (input) => call(ports, 'wealthProducts', BANK_CALLS.wealthProducts, input),
    placeWealthOrder: (input) => call(ports, 'placeWealthOrder', BANK_CALLS.placeWealthOrder, input),
    wealthOrders: (input) => call(ports, 'wealthOrders', BANK_CALLS.wealthOrders, input),
    withdrawWealthOrder: (input) => call(ports, 'withdrawWealthOrder', BANK_CALLS.withdrawWealthOrder, input),
    eBankingTerms: (input) => call(ports, 'eBankingTerms', BANK_CALLS.eBankingTerms, input),
    eBankingOf: (input) => call(ports, 'eBankingOf', BANK_CALLS.eBankingOf, input),
    signUpEBanking: (input) => call(ports, 'signUpEBanking', BANK_CALLS.signUpEBanking, input),
    cardProducts: (input) => call(ports, 'cardProducts', BANK_CALLS.cardProducts, input),
    openCardApplication: (input) => call(ports, 'openCardApplication', BANK_CALLS.openCardApplication, input),
    identifyBlank: (input) => call(ports, 'identifyBlank', BANK_CALLS.identifyBlank, input),
    bindCard: (input) => call(ports, 'bindCard', BANK_CALLS.bindCard, input),
    reportCardTaken: (input) => call(ports, 'reportCardTaken', BANK_CALLS.reportCardTaken, input),
    reportCardRetained: (input) => call(ports, 'reportCardRetained', BANK_CALLS.reportCardRetained, input),
    companyCase: (input) => call(ports, 'companyCase', BANK_CALLS.companyCase, input),
    submitCompanyAccount: (input) =>
      call(ports, 'submitCompanyAccount', BANK_CALLS.submitCompanyAccount, input),
    operation: (input) => call(ports, 'operation', BANK_CALLS.operation, input),
  });
}

type Ports = Pick<BankClientOptions, 'token' | 'fetch' | 'clock'> & { readonly base: URL };

/** A row of the table of calls, as far as sending needs it. */
type Row<Reply> = Pick<(typeof BANK_CALLS)[BankCallName], 'method' | 'path' | 'keyed' | 'errors'> & {
  readonly body: z.ZodObject;
  readonly input: z.ZodObject;
  readonly reply: z.ZodType<Reply>;
};

async function call<Reply extends object>(
  { base, token, fetch, clock }: Ports,
  name: BankCallName,
  row: Row<Reply>,
  input: object,
): Promise<Result<Reply, BankFailure>> {
  const checked = row.input.safeParse(input);
  if (!checked.success) {
    const where = checked.error.issues[0]?.path.map(String).join('.') || 'input';
    return err({ code: 'invalidInput', detail: where.slice(0, 200) });
  }
  const fields = checked.data;
  const raw = await exchange({
    fetch,
    clock,
    url: new URL(filled(row.path, fields), base),
    init: { method: row.method, ...content(row, fields, token) },
    deadlineMilliseconds: BANK_DEADLINES[name],
    maximumBytes: BANK_REPLY_BYTES,
  });
  if (!raw.ok) return raw;
  const reply = readReply(raw.value, row.reply, row.errors);
  if (reply.ok && !answersThis(name, fields, reply.value)) return unknown('wrongSchema', 'another request');
  return reply;
}

type Fields = { readonly [field: string]: unknown };

/** Relative, so that a path in the base address is kept; values are of patterns that need no escaping but get it. */
const filled = (path: string, fields: Fields) =>
  path.slice(1).replaceAll(/\{(\w+)\}/g, (_, field: string) => encodeURIComponent(String(fields[field])));

function content(row: Row<unknown>, fields: Fields, token: string): RequestInit {
  const headers: Record<string, string> = { authorization: `Bearer ${token}`, accept: 'application/json' };
  if (row.keyed) headers['idempotency-key'] = String(fields.idempotencyKey);
  if (row.method === 'GET') return { headers };
  headers['content-type'] = 'application/json';
  const own = Object.keys(row.body.shape).filter((field) => fields[field] !== undefined);
  return { headers, body: JSON.stringify(Object.fromEntries(own.map((field) => [field, fields[field]]))) };
}

/**
 * An operation names its key and action, and whatever an answer repeats of the request (whose, which, how much) must
 * be as it was asked: an answer to another request, however it came here, is not ours.
 */
function answersThis(name: BankCallName, fields: Fields, reply: object): boolean {
  if (!repeats(fields, reply)) return false;
  if ('result' in reply && typeof reply.result === 'object' && !repeats(fields, reply.result ?? {}))
    return false;
  return name === 'operation' || !('action' in reply) || reply.action === name;
}

const repeats = (fields: Fields, said: object) =>
  Object.entries(said).every(
    ([field, value]) => typeof value === 'object' || fields[field] === undefined || fields[field] === value,
  );

function readBase(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const loopback = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) return undefined;
  if (url.username || url.password || url.search || url.hash) return undefined;
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}
