import { z } from 'zod';
import { operationAction } from '#contracts/bank/operations.ts';
import type { LedgerEntry } from '#contracts/bank/sandbox.ts';
import type { Store } from './store.ts';

const PAGE = 1000;

const ledgerRow = z.object({
  sequence: z.number(),
  at: z.string(),
  idempotency_key: z.string(),
  action: operationAction,
  operation_ref: z.string(),
  customer_ref: z.string(),
  card_ref: z.string(),
});

/** The next state changes after a sequence number, oldest first, at most 1,000. */
export function ledgerAfter(store: Store, after: number): { entries: LedgerEntry[]; more: boolean } {
  const rows = store.all(
    ledgerRow,
    'SELECT * FROM ledger WHERE sequence > ? ORDER BY sequence LIMIT ?',
    after,
    PAGE + 1,
  );
  const entries = rows.slice(0, PAGE).map((row) => ({
    sequence: row.sequence,
    at: row.at,
    idempotencyKey: row.idempotency_key,
    action: row.action,
    operationRef: row.operation_ref,
    ...(row.customer_ref === '' ? {} : { customerRef: row.customer_ref }),
    ...(row.card_ref === '' ? {} : { cardRef: row.card_ref }),
  }));
  return { entries, more: rows.length > PAGE };
}
