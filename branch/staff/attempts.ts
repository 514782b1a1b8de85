import { createHash, randomUUID } from 'node:crypto';
import { WRONG_PINS } from '#contracts/branch/staff.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { BranchStore, Writing } from '../store/store.ts';
import { type Attempt, Waits, waitAfter } from './waits.ts';

/** Told whenever an attempt was counted, so that every instance begins to measure the wait at once. */
export const ATTEMPTS = 'staff:attempts';

/** Most numbers of nobody whose wrong attempts are remembered; of members all are. */
const STRANGERS = 2_000;

export type AttemptRefusal = CodedError<'pinWait' | 'pinLocked'> & { readonly retryAfter?: number };

/**
 * The count of wrong PINs. An attempt is counted as wrong, durably, before anybody looks at the PIN, and the count is
 * taken back when it was right: a crash in between forgives nothing. Numbers of nobody are counted the same way, so
 * that the answers do not tell which numbers exist.
 */
export class Attempts {
  readonly #store: BranchStore;
  readonly #clock: Clock;
  readonly #waits: Waits;

  constructor(store: BranchStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
    this.#waits = new Waits(clock);
  }

  /** Begins to measure every wait the store knows of; at start, and whenever another instance has counted. */
  async learn(): Promise<void> {
    const running = await this.#store.db
      .selectFrom('staff_attempts')
      .select(['number_hash', 'wrong', 'mark'])
      .where('wrong', '>=', WRONG_PINS.firstWait)
      .execute();
    for (const attempt of running) this.#waits.left(attempt);
    this.#waits.keepOnly(running);
  }

  /** Begins to measure the wait after an attempt that was taken, once that is kept. */
  began(attempt: Attempt): void {
    this.#waits.left(attempt);
  }

  /** How many waits this process measures. */
  get measured(): number {
    return this.#waits.size;
  }

  /**
   * Takes one attempt, or says why there is none. Attempts on one number follow each other: of two at the same moment
   * the second one counts after the first. `wrong` is the count with this one in it.
   */
  async take(writing: Writing, number: string): Promise<Result<Attempt, AttemptRefusal>> {
    const { db, tell } = writing;
    const number_hash = hashOf(number);
    const standing = await db
      .selectFrom('staff_attempts')
      .selectAll()
      .where('number_hash', '=', number_hash)
      .executeTakeFirst();
    if (standing && standing.wrong >= WRONG_PINS.locked) return err({ code: 'pinLocked' });
    const left = standing ? this.#waits.left(standing) : 0;
    if (left > 0) return err({ code: 'pinWait', retryAfter: Math.ceil(left / 1_000) });
    const wrong = (standing?.wrong ?? 0) + 1;
    const row = { wrong, mark: randomUUID(), last_at: new Date(this.#clock.wall()).toISOString() };
    await db
      .insertInto('staff_attempts')
      .values({ number_hash, ...row })
      .onConflict((conflict) => conflict.column('number_hash').doUpdateSet(row))
      .execute();
    if (waitAfter(wrong) > 0) tell(ATTEMPTS);
    return ok({ number_hash, wrong, mark: row.mark });
  }

  /** Takes the count back: the PIN was right, is a new one, or an administrator lets in again. Answers what it was. */
  async forgive({ db }: Writing, number: string): Promise<number> {
    const row = await db
      .deleteFrom('staff_attempts')
      .where('number_hash', '=', hashOf(number))
      .returning('wrong')
      .executeTakeFirst();
    return row?.wrong ?? 0;
  }

  /** Of numbers that nobody has the oldest are forgotten when they become too many. */
  async forgetStrangers(): Promise<void> {
    const { db } = this.#store;
    const { count } = await db
      .selectFrom('staff_attempts')
      .select((eb) => eb.fn.countAll().as('count'))
      .executeTakeFirstOrThrow();
    const members = await db.selectFrom('staff').select('number').execute();
    if (Number(count) <= STRANGERS + members.length) return;
    const known = new Set(members.map(({ number }) => hashOf(number)));
    const oldest = await db
      .selectFrom('staff_attempts')
      .select('number_hash')
      .orderBy('last_at')
      .limit(known.size + STRANGERS / 4)
      .execute();
    const strangers = oldest.map(({ number_hash }) => number_hash).filter((hash) => !known.has(hash));
    await db.deleteFrom('staff_attempts').where('number_hash', 'in', strangers).execute();
  }
}

/** Whether nobody gets in under this number until it is unlocked. */
export const isLocked = (wrong: number | null | undefined): boolean => (wrong ?? 0) >= WRONG_PINS.locked;

/** Not a secret; it keeps a PIN that was typed into the wrong field from being read in the store. */
export const hashOf = (number: string): string =>
  createHash('sha256').update(`vestibule staff number ${number}`).digest('hex');
