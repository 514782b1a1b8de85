import type { ServiceActors } from '../service-machine.ts';
import { reportLostCardMachine } from './machine.ts';
import { reportLostCardView } from './view.ts';

export const reportLostCard = {
  machine: reportLostCardMachine,
  view: reportLostCardView,
  on: (actors: ServiceActors) => reportLostCardMachine.provide({ actors }),
};
