import type { FoundAppointment } from '#contracts/branch/appointment.ts';
import type { Channel, TicketLabel } from '#contracts/branch/ticket.ts';
import type { Bilingual } from '#contracts/language.ts';
import type { AppointmentProblem, AwayReason, NeedChoice } from '#contracts/screen/queue-bodies.ts';
import type { ServiceId } from '#contracts/services/service.ts';
import type { Health } from '../events.ts';
import type { HeldNumber, NumberAnswer, QueueNow } from '../ports.ts';
import { chosenBusiness } from './choices.ts';

/** What a visit keeps of its number: a second one is never taken while this stands. */
export type Standing = {
  readonly services: readonly Bilingual[];
  /** Null: asked for and not answered, so nobody knows whether there is one. */
  readonly number: HeldNumber | null;
  /** It is being given back, and the branch has not said so yet. */
  readonly following: boolean;
};

export type QueueInput = {
  readonly standing: Standing | null;
  /** Chosen already, with its papers seen. */
  readonly wanted: string | null;
  /** Sixty or older by the document. */
  readonly elderly: boolean;
  readonly channel: Channel;
  /** The customer is known, so there is a menu to go back to. */
  readonly identified: boolean;
  /** What this terminal can do now, for this person if he is known. */
  readonly here: readonly ServiceId[];
  readonly printer: Health;
};

export type QueueOutput = {
  readonly next: 'menu' | 'finish' | 'service';
  /** With `service`: done here instead of at a counter. */
  readonly service: ServiceId | null;
  readonly standing: Standing | null;
  /** Paper came out, or may have. */
  readonly receipt: boolean;
};

export type QueueContext = QueueInput & {
  readonly now: QueueNow | null;
  /** Names of what was chosen, in the order of choosing. */
  readonly chosen: readonly string[];
  /** One more than may be was touched. */
  readonly full: boolean;
  /** Page of the list on the screen, counted on and on. */
  readonly page: number;
  readonly needs: readonly NeedChoice[];
  readonly away: AwayReason;
  /** The appointment that was found last; it is checked in only where `checkingIn`. */
  readonly appointment: FoundAppointment | null;
  readonly checkingIn: boolean;
  /** The customer's own was looked for already. */
  readonly lookedForHis: boolean;
  /** Digits of an appointment's code; the ones that were asked for last, to be asked again. */
  readonly code: string;
  readonly askedCode: string | null;
  readonly codeProblem: AppointmentProblem | null;
  /** Codes that led nowhere. */
  readonly wrongCodes: number;
  /** The paper comes by itself only where the number has just been taken. */
  readonly fresh: boolean;
  /** The number that was given back, to be named once more. */
  readonly givenUp: TicketLabel | null;
  readonly next: QueueOutput['next'];
  readonly service: ServiceId | null;
  readonly receipt: boolean;
};

export const startOf = (input: QueueInput): QueueContext => ({
  ...input,
  now: null,
  chosen: [],
  full: false,
  page: 0,
  needs: input.elderly ? ['elderly'] : [],
  away: 'unreachable',
  appointment: null,
  checkingIn: false,
  lookedForHis: false,
  code: '',
  askedCode: null,
  codeProblem: null,
  wrongCodes: 0,
  fresh: false,
  givenUp: null,
  next: 'finish',
  service: null,
  receipt: false,
});

export const requireNumber = ({ standing }: Pick<QueueContext, 'standing'>): HeldNumber => {
  if (!standing?.number) throw new Error('a number was shown before there was one');
  return standing.number;
};

/** What the answer makes of what the visit holds; nothing is forgotten that was not said to be so. */
export function standingAfter(context: QueueContext, answer: NumberAnswer | null): Standing | null {
  if (answer?.outcome === 'notTaken') return null;
  const { standing } = context;
  return {
    services: standing?.services ?? chosenBusiness(context).map(({ name }) => name),
    number: answer?.outcome === 'taken' ? answer.number : (standing?.number ?? null),
    following: false,
  };
}
