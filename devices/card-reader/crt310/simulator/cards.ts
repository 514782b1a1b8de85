import { z } from 'zod';
import { ascii, fromHex } from '#foundation/bytes.ts';
import { KNOWN_AIDS, schemeOfPan } from '../../emv/schemes.ts';
import { parsePan } from '../../pan.ts';
import type { TracksRead } from '../tracks.ts';

const SCHEMES = ['unionPay', 'visa', 'mastercard', 'amex', 'jcb', 'discover', 'other'] as const;

/** A card as a person at the bench describes it. The label may hold anything: hostile cards exist. */
export const cardSchema = z.strictObject({
  pan: z.string().regex(/^[0-9]{12,19}$/),
  expiry: z.string().regex(/^[0-9]{2}(0[1-9]|1[0-2])$/),
  label: z
    .string()
    .min(1)
    .max(16)
    .refine((text) => Array.from(text).every((character) => (character.codePointAt(0) ?? 0) <= 0xff))
    .optional(),
  scheme: z.enum(SCHEMES).optional(),
  aid: z
    .string()
    .regex(/^([0-9A-F]{2}){5,16}$/)
    .optional(),
  holder: z
    .string()
    .regex(/^[A-Z0-9 ./-]{2,26}$/)
    .optional(),
  chip: z.boolean(),
  stripe: z.boolean(),
  serviceCode: z
    .string()
    .regex(/^[0-9]{3}$/)
    .optional(),
});

export type SimulatedCard = z.infer<typeof cardSchema>;

/** International with chip, and international without (ISO/IEC 7813). */
export const serviceCodeOf = (card: SimulatedCard): string => card.serviceCode ?? (card.chip ? '201' : '101');

export const holderOf = (card: SimulatedCard): string => card.holder ?? 'SAMPLE/CARD';

export function schemeOf(card: SimulatedCard): (typeof SCHEMES)[number] {
  const pan = parsePan(card.pan);
  return card.scheme ?? (pan ? schemeOfPan(pan) : 'other');
}

export function aidOf(card: SimulatedCard): Uint8Array {
  if (card.aid !== undefined) return fromHex(card.aid);
  const scheme = schemeOf(card);
  return fromHex((KNOWN_AIDS.find((known) => known.scheme === scheme) ?? { aid: 'A0000006581010' }).aid);
}

const LABELS: Readonly<Record<(typeof SCHEMES)[number], string>> = {
  unionPay: 'UnionPay Debit',
  visa: 'VISA CREDIT',
  mastercard: 'MASTERCARD',
  amex: 'AMERICAN EXPRESS',
  jcb: 'JCB',
  discover: 'DISCOVER',
  other: 'BANK CARD',
};

/** Latin-1, as the tag has it. */
export const labelBytes = (card: SimulatedCard): Uint8Array =>
  Uint8Array.from(card.label ?? LABELS[schemeOf(card)], (character) => character.charCodeAt(0));

const DISCRETIONARY = '0000000000';

/** What the head reads, without sentinels and LRC. */
export function tracksOf(card: SimulatedCard, damaged: boolean): TracksRead {
  if (!card.stripe)
    return { track1: { status: 'blank' }, track2: { status: 'blank' }, track3: { status: 'blank' } };
  if (damaged)
    return { track1: { status: 'damaged' }, track2: { status: 'damaged' }, track3: { status: 'blank' } };
  const tail = `${card.expiry}${serviceCodeOf(card)}${DISCRETIONARY}`;
  return {
    track1: { status: 'read', data: `B${card.pan}^${holderOf(card)}^${tail}` },
    track2: { status: 'read', data: `${card.pan}=${tail}` },
    track3: { status: 'blank' },
  };
}

/** Digits to BCD, padded with F. */
export const bcd = (digits: string): Uint8Array => fromHex(digits.length % 2 === 0 ? digits : `${digits}F`);

/** The chip's track 2 equivalent (tag 57). */
export const track2Equivalent = (card: SimulatedCard): Uint8Array =>
  bcd(`${card.pan}D${card.expiry}${serviceCodeOf(card)}${DISCRETIONARY}`);

/** Last day of the month of expiry, as tag 5F24 has it (YYMMDD). */
export function expiryDate(card: SimulatedCard): Uint8Array {
  const year = 2000 + Number(card.expiry.slice(0, 2));
  const month = Number(card.expiry.slice(2));
  const day = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return bcd(`${card.expiry}${String(day).padStart(2, '0')}`);
}

export const holderBytes = (card: SimulatedCard): Uint8Array => ascii(holderOf(card));
