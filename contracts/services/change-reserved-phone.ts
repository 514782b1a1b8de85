import type { ServiceDeclaration } from './service.ts';

/**
 * The reserved number receives the bank's codes: who changes it can empty an account. So the document is not enough;
 * the old number must answer; where it cannot, a member of staff decides at the terminal with the person and the document
 * before him, or a case is opened for the counter.
 */
export const changeReservedPhone: ServiceDeclaration = {
  id: 'changeReservedPhone',
  steps: ['identify', 'chooseCard', 'proveOldNumber', 'newNumber', 'review', 'result'],
  assurance: ['documentAndPhoneCode', 'documentAndPerson'],
  approval: { step: 'approve', at: 'review', orCase: true },
  eligibility: {
    minimumAge: 18,
    documents: ['residentIdCard', 'residencePermit'],
    documentMustBeValid: true,
  },
  devices: ['idScanner'],
  papers: ['identityDocument'],
  helper: {
    chooseCard: ['explain', 'propose'],
    newNumber: ['explain', 'propose'],
  },
  form: [
    { name: 'card', kind: 'card', step: 'chooseCard' },
    { name: 'oldNumber', kind: 'proof', step: 'proveOldNumber' },
    { name: 'newPhone', kind: 'mobilePhone', step: 'newNumber' },
  ],
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
    {
      field: 'phone.old',
      purpose:
        'say where the code went, or what number no code can reach, to the member of staff who decides',
      kept: 'visit',
    },
    { field: 'phone.code', purpose: 'prove that the old number answers', kept: 'visit' },
    {
      field: 'phone.new',
      purpose: 'the change itself, shown to the member of staff who decides until he has',
      kept: 'untilBankAnswered',
      inDraft: true,
    },
  ],
};
