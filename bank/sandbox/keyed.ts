import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { BareErrorCode } from '#contracts/bank/errors.ts';
import {
  type Operation,
  type OperationAction,
  operationAction,
  type RefusalCode,
} from '#contracts/bank/operations.ts';
import type { Clock } from '#foundation/clock.ts';
import { type Answer, answer, errorAnswer, tooSoonAnswer } from './answer.ts';
import type { Store } from './store.ts';

/** A state change as it was asked for, under its key. `input` includes path parameters and is already checked. */
export type KeyedRequest = {
  readonly idempotencyKey: string;
  /** Where the change is one customer's. */
  readonly customerRef?: string;
  /** Where the change is about one card. */
  readonly cardRef?: string;
  readonly [field: string]: unknown;
};

/**
 * What came of it. `error`: nothing was done and the key stays free. `refused`: understood and refused, for good.
 * `done`: the effect is in the books; `result` is what the operation tells of it, `reply` when the call does not
 * answer with the operation itself.
 */
export type Outcome<Code extends RefusalCode = RefusalCode, Result extends object = object> =
  | { readonly error: BareErrorCode }
  | { readonly error: 'tooSoon'; readonly retryAfterSeconds: number }
  | { readonly refused: Code }
  | {
      readonly done: true;
      readonly reply?: object;
      readonly caseNumber?: string;
      readonly result?: Result;
    };

/** An operation as the books have it: its shape is that of its action's schema, which the tests hold it to. */
type Settled = Pick<Operation, 'operationRef' | 'idempotencyKey' | 'at'> & {
  readonly action: OperationAction;
} & (
    | { readonly state: 'done'; readonly caseNumber?: string; readonly result?: object }
    | { readonly state: 'refused'; readonly code: RefusalCode }
  );

const operationRow = z.object({
  idempotency_key: z.string(),
  fingerprint: z.string(),
  operation_ref: z.string(),
  action: operationAction,
  case_number: z.string().nullable(),
  at: z.string(),
  reply: z.string(),
});

const find = (store: Store, key: string) =>
  store.one(operationRow, 'SELECT * FROM operations WHERE idempotency_key = ?', key);

/**
 * Does `effect` at most once per idempotency key. Effect, answer and ledger entry are one transaction, so a process
 * that dies at any moment has either all of them or none, and the same key gives the same bytes afterwards.
 */
export function once(
  store: Store,
  clock: Clock,
  action: OperationAction,
  request: KeyedRequest,
  effect: () => Outcome,
): Answer {
  const { idempotencyKey } = request;
  const fingerprint = fingerprintOf(action, request);
  return store.transaction(() => {
    const earlier = find(store, idempotencyKey);
    if (earlier)
      return earlier.fingerprint === fingerprint
        ? { status: 200, text: earlier.reply }
        : errorAnswer('keyReused');
    const outcome = effect();
    if ('error' in outcome)
      return outcome.error === 'tooSoon'
        ? tooSoonAnswer(outcome.retryAfterSeconds)
        : errorAnswer(outcome.error);

    const at = new Date(clock.wall()).toISOString();
    const facts = { operationRef: `op_${randomUUID()}`, idempotencyKey, action, at };
    const operation: Settled =
      'refused' in outcome
        ? { ...facts, state: 'refused', code: outcome.refused }
        : {
            ...facts,
            state: 'done',
            ...(outcome.caseNumber === undefined ? {} : { caseNumber: outcome.caseNumber }),
            ...(outcome.result === undefined ? {} : { result: outcome.result }),
          };
    const reply = answer('done' in outcome && outcome.reply ? outcome.reply : operation);
    record(store, operation, fingerprint, reply.text);
    if (operation.state === 'done') enter(store, operation, request);
    return reply;
  });
}

/** The bank's word on an idempotency key: how an unknown outcome is followed. */
export function operationAnswer(store: Store, idempotencyKey: string): Answer {
  const row = find(store, idempotencyKey);
  if (!row) return errorAnswer('operationUnknown');
  // These two answer with something else than their operation, and have no refusals that are kept.
  if (row.action === 'sendCode' || row.action === 'openCase') {
    const operation: Settled = {
      operationRef: row.operation_ref,
      idempotencyKey: row.idempotency_key,
      action: row.action,
      at: row.at,
      state: 'done',
      ...(row.case_number === null ? {} : { caseNumber: row.case_number }),
    };
    return answer(operation);
  }
  return { status: 200, text: row.reply };
}

/** The same request, whatever the order or spacing of its JSON; a hash, so that the books hold no second copy of it. */
function fingerprintOf(action: OperationAction, request: KeyedRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([action, inOrder(request)]))
    .digest('hex');
}

/** Objects as lists of their fields by name, however deep the contract goes; lists stay in their order. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => [name, inOrder(inner)]);
}

function record(store: Store, operation: Settled, fingerprint: string, reply: string): void {
  store.run(
    `INSERT INTO operations (idempotency_key, fingerprint, operation_ref, action, state, code, case_number, at, reply)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    operation.idempotencyKey,
    fingerprint,
    operation.operationRef,
    operation.action,
    operation.state,
    operation.state === 'refused' ? operation.code : null,
    operation.state === 'done' ? (operation.caseNumber ?? null) : null,
    operation.at,
    reply,
  );
}

function enter(store: Store, operation: Settled, { customerRef, cardRef }: KeyedRequest): void {
  store.run(
    `INSERT INTO ledger (at, idempotency_key, action, operation_ref, customer_ref, card_ref) VALUES (?, ?, ?, ?, ?, ?)`,
    operation.at,
    operation.idempotencyKey,
    operation.action,
    operation.operationRef,
    customerRef ?? '',
    cardRef ?? '',
  );
}
