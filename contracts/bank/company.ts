import { z } from 'zod';
import { staffApproval } from './approval.ts';
import { settled } from './settled.ts';
import {
  boundedText,
  documentNumber,
  documentType,
  moment,
  personName,
  phoneNumber,
  sha256,
} from './values.ts';

/** What a company is told when it has filed its form: ten characters none of which looks like another. */
export const caseCode = z.string().regex(/^[2-9A-HJ-NP-Z]{10}$/);

/** GB 32100-2015: 18 characters without I, O, S, V and Z. Form only; the last is a check character (MOD 31-3). */
export const creditCode = z.string().regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/);

/** An original that staff judge at the terminal. */
export const originalKind = z.enum([
  'businessLicence',
  'legalRepresentativeId',
  'agentId',
  'authorisation',
  'articles',
]);
export type OriginalKind = z.infer<typeof originalKind>;

/**
 * `filed`: by the company, not looked at. `reviewed`: the bank found it in order; originals are to be shown.
 * `approved`: the bank asks for nothing more. `opened`: the account is there.
 */
export const caseState = z.enum(['filed', 'reviewed', 'approved', 'opened']);
export type CaseState = z.infer<typeof caseState>;

export const companyName = boundedText(100);
export const businessScope = boundedText(500);
export const companyAddress = boundedText(120);

/** The form a company filled beforehand. Of the agent's number only the end is told; the bank compares the whole. */
export const companyCase = z.strictObject({
  caseCode,
  state: caseState,
  filedAt: moment,
  companyName,
  creditCode,
  legalRepresentative: personName,
  agent: z.strictObject({
    name: personName,
    documentType,
    numberEnd: z.string().regex(/^[0-9X]{4}$/),
  }),
  address: companyAddress,
  phone: phoneNumber,
  businessScope,
  /** To be shown at the terminal. */
  originals: z.array(originalKind).max(5),
});
export type CompanyCase = z.infer<typeof companyCase>;

export const caseQuestion = z.strictObject({ caseCode });

/** What may be put right at the terminal; anything else needs a new form. */
export const changeableField = z.enum(['address', 'phone', 'businessScope']);
export type ChangeableField = z.infer<typeof changeableField>;

export const companySubmission = z.strictObject({
  /** Who stands at the terminal, as his document says. */
  agent: z.strictObject({ documentType, documentNumber, name: personName }),
  /** Put right and confirmed by the agent. */
  differences: z.array(z.strictObject({ field: changeableField, value: boundedText(500) })).max(3),
  originals: z.array(z.strictObject({ kind: originalKind, sha256 })).max(10),
  /** Of the member of staff who judged the originals and the agent's authority. */
  approval: staffApproval,
  documentSha256: sha256,
});
export type CompanySubmission = z.infer<typeof companySubmission>;

export const companyAccount = z.strictObject({
  caseCode,
  accountNumber: z.string().regex(/^[0-9]{10,30}$/),
});
export type CompanyAccount = z.infer<typeof companyAccount>;

/** `agentMismatch`: not the agent of the form. `differenceInvalid`: a field twice, or a value that does not fit it. */
export const COMPANY_REFUSALS = [
  'refusedByBank',
  'alreadyOpened',
  'notReviewed',
  'duplicate',
  'agentMismatch',
  'differenceInvalid',
  'originalMissing',
  'proofInvalid',
] as const;
export const companyOperation = settled('submitCompanyAccount', companyAccount, COMPANY_REFUSALS);
export type CompanyOperation = z.infer<typeof companyOperation>;
