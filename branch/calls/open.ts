import type { BankClient } from '#bank/client/client.ts';
import { ApprovalWatchman } from '../approvals/watchman.ts';
import type { Changes } from '../changes.ts';
import { TurnDesk, type TurnOptions } from '../turn/credentials.ts';
import { CallBackOffice } from './call-backs.ts';
import { CallDesk } from './call-desk.ts';
import { CallOffice } from './call-office.ts';
import { CallCases } from './case.ts';
import { DeskPresence } from './desk-presence.ts';
import { DeskStates } from './desk-state.ts';
import { CallMessages } from './messages.ts';
import { CallStills } from './stills.ts';
import { CallViews } from './views.ts';
import type { CallHouse } from './writing.ts';

export type CallRoomOptions = {
  readonly bank: Pick<BankClient, 'recognise'> | undefined;
  readonly practice: boolean;
  readonly turn: TurnOptions | undefined;
};

/** Everything of the call at the branch service, over one store. */
export function openCalls(house: CallHouse, changes: Changes, { bank, practice, turn }: CallRoomOptions) {
  const calls = new CallOffice(house, changes, bank);
  const messages = new CallMessages(house, changes);
  const views = new CallViews(house);
  const callBacks = new CallBackOffice(house);
  return {
    house,
    changes,
    clock: house.clock,
    calls,
    messages,
    views,
    desk: new CallDesk(house, messages, callBacks, practice),
    presence: new DeskPresence(house),
    callBacks,
    stills: new CallStills(house),
    cases: new CallCases(house, views),
    states: new DeskStates(house, callBacks),
    turn: new TurnDesk(turn ?? { urls: [], relayOnly: false }, house.clock),
    watchman: new ApprovalWatchman(() => calls.sweep(), house.clock, 'desks:'),
  };
}
export type CallRoom = ReturnType<typeof openCalls>;
