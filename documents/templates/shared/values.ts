import * as z from 'zod';
import { documentNumber, documentType, maskedPhone, personName } from '#contracts/bank/values.ts';
import { isHonestText } from '#foundation/text.ts';

/** One line of text that can be shown as it is, at most `maximum` characters, without spaces at its ends. */
export const line = (maximum: number) =>
  z
    .string()
    .min(1)
    .max(2 * maximum)
    .refine((text) => [...text].length <= maximum && isHonestText(text) && text.trim() === text, {
      error: 'not a printable line',
    });

/** The same words in every language a paper may be in. */
export const inBoth = (maximum: number) => z.strictObject({ zh: line(maximum), en: line(maximum) });

/** Whole fen, at most a hundred thousand million yuan. */
export const fen = z.int().min(0).max(10_000_000_000_000);
/** Hundredths of a per cent: 235 is 2.35%. What is lost is below nought; nobody loses more than all. */
export const rate = z.int().min(-10_000).max(20_000);
export const fee = z.int().min(0).max(10_000);
export const hours = z
  .int()
  .min(0)
  .max(24 * 366);
export const years = z.int().min(1).max(100);
/** A calendar day where the bank is: `2026-11-22`. */
export const day = z.iso.date();

/** Whose paper it is: names as they stand on licence and signboard, the number to call. */
export const bank = z.strictObject({ name: inBoth(60), branch: inBoth(60), hotline: line(24) });

export const customer = z.strictObject({
  name: personName.pipe(line(60)),
  documentType,
  documentNumber,
  phone: maskedPhone.optional(),
});
export type Customer = z.infer<typeof customer>;
