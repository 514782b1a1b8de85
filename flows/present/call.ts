import { CALL_MODES } from '#contracts/branch/call.ts';
import { READY_SAYINGS } from '#contracts/ready-sayings.ts';
import type { Action } from '#contracts/screen/actions.ts';
import type { CallFrame, CallStand } from '#contracts/screen/call-frame.ts';
import { LETTERS } from '#contracts/screen/finding-bodies.ts';
import type { Frame } from '#contracts/screen/frame.ts';
import { lockOf } from '../compliance/hands-lock.ts';
import type { SessionSnapshot } from '../session/session.ts';
import {
  type Asked,
  type CallContext,
  type Control,
  isRecorded,
  otherModes,
} from '../terminal/call-context.ts';
import type { TerminalSnapshot } from '../terminal/terminal.ts';
import { back, digitEntry, help, option, primary, secondary } from './actions.ts';
import type { View } from './view.ts';

type Overlay = NonNullable<Frame['overlay']>;
export type CallOverlay = Extract<
  Overlay,
  { kind: 'callWays' | 'selfTest' | 'call' | 'proposal' | 'stillAsked' | 'recordingAsked' | 'callOver' }
>;

const controlOf = ({ id: action, choice }: Control) => ({
  action,
  ...(choice === undefined ? {} : { choice }),
});

function standOf(snapshot: TerminalSnapshot): CallStand | null {
  if (snapshot.matches({ call: 'requesting' })) return 'requesting';
  if (!snapshot.matches({ call: 'standing' })) return null;
  const at = { call: { standing: { link: 'waiting' } } } as const;
  if (snapshot.matches(at)) return 'waiting';
  if (snapshot.matches({ call: { standing: { link: 'assigned' } } })) return 'assigned';
  return snapshot.matches({ call: { standing: { link: 'live' } } }) ? 'live' : 'interrupted';
}

const isLong = (snapshot: TerminalSnapshot, state: CallStand): boolean => {
  if (state === 'waiting') return snapshot.matches({ call: { standing: { link: { waiting: 'long' } } } });
  if (state === 'interrupted')
    return snapshot.matches({ call: { standing: { link: { interrupted: 'long' } } } });
  return state === 'live' && snapshot.matches({ call: { standing: { length: 'long' } } });
};

/** The call as it stands on every screen; null while there is none. `question` is what stands there now. */
export function callFrame(snapshot: TerminalSnapshot, question: string): CallFrame | null {
  const state = standOf(snapshot);
  if (state === null) return null;
  const { call } = snapshot.context;
  const { highlight, moved } = call;
  return {
    state,
    mode: call.mode,
    teller: call.teller,
    reference: call.reference,
    wait: state === 'waiting' ? call.wait : null,
    transferred: state === 'waiting' && call.transferred,
    unheard: call.unheard,
    long: isLong(snapshot, state),
    camera: call.camera,
    microphone: call.microphone,
    unread: call.unread,
    highlight: highlight && highlight.question === question ? controlOf(highlight.control) : null,
    moved: moved && controlOf(moved),
    ...(call.recording === null ? {} : { recording: call.recording }),
  };
}

/** What the teller asks of the customer comes before whatever else lies over the step. */
export function askedOverlay(snapshot: TerminalSnapshot, view: View): CallOverlay | null {
  const { asked, teller } = snapshot.context.call;
  const acts = (state: 'asked' | 'taking') => snapshot.matches({ call: { standing: { acts: state } } });
  if (asked?.kind === 'proposal' && acts('asked'))
    return asked.question === view.question ? { kind: 'proposal', teller, ...proposed(asked) } : null;
  if (asked?.kind === 'still' && (acts('asked') || acts('taking')))
    return { kind: 'stillAsked', phase: acts('taking') ? 'taking' : 'asked', teller };
  if (snapshot.context.call.recording === 'asked')
    return { kind: 'recordingAsked', teller, days: snapshot.context.call.recordingDays ?? 0 };
  return null;
}

