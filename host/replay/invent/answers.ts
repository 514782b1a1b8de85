import type { PortName } from '#flows/ports.ts';
import { bankAnswers } from './bank-answers.ts';
import { branchAnswers } from './branch-answers.ts';
import { callAnswers } from './call-answers.ts';
import { deviceAnswers } from './device-answers.ts';
import { saleAnswers } from './sale-answers.ts';
import type { Inventing } from './told.ts';

/** What was answered, as far as it decides anything, with invented values where the journal has none. */
export const ANSWERS: Inventing = {
  ...deviceAnswers,
  ...bankAnswers,
  ...branchAnswers,
  ...saleAnswers,
  ...callAnswers,
};

/** Every port there is, by name. */
export const PORT_NAMES = Object.keys(ANSWERS) as readonly PortName[];
