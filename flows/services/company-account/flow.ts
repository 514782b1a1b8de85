import type { ServiceActors } from '../service-machine.ts';
import { companyAccountMachine } from './machine.ts';
import { companyAccountView } from './view.ts';

export const companyAccount = {
  machine: companyAccountMachine,
  view: companyAccountView,
  /** What there is to keep of it, the bank has already. */
  draft: () => null,
  on: (actors: ServiceActors) => companyAccountMachine.provide({ actors }),
};
