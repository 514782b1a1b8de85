import { SIGNING_PURPOSES } from './purposes.ts';
import type { Purpose, ServiceDeclaration } from './service.ts';

/** A number for the counter keeps these, sealed, with what was entered. */
const HELD_WITH_DRAFT: readonly string[] = ['document.number', 'document.name'];

/**
 * Mobile and internet banking move money without anybody looking on: the document is not enough. The phone the bank holds
 * for the card must answer; where it cannot, a member of staff decides at the terminal with the person and the document
 * before him. Where nobody can, nothing is opened here.
 */
export const eBankingSignUp: ServiceDeclaration = {
  id: 'eBankingSignUp',
  steps: ['identify', 'chooseCard', 'provePhone', 'limits', 'read', 'sign', 'result'],
  assurance: ['documentAndPhoneCode', 'documentAndPerson'],
  approval: { step: 'approve', at: 'limits' },
  eligibility: {
    // The bank's own terms may ask for more; they are looked up before the first question.
    minimumAge: 16,
    documents: ['residentIdCard', 'residencePermit', 'foreignPermanentResidentCard'],
    documentMustBeValid: true,
  },
  devices: ['idScanner'],
  needsBranch: true,
  papers: ['identityDocument'],
  helper: {
    chooseCard: ['explain', 'propose'],
    limits: ['explain'],
    read: ['explain'],
    sign: ['explain'],
  },
  form: [
    { name: 'card', kind: 'card', step: 'chooseCard' },
    { name: 'phone', kind: 'proof', step: 'provePhone' },
  ],
  purposes: [
    ...SIGNING_PURPOSES.map(
      (one): Purpose => (HELD_WITH_DRAFT.includes(one.field) ? { ...one, inDraft: true } : one),
    ),
    {
      field: 'card.last4',
      purpose: 'let the customer choose the card, and name its account on the agreement',
      kept: 'archive',
      inDraft: true,
    },
    { field: 'card.ref', purpose: 'name the card to the bank', kept: 'untilBankAnswered', inDraft: true },
    {
      field: 'phone.reserved',
      purpose: 'say where the code went, or what number no code can reach',
      kept: 'archive',
    },
    { field: 'phone.code', purpose: 'prove that the reserved phone answers', kept: 'visit' },
    {
      field: 'eBanking.limits',
      purpose: 'the agreement itself, shown to the member of staff who decides until he has',
      kept: 'archive',
    },
  ],
};
