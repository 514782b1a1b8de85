import { mayCover } from './quiet-cover.ts';
import type { TerminalSnapshot } from './terminal.ts';

/**
 * Whether a call-back has the screen: not while a card in the machine, or the visit's end, has it, nor while the screen only
 * looks busy.
 */
export function callBackHasScreen(terminal: unknown): boolean {
  const snapshot = terminal as TerminalSnapshot;
  const session = snapshot.children.session?.getSnapshot();
  return (
    snapshot.children.callBack !== undefined &&
    session !== undefined &&
    session.children.bankCard === undefined &&
    mayCover(session) &&
    !snapshot.matches({ quiet: 'standing' })
  );
}
