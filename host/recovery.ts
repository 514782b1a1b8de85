import type { CardReader } from '#devices/card-reader/contract.ts';
import type { WorldEvent } from '#flows/events.ts';
import type { Clock } from '#foundation/clock.ts';
import { newToken } from './ids.ts';
import type { Journal } from './journal/journal.ts';
import { documentMayLie } from './journal/lying-document.ts';
import type { Visits } from './visits.ts';

/**
 * A card found inside goes back through the gate only while its owner is probably still standing there: this many
 * milliseconds after the last thing the journal knows of a visit. Later it is retained, never handed to a stranger.
 */
export const OWNER_STILL_THERE = 60_000;

type Recovered = Extract<WorldEvent, { type: 'recovered' }>;

/** What a former run left, from journal and reader: ends its visit, and says what is to be done with media. */
export async function recover(
  journal: Journal,
  visits: Visits,
  cardReader: CardReader | undefined,
  clock: Clock,
): Promise<Recovered> {
  const before = handedOn(journal);
  const lastActivity = Math.max(
    before.lastActivity,
    ...visits.unfinished().map((visit) => lastOf(journal, visit)),
  );
  const left = before.visits + visits.endUnfinished().length;
  const status = await cardReader?.execute({ id: newToken(), name: 'status', input: {} });
  const cardInside =
    status?.ok === true && status.value.media !== 'notPresent' && status.value.media !== 'unknown';
  const idCardLeft = left > 0 || documentMayLie(journal.database);
  const since = clock.wall() - lastActivity;
  const returnCard = cardInside && left > 0 && since >= 0 && since <= OWNER_STILL_THERE;
  journal.append({
    kind: 'recovery',
    facts: { visits: left, cardInside, returnCard, idCardLeft, since: Number.isFinite(since) ? since : null },
  });
  return { type: 'recovered', cardInside, returnCard, idCardLeft };
}

/**
 * A start that was cut off itself has ended the visits it found and may have seen to nothing of theirs: unless it came to
 * ask the next customer in, what it found is found again.
 */
function handedOn(journal: Journal): { readonly visits: number; readonly lastActivity: number } {
  const former = journal.latestOfKind('recovery');
  if (!former || journal.hasAsked('readDocument', former.seq))
    return { visits: 0, lastActivity: Number.NEGATIVE_INFINITY };
  const { visits, since } = former.facts;
  return {
    visits: Number(visits),
    lastActivity: typeof since === 'number' ? Date.parse(former.at) - since : Number.NEGATIVE_INFINITY,
  };
}

/** Wall clock of the newest entry of that visit; minus infinity when there is none. Entries of this run name no visit yet. */
function lastOf(journal: Journal, visit: string): number {
  const newest = journal.latestOf(visit);
  return newest ? Date.parse(newest.at) : Number.NEGATIVE_INFINITY;
}
