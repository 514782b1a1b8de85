import { SIGNING_PURPOSES } from './purposes.ts';
import type { ServiceDeclaration } from './service.ts';

/**
 * A wealth product, bought by the customer himself: sold only up to his own risk class, with the contract read and
 * understood, and time to take it back where the bank gives it.
 */
export const buyWealth: ServiceDeclaration = {
  id: 'buyWealth',
  steps: ['identify', 'suitability', 'product', 'amount', 'read', 'sign', 'result'],
  assurance: ['document'],
  eligibility: {
    minimumAge: 18,
    documents: ['residentIdCard', 'residencePermit', 'foreignPermanentResidentCard'],
    documentMustBeValid: true,
  },
  devices: ['idScanner'],
  needsBranch: true,
  papers: ['identityDocument'],
  helper: {
    suitability: ['explain'],
    product: ['explain'],
    amount: ['explain'],
    read: ['explain'],
    sign: ['explain'],
  },
  form: [],
  purposes: [
    ...SIGNING_PURPOSES,
    { field: 'assessment.answers', purpose: 'find the risk class, where none holds', kept: 'archive' },
    { field: 'assessment.riskClass', purpose: 'sell nothing beyond it', kept: 'archive' },
    { field: 'card.last4', purpose: 'let the customer choose what is paid from', kept: 'archive' },
    { field: 'card.ref', purpose: 'name the account to the bank', kept: 'untilBankAnswered' },
    { field: 'order.amount', purpose: 'the contract itself', kept: 'archive' },
  ],
};
