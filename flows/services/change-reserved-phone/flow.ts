import type { ServiceActors } from '../service-machine.ts';
import { changeReservedPhoneDraft } from './draft.ts';
import { changeReservedPhoneMachine } from './machine.ts';
import { changeReservedPhoneView } from './view.ts';

export const changeReservedPhone = {
  machine: changeReservedPhoneMachine,
  view: changeReservedPhoneView,
  draft: changeReservedPhoneDraft,
  on: (actors: ServiceActors) => changeReservedPhoneMachine.provide({ actors }),
};
