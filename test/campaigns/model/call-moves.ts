import type { RemoteAct } from '#contracts/branch/call-act.ts';
import type { CallEvent } from '#flows/call-ports.ts';

const REMOTE: readonly RemoteAct[] = [
  { do: 'highlight', what: { action: 'choose', choice: 0 } },
  { do: 'highlight', what: null },
  { do: 'move', action: 'back' },
  { do: 'move', action: 'nextPage' },
  { do: 'move', action: 'toggleTextSize' },
  { do: 'propose', inputs: [{ action: 'choose', choice: 0 }] },
  {
    do: 'propose',
    inputs: [
      { action: 'clear' },
      ...[...'14200990099'].map((one) => ({ action: 'digit', choice: Number(one) }) as const),
    ],
  },
  { do: 'propose', inputs: [{ action: 'confirm' }] },
  { do: 'propose', inputs: [{ action: 'agree' }] },
  { do: 'still' },
  { do: 'stopRecording' },
];

/** Whatever the host may tell of a call, in any order, whether there is one or not. */
export const CALL_EVENTS: readonly CallEvent[] = [
  { type: 'call.waiting', wait: { position: 2, minutes: 3, tellers: 1 }, transferred: false },
  { type: 'call.waiting', wait: null, transferred: true },
  { type: 'call.assigned', recordingDays: null, turn: 1, teller: '柜员甲' },
  { type: 'call.assigned', recordingDays: 30, turn: 2, teller: '柜员乙' },
  { type: 'call.recording', stand: 'on' },
  { type: 'call.recording', stand: 'paused' },
  { type: 'call.live', mode: 'video' },
  { type: 'call.live', mode: 'text' },
  { type: 'call.interrupted' },
  { type: 'call.unheard' },
  { type: 'call.said', from: 'teller', words: '您好' },
  { type: 'call.heard', loud: true },
  { type: 'call.mediaLost', fault: 'ended' },
  { type: 'call.over', outcome: 'finished' },
  { type: 'call.over', outcome: 'lapsed' },
  { type: 'call.over', outcome: 'counter' },
  ...REMOTE.map((remote, place): CallEvent => ({ type: 'call.act', act: `act-${place}`, remote })),
];
