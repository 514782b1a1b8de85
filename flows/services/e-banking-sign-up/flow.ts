import type { ServiceActors } from '../service-machine.ts';
import { eBankingSignUpDraft } from './draft.ts';
import { eBankingSignUpMachine } from './machine.ts';
import { eBankingSignUpView } from './view.ts';

export const eBankingSignUp = {
  machine: eBankingSignUpMachine,
  view: eBankingSignUpView,
  draft: eBankingSignUpDraft,
  on: (actors: ServiceActors) => eBankingSignUpMachine.provide({ actors }),
};
