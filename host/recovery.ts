import type { CardReader } from '#devices/card-reader/contract.ts';
import type { WorldEvent } from '#flows/events.ts';
import type { Clock } from '#foundation/clock.ts';
import { newToken } from './ids.ts';
import type { Journal } from './journal/journal.ts';
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
  const lastActivity = Math.max(...visits.unfinished().map((visit) => lastOf(journal, visit)));
  const left = visits.endUnfinished();
  const status = await cardReader?.execute({ id: newToken(), name: 'status', input: {} });
  const cardInside =
    status?.ok === true && status.value.media !== 'notPresent' && status.value.media !== 'unknown';
  const since = clock.wall() - lastActivity;
  const returnCard = cardInside && left.length > 0 && since >= 0 && since <= OWNER_STILL_THERE;
  journal.append({ kind: 'recovery', facts: { visits: left.length, cardInside, returnCard } });
  return { type: 'recovered', cardInside, returnCard, idCardLeft: left.length > 0 };
}

/** Wall clock of the newest entry of that visit; minus infinity when there is none. Entries of this run name no visit yet. */
function lastOf(journal: Journal, visit: string): number {
  const newest = journal.latestOf(visit);
  return newest ? Date.parse(newest.at) : Number.NEGATIVE_INFINITY;
}
