import * as z from 'zod';
import { RISK_CLASSES } from '#contracts/sale/risk.ts';
import { bank, customer, day, fen } from '../shared/values.ts';
import { outcomes, product } from '../wealth-contract/data.ts';

export const riskDisclosureData = z.strictObject({
  bank,
  customer,
  riskClass: z.enum(RISK_CLASSES),
  product,
  amountFen: fen.min(1),
  outcomes,
  /** The age from which the bank asks for more time and a further warning, where this customer has reached it. */
  careFromAge: z.int().min(50).max(120).optional(),
  signedOn: day,
});
export type RiskDisclosureData = z.infer<typeof riskDisclosureData>;
