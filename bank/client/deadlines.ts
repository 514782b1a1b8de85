import type { BankCallName } from '#contracts/bank/calls.ts';

/**
 * How long one sending may take, milliseconds, from the first byte to the last of the answer. A customer waits at
 * most half a minute for any answer, so no call and its one follow-up by `operation` may exceed that together. A
 * question is asked again cheaply and gives up sooner; a state change that gives up becomes `unknown` and must be
 * followed, so it is given longer.
 */
export const BANK_DEADLINES: Readonly<Record<BankCallName, number>> = {
  health: 3_000,
  lookupCustomer: 8_000,
  identifyCard: 8_000,
  recognise: 8_000,
  blockCard: 15_000,
  sendCode: 15_000,
  verifyCode: 10_000,
  changePhone: 15_000,
  openCase: 15_000,
  riskQuestionnaire: 8_000,
  riskAssessmentOf: 8_000,
  recordRiskAssessment: 15_000,
  wealthProducts: 8_000,
  placeWealthOrder: 15_000,
  wealthOrders: 8_000,
  withdrawWealthOrder: 15_000,
  eBankingTerms: 8_000,
  eBankingOf: 8_000,
  signUpEBanking: 15_000,
  cardProducts: 8_000,
  openCardApplication: 15_000,
  identifyBlank: 8_000,
  bindCard: 15_000,
  reportCardTaken: 15_000,
  reportCardRetained: 15_000,
  companyCase: 8_000,
  submitCompanyAccount: 15_000,
  operation: 8_000,
};
