import type { OperationAction } from '#contracts/bank/operations.ts';
import type { Clock } from '#foundation/clock.ts';
import { type Answer, answer, errorAnswer } from '../answer.ts';
import { knownCustomer } from '../arrivals.ts';
import type { SandboxBank } from '../bank.ts';
import { type KeyedRequest, type Outcome, once } from '../keyed.ts';
import type { Store } from '../store.ts';
import { openApplication } from './applications.ts';
import { bind, blankByPan, retained, taken } from './blanks.ts';
import { CARD_CATALOGUE, E_BANKING_TERMS } from './catalogue.ts';
import { contractOf, signUp } from './e-banking.ts';

type IssuingCall =
  | 'eBankingTerms'
  | 'eBankingOf'
  | 'signUpEBanking'
  | 'cardProducts'
  | 'openCardApplication'
  | 'identifyBlank'
  | 'bindCard'
  | 'reportCardTaken'
  | 'reportCardRetained';

/** The calls that sign up for e-banking and issue cards; `refusing` as in `sandboxBank`. */
export function issuingBank(
  store: Store,
  clock: Clock,
  refusing: () => boolean,
): Pick<SandboxBank, IssuingCall> {
  const change = (
    action: OperationAction,
    input: KeyedRequest & { readonly customerRef: string },
    effect: () => Outcome,
  ): Answer =>
    once(store, clock, action, input, () => {
      if (knownCustomer(store, input.customerRef) === undefined) return { error: 'customerUnknown' };
      return refusing() ? { refused: 'refusedByBank' } : effect();
    });
  return {
    eBankingTerms: () => answer(E_BANKING_TERMS),
    eBankingOf: ({ customerRef }) =>
      knownCustomer(store, customerRef) === undefined
        ? errorAnswer('customerUnknown')
        : answer({ customerRef, contract: contractOf(store, customerRef) }),
    signUpEBanking: (input) => change('signUpEBanking', input, () => signUp(store, clock, input)),
    cardProducts: () => answer(CARD_CATALOGUE),
    openCardApplication: (input) =>
      change('openCardApplication', input, () => openApplication(store, clock, input)),
    identifyBlank: ({ pan }) => {
      const blank = blankByPan(store, pan);
      return blank
        ? answer({ blankRef: blank.blank_ref, last4: pan.slice(-4), productRef: blank.product_ref })
        : errorAnswer('blankUnknown');
    },
    bindCard: (input) => change('bindCard', input, () => bind(store, clock, input)),
    reportCardTaken: (input) => change('reportCardTaken', input, () => taken(store, clock, input)),
    reportCardRetained: (input) => change('reportCardRetained', input, () => retained(store, input)),
  };
}
