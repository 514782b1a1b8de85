import type { RecordingEnd } from '#contracts/branch/recording.ts';
import type { Clock } from '#foundation/clock.ts';
import { ok } from '#foundation/result.ts';
import type { Journal } from '../journal/journal.ts';
import { Errands } from './errands.ts';

/** Errands to a branch that takes every one of them; what recordings ended with is handed to `ended`. */
export function errandsThatArrive(
  journal: Journal,
  clock: Clock,
  ended: (end: RecordingEnd) => void = () => {},
): Errands {
  const nothing = async () => ok({});
  return new Errands(
    journal,
    {
      openCustody: nothing,
      requestAssistance: nothing,
      withdraw: nothing,
      giveUpTicket: nothing,
      dropDraft: nothing,
      withdrawApproval: nothing,
      endArrival: nothing,
      rate: nothing,
      fileComplaint: nothing,
      tellUse: nothing,
      voidPaper: nothing,
      dropPicture: nothing,
      leaveCall: nothing,
      endRecording: async (_id: string, end: RecordingEnd) => {
        ended(end);
        return ok({});
      },
    },
    clock,
    { wrap: (clear) => clear, unwrap: (box) => box },
  );
}
