import type { BranchConfiguration } from '#contracts/branch/configuration.ts';
import type { Clock } from '#foundation/clock.ts';
import { businessDate } from '../business-date.ts';
import type { BranchStore, Writing } from '../store/store.ts';
import { within } from './hours.ts';
import { toConfiguration } from './records.ts';

/** The subject on which the pages of a branch's queue wait. */
export const queueOf = (branch: string): string => `queue:${branch}`;

/** What happened in a queue; the words in which waits are explained and the day is accounted for. */
export type QueueEventKind =
  | 'ticketIssued'
  | 'ticketHandedIn'
  | 'ticketCalled'
  | 'ticketRecalled'
  | 'ticketOvertaken'
  | 'serviceBegun'
  | 'serviceEnded'
  | 'ticketParked'
  | 'ticketTransferred'
  | 'ticketNoShow'
  | 'ticketGivenUp'
  | 'ticketDone'
  | 'counterOpened'
  | 'counterPaused'
  | 'counterClosed'
  | 'configurationChanged'
  | 'draftKept'
  | 'draftGone'
  | 'appointmentBooked'
  | 'appointmentMoved'
  | 'appointmentCancelled'
  | 'appointmentKept'
  | 'appointmentNoShow';

export type QueueEvent = {
  readonly kind: QueueEventKind;
  /** The ticket's id. */
  readonly ticket?: string;
  readonly counter?: string;
  readonly staff?: string;
  readonly detail?: string;
};

/** One change of one branch's queue, with the queue to itself. */
export type QueueWriting = Writing & {
  readonly branch: string;
  readonly revision: number;
  /** Milliseconds since the epoch; never before anything the queue holds, whatever the wall clock did. */
  readonly now: number;
  readonly businessDate: string;
  readonly careNow: boolean;
  readonly configuration: BranchConfiguration;
  note(event: QueueEvent): void;
};

/** Runs a change of the queue; what it notes is kept with it, and the pages of the queue are told. */
export function writeQueue<T>(
  store: BranchStore,
  clock: Clock,
  branch: string,
  work: (queue: QueueWriting) => Promise<T>,
): Promise<T> {
  const wall = clock.wall();
  return store.writeBranch(branch, wall, async (writing, { revision, now, configuration: stored }) => {
    const { db } = writing;
    const configuration = toConfiguration(stored);
    const today = businessDate(wall, configuration.timeZone);
    const events: QueueEvent[] = [];
    const answer = await work({
      ...writing,
      branch,
      revision,
      now,
      businessDate: today,
      careNow: within(configuration.care.hours, wall, configuration.timeZone),
      configuration,
      note: (event) => events.push(event),
    });
    if (events.length === 0) return answer;
    await db
      .insertInto('queue_events')
      .values(
        events.map(({ kind, ticket = null, counter = null, staff = null, detail = null }, part) => ({
          branch,
          sequence: revision,
          part,
          business_date: today,
          at: now,
          kind,
          ticket,
          counter,
          staff,
          detail,
        })),
      )
      .execute();
    writing.tell(queueOf(branch));
    return answer;
  });
}
