import { READY_SAYINGS } from '#contracts/ready-sayings.ts';
import { MOST_SAID } from '#contracts/screen/call-frame.ts';
import { LETTERS } from '#contracts/screen/finding-bodies.ts';
import type { FlowEvent } from '../events.ts';
import type { CallContext } from './call-context.ts';
import type { TerminalContext } from './context.ts';

/** Of the keys that write to a teller: nothing of it is meant for the step beneath. */
const WRITES: ReadonlySet<FlowEvent['type']> = new Set<FlowEvent['type']>([
  'act.letter',
  'act.digit',
  'act.words',
  'act.backspace',
  'act.clear',
]);
export const writesToTeller = ({ overlay, call }: TerminalContext, { type }: FlowEvent): boolean =>
  overlay === 'call' && call.stage === 'write' && WRITES.has(type);

/** With these changes to what is known of the call. */
export const withCall = ({ call }: TerminalContext, change: Partial<CallContext>): { call: CallContext } => ({
  call: { ...call, ...change },
});

/** What stands written after one more key. */
export function writtenWith(written: string, event: FlowEvent): string {
  switch (event.type) {
    case 'act.letter':
      return `${written}${LETTERS[event.choice] ?? ''}`.slice(0, MOST_SAID);
    case 'act.digit':
      return `${written}${event.choice}`.slice(0, MOST_SAID);
    case 'act.words':
      return (event.words ?? '').slice(0, MOST_SAID);
    case 'act.backspace':
      return [...written].slice(0, -1).join('');
    default:
      return '';
  }
}

/** One of the sentences that stand ready, or what was written; null where there is nothing to say. */
export function sayingOf({ call, settings }: TerminalContext, event: FlowEvent): string | null {
  if (event.type !== 'act.say') return null;
  const ready = READY_SAYINGS[event.choice - 1];
  if (ready) return settings.language === 'zh-CN' ? ready.zh : ready.en;
  return call.written.trim() === '' ? null : call.written.trim();
}
