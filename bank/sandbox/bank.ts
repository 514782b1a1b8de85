import type { BankCallInput, BankCallName } from '#contracts/bank/calls.ts';
import type { Clock } from '#foundation/clock.ts';
import { type Answer, answer, errorAnswer } from './answer.ts';
import { customerByTag, knownCustomer, noticeOf } from './arrivals.ts';
import {
  type CardRow,
  cardByPan,
  cardsOf,
  customerByDocument,
  last4Of,
  ownCard,
  publicCard,
} from './cards.ts';
import { sendCode, verifyCode } from './codes.ts';
import { companyBank } from './company/bank.ts';
import { issuingBank } from './issuing/bank.ts';
import { type Outcome, once, operationAnswer } from './keyed.ts';
import { MESSAGES, tell } from './messages.ts';
import { proofOf } from './proof.ts';
import type { Store } from './store.ts';
import { wealthBank } from './wealth/bank.ts';

/** Every call of the gateway, from checked input to the answer's bytes. */
export type SandboxBank = {
  readonly [Name in BankCallName]: (input: BankCallInput<Name>) => Answer;
};

/** `refusing`: asked at every state change; true makes the bank refuse it (the fault `refuseAll`). */
export function sandboxBank(store: Store, clock: Clock, refusing: () => boolean): SandboxBank {
  return {
    health: () => answer({ status: 'ok', name: 'Vestibule sandbox bank' }),

    lookupCustomer: ({ documentType, documentNumber, name }) => {
      const found = customerByDocument(store, documentType, documentNumber);
      if (!found) return errorAnswer('customerUnknown');
      if (found.name.normalize('NFC') !== name.normalize('NFC')) return errorAnswer('nameMismatch');
      return answer({
        customerRef: found.customer_ref,
        cards: cardsOf(store, found.customer_ref).map(publicCard),
        ...noticeOf(store, found.customer_ref),
      });
    },

    identifyCard: ({ pan }) => {
      const card = cardByPan(store, pan);
      if (!card) return errorAnswer('cardUnknown');
      const { card_ref: cardRef, customer_ref: customerRef } = card;
      return answer({ cardRef, last4: last4Of(card), customerRef, ...noticeOf(store, customerRef) });
    },

    recognise: ({ by, value }) => {
      const customerRef = by === 'beaconTag' ? customerByTag(store, value) : knownCustomer(store, value);
      return customerRef === undefined
        ? errorAnswer('customerUnknown')
        : answer({ customerRef, ...noticeOf(store, customerRef) });
    },

    blockCard: (input) =>
      once(store, clock, 'blockCard', input, () => {
        const card = ownCard(store, input.customerRef, input.cardRef);
        if ('error' in card) return card;
        if (refusing()) return { refused: 'refusedByBank' };
        if (card.status !== 'active') return { refused: 'alreadyBlocked' };
        store.run(`UPDATE cards SET status = 'lost' WHERE card_ref = ?`, card.card_ref);
        return { done: true };
      }),

    sendCode: (input) =>
      once(store, clock, 'sendCode', input, () => {
        const card = ownCard(store, input.customerRef, input.cardRef);
        if ('error' in card) return card;
        if (refusing()) return { error: 'refusedByBank' };
        return sendCode(store, clock, card, input.purpose);
      }),

    verifyCode: (input) => verifyCode(store, clock, input),

    changePhone: (input) =>
      once(store, clock, 'changePhone', keyedChange(input), () => {
        const card = ownCard(store, input.customerRef, input.cardRef);
        if ('error' in card) return card;
        if (refusing()) return { refused: 'refusedByBank' };
        return changePhone(store, clock, card, input);
      }),

    openCase: ({ newPhone, ...input }) =>
      once(store, clock, 'openCase', newPhone === undefined ? input : { ...input, newPhone }, () => {
        const card = ownCard(store, input.customerRef, input.cardRef);
        if ('error' in card) return card;
        if (refusing()) return { error: 'refusedByBank' };
        const number = store.run(
          'INSERT INTO cases (customer_ref, card_ref, kind, new_phone, at) VALUES (?, ?, ?, ?, ?)',
          input.customerRef,
          input.cardRef,
          input.kind,
          newPhone ?? null,
          new Date(clock.wall()).toISOString(),
        );
        const caseNumber = `C${String(number).padStart(6, '0')}`;
        return { done: true, caseNumber, reply: { caseNumber, state: 'open' } };
      }),

    ...wealthBank(store, clock, refusing),
    ...issuingBank(store, clock, refusing),
    ...companyBank(store, clock, refusing),

    operation: ({ idempotencyKey }) => operationAnswer(store, idempotencyKey),
  };
}

type PhoneChange = BankCallInput<'changePhone'>;

/** The request as the books compare it: flat, whichever way it is proven. */
const keyedChange = ({ proofRef, approval, ...input }: PhoneChange) => ({
  ...input,
  ...(proofRef === undefined ? {} : { proofRef }),
  ...(approval === undefined
    ? {}
    : { approvalId: approval.approvalId, approvedBy: approval.staff, approvedAt: approval.at }),
});

function changePhone(
  store: Store,
  clock: Clock,
  card: CardRow,
  { newPhone, ...proofs }: PhoneChange,
): Outcome {
  const oldPhone = card.reserved_phone;
  const spend = proofOf(store, clock, card, 'changePhone', proofs);
  if (!spend) return { refused: 'proofInvalid' };
  // Said only to who has proved to hold the old number, and the proof is kept: a slip should not cost a second code.
  if (oldPhone === newPhone) return { refused: 'samePhone' };
  spend();
  store.run('UPDATE cards SET reserved_phone = ? WHERE card_ref = ?', newPhone, card.card_ref);
  if (oldPhone !== null) tell(store, clock, oldPhone, MESSAGES.phoneTaken(last4Of(card), newPhone));
  tell(store, clock, newPhone, MESSAGES.phoneGiven(last4Of(card)));
  return { done: true };
}
