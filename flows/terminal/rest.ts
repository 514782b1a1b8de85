import { initialTransition } from 'xstate';
import { startOf, type TerminalContext } from './context.ts';
import { type TerminalSnapshot, terminalMachine } from './terminal.ts';

/** What may be otherwise at rest: it is told again to whoever goes on from there. */
const TOLD: ReadonlySet<string> = new Set<keyof TerminalContext>(['health', 'hall', 'defaults']);

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What every region of a terminal begins in, whatever it is begun with. */
let begun: TerminalSnapshot['value'] | undefined;

/**
 * Whether nobody is served and nothing is left of whoever was: all that is known then are health, hall and the settings of
 * the profile, and a terminal that is begun anew with these goes on in the same way.
 */
export function isAtRest(snapshot: TerminalSnapshot): boolean {
  const { context, value } = snapshot;
  if (
    !snapshot.matches({ mode: { idle: { waiting: 'empty' } } }) &&
    !snapshot.matches({ mode: 'outOfService' })
  )
    return false;
  const input = { health: context.health, settings: context.defaults };
  begun ??= initialTransition(terminalMachine, input)[0].value;
  const regions: Readonly<Record<string, unknown>> = begun;
  const now: Readonly<Record<string, unknown>> = value;
  const facts: Readonly<Record<string, unknown>> = { ...context };
  return (
    Object.entries(regions).every(([region, state]) => region === 'mode' || same(now[region], state)) &&
    Object.entries(startOf(input)).every(([name, fact]) => TOLD.has(name) || same(facts[name], fact))
  );
}
