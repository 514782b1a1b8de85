import * as z from 'zod';
import { visitOutcomeSchema } from './position.ts';

const counted = z.array(z.strictObject({ outcome: visitOutcomeSchema, visits: z.int().min(1) })).max(16);

/** `GET /v1/staff/figures`: how the visits of this business day ended, at this terminal and in the whole branch. */
export const terminalFiguresSchema = z.strictObject({
  businessDate: z.iso.date(),
  here: counted,
  branch: counted,
});
export type TerminalFigures = z.infer<typeof terminalFiguresSchema>;
