import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { roleSchema, staffNumberSchema, WRONG_PINS } from '#contracts/branch/staff.ts';
import type { TerminalStaff } from '#contracts/branch/terminal-staff.ts';
import type { AskRefusal } from '#contracts/supervisor/line.ts';
import type { Clock } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { Journal } from '../journal/journal.ts';
import type { KeyWrapper } from '../journal/vault.ts';
import type { OfflineDoor } from './entry.ts';
import type { Member } from './who.ts';

/** argon2id (RFC 9106), as the branch asks for it. */
export const OFFLINE_COST = { memory: 32_768, passes: 2, parallelism: 1 } as const;
/** Most members whose PIN a terminal can tell; whoever was here longest ago makes room. */
export const KNOWN_OFFLINE = 50;
const TAG_BYTES = 32;
const DAY = 86_400_000;

const knownSchema = z.strictObject({
  number: staffNumberSchema,
  name: z.string().max(40),
  roles: z.array(roleSchema),
  validUntil: z.iso.datetime().nullable(),
  salt: z.base64(),
  tag: z.base64(),
});
type Known = z.infer<typeof knownSchema>;
type Row = { readonly known: Known; readonly seenAt: number };

type Options = {
  readonly clock: Clock;
  readonly database: Journal['database'];
  readonly wrapper: KeyWrapper;
  /** `terminal.offlineDays` of the branch's configuration, as it was last heard. */
  readonly days: () => number;
  readonly cost?: { readonly memory: number; readonly passes: number; readonly parallelism: number };
};

/** What must pass after so many wrong PINs, milliseconds; as at the branch. */
const waitAfter = (wrong: number): number =>
  wrong < WRONG_PINS.firstWait ? 0 : WRONG_PINS.waitSeconds * 1_000 * 2 ** (wrong - WRONG_PINS.firstWait);

/**
 * Lets in, while the branch cannot be asked, whom it has let in at this terminal not long ago. A wrong PIN is counted in
 * the file before anybody looks at it, so that killing the host forgives none; waits are measured by running time from
 * the attempt, or from the host's own start, and never by the wall clock. Only the branch takes a lock away.
 */
