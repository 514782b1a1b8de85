import { createHash, randomBytes } from 'node:crypto';
import { SESSION_IDLE, SESSION_LIFETIME } from '#contracts/branch/staff.ts';
import type { Clock } from '#foundation/clock.ts';
import type { BranchStore, Writing } from '../store/store.ts';

/** How far the store may be behind what this process knows of the last act, milliseconds. */
export const TOUCH_EVERY = 60_000;

/** Most sessions of one member at once; the one that was used longest ago makes room. */
export const SESSIONS_EACH = 6;

export type Session = {
  readonly hash: string;
  readonly number: string;
  /** Milliseconds from now. */
  readonly left: number;
  readonly idleLeft: number;
};

/** Ended sessions that nobody asked for again are forgotten after this, milliseconds; see `begin`. */
const FORGOTTEN_AFTER = 30 * 86_400_000;

/** Most sessions whose measure is kept before those that ended are let go. */
const MEASURED = 1_000;

type Measured = {
  readonly end: number;
  readonly idleEnd: number;
  /** As the store has it (wall clock), and when this process wrote it (monotonic). */
  readonly touchedAt: number;
  readonly writtenAt: number;
};

const between = (value: number, least: number, most: number): number =>
  Math.min(Math.max(value, least), most);

/**
 * Sessions: of the token, 256 random bits, only the SHA-256 is stored. How long one has still to live is measured by
 * the process's monotonic clock from the moment it first meets the session; the wall clock is only asked then, and
 * never gives more than a session can have. So setting the clock neither ends a session nor prolongs one.
 */
export class Sessions {
  readonly #store: BranchStore;
  readonly #clock: Clock;
  readonly #measured = new Map<string, Measured>();

  constructor(store: BranchStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /**
   * Begins a session inside the writing that lets in; the token is shown this once. `terminal`: the one whose host
   * holds it, at which nobody else is in from now on; null: a browser holds it.
   */
  async begin(
    { db }: Writing,
    number: string,
    terminal: string | null = null,
  ): Promise<{ token: string; session: Session }> {
    const token = randomBytes(32).toString('base64url');
    const hash = tokenHash(token);
    const wall = this.#clock.wall();
    if (terminal !== null) await db.deleteFrom('staff_sessions').where('terminal', '=', terminal).execute();
    const older = await db
      .selectFrom('staff_sessions')
      .select('token_hash')
      .where('number', '=', number)
      .orderBy('touched_at', 'desc')
      .offset(SESSIONS_EACH - 1)
      .limit(100)
      .execute();
    if (older.length > 0)
      await db
        .deleteFrom('staff_sessions')
        .where(
          'token_hash',
          'in',
          older.map(({ token_hash }) => token_hash),
        )
        .execute();
    // So late that no wall clock that was only set wrong ends anybody's session.
    await db
      .deleteFrom('staff_sessions')
      .where('expires_at', '<', wall - FORGOTTEN_AFTER)
      .execute();
    await db
      .insertInto('staff_sessions')
      .values({ token_hash: hash, number, terminal, expires_at: wall + SESSION_LIFETIME, touched_at: wall })
      .execute();
    return { token, session: { hash, number, left: SESSION_LIFETIME, idleLeft: SESSION_IDLE } };
  }

  /**
   * The session of a token, as long as it lasts. `touch`: its person does something now, which moves the idle end;
   * the store hears of that at most once a minute. A token is good only where its session was begun: in a browser
   * (`terminal` null), or at that very terminal.
   */
  async find(token: string, touch: boolean, terminal: string | null = null): Promise<Session | undefined> {
    if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return undefined;
    const hash = tokenHash(token);
    const row = await this.#store.db
      .selectFrom('staff_sessions')
      .selectAll()
      .where('token_hash', '=', hash)
      .executeTakeFirst();
    if (!row) {
      this.#measured.delete(hash);
      return undefined;
    }
    if (row.terminal !== terminal) return undefined;
    const now = this.#clock.monotonic();
    const wall = this.#clock.wall();
    const { end, idleEnd, touchedAt, writtenAt } = this.#measure(row, now, wall);
    if (now >= end || now >= idleEnd) {
      await this.end(hash);
      return undefined;
    }
    if (touch) {
      const stale = now - writtenAt >= TOUCH_EVERY;
      if (stale)
        await this.#store.db
          .updateTable('staff_sessions')
          .set({ touched_at: wall })
          .where('token_hash', '=', hash)
          .execute();
      this.#measured.set(hash, {
        end,
        idleEnd: now + SESSION_IDLE,
        touchedAt: stale ? wall : touchedAt,
        writtenAt: stale ? now : writtenAt,
      });
    }
    const idleLeft = touch ? SESSION_IDLE : idleEnd - now;
    return { hash, number: row.number, left: end - now, idleLeft: Math.min(idleLeft, end - now) };
  }

  async end(hash: string): Promise<void> {
    this.#measured.delete(hash);
    await this.#store.db.deleteFrom('staff_sessions').where('token_hash', '=', hash).execute();
  }

  /** Ends every session of a member inside a writing; answers how many there were. */
  async revoke({ db }: Writing, number: string): Promise<number> {
    const gone = await db
      .deleteFrom('staff_sessions')
      .where('number', '=', number)
      .returning('token_hash')
      .execute();
    return gone.length;
  }

  #measure(
    row: { token_hash: string; expires_at: number; touched_at: number },
    now: number,
    wall: number,
  ): Measured {
    const known = this.#measured.get(row.token_hash);
    // Another instance heard of an act meanwhile: how long ago only the wall clock tells.
    const idle = between(row.touched_at + SESSION_IDLE - wall, 0, SESSION_IDLE);
    if (known?.touchedAt === row.touched_at) return known;
    if (this.#measured.size >= MEASURED)
      for (const [hash, { end, idleEnd }] of this.#measured)
        if (now >= end || now >= idleEnd) this.#measured.delete(hash);
    const measured = {
      end: known?.end ?? now + between(row.expires_at - wall, 0, SESSION_LIFETIME),
      idleEnd: now + idle,
      touchedAt: row.touched_at,
      writtenAt: now - Math.max(0, SESSION_IDLE - idle),
    };
    this.#measured.set(row.token_hash, measured);
    return measured;
  }
}

export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');
