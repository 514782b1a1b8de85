import { SIGNING_PURPOSES } from './purposes.ts';
import type { ServiceDeclaration } from './service.ts';

/**
 * A debit card of the customer's own, out of the terminal's stack. Who can hold another's document could have an account
 * in another's name: so a person compares face and document, and a camera's match counts as that where there is one.
 */
export const issueCard: ServiceDeclaration = {
  id: 'issueCard',
  steps: ['identify', 'product', 'details', 'person', 'read', 'sign', 'card', 'result'],
  assurance: ['documentAndPerson'],
  approval: { step: 'person', at: 'person' },
  eligibility: {
    minimumAge: 16,
    documents: ['residentIdCard', 'residencePermit', 'foreignPermanentResidentCard'],
    documentMustBeValid: true,
    withoutCards: true,
  },
  devices: ['idScanner', 'cardDispenser'],
  needsBranch: true,
  papers: ['identityDocument'],
  helper: {
    product: ['explain'],
    details: ['explain'],
    person: ['explain', 'approve'],
    read: ['explain'],
    sign: ['explain'],
    card: ['explain'],
  },
  form: [],
  purposes: [
    ...SIGNING_PURPOSES,
    { field: 'document.address', purpose: 'the customer’s address, on the application', kept: 'archive' },
    {
      field: 'customer.occupation',
      purpose: 'what the bank must know of who opens an account',
      kept: 'archive',
    },
    { field: 'account.purpose', purpose: 'what the bank must know of what it is for', kept: 'archive' },
    { field: 'card.last4', purpose: 'let the customer recognise the new card', kept: 'visit' },
    { field: 'card.ref', purpose: 'bind the new card to the customer', kept: 'untilBankAnswered' },
  ],
};
