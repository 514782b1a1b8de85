import { z } from 'zod';
import { caseCode, caseQuestion, companyCase, companyOperation, companySubmission } from './company.ts';
import { KEYED, WITH_BODY } from './endings.ts';
import { idempotencyKey } from './values.ts';

const casePath = z.strictObject({ caseCode });

/** The calls that open a company's account; rows as in `calls.ts`. */
export const COMPANY_CALLS = {
  companyCase: {
    // A code opens a form with names in it, so it travels in a body and in no log of addresses.
    method: 'POST',
    path: '/v1/company-cases/lookup',
    params: z.strictObject({}),
    body: caseQuestion,
    input: caseQuestion,
    reply: companyCase,
    keyed: false,
    errors: [...WITH_BODY, 'caseUnknown'],
  },
  submitCompanyAccount: {
    method: 'POST',
    path: '/v1/company-cases/{caseCode}/submit',
    params: casePath,
    body: companySubmission,
    input: z.strictObject({ ...casePath.shape, ...companySubmission.shape, idempotencyKey }),
    reply: companyOperation,
    keyed: true,
    errors: [...KEYED, 'caseUnknown'],
  },
} as const;
