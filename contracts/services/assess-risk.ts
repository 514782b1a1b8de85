import { SIGNING_PURPOSES } from './purposes.ts';
import type { ServiceDeclaration } from './service.ts';

/**
 * What a customer can bear, in his own answers: nobody may give them for him, so a helper explains and no more. The
 * bank keeps what follows for a year.
 */
export const assessRisk: ServiceDeclaration = {
  id: 'assessRisk',
  steps: ['identify', 'questions', 'read', 'sign', 'result'],
  assurance: ['document'],
  eligibility: {
    minimumAge: 18,
    documents: ['residentIdCard', 'residencePermit', 'foreignPermanentResidentCard'],
    documentMustBeValid: true,
  },
  devices: ['idScanner'],
  needsBranch: true,
  papers: ['identityDocument'],
  helper: { questions: ['explain'], read: ['explain'], sign: ['explain'] },
  form: [],
  purposes: [
    ...SIGNING_PURPOSES,
    { field: 'assessment.answers', purpose: 'find the risk class', kept: 'archive' },
    { field: 'assessment.riskClass', purpose: 'sell nothing beyond it', kept: 'archive' },
  ],
};
