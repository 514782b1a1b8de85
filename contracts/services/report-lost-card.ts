import type { ServiceDeclaration } from './service.ts';

/**
 * Blocking a lost card protects money, so it asks little: the document of the holder. Sixteen is the age from which
 * banks let a young person act alone on an own account; younger ones come with a guardian to the counter.
 */
export const reportLostCard: ServiceDeclaration = {
  id: 'reportLostCard',
  steps: ['identify', 'chooseCard', 'review', 'result'],
  assurance: ['document'],
  eligibility: {
    minimumAge: 16,
    documents: ['residentIdCard', 'residencePermit', 'foreignPermanentResidentCard'],
    documentMustBeValid: true,
  },
  devices: ['idScanner'],
  papers: ['identityDocument'],
  helper: { chooseCard: ['explain', 'propose'] },
  form: [{ name: 'card', kind: 'card', step: 'chooseCard' }],
  purposes: [
    { field: 'document.number', purpose: 'find the customer at the bank', kept: 'visit', inDraft: true },
    {
      field: 'document.name',
      purpose: 'check that number and name belong together',
      kept: 'visit',
      inDraft: true,
    },
    { field: 'document.birthDate', purpose: 'age rule of this service', kept: 'visit' },
    { field: 'document.validFrom', purpose: 'refuse a document that is not valid yet', kept: 'visit' },
    { field: 'document.validTo', purpose: 'refuse an expired document', kept: 'visit' },
    {
      field: 'card.last4',
      purpose: 'let the customer choose and recognise the card',
      kept: 'visit',
      inDraft: true,
    },
    { field: 'card.ref', purpose: 'name the card to the bank', kept: 'untilBankAnswered', inDraft: true },
  ],
};