export class OfflineStaff implements OfflineDoor {
  readonly #options: Options;
  readonly #waits = new Map<string, { readonly wrong: number; readonly until: number }>();
  /** One PIN is looked at after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: Options) {
    this.#options = options;
    options.database.exec(`
      CREATE TABLE IF NOT EXISTS offline_staff (
        number TEXT PRIMARY KEY, sealed BLOB NOT NULL, seen_at INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE IF NOT EXISTS offline_wrong (number TEXT PRIMARY KEY, wrong INTEGER NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS offline_latest (one INTEGER PRIMARY KEY CHECK (one = 1), wall INTEGER NOT NULL) STRICT;
    `);
  }

  /** The branch, whose clock agrees with ours, has let him in: what was counted is over. */
  remember({ staff, validUntil }: TerminalStaff, pin: string): Promise<void> {
    return this.#alone(async () => {
      const { database, wrapper, clock, days } = this.#options;
      const { number, name, roles } = staff;
      const salt = randomBytes(16);
      const tag = await this.#tag(pin, salt);
      const known: Known = {
        ...{ number, name, roles, validUntil },
        ...{ salt: salt.toString('base64'), tag: tag.toString('base64') },
      };
      const wall = Math.round(clock.wall());
      database.prepare('DELETE FROM offline_wrong WHERE number = ?').run(number);
      this.#waits.delete(number);
      this.#keepLatest(wall);
      if (days() === 0) return this.forget(number);
      database
        .prepare('INSERT OR REPLACE INTO offline_staff (number, sealed, seen_at) VALUES (?, ?, ?)')
        .run(number, wrapper.wrap(Buffer.from(JSON.stringify(known))), wall);
      database
        .prepare(
          'DELETE FROM offline_staff WHERE number NOT IN (SELECT number FROM offline_staff ORDER BY seen_at DESC LIMIT ?)',
        )
        .run(KNOWN_OFFLINE);
    });
  }

  /** The branch does not know him here any more. What was counted stays. */
  forget(number: string): void {
    this.#options.database.prepare('DELETE FROM offline_staff WHERE number = ?').run(number);
  }

  /** The branch refused this PIN of his: if it is the one kept here, he has another one now, or none. */
  refused(number: string, pin: string): Promise<void> {
    return this.#alone(async () => {
      const row = this.#find(number);
      if (row && (await this.#isPin(row.known, pin))) this.forget(number);
    });
  }

  signIn(number: string, pin: string): Promise<Result<Member, AskRefusal>> {
    return this.#alone(async () => {
      const { database, clock, days } = this.#options;
      const row = this.#find(number);
      // A clock that was set back makes nobody younger.
      const now = Math.max(clock.wall(), this.#latest());
      this.#keepLatest(Math.round(now));
      if (!row || now - row.seenAt > days() * DAY || days() === 0) {
        this.forget(number);
        return err({ code: 'away' as const });
      }
      const before = this.#wrong(number);
      if (before >= WRONG_PINS.locked) return err({ code: 'pinLocked' as const });
      const left = this.#left(number, before);
      if (left > 0) return err({ code: 'waits' as const, seconds: Math.ceil(left / 1_000) });
      const wrong = before + 1;
      database
        .prepare('INSERT OR REPLACE INTO offline_wrong (number, wrong) VALUES (?, ?)')
        .run(number, wrong);
      if (!(await this.#isPin(row.known, pin))) {
        if (wrong >= WRONG_PINS.locked) return err({ code: 'pinLocked' as const });
        const wait = this.#left(number, wrong);
        return err({ code: 'pinWrong' as const, ...(wait > 0 && { seconds: Math.ceil(wait / 1_000) }) });
      }
      database.prepare('DELETE FROM offline_wrong WHERE number = ?').run(number);
      this.#waits.delete(number);
      const { name, roles, validUntil } = row.known;
      const over = validUntil === null ? roles.includes('technician') : Date.parse(validUntil) <= now;
      if (over) {
        this.forget(number);
        return err({ code: 'expired' as const });
      }
      return ok({ number, name, roles, token: null });
    });
  }

  /** Milliseconds until the next PIN is looked at; of a count this process has not met yet all of it. */
  #left(number: string, wrong: number): number {
    const now = this.#options.clock.monotonic();
    const known = this.#waits.get(number);
    const measured = known?.wrong === wrong ? known : { wrong, until: now + waitAfter(wrong) };
    this.#waits.set(number, measured);
    return Math.max(0, measured.until - now);
  }

  #wrong(number: string): number {
    const row = this.#options.database
      .prepare('SELECT wrong FROM offline_wrong WHERE number = ?')
      .get(number);
    return Number(row?.wrong ?? 0);
  }

  #latest(): number {
    return Number(this.#options.database.prepare('SELECT wall FROM offline_latest').get()?.wall ?? 0);
  }

  #keepLatest(wall: number): void {
    this.#options.database
      .prepare('INSERT OR REPLACE INTO offline_latest (one, wall) VALUES (1, ?)')
      .run(wall);
  }

  /** What cannot be opened or read any more is nobody. */
  #find(number: string): Row | undefined {
    const row = this.#options.database
      .prepare('SELECT sealed, seen_at FROM offline_staff WHERE number = ?')
      .get(number);
    const opened = row && this.#options.wrapper.unwrap(row.sealed as Uint8Array);
    if (!opened) return undefined;
    const known = knownSchema.safeParse(JSON.parse(Buffer.from(opened).toString('utf8')));
    // Sealed for this very number: a row that was moved is nobody's.
    return known.success && known.data.number === number
      ? { known: known.data, seenAt: Number(row.seen_at) }
      : undefined;
  }

  async #isPin({ salt, tag }: Known, pin: string): Promise<boolean> {
    const given = await this.#tag(pin, Buffer.from(salt, 'base64'));
    const kept = Buffer.from(tag, 'base64');
    return kept.length === given.length && timingSafeEqual(kept, given);
  }

  #tag(pin: string, salt: Buffer): Promise<Buffer> {
    const cost = this.#options.cost ?? OFFLINE_COST;
    return new Promise((resolve, reject) => {
      argon2('argon2id', { message: pin, nonce: salt, tagLength: TAG_BYTES, ...cost }, (failure, tag) =>
        failure ? reject(failure) : resolve(Buffer.from(tag)),
      );
    });
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#last.then(work);
    this.#last = run.catch(() => {});
    return run;
  }
}
