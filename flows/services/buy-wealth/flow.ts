import type { ServiceActors } from '../service-machine.ts';
import { buyWealthMachine } from './machine.ts';
import { buyWealthView } from './view.ts';

export const buyWealth = {
  machine: buyWealthMachine,
  view: buyWealthView,
  /** Answers and signatures are given in one go, by the person himself: nothing of them waits for a counter. */
  draft: () => null,
  on: (actors: ServiceActors) => buyWealthMachine.provide({ actors }),
};
