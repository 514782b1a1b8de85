import { z } from 'zod';
import type { E_BANKING_REFUSALS, EBankingContract, EBankingRequest } from '#contracts/bank/e-banking.ts';
import type { Clock } from '#foundation/clock.ts';
import { last4Of, ownCard } from '../cards.ts';
import type { Outcome } from '../keyed.ts';
import { MESSAGES, tell } from '../messages.ts';
import { proofOf } from '../proof.ts';
import type { Store } from '../store.ts';
import { ageOf } from '../wealth/assessments.ts';
import { E_BANKING_TERMS } from './catalogue.ts';

const contractRow = z.object({ number: z.int(), per_payment_fen: z.int(), per_day_fen: z.int() });
const CONTRACT = 'SELECT number, per_payment_fen, per_day_fen FROM e_banking';

const contractNumber = (number: number): string => `E${String(number).padStart(6, '0')}`;

type SignedUp = Outcome<(typeof E_BANKING_REFUSALS)[number], EBankingContract>;

/** What the customer has open; null: nothing. */
export function contractOf(store: Store, customerRef: string): EBankingContract | null {
  const row = store.one(contractRow, `${CONTRACT} WHERE customer_ref = ?`, customerRef);
  return row
    ? {
        contractNumber: contractNumber(row.number),
        perPaymentFen: row.per_payment_fen,
        perDayFen: row.per_day_fen,
      }
    : null;
}

/** Opens e-banking for a customer, once; call inside a transaction. The card's phone is told. */
export function signUp(store: Store, clock: Clock, request: EBankingRequest): SignedUp {
  const { customerRef, cardRef, perPaymentFen, perDayFen, documentSha256 } = request;
  const card = ownCard(store, customerRef, cardRef);
  if ('error' in card) return card;
  if (store.one(contractRow, `${CONTRACT} WHERE document_sha256 = ?`, documentSha256))
    return { refused: 'duplicate' };
  const terms = E_BANKING_TERMS;
  const age = ageOf(store, clock, customerRef);
  if (age === undefined || age < terms.minimumAge) return { refused: 'tooYoung' };
  if (card.status !== 'active') return { refused: 'cardUnusable' };
  if (contractOf(store, customerRef) !== null) return { refused: 'alreadySignedUp' };
  const high = perPaymentFen > terms.perPaymentMaximumFen || perDayFen > terms.perDayMaximumFen;
  if (high || perPaymentFen > perDayFen) return { refused: 'limitOutOfRange' };
  const spend = proofOf(store, clock, card, 'signUpEBanking', request);
  if (!spend) return { refused: 'proofInvalid' };
  spend();
  const number = store.run(
    `INSERT INTO e_banking (customer_ref, card_ref, channels, per_payment_fen, per_day_fen, document_sha256, at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    customerRef,
    cardRef,
    JSON.stringify([...new Set(request.channels)].sort()),
    perPaymentFen,
    perDayFen,
    documentSha256,
    new Date(clock.wall()).toISOString(),
  );
  if (card.reserved_phone !== null) tell(store, clock, card.reserved_phone, MESSAGES.eBanking(last4Of(card)));
  return { done: true, result: { contractNumber: contractNumber(number), perPaymentFen, perDayFen } };
}
