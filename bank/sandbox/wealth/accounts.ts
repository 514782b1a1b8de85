import { z } from 'zod';
import type { AccountBooks } from '#contracts/bank/sandbox.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Store } from '../store.ts';

const accountRow = z.object({ card_ref: z.string(), balance_fen: z.int() });
const postingRow = z.object({
  sequence: z.int(),
  at: z.string(),
  card_ref: z.string(),
  kind: z.enum(['opening', 'order', 'refund']),
  amount_fen: z.int(),
  order_number: z.string().nullable(),
});

/** What stands on the card's account, fen; nothing when the card has none. */
export const balanceOf = (store: Store, cardRef: string): number | undefined =>
  store.one(accountRow, 'SELECT * FROM accounts WHERE card_ref = ?', cardRef)?.balance_fen;

export type Movement = {
  readonly cardRef: string;
  readonly kind: 'opening' | 'order' | 'refund';
  /** Above zero into the account, below zero out of it. */
  readonly amountFen: number;
  readonly orderNumber: string | null;
};

/** Moves money; call inside the transaction of what it is for. The books move the balance with it, or do neither. */
export function post(store: Store, clock: Clock, movement: Movement): void {
  store.run(
    'INSERT INTO postings (at, card_ref, kind, amount_fen, order_number) VALUES (?, ?, ?, ?, ?)',
    new Date(clock.wall()).toISOString(),
    movement.cardRef,
    movement.kind,
    movement.amountFen,
    movement.orderNumber,
  );
}

/** Opens the account of a card with what stands on it, unless it is open. */
export function openAccount(store: Store, clock: Clock, cardRef: string, balanceFen: number): void {
  if (balanceOf(store, cardRef) !== undefined) return;
  store.run('INSERT INTO accounts (card_ref, balance_fen) VALUES (?, 0)', cardRef);
  post(store, clock, { cardRef, kind: 'opening', amountFen: balanceFen, orderNumber: null });
}

/** All accounts and the newest 1,000 movements, for the bench's checkers. */
export function accountBooks(store: Store): AccountBooks {
  const accounts = store.all(accountRow, 'SELECT * FROM accounts ORDER BY card_ref LIMIT 1000');
  const postings = store.all(
    postingRow,
    'SELECT * FROM (SELECT * FROM postings ORDER BY sequence DESC LIMIT 1000) ORDER BY sequence',
  );
  return {
    accounts: accounts.map((row) => ({ cardRef: row.card_ref, balanceFen: row.balance_fen })),
    postings: postings.map(({ card_ref, amount_fen, order_number, ...row }) => ({
      ...row,
      cardRef: card_ref,
      amountFen: amount_fen,
      ...(order_number === null ? {} : { orderNumber: order_number }),
    })),
  };
}
