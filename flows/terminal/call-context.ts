import type { CallMode, CallOutcome, CallReason, CallWait } from '#contracts/branch/call.ts';
import type { RemoteAct } from '#contracts/branch/call-act.ts';
import type { CallRecording } from '#contracts/branch/call-words.ts';
import type { Action } from '#contracts/screen/actions.ts';
import type { CallProspect, LINES_AT_ONCE } from '#contracts/screen/call-frame.ts';
import type { ScreenKind } from '#contracts/screen/screen.ts';
import type { CallMedia } from '../call-ports.ts';
import type { View } from '../present/view.ts';

export type Said = { readonly from: 'teller' | 'customer'; readonly words: string };
export type ProposedInput = Extract<RemoteAct, { do: 'propose' }>['inputs'][number];
/** An action of a screen, by its name and which of its kind. */
export type Control = Pick<Action, 'id' | 'choice'>;

/** What the teller asks of the customer and has had no answer to; `question` is the step's it was asked at. */
export type Asked =
  | {
      readonly kind: 'proposal';
      readonly act: string;
      readonly question: string;
      readonly inputs: readonly ProposedInput[];
      /** Of those, how many have been entered. */
      readonly entered: number;
    }
  | { readonly kind: 'still'; readonly act: string };

/** All that is known of a call to a teller. */
export type CallContext = {
  readonly prospect: CallProspect;
  readonly reason: CallReason;
  /** The most the customer wants to let through. */
  readonly wish: CallMode;
  readonly media: CallMedia | null;
  /** The microphone has heard something during the self-test. */
  readonly heard: boolean;
  readonly tone: number;
  readonly reference: string | null;
  readonly wait: CallWait | null;
  readonly transferred: boolean;
  readonly unheard: boolean;
  readonly teller: string | null;
  /** How the two speak with each other now. */
  readonly mode: CallMode;
  readonly camera: boolean;
  readonly microphone: boolean;
  readonly stage: 'talk' | 'write';
  /** The last of what was written; see `LINES_AT_ONCE`. */
  readonly said: readonly Said[];
  readonly written: string;
  /** On its way to the teller. */
  readonly sending: string | null;
  readonly notSent: boolean;
  readonly unread: number;
  readonly highlight: { readonly control: Control; readonly question: string } | null;
  readonly moved: Control | null;
  readonly asked: Asked | null;
  /** For how many days it would be kept; null: nobody is asked. */
  readonly recordingDays: number | null;
  /** Null: nobody has asked. */
  readonly recording: CallRecording | null;
  readonly outcome: CallOutcome;
  /** Why it is left when the visit ends in the middle of it. */
  readonly leaving: 'withdrawn' | 'counter' | 'callBack';
  /** How much time the visit gives: somebody is asked for, or there. */
  readonly patience: 'asked' | 'seen' | null;
};

export const NO_CALL: CallContext = {
  prospect: 'asking',
  reason: 'asked',
  wish: 'video',
  media: null,
  heard: false,
  tone: 0,
  reference: null,
  wait: null,
  transferred: false,
  unheard: false,
  teller: null,
  mode: 'text',
  camera: true,
  microphone: true,
  stage: 'talk',
  said: [],
  written: '',
  sending: null,
  notSent: false,
  unread: 0,
  highlight: null,
  moved: null,
  asked: null,
  recordingDays: null,
  recording: null,
  outcome: 'finished',
  leaving: 'withdrawn',
  patience: null,
};

/** Richest first. */
const MODES: readonly CallMode[] = ['video', 'audio', 'text'];

/** The modes that are left beside the one that is used now. */
export const otherModes = ({ mode, media }: Pick<CallContext, 'mode' | 'media'>): CallMode[] =>
  MODES.slice(MODES.indexOf(media?.mode ?? 'text')).filter((one) => one !== mode);

/** What a mode is at its place in `CALL_MODES`. */
export const modeAt = (place: number): CallMode => MODES[place] ?? 'text';

/** Screens that say that something did not go. */
const FAILED: ReadonlySet<ScreenKind> = new Set<ScreenKind>([
  'cardProblem',
  'trouble',
  'notSigned',
  'saleAway',
]);
const isWrong = ({ body }: View): boolean =>
  FAILED.has(body.kind) || ('problem' in body && Boolean(body.problem));

/** Why a teller is asked for, as the step that stands there tells it. */
export function reasonAt(view: View | null, large: boolean): CallReason {
  if (view?.body.kind === 'identify' && view.body.problem === 'nameMismatch') return 'identityMismatch';
  if (view?.body.kind === 'awaitApproval') return 'approval';
  if (view && isWrong(view)) return 'stepFailed';
  return large ? 'accessibility' : 'asked';
}

/** With one more line, and no more than are shown. */
export const withLine = (said: readonly Said[], line: Said, most: typeof LINES_AT_ONCE): readonly Said[] =>
  [...said, line].slice(-most);

/** Whether the customer has agreed to a recording, and nobody has ended it. */
export const isRecorded = ({ recording }: Pick<CallContext, 'recording'>): boolean =>
  recording === 'starting' || recording === 'on' || recording === 'paused' || recording === 'interrupted';
