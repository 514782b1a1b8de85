import * as z from 'zod';
import { RISK_CLASSES, RISK_LEVELS } from '#contracts/sale/risk.ts';
import { bank, customer, day, fee, fen, hours, inBoth, line, rate, years } from '../shared/values.ts';

/** A product as the catalogue describes it on the day of sale. */
export const product = z.strictObject({
  name: inBoth(60),
  code: line(32),
  issuer: inBoth(60),
  riskLevel: z.enum(RISK_LEVELS),
  startsOn: day,
  /** Null with `termDays`: until it is redeemed. */
  endsOn: day.nullable(),
  /** From the first day to the last: what the example is reckoned with; null = with a year. */
  termDays: z.int().min(1).max(18_300).nullable(),
  /** What similar products have aimed at, a year; never a promise. */
  benchmark: z.strictObject({ low: rate, high: rate }),
  fees: z.array(z.strictObject({ name: inBoth(30), basisPoints: fee, when: inBoth(40) })).max(10),
});

/** Yearly outcomes after all running fees, of which the bank has reason to speak. */
export const outcomes = z.strictObject({ good: rate, middle: rate, bad: rate });

export const wealthContractData = z.strictObject({
  bank,
  customer,
  riskClass: z.enum(RISK_CLASSES),
  assessedOn: day,
  product,
  amountFen: fen.min(1),
  /** The customer's own account that pays and is paid, `•••• 1234`. */
  account: line(32),
  outcomes,
  rules: z.strictObject({
    /** 0 = what is signed cannot be taken back. */
    coolingOffHours: hours,
    /** Working days until money that goes back is on the account. */
    refundDays: z.int().min(0).max(60),
    retentionYears: years,
  }),
  signedOn: day,
});
export type WealthContractData = z.infer<typeof wealthContractData>;
