import { CALL_OUTCOMES } from '#contracts/branch/call-words.ts';
import { READY_SAYINGS } from '#contracts/ready-sayings.ts';
import type { Action } from '#contracts/screen/actions.ts';
import type { CallFrame } from '#contracts/screen/call-frame.ts';
import { LETTERS } from '#contracts/screen/finding-bodies.ts';
import type { Frame } from '#contracts/screen/frame.ts';
import type { Body } from '#contracts/screen/screen.ts';
import {
  at,
  back,
  choose,
  type Example,
  entry,
  example,
  help,
  option,
  primary,
  secondary,
} from '../example.ts';
import { debit } from './business.ts';

type Overlay = NonNullable<Frame['overlay']>;
const REVIEW: Body = { kind: 'reviewBlock', card: debit };
const PHONE: Body = { kind: 'enterPhone', entered: '1420000', problem: null, route: 'change' };
const openCall: Action = { id: 'openCall', role: 'frame' };

const waiting: CallFrame = {
  state: 'waiting',
  mode: 'video',
  teller: null,
  reference: 'V-0042',
  wait: { position: 3, minutes: 6, tellers: 2 },
  transferred: false,
  unheard: false,
  long: false,
  camera: true,
  microphone: true,
  unread: 0,
  highlight: null,
  moved: null,
};
const live: CallFrame = { ...waiting, state: 'live', teller: '周其安', wait: null };
const mode = (choice: number, key: 'one' | 'two' | 'three' | 'nine'): Action => ({
  ...secondary('chooseMode', key),
  choice,
});

const over = (name: string, overlay: Overlay, actions: readonly Action[], call?: CallFrame): Example =>
  example(name, REVIEW, actions, { ...at('reportLostCard', 'review'), ...(call ? { call } : {}), overlay });

/** On the step itself. */
const beside = (name: string, call: Partial<CallFrame>): Example => {
  const one = example(`call-beside-${name}`, PHONE, [...entry, back()], {
    ...at('changeReservedPhone', 'newNumber'),
    call: { ...live, ...call },
  });
  return { ...one, actions: [...one.actions, openCall] };
};

/** The same while it is recorded, or would be. */
const recorded = (recording: NonNullable<CallFrame['recording']>): Example => {
  const one = beside(`recording-${recording}`, { recording });
  return { ...one, actions: [...one.actions, { id: 'stopCallRecording', role: 'frame' }] };
};

const ways = (prospect: Extract<Overlay, { kind: 'callWays' }>['prospect'], rows: Action['id'][]): Example =>
  over(
    `call-ways-${prospect}`,
    {
      kind: 'callWays',
      prospect,
      wait:
        prospect === 'open' || prospect === 'tooLong'
          ? { position: 3, minutes: prospect === 'open' ? 6 : 25, tellers: 2 }
          : null,
    },
    [...rows.map((id, place) => option(id, place)), back('closeOverlay'), help],
  );

const talking = (said: number, written = ''): Overlay => ({
  kind: 'call',
  stage: 'talk',
  said: LINES.slice(0, said),
  written,
  notSent: false,
  modes: ['audio', 'text'],
});
const LINES = [
  { from: 'teller', words: '您好，我是柜员周其安，请问有什么可以帮您？' },
  { from: 'customer', words: '我听不见，请打字' },
  { from: 'teller', words: '好的。您要挂失的是尾号 0019 这张卡，对吗？' },
  { from: 'customer', words: '是' },
  { from: 'teller', words: '请看屏幕，核对以后按“确认挂失”。' },
  { from: 'customer', words: '没看懂，请再说一遍' },
] as const;

const controls = (more: Action[] = []): Action[] => [
  secondary('toggleMicrophone', 'one'),
  secondary('toggleCamera', 'two'),
  secondary('write', 'seven'),
  mode(1, 'nine'),
  ...more,
  secondary('endCall', 'zero'),
  primary('closeOverlay'),
  help,
];
const SAYING_KEYS = ['one', 'two', 'three', 'four', 'five', 'six'] as const;
const inWriting: Action[] = [
  ...READY_SAYINGS.map(
    (_, place): Action => ({
      id: 'say',
      role: 'choice',
      choice: place + 1,
      key: SAYING_KEYS[place] ?? 'six',
    }),
  ),
  secondary('write', 'seven'),
  mode(0, 'nine'),
  secondary('endCall', 'zero'),
  primary('closeOverlay'),
  help,
];
const waits = [secondary('endCall', 'zero'), primary('closeOverlay'), help];
const letters: Action[] = [
  ...[...LETTERS].map((_, place): Action => ({ id: 'letter', role: 'entry', choice: place })),
  { id: 'words', role: 'entry' },
];

