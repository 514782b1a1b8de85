import { signatureValue } from '#documents/sealing/cms.ts';
import type { Clock } from '#foundation/clock.ts';
import type { PaperArchive } from '../archive/archive.ts';
import type { BranchStore } from '../store/store.ts';
import type { NotaryPorts } from './ports.ts';
import { askStamp } from './stamps.ts';

/** Between two looks at the queue, milliseconds. */
export const STAMPING_LOOK = 15_000;
/** After the first failure of one seal the authority is asked about it again so much later, then twice as late each time. */
const FIRST_PAUSE = 30_000;
const LONGEST_PAUSE = 3_600_000;
/** Most seals and papers of one look. */
const AT_ONCE = 20;

/**
 * Works off the seals that have no time stamp: asks the authority again, and puts what it answers into the archived
 * paper. Every instance does so; a seal is asked about by one at a time.
 */
export class Stamping {
  readonly #store: BranchStore;
  readonly #clock: Clock;
  readonly #ports: NotaryPorts;
  readonly #archive: PaperArchive;

  constructor(store: BranchStore, clock: Clock, ports: NotaryPorts, archive: PaperArchive) {
    this.#store = store;
    this.#clock = clock;
    this.#ports = ports;
    this.#archive = archive;
  }

  /** One look; answers how many papers have a stamp now that had none. */
  async work(): Promise<number> {
    if (this.#ports.stamps) await this.#ask();
    let stamped = 0;
    for (const event of await this.#archive.unstamped(AT_ONCE))
      if (await this.#archive.stamp(event)) stamped += 1;
    return stamped;
  }

  async #ask(): Promise<void> {
    const now = this.#clock.wall();
    const due = await this.#store.db
      .selectFrom('signing_events')
      .select(['event', 'cms', 'stamp_due', 'stamp_tries'])
      .where('stamp_due', '<=', now)
      .where('cms', 'is not', null)
      .orderBy('stamp_due')
      .limit(AT_ONCE)
      .execute();
    for (const { event, cms, stamp_due: stampDue, stamp_tries: tries } of due) {
      const value = signatureValue(Buffer.from(cms ?? '', 'base64'));
      if (!value || stampDue === null) continue;
      const pause = Math.min(FIRST_PAUSE * 2 ** Math.min(tries, 16), LONGEST_PAUSE);
      // Taken by moving it on: whoever moved it asks.
      const { numUpdatedRows } = await this.#store.db
        .updateTable('signing_events')
        .set({ stamp_due: now + pause, stamp_tries: tries + 1 })
        .where('event', '=', event)
        .where('stamp_due', '=', stampDue)
        .executeTakeFirst();
      if (Number(numUpdatedRows) === 0) continue;
      const token = await askStamp(this.#ports, value, this.#clock);
      if (token.ok)
        await this.#store.db
          .updateTable('signing_events')
          .set({ stamp: Buffer.from(token.value).toString('base64'), stamp_due: null })
          .where('event', '=', event)
          .where('void_reason', 'is', null)
          .execute();
      // An authority that does not answer is left alone until the next look.
      else if (token.error.code === 'unavailable') return;
    }
  }
}
