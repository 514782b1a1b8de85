import type { FlowEvent } from '#flows/events.ts';
import { digestFact } from '../journal/entry.ts';

/** What was typed, said to a teller or by him, and what makes waiting hard for somebody, is the customer's own. */
export const OWN_ACTS: ReadonlySet<FlowEvent['type']> = new Set([
  'act.digit',
  'act.letter',
  'act.words',
  'act.need',
  'act.rate',
  'act.reason',
  'act.say',
  'call.said',
  'call.act',
] as const);

export function typedIn(event: FlowEvent): Record<string, unknown> {
  if (event.type === 'call.said') return { from: event.from, words: event.words };
  if (event.type === 'call.act') return { act: event.act, remote: event.remote };
  return 'choice' in event
    ? { choice: event.choice, ...(event.words === undefined ? {} : { words: event.words }) }
    : {};
}

/** Of what is the customer's own: which kind of thing a teller did, and who wrote a line, never what. */
export function ownFactsOf(event: FlowEvent): Record<string, string | number> {
  if (event.type === 'call.said') return { from: event.from };
  if (event.type === 'call.act') {
    const { remote } = event;
    if (remote.do === 'propose') return { do: remote.do, inputs: remote.inputs.length };
    return remote.do === 'move' ? { do: remote.do, action: remote.action } : { do: remote.do };
  }
  return {};
}

/** One word for it, which tells nobody who reads along what was done. */
export const nameOf = ({ type }: FlowEvent): string => (type === 'act.quietHelp' ? 'quiet' : type);

/** The public facts of an input; the personal ones never come this way. */
export function factsOf(event: FlowEvent): Record<string, string | number | boolean> {
  switch (event.type) {
    case 'health':
      return { of: event.of, health: event.health, ...(event.entryOpen ? { entryOpen: true } : {}) };
    case 'hall':
      return { open: event.hall?.open ?? 'unknown', careUntil: event.hall?.careUntil ?? 'none' };
    case 'act.quietHelp':
      return {};
    case 'closing.changed':
      return { closing: event.closing ?? 'none' };
    case 'help.changed':
    case 'quiet.changed':
      return { state: event.state };
    case 'hands.changed':
      return { by: event.by === null ? 'none' : digestFact(event.by) };
    case 'helper.acted':
      return { right: event.right };
    case 'submission.settled':
      return { submission: event.answer.submission, outcome: event.answer.outcome };
    case 'paper.shown':
      return { page: event.page };
    case 'ink.changed':
      return { strokes: event.strokes };
    case 'call.waiting':
      return { transferred: event.transferred };
    case 'call.assigned':
      return { turn: event.turn, ...(event.recordingDays === null ? {} : { days: event.recordingDays }) };
    case 'call.live':
      return { mode: event.mode };
    case 'call.over':
      return { outcome: event.outcome };
    case 'call.recording':
      return { stand: event.stand };
    case 'call.heard':
      return { loud: event.loud };
    case 'call.mediaLost':
      return { fault: event.fault };
    case 'recovered':
      return { cardInside: event.cardInside, returnCard: event.returnCard, idCardLeft: event.idCardLeft };
    default:
      return 'choice' in event ? { choice: event.choice } : {};
  }
}
