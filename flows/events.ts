import type { ActionId } from '#contracts/screen/actions.ts';
import type { Opening } from '#contracts/screen/queue-bodies.ts';
import type { HelperRight } from '#contracts/services/service.ts';
import type { Closing } from '#contracts/supervisor/session.ts';
import type { CallEvent } from './call-ports.ts';
import type { Overstep } from './compliance/hands-lock.ts';
import type { SubmissionAnswer } from './ports.ts';
import type { ServiceOutput } from './services/service-machine.ts';

/** What a customer did, checked against the screen he saw. */
export type ActEvent = {
  [Id in ActionId]: { readonly type: `act.${Id}`; readonly choice: number; readonly words?: string };
}[ActionId];

export type DeviceName = 'idScanner' | 'cardReader' | 'receiptPrinter' | 'signaturePad' | 'cardDispenser';

/** Whether something the flows need can be used now. `absent`: this terminal has none. */
export type Health = 'ok' | 'down' | 'absent';

/** Camera and microphone are the page's. */
export type HealthOf = DeviceName | 'camera' | 'microphone' | 'bank' | 'branch' | 'journal';

/** What the branch's hours say now. */
export type HallNow = {
  readonly open: boolean;
  /** Null while it is open, or when no hours are known. */
  readonly opening: Opening | null;
  /** Older and disabled people go first until then (HH:MM); null = not now. */
  readonly careUntil: string | null;
};

/** What the host tells the flows about the world; every one of these is a journalled input. */
export type WorldEvent =
  | {
      readonly type: 'health';
      readonly of: HealthOf;
      readonly health: Health;
      /** Of a card reader that is lost: its entry stood open, or nobody can say that it was closed. */
      readonly entryOpen?: boolean;
    }
  /** Null: nobody knows. */
  | { readonly type: 'hall'; readonly hall: HallNow | null }
  | { readonly type: 'card.inserted' }
  | { readonly type: 'card.removed' }
  | { readonly type: 'card.jammed' }
  /** Of the dispenser: a new card left its gate in a hand, or sticks. */
  | { readonly type: 'newCard.removed' }
  | { readonly type: 'newCard.jammed' }
  | { readonly type: 'document.found' }
  | { readonly type: 'help.changed'; readonly state: 'asked' | 'seen' | 'closed' | 'unreachable' }
  /** The member of staff who operates the screen now, by a digest of his number; null = the customer does. */
  | { readonly type: 'hands.changed'; readonly by: string | null }
  /** A helper, here or from afar, did something of this kind at the step that stands on the screen. */
  | { readonly type: 'helper.acted'; readonly right: HelperRight }
  /** What became of a quiet call, as the branch says. */
  | { readonly type: 'quiet.changed'; readonly state: 'seen' | 'closed' }
  | CallEvent
  | { readonly type: 'submission.settled'; readonly answer: SubmissionAnswer }
  | { readonly type: 'person.active' }
  /** Staff want the terminal (their card, a switch), and have left it again (XFS4IoT VendorMode). */
  | { readonly type: 'vendorMode.requested' }
  | { readonly type: 'vendorMode.left' }
  /** Staff took it out of service, and why; null: into service. */
  | { readonly type: 'closing.changed'; readonly closing: Closing | null }
  /** This page of the paper that is open has been painted, from its very bytes. */
  | { readonly type: 'paper.shown'; readonly page: number }
  /** So many strokes lie on the paper that is open. */
  | { readonly type: 'ink.changed'; readonly strokes: number }
  /** What was recorded is lost, and nothing is recorded any more: what is being sold cannot go on. */
  | { readonly type: 'recording.lost' }
  /** The page shows a new question. */
  | { readonly type: 'step.shown'; readonly patience?: 'asked' | 'seen' | null }
  /** Start-up is over: what a former run left has been looked at. */
  | {
      readonly type: 'recovered';
      readonly cardInside: boolean;
      readonly returnCard: boolean;
      readonly idCardLeft: boolean;
    };

/** What the machines tell each other; never an input from outside. */
export type InnerEvent =
  /** Elder mode, or a person on the way: more time for everything. */
  | {
      readonly type: 'pace';
      readonly slow: boolean;
      readonly elder: boolean;
      /** A teller is asked for, or there. */
      readonly call?: 'asked' | 'seen' | null;
    }
  /** What the teller asks of the customer stands on the screen, has another touch to be entered, or is over. */
  | { readonly type: 'asked.stands' }
  | { readonly type: 'asked.next' }
  | { readonly type: 'asked.over' }
  | { readonly type: 'moved.told' }
  /** Somebody will call the customer back. */
  | { readonly type: 'callBack.kept' }
  | { readonly type: 'hands.over' }
  /** The safe point is reached: nobody is served, no media are in, the entry is closed. */
  | { readonly type: 'vendorMode.entered' }
  /** Somebody says without words that the customer may be under pressure. */
  | { readonly type: 'quiet.begin' }
  /** Nobody came: the visit ends as if something had failed. */
  | { readonly type: 'quiet.unheeded' }
  /** A helper did more than his right at this step: the service ends. */
  | ({ readonly type: 'helper.overstepped' } & Overstep)
  | { readonly type: 'attention.ended' }
  /** The service that runs, whichever it is, has come to its end, or broke. */
  | { readonly type: 'xstate.done.actor.service'; readonly output: ServiceOutput }
  | { readonly type: 'xstate.error.actor.service' }
  | { readonly type: 'visit.ending' }
  | { readonly type: 'visit.closed' }
  | { readonly type: 'visit.over' };

export type FlowEvent = ActEvent | WorldEvent | InnerEvent;
