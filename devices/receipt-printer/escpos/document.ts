import { z } from 'zod';
import { isHonestText } from '#foundation/text.ts';
import type { ReceiptDocument } from '../contract.ts';

const text = z.string().max(10_000).refine(isHonestText);

/** The contract's document, as far as it must be checked: it may have come from another process. */
const schema = z.strictObject({
  parts: z
    .array(
      z.discriminatedUnion('type', [
        z.strictObject({
          type: z.literal('text'),
          text,
          align: z.enum(['left', 'centre', 'right']).exactOptional(),
          size: z.enum(['normal', 'large']).exactOptional(),
          bold: z.boolean().exactOptional(),
        }),
        z.strictObject({ type: z.literal('pair'), label: text, value: text }),
        z.strictObject({ type: z.literal('rule') }),
        z.strictObject({ type: z.literal('feed'), lines: z.int().min(1).max(50) }),
        z.strictObject({ type: z.literal('qr'), data: z.string().regex(/^[\u0020-\u007e]{1,300}$/) }),
      ]),
    )
    .max(1000),
});

/**
 * A document that may be printed, or where it is wrong (`parts.3.text`). Text with a control, bidi or private
 * character is wrong as a whole: a receipt must not say anything else than what was meant.
 */
export function checkDocument(
  input: unknown,
): { readonly document: ReceiptDocument } | { readonly wrongAt: string } {
  const checked = schema.safeParse(input);
  if (checked.success) return { document: checked.data };
  return { wrongAt: checked.error.issues[0]?.path.join('.') ?? 'document' };
}
