import { z } from 'zod';
import { arrivalNotice, cardKind, cardStatus } from './customers.ts';
import { bilingual, boundedText, opaqueRef, pan, personName, phoneNumber } from './values.ts';

const common = {
  number: z.string().min(1).max(18),
  name: personName,
  sex: z.enum(['male', 'female', 'unspecified']),
  birthDate: z.iso.date(),
  validFrom: z.iso.date(),
  validTo: z.union([z.iso.date(), z.literal('longTerm')]),
  issuingAuthority: boundedText(15),
};

/** A document as the ID scanner hands it over (`IdentityDocument` of `devices/id-scanner/contract.ts`). */
export const readyDocument = z.discriminatedUnion('type', [
  z.strictObject({
    ...common,
    type: z.literal('residentIdCard'),
    ethnicCode: z.string().regex(/^[0-9]{2}$/),
    address: boundedText(35),
  }),
  z.strictObject({
    ...common,
    type: z.literal('residencePermit'),
    address: boundedText(35),
    travelPermitNumber: z.string().regex(/^[A-Z0-9]{8,9}$/),
  }),
  z.strictObject({
    ...common,
    type: z.literal('foreignPermanentResidentCard'),
    nationality: z.string().regex(/^[A-Z]{3}$/),
    chineseName: boundedText(15),
  }),
]);
export type ReadyDocument = z.infer<typeof readyDocument>;

/** A bank card as plastic, for the bench to put into a simulated reader, and as the sandbox bank knows it. */
export const readyCard = z.strictObject({
  cardRef: opaqueRef,
  pan,
  /** YYMM, as on track 2. */
  expiry: z.string().regex(/^[0-9]{2}(?:0[1-9]|1[0-2])$/),
  /** EMV tag 50: 1 to 16 printable ASCII characters. */
  label: z.string().regex(/^[ -~]{1,16}$/),
  scheme: z.enum(['unionPayDebit', 'unionPayCredit']),
  /** Has a contact chip. */
  chip: z.boolean(),
  /** Has a magnetic stripe. */
  stripe: z.boolean(),
  /** `SURNAME/GIVEN`, 2 to 26 characters (EMV tag 5F20, ISO/IEC 7813 track 1). */
  holder: z
    .string()
    .regex(/^[A-Z ]+\/[A-Z ]+$/)
    .max(26),
  product: bilingual(40),
  kind: cardKind,
  status: cardStatus,
  reservedPhone: phoneNumber.nullable(),
});
export type ReadyCard = z.infer<typeof readyCard>;

/** An invented customer of the sandbox bank. */
export const readyPerson = z.strictObject({
  /** Stable name for programs, not for people. */
  key: z.string().regex(/^[a-z][a-zA-Z]{2,30}$/),
  /** One line that says what this person is good for on the bench. */
  about: bilingual(80),
  customerRef: opaqueRef,
  document: readyDocument,
  cards: z.array(readyCard).min(1).max(10),
  /** The phone in the person's pocket; null: none that the bank knows. */
  phone: phoneNumber.nullable(),
  /** Consents that staff hear of his coming. */
  arrivalNotice: arrivalNotice.optional(),
  /** Of the beacon he carries. */
  beaconTag: opaqueRef.optional(),
});
export type ReadyPerson = z.infer<typeof readyPerson>;
