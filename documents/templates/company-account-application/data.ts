import * as z from 'zod';
import { consents } from '../shared/consents.ts';
import { bank, customer, day, line, rate } from '../shared/values.ts';

export const companyAccountApplicationData = z.strictObject({
  bank,
  /** Who stands at the terminal and signs for the company. */
  customer,
  role: z.enum(['legalRepresentative', 'agent']),
  /** What the form that was filled in beforehand is found by. */
  caseCode: line(32),
  company: z.strictObject({
    name: line(100),
    /** Unified social credit code, GB 32100. */
    creditCode: z.string().regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/),
    legalRepresentative: line(60),
    registeredAddress: line(160),
    /** Null where the form does not ask for it. */
    phone: line(20).nullable(),
    business: line(500),
    purpose: line(60).nullable(),
  }),
  owners: z.array(z.strictObject({ name: line(60), share: rate.min(0).max(10_000) })).max(20),
  /** The originals that were shown, each with the start of its picture's SHA-256. */
  originals: z.array(z.strictObject({ name: line(60), sha256: z.string().regex(/^[0-9a-f]{64}$/) })).max(20),
  consents,
  signedOn: day,
});
