import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Clock, TimerHandle } from '#foundation/clock.ts';

/** The channel of NOTIFY on which instances of one database tell each other what changed. */
const CHANNEL = 'vestibule';

/** Between two attempts to listen again after the line broke, milliseconds. */
const LISTEN_AGAIN = 1_000;

/** How often everything is looked at without having been told, milliseconds: a word that was lost is found by then. */
export const LOOK_ANYWAY = 15_000;

/**
 * Words between the instances of one database: here at once, to the others by LISTEN/NOTIFY, told after the fact is
 * kept. A word may be lost (an instance that died before it could speak, a line that broke): whoever waits looks again
 * when listening begins anew, and every `LOOK_ANYWAY`.
 */
export class Announcements {
  readonly #url: string;
  readonly #pool: pg.Pool;
  readonly #clock: Clock;
  readonly #self = randomUUID();
  readonly #untold = new Set<string>();
  #speaking: Promise<void> | undefined;
  #client: pg.Client | undefined;
  #closed = false;
  #timer: TimerHandle;
  #listener: (subject: string | null) => void = () => {};

  constructor(url: string, pool: pg.Pool, clock: Clock) {
    this.#url = url;
    this.#pool = pool;
    this.#clock = clock;
  }

  onTold(listener: (subject: string | null) => void): void {
    this.#listener = listener;
  }

  /** Hears what the others tell from now on, until closed. */
  listen(): void {
    void this.#listen();
    this.#lookAnyway();
  }

  /** Tells everybody. Words that come while others are on their way go together in the next sentence. */
  tell(subject: string): void {
    this.#listener(subject);
    this.#untold.add(subject);
    this.#speaking ??= this.#speak().finally(() => {
      this.#speaking = undefined;
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#clock.clearTimeout(this.#timer);
    await this.#speaking;
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => {});
  }

  async #speak(): Promise<void> {
    while (this.#untold.size > 0) {
      const subjects = [...this.#untold].map((subject) => `${this.#self} ${subject}`);
      this.#untold.clear();
      try {
        await this.#pool.query('select pg_notify($1, subject) from unnest($2::text[]) as subject', [
          CHANNEL,
          subjects,
        ]);
      } catch {
        // The others find it by looking anyway.
      }
    }
  }

  async #listen(): Promise<void> {
    if (this.#closed) return;
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: 'vestibule-branch-listen',
      keepAlive: true,
    });
    let over = false;
    const again = () => {
      if (over) return;
      over = true;
      if (this.#client === client) this.#client = undefined;
      client.end().catch(() => {});
      if (!this.#closed) this.#clock.setTimeout(() => void this.#listen(), LISTEN_AGAIN);
    };
    client.on('error', again);
    client.on('end', again);
    client.on('notification', ({ payload = '' }) => {
      const space = payload.indexOf(' ');
      if (payload.slice(0, space) !== this.#self) this.#listener(payload.slice(space + 1));
    });
    try {
      await client.connect();
      if (this.#closed) return void client.end().catch(() => {});
      this.#client = client;
      await client.query(`listen ${CHANNEL}`);
      this.#listener(null);
    } catch {
      again();
    }
  }

  #lookAnyway(): void {
    this.#timer = this.#clock.setTimeout(() => {
      if (this.#closed) return;
      this.#listener(null);
      this.#lookAnyway();
    }, LOOK_ANYWAY);
  }
}
