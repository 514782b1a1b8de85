import type { ServiceDeclaration } from './service.ts';

/**
 * An order taken back within its cooling-off time, with the whole amount, as its contract promises for every terminal.
 * It gives money back to the card it came from, so it asks for the document alone; no paper is signed.
 */
export const withdrawOrder: ServiceDeclaration = {
  id: 'withdrawOrder',
  steps: ['identify', 'chooseOrder', 'review', 'result'],
  assurance: ['document'],
  eligibility: {
    minimumAge: 18,
    documents: ['residentIdCard', 'residencePermit', 'foreignPermanentResidentCard'],
    documentMustBeValid: true,
  },
  devices: ['idScanner'],
  papers: ['identityDocument'],
  helper: { chooseOrder: ['explain'], review: ['explain'] },
  form: [],
  purposes: [
    { field: 'document.number', purpose: 'find the customer at the bank', kept: 'visit' },
    { field: 'document.name', purpose: 'check that number and name belong together', kept: 'visit' },
    { field: 'document.birthDate', purpose: 'age rule of this service', kept: 'visit' },
    { field: 'document.validFrom', purpose: 'refuse a document that is not valid yet', kept: 'visit' },
    { field: 'document.validTo', purpose: 'refuse an expired document', kept: 'visit' },
    { field: 'orders', purpose: 'show what can be taken back, and what not and why', kept: 'visit' },
    { field: 'order.number', purpose: 'name the order to the bank', kept: 'untilBankAnswered' },
    { field: 'card.last4', purpose: 'say where the money goes', kept: 'visit' },
  ],
};
