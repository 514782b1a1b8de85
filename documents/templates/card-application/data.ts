import * as z from 'zod';
import { consents } from '../shared/consents.ts';
import { bank, customer, day, fen, inBoth, line, years } from '../shared/values.ts';

export const cardApplicationData = z.strictObject({
  bank,
  customer,
  /** As on his document; none where it names none. */
  address: line(120).optional(),
  occupation: line(60),
  /** What the account is for, in the customer's own choice of words that were shown. */
  purpose: line(60),
  card: z.strictObject({
    name: inBoth(60),
    fees: z.array(z.strictObject({ name: inBoth(40), amountFen: fen, when: inBoth(40) })).max(12),
    /** Money out of the account in one day without coming to the bank. */
    dailyLimitFen: fen,
  }),
  consents,
  retentionYears: years,
  signedOn: day,
});
