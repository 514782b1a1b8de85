import { z } from 'zod';
import { type CustomerCard, cardKind, cardStatus } from '#contracts/bank/customers.ts';
import type { BareErrorCode } from '#contracts/bank/errors.ts';
import { maskPhone } from '#contracts/bank/values.ts';
import type { Store } from './store.ts';

const cardRow = z.object({
  card_ref: z.string(),
  customer_ref: z.string(),
  pan: z.string(),
  product_zh: z.string(),
  product_en: z.string(),
  kind: cardKind,
  status: cardStatus,
  reserved_phone: z.string().nullable(),
});
export type CardRow = z.infer<typeof cardRow>;

const customerRow = z.object({ customer_ref: z.string(), name: z.string() });

export function customerByDocument(store: Store, type: string, number: string) {
  return store.one(
    customerRow,
    'SELECT customer_ref, name FROM customers WHERE document_type = ? AND document_number = ?',
    type,
    number,
  );
}

/** All cards of a customer, in the bank's order. */
export function cardsOf(store: Store, customerRef: string): CardRow[] {
  return store.all(cardRow, 'SELECT * FROM cards WHERE customer_ref = ? ORDER BY position', customerRef);
}

export function cardByPan(store: Store, pan: string): CardRow | undefined {
  return store.one(cardRow, 'SELECT * FROM cards WHERE pan = ?', pan);
}

/** The card if it is this customer's; somebody else's card is as unknown as none. */
export function ownCard(
  store: Store,
  customerRef: string,
  cardRef: string,
): CardRow | { readonly error: BareErrorCode } {
  const known = store.one(
    customerRow,
    'SELECT customer_ref, name FROM customers WHERE customer_ref = ?',
    customerRef,
  );
  if (!known) return { error: 'customerUnknown' };
  const card = store.one(
    cardRow,
    'SELECT * FROM cards WHERE card_ref = ? AND customer_ref = ?',
    cardRef,
    customerRef,
  );
  return card ?? { error: 'cardUnknown' };
}

export const last4Of = (card: CardRow) => card.pan.slice(-4);

/** A card as it may leave the bank. */
export function publicCard(card: CardRow): CustomerCard {
  const phone = card.reserved_phone;
  return {
    cardRef: card.card_ref,
    last4: last4Of(card),
    product: { zh: card.product_zh, en: card.product_en },
    kind: card.kind,
    status: card.status,
    reservedPhone: phone === null ? null : { masked: maskPhone(phone), last4: phone.slice(-4) },
  };
}
