import type { ServiceActors } from '../service-machine.ts';
import { reportLostCardDraft } from './draft.ts';
import { reportLostCardMachine } from './machine.ts';
import { reportLostCardView } from './view.ts';

export const reportLostCard = {
  machine: reportLostCardMachine,
  view: reportLostCardView,
  draft: reportLostCardDraft,
  on: (actors: ServiceActors) => reportLostCardMachine.provide({ actors }),
};
