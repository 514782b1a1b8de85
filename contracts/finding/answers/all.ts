import type { Answer } from '../answer.ts';
import { accountsAnswers } from './accounts.ts';
import { branchAnswers } from './branch.ts';
import { cardsAnswers } from './cards.ts';
import { cashAnswers } from './cash.ts';
import { safetyAnswers } from './safety.ts';

/**
 * Short answers that hold in any bank: no rates, no amounts, no hours of their own. A branch puts its own in the place
 * of any of them, adds some, or leaves some out (`finding` of its configuration). Those about papers name the business
 * of the configuration that comes with the product; where a branch has no such business, they end in a person.
 */
export const ANSWERS: readonly Answer[] = [
  ...cardsAnswers,
  ...safetyAnswers,
  ...accountsAnswers,
  ...cashAnswers,
  ...branchAnswers,
];
