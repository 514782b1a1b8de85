import { z } from 'zod';
import { PHOTO_BYTES, TEXT_BYTES } from './protocol.ts';
import { FIELD_UNITS } from './records.ts';
import { FAULTS } from './reply-faults.ts';

const date = z.string().regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/);
const text = (units: number) => z.string().max(units);
const hexOf = (bytes: number) =>
  z
    .string()
    .length(bytes * 2)
    .regex(/^[0-9a-fA-F]*$/);

const shared = {
  sex: z.enum(['male', 'female', 'unspecified']),
  birthDate: date,
  validFrom: date,
  validTo: z.union([date, z.literal('longTerm')]),
};

const chinese = {
  ...shared,
  name: text(FIELD_UNITS.name),
  number: text(FIELD_UNITS.number),
  address: text(FIELD_UNITS.address),
  issuingAuthority: text(FIELD_UNITS.issuingAuthority),
};

/** A document to lay. Only sizes and shapes are asked: a card may carry a wrong number or a hidden character. */
const document = z.discriminatedUnion('type', [
  z.strictObject({ ...chinese, type: z.literal('residentIdCard'), ethnicCode: text(FIELD_UNITS.ethnicCode) }),
  z.strictObject({
    ...chinese,
    type: z.literal('residencePermit'),
    travelPermitNumber: text(FIELD_UNITS.travelPermitNumber),
  }),
  z.strictObject({
    ...shared,
    type: z.literal('foreignPermanentResidentCard'),
    name: text(FIELD_UNITS.foreignName),
    number: text(FIELD_UNITS.foreignNumber),
    nationality: text(FIELD_UNITS.nationality),
    chineseName: text(FIELD_UNITS.chineseName),
    issuingAuthority: text(FIELD_UNITS.authorityCode),
  }),
]);

const photo = hexOf(PHOTO_BYTES).optional();
const nothing = z.strictObject({});

/** What a person or a technician does to the reader: input, and one sentence for the bench. */
export const ACTS = {
  layDocument: {
    does: 'Lays a document on the reader, taking away one that lies there. Either its data, or a raw 256-byte record in hex.',
    input: z
      .strictObject({ document: document.optional(), raw: hexOf(TEXT_BYTES).optional(), photo })
      .refine((input) => (input.document === undefined) !== (input.raw === undefined)),
  },
  liftDocument: { does: 'Takes the document off the reader.', input: nothing },
  unplug: { does: 'Pulls the cable: the line goes and nobody answers.', input: nothing },
  plugIn: { does: 'Puts the cable back; a document that lies there still lies there.', input: nothing },
  setFault: {
    does: 'Switches one fault on or off; faults stack.',
    input: z.strictObject({ fault: z.enum(FAULTS), on: z.boolean() }),
  },
  reset: { does: 'Starts the day: nothing on the reader, no faults, cable in.', input: nothing },
} as const;

export type ActName = keyof typeof ACTS;
