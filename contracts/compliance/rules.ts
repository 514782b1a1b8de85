import * as z from 'zod';

/**
 * Every consent and confirmation a customer is asked for, with the version of its words: who changes the words in
 * `texts/` changes the version here, and what was agreed to before stays what it was.
 */
export const RULES = {
  /** The card that is shown is the one to be blocked. */
  confirmBlock: { textVersion: '2026-11' },
  /** The new number, read back, is right. */
  confirmPhone: { textVersion: '2026-11' },
  /** To sign on a screen or a pad instead of on paper, and to have the sealed file kept. */
  electronicSigning: { textVersion: '2026-11' },
  /** The answers are one's own, given alone. */
  ownAnswers: { textVersion: '2026-11' },
  /** The whole contract was read and its risks are understood. */
  riskDisclosure: { textVersion: '2026-11' },
  /** A product of one's own class, and bought on one's own decision. */
  suitability: { textVersion: '2026-11' },
  /** 65 and older with a product of higher risk: the warnings, one by one. */
  elderRisk: { textVersion: '2026-11' },
  /** What can be moved by phone and computer, and that nobody else is told password and codes. */
  eBankingTerms: { textVersion: '2026-11' },
  /** What the card is for, what it costs, and that it is nobody else's. */
  cardTerms: { textVersion: '2026-11' },
  /** Who he is and what he does, on paper and to the bank, for this card alone. */
  personalData: { textVersion: '2026-11' },
  /** A camera looks whether his face is the one of the document. */
  faceCheck: { textVersion: '2026-11' },
  /** He acts for the company, with its authority, and what it filled in was read and is right. */
  companyAuthority: { textVersion: '2026-11' },
  /** Pictures of the originals are taken, shown to staff and kept. */
  picturesKept: { textVersion: '2026-11' },
  /** Picture and sound of the sale are recorded and kept. */
  recording: { textVersion: '2026-11' },
  /** Picture and sound of a call to a teller are recorded and kept. */
  callRecording: { textVersion: '2026-11' },
  /** This order is taken back, for good. */
  confirmWithdrawal: { textVersion: '2026-11' },
} as const satisfies Readonly<Record<string, { readonly textVersion: string }>>;

export type RuleId = keyof typeof RULES;
export const RULE_IDS = Object.keys(RULES) as [RuleId, ...RuleId[]];
export const ruleIdSchema = z.enum(RULE_IDS);

/** What a customer answered to a rule, in the words of this version. */
export const consentSchema = z.strictObject({
  rule: ruleIdSchema,
  textVersion: z.string().regex(/^\d{4}-\d{2}$/),
  answer: z.enum(['agreed', 'declined']),
});
export type Consent = z.infer<typeof consentSchema>;

/** Acts that nothing may do before its rules were agreed to in this visit. */
export const GATED_ACTS = [
  'record',
  'recordCall',
  'sign.riskAssessment',
  'sign.wealthContract',
  'sign.eBankingAgreement',
  'sign.cardApplication',
  'verify.person',
  'sign.companyAccountApplication',
  'picture.original',
  'submit.blockCard',
  'submit.changePhone',
  'submit.openCase',
  'submit.recordAssessment',
  'submit.buyProduct',
  'submit.withdrawOrder',
  'submit.signUpEBanking',
  'submit.openCard',
  'submit.openCompanyAccount',
] as const;
export type GatedAct = (typeof GATED_ACTS)[number];

/** What must have been agreed to before each; a new act does not compile without its line. */
export const NEEDED: Readonly<Record<GatedAct, readonly RuleId[]>> = {
  record: ['recording'],
  recordCall: ['callRecording'],
  'sign.riskAssessment': ['ownAnswers', 'electronicSigning'],
  'sign.wealthContract': ['suitability', 'riskDisclosure', 'electronicSigning'],
  'sign.eBankingAgreement': ['eBankingTerms', 'electronicSigning'],
  'sign.cardApplication': ['cardTerms', 'personalData', 'electronicSigning'],
  'verify.person': ['personalData', 'faceCheck'],
  'sign.companyAccountApplication': ['companyAuthority', 'electronicSigning'],
  'picture.original': ['picturesKept'],
  'submit.blockCard': ['confirmBlock'],
  'submit.changePhone': ['confirmPhone'],
  'submit.openCase': ['confirmPhone'],
  'submit.recordAssessment': ['ownAnswers', 'electronicSigning'],
  'submit.buyProduct': ['suitability', 'riskDisclosure', 'electronicSigning'],
  'submit.withdrawOrder': ['confirmWithdrawal'],
  'submit.signUpEBanking': ['eBankingTerms', 'electronicSigning'],
  'submit.openCard': ['cardTerms', 'personalData', 'electronicSigning'],
  'submit.openCompanyAccount': ['companyAuthority', 'picturesKept', 'electronicSigning'],
};

/**
 * Which of our rules answers a rule of the bank's, by the bank's name for it. A product that asks for one that does not
 * stand here is not sold at a terminal.
 */
export const BANK_RULES: Readonly<Record<string, RuleId>> = {
  'wealth.riskDisclosure': 'riskDisclosure',
  'wealth.riskMatch': 'suitability',
  'wealth.ownDecision': 'suitability',
  'wealth.elderHighRisk': 'elderRisk',
};
