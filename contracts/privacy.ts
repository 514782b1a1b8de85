import * as z from 'zod';

/**
 * Who may see a field beyond the customer in front of the screen:
 * - `public`: anybody, traces and journals included;
 * - `personal`: the customer, and a helper whose step allows it; never a log, trace or journal;
 * - `secret`: the customer's own eyes only (codes, keys just typed).
 */
export type Privacy = 'public' | 'personal' | 'secret';

/** Every field of what the page is sent stands in here; what a trace or a helper may see follows from it alone. */
export const privacyOf = z.registry<{ privacy: Privacy }>();

const declare = <Schema extends z.ZodType>(schema: Schema, privacy: Privacy): Schema => {
  const own = schema.clone() as Schema;
  privacyOf.add(own, { privacy });
  return own;
};

export const pub = <Schema extends z.ZodType>(schema: Schema): Schema => declare(schema, 'public');
export const personal = <Schema extends z.ZodType>(schema: Schema): Schema => declare(schema, 'personal');
export const secret = <Schema extends z.ZodType>(schema: Schema): Schema => declare(schema, 'secret');
