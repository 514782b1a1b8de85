import { SIGNING_PURPOSES } from './purposes.ts';
import type { ServiceDeclaration } from './service.ts';

/**
 * A company's account whose form was filled and reviewed beforehand. Whoever stands here acts for a company: he need be
 * no customer of the bank himself. Staff judge the originals and his authority before anything is signed.
 */
export const companyAccount: ServiceDeclaration = {
  id: 'companyAccount',
  steps: ['identify', 'case', 'review', 'originals', 'read', 'sign', 'result'],
  assurance: ['documentAndPerson'],
  approval: { step: 'approve', at: 'originals' },
  eligibility: {
    minimumAge: 18,
    documents: ['residentIdCard', 'residencePermit', 'foreignPermanentResidentCard'],
    documentMustBeValid: true,
    withoutCards: true,
    anybody: true,
  },
  devices: ['idScanner', 'camera'],
  needsBranch: true,
  papers: ['identityDocument'],
  helper: {
    case: ['explain'],
    review: ['explain'],
    originals: ['explain'],
    approve: ['explain', 'approve'],
    read: ['explain'],
    sign: ['explain'],
  },
  form: [],
  purposes: [
    ...SIGNING_PURPOSES,
    { field: 'case.code', purpose: 'find the form the company filled in beforehand', kept: 'archive' },
    { field: 'case.values', purpose: 'have them confirmed, and stand on the application', kept: 'archive' },
    { field: 'case.phone', purpose: 'put a wrong number of the company right', kept: 'untilBankAnswered' },
    {
      field: 'originals.pictures',
      purpose: 'let staff judge the originals, and show later what was judged',
      kept: 'archive',
    },
  ],
};
