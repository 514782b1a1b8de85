import type { ServiceActors } from '../service-machine.ts';
import { assessRiskMachine } from './machine.ts';
import { assessRiskView } from './view.ts';

export const assessRisk = {
  machine: assessRiskMachine,
  view: assessRiskView,
  /** Answers and signatures are given in one go, by the person himself: nothing of them waits for a counter. */
  draft: () => null,
  on: (actors: ServiceActors) => assessRiskMachine.provide({ actors }),
};
