import type { TeachBackQuestion } from '#contracts/bank/wealth.ts';
import type { TeachBackAnswer } from '../sale-ports.ts';

/**
 * Where the right answer of a question stands among those that are shown: not always in the same place, and the same
 * for everybody, so that a visit can be walked again.
 */
export const RIGHT_ANSWER: Readonly<Record<TeachBackQuestion, number>> = {
  notADeposit: 1,
  mayLose: 2,
  rangeNoPromise: 0,
  moneyLocked: 1,
};

/** The one that is asked next; undefined once all are answered. */
export const questionNow = ({
  teachBack,
  answers,
}: {
  readonly teachBack: readonly TeachBackQuestion[];
  readonly answers: readonly TeachBackAnswer[];
}) => teachBack[answers.length];