/** A call to a teller: what is to be expected, the self-test, the wait, the talk, what he asks, and its end. */
export const callExamples: readonly Example[] = [
  over('call-ways-asking', { kind: 'callWays', prospect: 'asking', wait: null }, [
    back('closeOverlay'),
    help,
  ]),
  ways('open', ['callTeller', 'callPerson', 'takeNumber', 'callBack']),
  ways('tooLong', ['callPerson', 'callBack', 'takeNumber', 'callTeller']),
  ways('nobody', ['callPerson', 'callBack', 'takeNumber', 'callTeller']),
  ways('closed', ['callPerson', 'callBack', 'takeNumber']),
  ways('unreachable', ['callPerson', 'callBack', 'takeNumber', 'callTeller']),
  over(
    'call-test-opening',
    {
      kind: 'selfTest',
      phase: 'opening',
      mode: 'video',
      camera: null,
      microphone: null,
      heard: false,
      tone: 0,
    },
    [back('closeOverlay'), help],
  ),
  over(
    'call-test-video',
    { kind: 'selfTest', phase: 'ready', mode: 'video', camera: null, microphone: null, heard: true, tone: 1 },
    [
      mode(1, 'two'),
      mode(2, 'three'),
      secondary('playTone', 'four'),
      primary('startCall'),
      back('closeOverlay'),
      help,
    ],
  ),
  over(
    'call-test-audio',
    {
      kind: 'selfTest',
      phase: 'ready',
      mode: 'audio',
      camera: 'denied',
      microphone: null,
      heard: false,
      tone: 1,
    },
    [
      mode(0, 'one'),
      mode(2, 'three'),
      secondary('playTone', 'four'),
      primary('startCall'),
      back('closeOverlay'),
      help,
    ],
  ),
  over(
    'call-test-text',
    {
      kind: 'selfTest',
      phase: 'ready',
      mode: 'text',
      camera: 'absent',
      microphone: 'missing',
      heard: false,
      tone: 0,
    },
    [mode(0, 'one'), mode(1, 'two'), primary('startCall'), back('closeOverlay'), help],
  ),
  over('call-requesting', talking(0), waits, {
    ...waiting,
    state: 'requesting',
    reference: null,
    wait: null,
  }),
  over('call-waiting', talking(0), waits, waiting),
  over('call-waiting-next', talking(0), waits, {
    ...waiting,
    wait: { position: 1, minutes: null, tellers: 1 },
  }),
  over('call-waiting-unheard', talking(0), waits, { ...waiting, unheard: true }),
  over(
    'call-waiting-long',
    talking(0),
    [
      secondary('callPerson', 'one'),
      secondary('takeNumber', 'two'),
      secondary('callBack', 'eight'),
      ...waits,
    ],
    { ...waiting, long: true },
  ),
  over('call-transferred', talking(0), waits, { ...waiting, transferred: true, wait: null }),
  over('call-assigned', talking(0), waits, { ...live, state: 'assigned' }),
  over('call-video', talking(1), controls(), live),
  over('call-audio', talking(0), [secondary('toggleMicrophone', 'one'), ...controls().slice(2)], {
    ...live,
    mode: 'audio',
    microphone: false,
  }),
  over('call-text', { ...talking(6), modes: ['video', 'audio'] } as Overlay, inWriting, {
    ...live,
    mode: 'text',
  }),
  over('call-long', talking(2), controls([secondary('callBack', 'eight')]), { ...live, long: true }),
  over('call-interrupted', talking(2), controls(), { ...live, state: 'interrupted' }),
  over('call-interrupted-long', talking(0), controls([secondary('callBack', 'eight')]), {
    ...live,
    state: 'interrupted',
    long: true,
  }),
  over(
    'call-write',
    { ...talking(4, 'wo kan bu jian'), stage: 'write', notSent: true } as Overlay,
    [...letters, ...entry, { ...primary('say'), choice: 0 }, back('openCall'), help],
    { ...live, mode: 'text' },
  ),
  over(
    'call-proposal',
    { kind: 'proposal', teller: '周其安', anew: true, typed: '14200010001', choice: null },
    [primary('acceptProposal'), back('declineProposal'), help],
    live,
  ),
  example(
    'call-proposal-choice',
    {
      kind: 'chooseCard',
      service: 'reportLostCard',
      cards: [{ ...debit, selectable: true, reason: null }],
    },
    [primary('acceptProposal'), back('declineProposal'), help],
    {
      ...at('reportLostCard', 'chooseCard'),
      call: live,
      overlay: {
        kind: 'proposal',
        teller: '周其安',
        anew: false,
        typed: null,
        choice: { action: 'choose', choice: 0 },
      },
    },
  ),
  over(
    'call-still',
    { kind: 'stillAsked', phase: 'asked', teller: '周其安' },
    [primary('allowStill'), back('declineStill'), help],
    live,
  ),
  over('call-still-taking', { kind: 'stillAsked', phase: 'taking', teller: '周其安' }, [help], live),
  over(
    'call-recording-asked',
    { kind: 'recordingAsked', teller: '周其安', days: 30 },
    [primary('allowRecording'), back('declineRecording'), help],
    { ...live, recording: 'asked' },
  ),
  ...CALL_OUTCOMES.map((outcome) =>
    over(`call-over-${outcome}`, { kind: 'callOver', outcome }, [
      ...(outcome === 'counter' ? [secondary('takeNumber', 'one')] : []),
      ...(outcome === 'lapsed' ? [secondary('callTeller', 'one')] : []),
      ...(outcome === 'callBack' || outcome === 'lapsed' ? [secondary('callBack', 'two')] : []),
      primary('closeOverlay'),
      help,
    ]),
  ),
  beside('waiting', { ...waiting, wait: { position: 12, minutes: 18, tellers: 2 } }),
  beside('live', { unread: 2 }),
  beside('interrupted', { state: 'interrupted' }),
  recorded('on'),
  recorded('paused'),
  recorded('interrupted'),
  beside('shown', { highlight: { action: 'digit', choice: 5 } }),
  beside('moved', { mode: 'text', moved: { action: 'back' } }),
  {
    ...example(
      'call-beside-menu-row',
      {
        kind: 'chooseCard',
        service: 'reportLostCard',
        cards: [{ ...debit, selectable: true, reason: null }],
      },
      [choose(0), back()],
      {
        ...at('reportLostCard', 'chooseCard'),
        call: { ...live, mode: 'audio', highlight: { action: 'choose', choice: 0 } },
      },
    ),
  },
];
