import type { ActionId } from '#contracts/screen/actions.ts';
import type { Screen, ScreenKind } from '#contracts/screen/screen.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** How long somebody may take to be gone, milliseconds. */
export const LEAVING_MILLISECONDS = 3_000;

/** Screens with nobody in front of them. */
const NOBODY: readonly ScreenKind[] = ['starting', 'idle', 'outOfService'];
/** How a visit is ended wherever it stands, never by agreeing to anything: the first that is offered. */
const WAYS_OUT: readonly ActionId[] = ['finish', 'next', 'decline', 'back', 'closeOverlay'];

/**
 * Ends the visit that is under way by the buttons its screens offer, as its customer would. Resolves when nobody is
 * served any more; a screen that offers no way out and does not go away by itself is left to its own rules.
 */
export function leaveTerminal(
  terminal: Pick<Terminal, 'screen' | 'onScreen' | 'intent'>,
  clock: Clock,
): Promise<void> {
  return new Promise((resolve) => {
    let over = false;
    const end = () => {
      over = true;
      stop();
      clock.clearTimeout(timer);
      resolve();
    };
    const look = (screen: Screen) => {
      if (over) return;
      if (NOBODY.includes(screen.body.kind)) return end();
      const offered = screen.actions.map(({ id }) => id);
      const action = WAYS_OUT.find((way) => offered.includes(way));
      // Not while the screen is still being told to others: they must see this one before the next.
      if (action) queueMicrotask(() => over || terminal.intent({ type: 'act', step: screen.step, action }));
    };
    const stop = terminal.onScreen(look);
    const timer = clock.setTimeout(end, LEAVING_MILLISECONDS);
    look(terminal.screen);
  });
}
