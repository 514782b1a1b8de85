import type { Clock } from '#foundation/clock.ts';
import { answer, errorAnswer } from '../answer.ts';
import type { SandboxBank } from '../bank.ts';
import { once } from '../keyed.ts';
import type { Store } from '../store.ts';
import { caseOf, openAccountOf } from './cases.ts';

/** The calls that open a company's account; `refusing` as in `sandboxBank`. */
export function companyBank(
  store: Store,
  clock: Clock,
  refusing: () => boolean,
): Pick<SandboxBank, 'companyCase' | 'submitCompanyAccount'> {
  return {
    companyCase: ({ caseCode }) => {
      const found = caseOf(store, clock, caseCode);
      return found ? answer(found) : errorAnswer('caseUnknown');
    },
    submitCompanyAccount: (input) =>
      once(store, clock, 'submitCompanyAccount', input, () => {
        if (!caseOf(store, clock, input.caseCode)) return { error: 'caseUnknown' };
        return refusing() ? { refused: 'refusedByBank' } : openAccountOf(store, clock, input);
      }),
  };
}
