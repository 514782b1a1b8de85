import type { Action } from '#contracts/screen/actions.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import type { ServiceId } from '#contracts/services/service.ts';
import type { Age, View } from './view.ts';
import { workingView } from './working.ts';

type Busy = BodyOf<'working'>['what'];

/** What such a service usually waits for, where nothing has been confirmed: a look-up, and nothing that is done. */
const USUAL: Readonly<Record<ServiceId, Busy>> = {
  reportLostCard: 'lookup',
  changeReservedPhone: 'lookup',
  assessRisk: 'loadSale',
  buyWealth: 'loadSale',
  withdrawOrder: 'loadOrders',
  eBankingSignUp: 'loadEBanking',
  issueCard: 'loadCards',
  companyAccount: 'loadCase',
};

/** Said without a word; on no screen, so it is on none of a screen's buttons either. */
export const quietHelp: Action = { id: 'quietHelp', role: 'frame' };

/** The ordinary busy screen in the place of `view`: made by the same hand, with what stands around it as it was. */
export function quietView(view: View, age: Age): View {
  const { body, progress, recording, card } = view;
  const what = body.kind === 'working' ? body.what : progress ? USUAL[progress.service] : 'lookup';
  return {
    ...workingView(what, age),
    ...(progress ? { progress } : {}),
    ...(recording ? { recording } : {}),
    ...(card ? { card } : {}),
  };
}
