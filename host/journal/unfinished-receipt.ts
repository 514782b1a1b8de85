import type { DatabaseSync } from 'node:sqlite';

/** So many of the newest entries are searched: far more than lie between two receipts, and quick on any journal. */
export const SEARCHED_ENTRIES = 20_000;

/**
 * Whether the newest receipt of this journal was begun and its end is not known: paper of it may hang in the printer's
 * slot, and must not reach the next customer. A journal with no receipt among its newest entries knows of none.
 */
export function receiptUnfinished(database: DatabaseSync): boolean {
  const newest = database
    .prepare(
      `SELECT json_extract(body, '$.kind') AS kind, json_extract(body, '$.facts.outcome') AS outcome
       FROM (SELECT seq, body FROM entry ORDER BY seq DESC LIMIT ?)
       WHERE json_extract(body, '$.facts.port') = 'printReceipt' ORDER BY seq DESC LIMIT 1`,
    )
    .get(SEARCHED_ENTRIES);
  if (!newest) return false;
  return newest.kind === 'port.asked' || newest.outcome === 'unknown';
}
