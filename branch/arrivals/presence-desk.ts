import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { BranchStore } from '../store/store.ts';
import { checkPresence, type PresenceMessage, type PresenceProblem } from './presence.ts';

/** What presence adapters say, each signed message heard once, over restarts and by whichever instance. */
export class PresenceDesk {
  readonly #store: BranchStore;
  readonly #clock: Clock;
  readonly #secret: string;

  constructor(store: BranchStore, clock: Clock, secret: string) {
    this.#store = store;
    this.#clock = clock;
    this.#secret = secret;
  }

  async admit(
    message: PresenceMessage,
  ): Promise<Result<void, PresenceProblem | CodedError<'nonceReplayed'>>> {
    const wall = this.#clock.wall();
    const checked = checkPresence(message, this.#secret, wall);
    if (!checked.ok) return checked;
    const { nonce, keptUntil } = checked.value;
    return this.#store.write(async ({ db }) => {
      await db.deleteFrom('presence_nonces').where('kept_until', '<', wall).execute();
      const added = await db
        .insertInto('presence_nonces')
        .values({ nonce, kept_until: keptUntil })
        .onConflict((conflict) => conflict.column('nonce').doNothing())
        .returning('nonce')
        .executeTakeFirst();
      return added ? ok(undefined) : err({ code: 'nonceReplayed' as const });
    });
  }
}
