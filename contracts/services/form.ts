import * as z from 'zod';
import { last4, opaqueRef, phoneNumber } from '#contracts/bank/values.ts';
import { bilingualSchema } from '../language.ts';

/** What a field of a form holds. Whoever checks or shows a form goes by these, whatever the service. */
export const FIELD_KINDS = {
  card: z.strictObject({ ref: opaqueRef, last4, product: bilingualSchema }),
  mobilePhone: phoneNumber,
  /** Something the customer proved; it holds for the visit in which he did. */
  proof: z.literal('given'),
} as const;
export type FieldKind = keyof typeof FIELD_KINDS;

/** One thing a service asks the customer for, and the declared step that asks it. */
export type FormField = { readonly name: string; readonly kind: FieldKind; readonly step: string };

export const formValueSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('card'), value: FIELD_KINDS.card }),
  z.strictObject({ kind: z.literal('mobilePhone'), value: FIELD_KINDS.mobilePhone }),
  z.strictObject({ kind: z.literal('proof'), value: FIELD_KINDS.proof }),
]);
export type FormValue = z.infer<typeof formValueSchema>;

export const formValuesSchema = z.record(z.string().regex(/^[a-z][A-Za-z0-9]{0,31}$/), formValueSchema);
/** What of a form has been entered, by the names of its fields. */
export type FormValues = z.infer<typeof formValuesSchema>;

/** The name of a value that this form does not ask for, or asks for as another kind; undefined when it fits. */
export const misfit = (form: readonly FormField[], values: FormValues): string | undefined =>
  Object.keys(values).find((name) => form.find((field) => field.name === name)?.kind !== values[name]?.kind);
