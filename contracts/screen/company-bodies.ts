import * as z from 'zod';
import { originalKind } from '#contracts/bank/company.ts';
import { personal, pub, secret } from '../privacy.ts';
import { serviceIdSchema } from '../services/service.ts';
import { RECEIPT_STATES } from './receipt-states.ts';
import { REFUSALS } from './refusals.ts';
import { SEAL_STATES } from './sale-bodies.ts';

/** Characters of a company's case code: none of them looks like another, and 0 and 1 are not among them. */
export const CASE_CODE_LENGTH = 10;

export const CASE_PROBLEMS = ['unknown', 'unreachable'] as const;

/**
 * Why nothing can be done with this case here. `notNamed`: the form names somebody else; `notReviewed`: the bank has not
 * looked at it yet; `detailsWrong`: the form itself must be filled in anew; `tooMany`: codes were tried too often.
 */
export const CASE_STOPS = [
  'notNamed',
  'notReviewed',
  'opened',
  'tooMany',
  'detailsWrong',
  'declined',
] as const;

/** What a company filled in is read back in these parts, one after the other. */
export const CASE_GROUPS = ['company', 'place', 'phone'] as const;

const companyName = personal(z.string().max(200));
const phone = personal(z.string().max(20));
const of = pub(z.int().min(1).max(10));

export const companyBodies = [
  z.strictObject({
    kind: pub(z.literal('enterCase')),
    entered: secret(z.string().regex(/^[2-9A-HJ-NP-Z]{0,10}$/)),
    length: pub(z.int().min(1).max(CASE_CODE_LENGTH)),
    problem: pub(z.enum(CASE_PROBLEMS)).nullable(),
  }),
  z.strictObject({
    kind: pub(z.literal('caseStopped')),
    why: pub(z.enum(CASE_STOPS)),
    reference: pub(z.string().max(24)),
  }),
  /** One part of what the company filled in: right, or not. */
  z.strictObject({
    kind: pub(z.literal('reviewCase')),
    number: of,
    of,
    part: z.discriminatedUnion('group', [
      z.strictObject({
        group: pub(z.literal('company')),
        companyName,
        creditCode: personal(z.string().max(18)),
        legalRepresentative: personal(z.string().max(120)),
        role: personal(z.enum(['legalRepresentative', 'agent'])),
      }),
      z.strictObject({
        group: pub(z.literal('place')),
        address: personal(z.string().max(240)),
        businessScope: personal(z.string().max(1_000)),
      }),
      z.strictObject({
        group: pub(z.literal('phone')),
        phone,
        /** As it was filled in, once it has been put right. */
        filed: phone.nullable(),
      }),
    ]),
  }),
  z.strictObject({
    kind: pub(z.literal('enterCompanyPhone')),
    entered: phone,
    problem: pub(z.enum(['notAPhone', 'sameAsFiled'])).nullable(),
  }),
  /** The originals the case asks for, and which of them have been pictured. */
  z.strictObject({
    kind: pub(z.literal('originals')),
    service: pub(serviceIdSchema),
    list: z
      .array(
        z.strictObject({
          original: pub(originalKind),
          /** `again`: staff could not judge that picture. `shown`: earlier in this visit, for another service. */
          state: pub(z.enum(['missing', 'taken', 'again', 'shown'])),
        }),
      )
      .max(5),
    missing: pub(z.int().min(0).max(5)),
  }),
  /** One original under the camera. Its picture, once taken, comes on the channel `picture.shown`. */
  z.strictObject({
    kind: pub(z.literal('pictureOriginal')),
    service: pub(serviceIdSchema),
    original: pub(originalKind),
    number: of,
    of,
    phase: pub(z.enum(['aim', 'taking', 'check', 'cameraAway'])),
    problem: pub(z.enum(['noPicture', 'unfit', 'notKept'])).nullable(),
  }),
  z.strictObject({
    kind: pub(z.literal('companyResult')),
    outcome: pub(z.enum(['done', 'refused', 'unknown', 'notSent'])),
    refusal: pub(z.enum(REFUSALS)).nullable(),
    companyName,
    caseCode: personal(z.string().max(10)),
    accountNumber: personal(z.string().max(30)).nullable(),
    seal: pub(z.enum(SEAL_STATES)),
    paperNumber: pub(z.string().max(24)),
    reference: pub(z.string().max(24)),
    receipt: pub(z.enum(RECEIPT_STATES)),
  }),
] as const;
