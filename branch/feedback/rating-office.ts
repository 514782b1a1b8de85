import { createHash, randomUUID } from 'node:crypto';
import type { PhoneRating, RatingRequest } from '#contracts/branch/feedback.ts';
import type { Ticket } from '#contracts/branch/ticket.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { branchTime } from '../branch-time.ts';
import { businessDate } from '../business-date.ts';
import type { Caller } from '../enrolment/caller.ts';
import { toConfiguration } from '../queue/records.ts';
import type { BranchSeal } from '../sealing/seal.ts';
import type { BranchStore } from '../store/store.ts';
import { openTask } from '../tasks/task-writing.ts';
import { mondayOf } from './week.ts';

const HOUR = 3_600_000;

type Said = Omit<PhoneRating, 'words'> & {
  readonly about: 'terminal' | 'counter';
  readonly service: string | null;
  readonly place: string | null;
  readonly flow: string | null;
  readonly words: string | null;
};

const markOf = (what: string): string => createHash('sha256').update(`rated ${what}`).digest('hex');

/** States of a number whose holder was served. */
const SERVED = ['done'];

/**
 * Takes what people say of a visit. The rating keeps the hour, the service and the place; that something was rated
 * already is known by a mark that leads to no rating.
 */
export class RatingOffice {
  readonly #store: BranchStore;
  readonly #clock: Clock;
  readonly #seal: BranchSeal;

  constructor(store: BranchStore, clock: Clock, seal: BranchSeal) {
    this.#store = store;
    this.#clock = clock;
    this.#seal = seal;
  }

  /** Of a terminal, under an id that the terminal made up for this rating; a resend counts nothing twice. */
  ofTerminal({ terminal, branch }: Caller, given: RatingRequest): Promise<boolean> {
    const { id, level, reasons, service, flow } = given;
    return this.#give(branch, `terminal ${terminal} ${id}`, {
      level,
      reasons,
      service,
      flow,
      about: 'terminal',
      place: terminal,
      words: null,
    });
  }

  /** Of the counter, by the holder of a number that is done; one a number. */
  async ofNumber(
    branch: string,
    ticket: Ticket,
    given: PhoneRating,
  ): Promise<Result<boolean, CodedError<'illegalMove'>>> {
    if (!SERVED.includes(ticket.state)) return err({ code: 'illegalMove', detail: ticket.state });
    const service = ticket.services.findLast(({ outcome }) => outcome !== 'open') ?? ticket.services[0];
    const counted = await this.#give(branch, `number ${ticket.id}`, {
      ...given,
      about: 'counter',
      service: service?.id ?? null,
      place: ticket.counter,
      flow: null,
    });
    return ok(counted);
  }

  /** Whether the holder of a number is still to be asked. */
  async mayRate(ticket: Ticket): Promise<boolean> {
    if (!SERVED.includes(ticket.state)) return false;
    const row = await this.#store.db
      .selectFrom('rating_marks')
      .select('mark')
      .where('mark', '=', markOf(`number ${ticket.id}`))
      .executeTakeFirst();
    return row === undefined;
  }

  #give(branch: string, what: string, said: Said): Promise<boolean> {
    const now = Math.round(this.#clock.wall());
    return this.#store.write(async (writing) => {
      const { db } = writing;
      const known = await db
        .selectFrom('branches')
        .select('configuration')
        .where('id', '=', branch)
        .executeTakeFirst();
      const { feedback, timeZone } = toConfiguration(known?.configuration ?? null);
      const day = businessDate(now, timeZone);
      const mark = await db
        .insertInto('rating_marks')
        .values({ mark: markOf(what), day })
        .onConflict((conflict) => conflict.column('mark').doNothing())
        .returning('mark')
        .executeTakeFirst();
      if (!mark) return false;
      const reasons = JSON.stringify(said.reasons);
      await db
        .insertInto('ratings')
        .values({
          id: randomUUID(),
          branch,
          about: said.about,
          service: said.service,
          place: said.place,
          flow: said.flow,
          hour: `${day}T${branchTime(now, timeZone).hour}`,
          week: mondayOf(day),
          level: said.level,
          reasons,
        })
        .execute();
      // What somebody wrote is read by somebody, content or not.
      if (said.level <= feedback.lowRating || said.words !== null) {
        const { role, staff } = feedback.ratingOwner;
        await openTask(writing, this.#seal, {
          id: randomUUID(),
          branch,
          kind: 'rating',
          channel: said.about === 'terminal' ? 'terminal' : 'phone',
          place: said.place,
          service: said.service,
          level: said.level,
          reasons,
          language: null,
          words: said.words,
          owner_role: role,
          owner_staff: staff,
          // The hour, as in the rating: a minute would lead to whoever was there.
          created_at: Math.floor(now / HOUR) * HOUR,
          due_at: (Math.floor(now / HOUR) + feedback.ratingHours) * HOUR,
        });
      }
      return true;
    });
  }
}
