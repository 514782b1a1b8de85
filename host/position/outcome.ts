import type { VisitOutcome } from '#contracts/branch/position.ts';
import type { Screen, ScreenKind } from '#contracts/screen/screen.ts';

/** Screens on which a person has taken over: what stands on them is for the counters. */
const FOR_THE_COUNTERS: ReadonlySet<ScreenKind> = new Set<ScreenKind>(['ticketTaken']);

/**
 * What a visit has come to with this screen, after what it had come to before. Nothing that was done is undone by what
 * follows; a call for a person counts once staff have answered it.
 */
export function outcomeWith(before: VisitOutcome, { body, frame }: Screen): VisitOutcome {
  if (before === 'done') return before;
  if (body.kind === 'result' && body.outcome === 'done') return 'done';
  // The number was given back: nobody at the counters waits for him.
  if (body.kind === 'ticketGivenUp') return 'left';
  const handedOver =
    FOR_THE_COUNTERS.has(body.kind) ||
    (body.kind === 'result' && body.outcome === 'caseOpened') ||
    frame.help.state === 'seen' ||
    frame.help.state === 'closed';
  return handedOver ? 'handedOver' : before;
}
