import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { BIND_REFUSALS, RETAINED_REFUSALS, TAKEN_REFUSALS } from '#contracts/bank/card-issuing.ts';
import type { Clock } from '#foundation/clock.ts';
import { cardsOf } from '../cards.ts';
import { luhnCheck } from '../check-digits.ts';
import type { Outcome } from '../keyed.ts';
import type { Store } from '../store.ts';
import { openAccount } from '../wealth/accounts.ts';
import { type ApplicationRow, ownApplication } from './applications.ts';
import { blankCards, CARD_CATALOGUE, TERMINAL_STOCK } from './catalogue.ts';

const blankRow = z.object({
  blank_ref: z.string(),
  pan: z.string(),
  product_ref: z.string(),
  application_ref: z.string().nullable(),
  card_ref: z.string().nullable(),
  state: z.enum(['stock', 'bound', 'taken', 'retained']),
});
type BlankRow = z.infer<typeof blankRow>;

/** Puts the blank cards into the books; what is there already stays as it is. */
export function seedBlanks(store: Store): void {
  for (const { blankRef, pan, productRef } of blankCards)
    store.run(
      `INSERT OR IGNORE INTO blanks (blank_ref, pan, product_ref, state) VALUES (?, ?, ?, 'stock')`,
      blankRef,
      pan,
      productRef,
    );
}

const PLASTIC = { expiry: '3612', label: 'UnionPay Debit' } as const;

/** All blank cards and what has become of each, for the bench. */
export const blankList = (store: Store) =>
  store
    .all(blankRow, 'SELECT * FROM blanks ORDER BY pan LIMIT 1000')
    .map(({ blank_ref, pan, product_ref, state }) => ({
      blankRef: blank_ref,
      pan,
      ...PLASTIC,
      productRef: product_ref,
      state,
    }));

/** The blank with this number; one out of a terminal's stack is entered when it is asked for first. */
export function blankByPan(store: Store, pan: string): BlankRow | undefined {
  const known = store.one(blankRow, 'SELECT * FROM blanks WHERE pan = ?', pan);
  const checks = luhnCheck(pan.slice(0, -1)) === pan.slice(-1);
  if (known || !checks || !TERMINAL_STOCK.pan.test(pan)) return known;
  store.run(
    `INSERT OR IGNORE INTO blanks (blank_ref, pan, product_ref, state) VALUES (?, ?, ?, 'stock')`,
    `blk_${randomUUID()}`,
    pan,
    TERMINAL_STOCK.productRef,
  );
  return store.one(blankRow, 'SELECT * FROM blanks WHERE pan = ?', pan);
}

type About = { readonly customerRef: string; readonly applicationRef: string; readonly blankRef: string };
type Both = { readonly application: ApplicationRow; readonly blank: BlankRow };

function both(
  store: Store,
  { customerRef, applicationRef, blankRef }: About,
): Both | { readonly error: 'applicationUnknown' | 'blankUnknown' } {
  const application = ownApplication(store, customerRef, applicationRef);
  if (!application) return { error: 'applicationUnknown' };
  const blank = store.one(blankRow, 'SELECT * FROM blanks WHERE blank_ref = ?', blankRef);
  return blank ? { application, blank } : { error: 'blankUnknown' };
}

const setApplication = (store: Store, applicationRef: string, state: ApplicationRow['state']) =>
  store.run('UPDATE card_applications SET state = ? WHERE application_ref = ?', state, applicationRef);

/** Makes a blank the card of an application. It is on no list and can pay for nothing before it is taken. */
export function bind(store: Store, clock: Clock, about: About): Outcome<(typeof BIND_REFUSALS)[number]> {
  const found = both(store, about);
  if ('error' in found) return found;
  const { application, blank } = found;
  if (application.state === 'bound' || application.state === 'taken') return { refused: 'alreadyBound' };
  if (application.state === 'void' || clock.wall() >= application.valid_until)
    return { refused: 'applicationVoid' };
  if (blank.state !== 'stock') return { refused: 'blankUsed' };
  if (blank.product_ref !== application.product_ref) return { refused: 'wrongProduct' };
  const { applicationRef, blankRef } = about;
  const cardRef = `crd_${randomUUID()}`;
  store.run(
    `UPDATE blanks SET state = 'bound', application_ref = ?, card_ref = ? WHERE blank_ref = ?`,
    applicationRef,
    cardRef,
    blankRef,
  );
  setApplication(store, applicationRef, 'bound');
  return { done: true, result: { applicationRef, blankRef, cardRef, last4: blank.pan.slice(-4) } };
}

/** The customer has it in his hand: it becomes one of his cards, active, with an account of its own. */
export function taken(store: Store, clock: Clock, about: About): Outcome<(typeof TAKEN_REFUSALS)[number]> {
  const found = both(store, about);
  if ('error' in found) return found;
  const { blank } = found;
  const { applicationRef, blankRef, customerRef } = about;
  if (blank.state === 'taken' || blank.state === 'retained') return { refused: 'alreadyEnded' };
  if (blank.application_ref !== applicationRef || blank.card_ref === null) return { refused: 'notBound' };
  store.run(`UPDATE blanks SET state = 'taken' WHERE blank_ref = ?`, blankRef);
  setApplication(store, applicationRef, 'taken');
  const cards = cardsOf(store, customerRef);
  const name = CARD_CATALOGUE.products.find(({ productRef }) => productRef === blank.product_ref)?.name;
  store.run(
    `INSERT INTO cards (card_ref, customer_ref, position, pan, product_zh, product_en, kind, status, reserved_phone)
     VALUES (?, ?, ?, ?, ?, ?, 'debit', 'active', ?)`,
    blank.card_ref,
    customerRef,
    cards.length,
    blank.pan,
    name?.zh ?? blank.product_ref,
    name?.en ?? blank.product_ref,
    cards.find((card) => card.reserved_phone !== null)?.reserved_phone ?? null,
  );
  openAccount(store, clock, blank.card_ref, 0);
  return { done: true, result: { applicationRef, blankRef, cardRef: blank.card_ref } };
}

/** It lies in the bin. Where the application had it, the application ends; a spoilt blank leaves it open. */
export function retained(
  store: Store,
  about: About & { readonly reason: string },
): Outcome<(typeof RETAINED_REFUSALS)[number]> {
  const found = both(store, about);
  if ('error' in found) return found;
  const { application, blank } = found;
  const { applicationRef, blankRef, reason } = about;
  if (blank.state === 'taken' || blank.state === 'retained') return { refused: 'alreadyEnded' };
  if (blank.application_ref !== null && blank.application_ref !== applicationRef)
    return { refused: 'notBound' };
  store.run(`UPDATE blanks SET state = 'retained', reason = ? WHERE blank_ref = ?`, reason, blankRef);
  const had = blank.application_ref === applicationRef;
  if (had) setApplication(store, applicationRef, 'void');
  const stillOpen = !had && application.state === 'open';
  return { done: true, result: { applicationRef, blankRef, application: stillOpen ? 'open' : 'void' } };
}
