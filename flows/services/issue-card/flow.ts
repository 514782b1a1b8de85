import type { ServiceActors } from '../service-machine.ts';
import { issueCardMachine } from './machine.ts';
import { issueCardView } from './view.ts';

export const issueCard = {
  machine: issueCardMachine,
  view: issueCardView,
  /** A signature and a card are given in one go, by and to the person himself: nothing of them waits for a counter. */
  draft: () => null,
  on: (actors: ServiceActors) => issueCardMachine.provide({ actors }),
};
