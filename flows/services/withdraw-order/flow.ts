import type { ServiceActors } from '../service-machine.ts';
import { withdrawOrderMachine } from './machine.ts';
import { withdrawOrderView } from './view.ts';

export const withdrawOrder = {
  machine: withdrawOrderMachine,
  view: withdrawOrderView,
  /** Nothing is entered, and time runs: nothing of it waits for a counter. */
  draft: () => null,
  on: (actors: ServiceActors) => withdrawOrderMachine.provide({ actors }),
};