/** What would stand there in the end: what is rubbed out again is not said. */
function proposed({ inputs }: Extract<Asked, { kind: 'proposal' }>) {
  const [first] = inputs;
  if (first && ENTRIES.every((id) => id !== first.action))
    return { anew: false, typed: null, choice: { action: first.action, choice: first.choice ?? 0 } };
  let [anew, typed] = [false, ''];
  for (const { action, choice = 0, words = '' } of inputs) {
    if (action === 'clear') [anew, typed] = [true, ''];
    else if (action === 'words') [anew, typed] = [true, words];
    else if (action === 'backspace') typed = typed.slice(0, -1);
    else typed += action === 'letter' ? (LETTERS[choice] ?? '') : String(choice);
  }
  return { anew, typed: typed.slice(0, 200), choice: null };
}
const ENTRIES = ['digit', 'letter', 'words', 'backspace', 'clear'] as const;

/** What the call itself lays over the step; null where it stands nowhere. */
export function callOverlay(snapshot: TerminalSnapshot): CallOverlay | null {
  const { call } = snapshot.context;
  if (snapshot.matches({ call: 'asking' })) return { kind: 'callWays', prospect: 'asking', wait: null };
  if (snapshot.matches({ call: 'ways' }))
    return { kind: 'callWays', prospect: call.prospect, wait: call.wait };
  if (snapshot.matches({ call: 'testing' }))
    return {
      kind: 'selfTest',
      phase: snapshot.matches({ call: { testing: 'ready' } }) ? 'ready' : 'opening',
      mode: call.media?.mode ?? call.wish,
      camera: call.wish === 'video' ? (call.media?.camera ?? null) : null,
      microphone: call.wish === 'text' ? null : (call.media?.microphone ?? null),
      heard: call.heard,
      tone: call.tone,
    };
  if (snapshot.matches({ call: 'over' })) return { kind: 'callOver', outcome: call.outcome };
  if (standOf(snapshot) === null) return null;
  return {
    kind: 'call',
    stage: call.stage,
    said: [...call.said],
    written: call.written,
    notSent: call.notSent,
    modes: otherModes(call),
  };
}

/** Where a number can be taken without losing anything: between two things, or where what was entered goes with it. */
export function mayTakeNumber(session: SessionSnapshot | undefined, view: View): boolean {
  if (!session || session.children.bankCard !== undefined) return false;
  if (
    session.matches({ main: 'identify' }) ||
    session.matches({ main: 'unknownCustomer' }) ||
    session.matches({ main: 'menu' }) ||
    session.matches({ main: 'notEligible' })
  )
    return true;
  return (
    session.children.service !== undefined &&
    lockOf(view) === null &&
    !view.recording &&
    view.actions.some(({ id }) => id === 'back')
  );
}

export type CallMay = { readonly number: boolean; readonly callBack: boolean; readonly elder: boolean };

/** What can be done there. */
export function callOverlayActions(
  overlay: CallOverlay,
  frame: CallFrame | null,
  call: CallContext,
  may: CallMay,
): Action[] {
  switch (overlay.kind) {
    case 'callWays':
      return wayActions(overlay, may);
    case 'selfTest':
      return [...testActions(overlay), back('closeOverlay'), help];
    case 'call':
      return frame === null ? [back('closeOverlay'), help] : talkActions(overlay, frame, call, may);
    case 'proposal':
      return [primary('acceptProposal'), back('declineProposal'), help];
    case 'stillAsked':
      return overlay.phase === 'taking' ? [help] : [primary('allowStill'), back('declineStill'), help];
    case 'recordingAsked':
      return [primary('allowRecording'), back('declineRecording'), help];
    case 'callOver':
      return [...overActions(overlay.outcome, may), primary('closeOverlay'), help];
  }
}

/** One row each, the most promising first; with large letters a person first, and one thing less. */
function wayActions({ prospect }: Extract<CallOverlay, { kind: 'callWays' }>, may: CallMay): Action[] {
  if (prospect === 'asking') return [back('closeOverlay'), help];
  const teller = prospect === 'closed' ? [] : (['callTeller'] as const);
  const number = may.number ? (['takeNumber'] as const) : [];
  const later = may.callBack ? (['callBack'] as const) : [];
  const rows = may.elder
    ? (['callPerson', ...(prospect === 'open' ? teller : later), ...number] as const)
    : prospect === 'open'
      ? ([...teller, 'callPerson', ...number, ...later] as const)
      : (['callPerson', ...later, ...number, ...teller] as const);
  return [...rows.map((id, place) => option(id, place)), back('closeOverlay'), help];
}

