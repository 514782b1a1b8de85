import { z } from 'zod';

/** The three documents a customer is looked up by; the words of `devices/id-scanner/contract.ts`. */
export const documentType = z.enum(['residentIdCard', 'residencePermit', 'foreignPermanentResidentCard']);
export type DocumentType = z.infer<typeof documentType>;

/** 18 characters of GB 11643 (and the 2023 foreigner's number), or 3 letters and 12 digits (2017 card). Form only. */
export const documentNumber = z.string().regex(/^(?:[0-9]{17}[0-9X]|[A-Z]{3}[0-9]{12})$/);

/** Text for people, at most `maximum` characters counted as JSON Schema counts them: by code point. */
export const boundedText = (maximum: number) =>
  z
    .string()
    .min(1)
    .refine((text) => text.length <= 2 * maximum && [...text].length <= maximum, { error: 'too long' });

/** A name as the document carries it: 15 UTF-16 units on a resident card, 60 on a foreigner's. */
export const personName = boundedText(60);

/** Names something inside the bank; opaque, says nothing about a person, safe in a path. */
export const opaqueRef = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);

/** Fixed by the terminal before the first send and the same for every repetition. */
export const idempotencyKey = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/);

/** ISO/IEC 7812 number of a card, 12 to 19 digits. Crosses the gateway in one call only; never logged. */
export const pan = z.string().regex(/^[0-9]{12,19}$/);
export const last4 = z.string().regex(/^[0-9]{4}$/);

/** Mainland mobile number: 11 digits. */
export const phoneNumber = z.string().regex(/^1[3-9][0-9]{9}$/);
/** `142****0001`: enough to recognise one's own number, not enough to learn it. */
export const maskedPhone = z.string().regex(/^1[3-9][0-9]\*{4}[0-9]{4}$/);
/** A number in that form; of what is not eleven digits long nothing is shown. */
export const maskPhone = (number: string): string =>
  number.length === 11 ? `${number.slice(0, 3)}****${number.slice(7)}` : '****';

/** One-time code sent to a phone. */
export const oneTimeCode = z.string().regex(/^[0-9]{6}$/);

/** A member of staff's number inside the bank. */
export const staffNumber = z.string().regex(/^[0-9]{4,8}$/);

/** When the bank did it: ISO 8601 in UTC. */
export const moment = z.iso.datetime().max(30);

/** Words in the two languages of the terminal. */
export const bilingual = (maximum: number) =>
  z.strictObject({ zh: boundedText(maximum), en: boundedText(maximum) });

/** Money in fen (0.01 CNY), whole. Never more than ten thousand million yuan, so sums stay exact in a double. */
export const fen = z.int().min(1).max(1_000_000_000_000);

/** Hundredths of a percent. */
export const basisPoints = z.int().min(-10_000).max(10_000);

/** SHA-256 of a sealed document's bytes, in hex. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A day of the bank's calendar (UTC+8), YYYY-MM-DD. */
export const bankDay = z.iso.date();
