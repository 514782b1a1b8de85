import * as z from 'zod';
import { type Privacy, privacyOf } from '#contracts/privacy.ts';

/** A field of what a page is sent, by its path; `null`: nobody said who may see it. */
export type Field = { readonly path: string; readonly privacy: Privacy | null };

/** Every field of a schema down to where its privacy is declared, or to the leaf that nobody declared. */
export function fieldsOf(schema: z.core.$ZodType, path = ''): Field[] {
  const declared = privacyOf.get(schema as z.ZodType);
  if (declared) return [{ path, privacy: declared.privacy }];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return fieldsOf(schema.unwrap(), path);
  if (schema instanceof z.ZodArray) return fieldsOf(schema.element, `${path}[]`);
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([name, field]) =>
      fieldsOf(field as z.core.$ZodType, path === '' ? name : `${path}.${name}`),
    );
  if (schema instanceof z.ZodUnion) {
    const options = schema.options as readonly z.core.$ZodType[];
    return options.flatMap((option) => fieldsOf(option, `${path}<${kindOf(option)}>`));
  }
  return [{ path, privacy: null }];
}

/** The option of a union by its `kind`, for the path. */
function kindOf(option: z.core.$ZodType): string {
  const kind = option instanceof z.ZodObject ? option.shape.kind : undefined;
  return kind instanceof z.ZodLiteral ? String(kind.value) : '?';
}

/** What of a value is declared with one of these, all else left out: what somebody with that right would see. */
export function partOf(schema: z.core.$ZodType, value: unknown, seen: ReadonlySet<Privacy>): unknown {
  const declared = privacyOf.get(schema as z.ZodType);
  if (declared) return seen.has(declared.privacy) ? value : undefined;
  if (value === null || value === undefined) return undefined;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return partOf(schema.unwrap(), value, seen);
  if (schema instanceof z.ZodArray && Array.isArray(value))
    return value.map((item) => partOf(schema.element, item, seen));
  if (schema instanceof z.ZodObject)
    return Object.fromEntries(
      Object.entries(schema.shape).map(([name, field]) => [
        name,
        partOf(field as z.core.$ZodType, Reflect.get(Object(value), name), seen),
      ]),
    );
  if (schema instanceof z.ZodUnion) {
    const options = schema.options as readonly z.core.$ZodType[];
    const own = options.find((option) => z.safeParse(option, value).success);
    return own && partOf(own, value, seen);
  }
  return undefined;
}

/** Every text and number in a value. */
export function valuesIn(value: unknown): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(valuesIn) : [];
}
