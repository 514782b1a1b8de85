import type { DatabaseSync } from 'node:sqlite';
import type { Supply } from '#contracts/supervisor/asks/supplies.ts';

/**
 * What moves a supply by one piece, as the journal has it. Each is written when it is known to have happened, or when it
 * may have: a receipt whose end is unknown has used paper all the same.
 */
const MOVES: Readonly<Record<Supply, string>> = {
  receiptPaper: `json_extract(body, '$.kind') = 'port.answered' AND json_extract(body, '$.facts.port') = 'printReceipt'
    AND json_extract(body, '$.facts.outcome') <> 'notPrinted'`,
  blankCards: `json_extract(body, '$.kind') = 'newCard.intent' AND json_extract(body, '$.facts.motion') = 'dispense'`,
  dispenserBin: `json_extract(body, '$.kind') = 'newCard.at' AND json_extract(body, '$.facts.place') = 'bin'`,
  readerBin: `json_extract(body, '$.kind') = 'port.answered' AND json_extract(body, '$.facts.port') = 'retainCard'
    AND json_extract(body, '$.facts.fate') = 'retained'`,
};

/** Pieces that have moved after the journal's entry of that number: counted from what is durable, so nothing is lost by a fall. */
export function movedSince(database: DatabaseSync, supply: Supply, sequence: number): number {
  const row = database
    .prepare(`SELECT count(*) AS pieces FROM entry WHERE seq > ? AND ${MOVES[supply]}`)
    .get(sequence);
  return Number(row?.pieces ?? 0);
}
