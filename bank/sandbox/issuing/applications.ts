import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type {
  APPLICATION_REFUSALS,
  CardApplication,
  CardApplicationRequest,
} from '#contracts/bank/card-issuing.ts';
import type { Clock } from '#foundation/clock.ts';
import { acceptsApproval, spendApproval } from '../approvals.ts';
import { cardsOf } from '../cards.ts';
import type { Outcome } from '../keyed.ts';
import type { Store } from '../store.ts';
import { ageOf } from '../wealth/assessments.ts';
import { CARD_CATALOGUE } from './catalogue.ts';

const HOUR = 3_600_000;

const applicationRow = z.object({
  application_ref: z.string(),
  customer_ref: z.string(),
  product_ref: z.string(),
  valid_until: z.int(),
  state: z.enum(['open', 'bound', 'taken', 'void']),
});
export type ApplicationRow = z.infer<typeof applicationRow>;

/** The application if it is this customer's; somebody else's is as unknown as none. */
export const ownApplication = (
  store: Store,
  customerRef: string,
  applicationRef: string,
): ApplicationRow | undefined =>
  store.one(
    applicationRow,
    'SELECT * FROM card_applications WHERE application_ref = ? AND customer_ref = ?',
    applicationRef,
    customerRef,
  );

type Opened = Outcome<(typeof APPLICATION_REFUSALS)[number], CardApplication>;

/** Opens an application for a card that is not chosen yet; call inside a transaction. */
export function openApplication(store: Store, clock: Clock, request: CardApplicationRequest): Opened {
  const { customerRef, productRef, documentSha256 } = request;
  const { products, policy } = CARD_CATALOGUE;
  const product = products.find((one) => one.productRef === productRef);
  if (!product) return { error: 'productUnknown' };
  const served = 'SELECT * FROM card_applications WHERE document_sha256 = ?';
  if (store.one(applicationRow, served, documentSha256)) return { refused: 'duplicate' };
  const age = ageOf(store, clock, customerRef);
  if (age === undefined || age < product.minimumAge) return { refused: 'tooYoung' };
  if (cardsHeld(store, clock, customerRef) >= policy.maximumCards) return { refused: 'tooManyCards' };
  const spend = checkOf(store, clock, request);
  if (!spend) return { refused: 'proofInvalid' };
  spend();
  const applicationRef = `cap_${randomUUID()}`;
  const validUntil = Math.floor(clock.wall()) + policy.applicationHours * HOUR;
  store.run(
    `INSERT INTO card_applications (application_ref, customer_ref, product_ref, document_sha256, valid_until, state)
     VALUES (?, ?, ?, ?, ?, 'open')`,
    applicationRef,
    customerRef,
    productRef,
    documentSha256,
    validUntil,
  );
  return {
    done: true,
    result: { applicationRef, productRef, validUntil: new Date(validUntil).toISOString() },
  };
}

/** Debit cards he has and has not lost, and those that may still become his. */
function cardsHeld(store: Store, clock: Clock, customerRef: string): number {
  const held = cardsOf(store, customerRef).filter(
    ({ kind, status }) => kind === 'debit' && status !== 'lost',
  );
  const coming = store.all(
    applicationRow,
    `SELECT * FROM card_applications WHERE customer_ref = ? AND (state = 'bound' OR (state = 'open' AND valid_until > ?))`,
    customerRef,
    Math.floor(clock.wall()),
  );
  return held.length + coming.length;
}

/** What uses the check of the person up; nothing when it was used before or is too old. */
function checkOf(
  store: Store,
  clock: Clock,
  { faceCheckRef, approval }: CardApplicationRequest,
): (() => void) | undefined {
  if (approval)
    return acceptsApproval(store, clock, approval) ? () => spendApproval(store, clock, approval) : undefined;
  if (faceCheckRef === undefined) return undefined;
  const used = z.object({ face_check_ref: z.string() });
  if (store.one(used, 'SELECT * FROM face_checks WHERE face_check_ref = ?', faceCheckRef)) return undefined;
  return () => void store.run('INSERT INTO face_checks (face_check_ref) VALUES (?)', faceCheckRef);
}
