import type { CallMode, CallOutcome, CallOutlook, CallReason, CallWait } from '#contracts/branch/call.ts';
import type { ActResult, RemoteAct } from '#contracts/branch/call-act.ts';
import type { CallRecording } from '#contracts/branch/call-words.ts';
import type { MediaFault } from '#contracts/bridge/media.ts';

/** Why there is no picture or no sound; `absent`: this terminal has none, `taken`: it is used for something else. */
export type CallMediaFault = MediaFault | 'absent' | 'taken' | 'pageGone';

/** What the devices at the screen are good for now. */
export type CallMedia = {
  /** The richest way to speak that is left. */
  readonly mode: CallMode;
  readonly camera: CallMediaFault | null;
  readonly microphone: CallMediaFault | null;
};

export type CallBackTime = { readonly from: string; readonly to: string };

/** What is asked of the world for a call to a teller. Words and proposals are sealed in the journal. */
export type CallPorts = {
  /** What to expect before calling. */
  readonly callOutlook: (input: object) => Promise<CallOutlook | { readonly state: 'unreachable' }>;
  /** Opens camera and microphone for the self-test, at most in this mode; what cannot be had is said, and text is left. */
  readonly openCallMedia: (input: { readonly mode: CallMode }) => Promise<CallMedia>;
  /** Lets go of them, unless a call holds them. */
  readonly closeCallMedia: (input: object) => Promise<object>;
  /** Makes the call; one that stands is answered with itself. */
  readonly requestCall: (input: {
    readonly reason: CallReason;
    readonly mode: CallMode;
  }) => Promise<
    | { readonly reached: true; readonly reference: string }
    | { readonly reached: false; readonly why: 'closed' | 'unreachable' }
  >;
  /** Ends it from here: the branch is told until it has heard. */
  readonly leaveCall: (input: { readonly why: 'withdrawn' | 'callBack' | 'counter' }) => Promise<object>;
  /** Written by the customer. */
  readonly sayToTeller: (input: { readonly words: string }) => Promise<{ readonly sent: boolean }>;
  /** What of himself the customer lets through, and in which mode at most. */
  readonly setCallMedia: (input: {
    readonly mode: CallMode;
    readonly camera: boolean;
    readonly microphone: boolean;
  }) => Promise<object>;
  /** What became of an act of the teller's. */
  readonly answerAct: (input: { readonly act: string; readonly result: ActResult }) => Promise<object>;
  /** A still picture of the customer, who has allowed it; sent to the teller. */
  readonly takeStill: (input: { readonly act: string }) => Promise<{ readonly taken: boolean }>;
  /**
   * Picture and sound of the call are recorded from now on, by the customer's yes, and kept for so many days; or not any
   * longer. How it stands is told by `call.recording`.
   */
  readonly recordCall: (
    input:
      | { readonly on: true; readonly days: number }
      | { readonly on: false; readonly by: 'customer' | 'teller' },
  ) => Promise<object>;
  readonly callBackTimes: (
    input: object,
  ) => Promise<
    { readonly reached: true; readonly times: readonly CallBackTime[] } | { readonly reached: false }
  >;
  /** Has somebody call back. `unknown`: it is told until the branch has it. */
  readonly requestCallBack: (input: {
    readonly phone: string;
    readonly time: CallBackTime;
  }) => Promise<
    | { readonly outcome: 'kept'; readonly reference: string }
    | { readonly outcome: 'full' | 'unknown' | 'notKept' }
  >;
};

/** What the host tells of a call. */
export type CallEvent =
  | { readonly type: 'call.waiting'; readonly wait: CallWait | null; readonly transferred: boolean }
  /** `recordingDays`: the customer is to be asked whether it may be recorded, and kept for so long; null: he is not. */
  | {
      readonly type: 'call.assigned';
      readonly turn: number;
      readonly teller: string;
      readonly recordingDays: number | null;
    }
  /** The two see or read each other; also when that comes back. */
  | { readonly type: 'call.live'; readonly mode: CallMode }
  /** Picture and sound stopped coming, or the desk is not heard of. */
  | { readonly type: 'call.interrupted' }
  /** The branch service cannot be heard: nobody can say how the call stands. */
  | { readonly type: 'call.unheard' }
  | { readonly type: 'call.over'; readonly outcome: CallOutcome }
  /** One line of what is written; personal. */
  | { readonly type: 'call.said'; readonly from: 'teller' | 'customer'; readonly words: string }
  /**
   * An act of the teller's that the host has let pass: token, turn, step and rights were right, and it was never seen
   * before. Personal.
   */
  | { readonly type: 'call.act'; readonly act: string; readonly remote: RemoteAct }
  /** What has become of the recording he agreed to. */
  | {
      readonly type: 'call.recording';
      readonly stand: Extract<CallRecording, 'starting' | 'on' | 'paused' | 'interrupted'>;
    }
  | { readonly type: 'call.heard'; readonly loud: boolean }
  | { readonly type: 'call.mediaLost'; readonly fault: CallMediaFault };
