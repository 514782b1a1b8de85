import * as z from 'zod';
import { consents } from '../shared/consents.ts';
import { bank, customer, day, fen, hours, inBoth, line, years } from '../shared/values.ts';

export const eBankingAgreementData = z.strictObject({
  bank,
  customer,
  /** The account that is opened for it, `•••• 1234`. */
  account: line(32),
  /** Each way in, with what may be moved by it. */
  channels: z
    .array(z.strictObject({ name: inBoth(30), onceFen: fen, dayFen: fen }))
    .min(1)
    .max(8),
  rules: z.strictObject({
    /** How long a first payment to somebody new may be called back. */
    recallHours: hours,
    retentionYears: years,
  }),
  consents,
  signedOn: day,
});