function testActions({ phase, mode }: Extract<CallOverlay, { kind: 'selfTest' }>): Action[] {
  if (phase === 'opening') return [];
  const others = CALL_MODES.flatMap((one, place): Action[] =>
    one === mode ? [] : [{ ...secondary('chooseMode', MODE_KEYS[place] ?? 'three'), choice: place }],
  );
  return [...others, ...(mode === 'text' ? [] : [secondary('playTone', 'four')]), primary('startCall')];
}
const MODE_KEYS = ['one', 'two', 'three'] as const;
const SAYING_KEYS = ['one', 'two', 'three', 'four', 'five', 'six'] as const;

const letterEntry: readonly Action[] = [
  ...[...LETTERS].map((_, place): Action => ({ id: 'letter', role: 'entry', choice: place })),
  { id: 'words', role: 'entry' },
];

function talkActions(
  overlay: Extract<CallOverlay, { kind: 'call' }>,
  frame: CallFrame,
  call: CallContext,
  may: CallMay,
): Action[] {
  if (overlay.stage === 'write')
    return [
      ...letterEntry,
      ...digitEntry,
      ...(call.written.trim() === '' ? [] : [{ ...primary('say'), choice: 0 }]),
      back('openCall'),
      help,
    ];
  const there = frame.state === 'live' || frame.state === 'interrupted';
  const end = secondary('endCall', 'zero');
  const away = [...(frame.long && may.callBack ? [secondary('callBack', 'eight')] : []), end];
  if (!there)
    return [
      ...(frame.long ? [secondary('callPerson', 'one')] : []),
      ...(frame.long && may.number ? [secondary('takeNumber', 'two')] : []),
      ...away,
      primary('closeOverlay'),
      help,
    ];
  const modes = overlay.modes.map((mode): Action => {
    const place = CALL_MODES.indexOf(mode);
    return { ...secondary('chooseMode', 'nine'), choice: place };
  });
  // The next lesser one, or from writing back to the richest there is.
  const change = overlay.modes.find((mode) => CALL_MODES.indexOf(mode) > CALL_MODES.indexOf(frame.mode));
  const other = modes.filter(
    ({ choice }) => choice === CALL_MODES.indexOf(change ?? overlay.modes[0] ?? 'text'),
  );
  if (frame.mode === 'text')
    return [
      ...READY_SAYINGS.slice(0, may.elder ? 4 : SAYING_KEYS.length).map(
        (_, place): Action => ({
          id: 'say',
          role: 'choice',
          choice: place + 1,
          key: SAYING_KEYS[place] ?? 'six',
        }),
      ),
      secondary('write', 'seven'),
      ...other,
      ...away,
      primary('closeOverlay'),
      help,
    ];
  return [
    secondary('toggleMicrophone', 'one'),
    ...(frame.mode === 'video' && !may.elder ? [secondary('toggleCamera', 'two')] : []),
    ...(isRecorded(call) ? [secondary('stopCallRecording', 'three')] : []),
    secondary('write', 'seven'),
    ...other,
    ...away,
    primary('closeOverlay'),
    help,
  ];
}

/** Where it goes on, as the teller has said. */
const overActions = (outcome: CallContext['outcome'], may: CallMay): Action[] => [
  ...(outcome === 'counter' && may.number ? [secondary('takeNumber', 'one')] : []),
  ...(outcome === 'lapsed' ? [secondary('callTeller', 'one')] : []),
  ...((outcome === 'callBack' || outcome === 'lapsed') && may.callBack ? [secondary('callBack', 'two')] : []),
];

/** On the step itself: the chip that opens the call. By keypad it is reached over help. */
export const openCall: Action = { id: 'openCall', role: 'frame' };
/** Whoever is recorded may end that at any time. */
export const stopCallRecording: Action = { id: 'stopCallRecording', role: 'frame' };
