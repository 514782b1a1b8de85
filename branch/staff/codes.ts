import type { StaffMember } from '#contracts/branch/staff.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { enrolmentCodeHash, newEnrolmentCode } from '../enrolment/codes.ts';
import type { Writing } from '../store/store.ts';

/** How long a one-time code can be used, milliseconds. */
export const STAFF_CODE_LIFETIME = 24 * 3_600_000;

/** How long after its end a code is still stored, milliseconds. */
const FORGOTTEN_AFTER = 30 * 86_400_000;

/**
 * One-time codes of 100 random bits, of which only a hash is kept: for somebody new, for a new PIN, and for the first
 * administrator (`number` null). Nobody guesses one, so attempts at them are bounded but not counted.
 */
export class Codes {
  readonly #clock: Clock;
  readonly #practice: boolean;

  constructor(clock: Clock, practice: boolean) {
    this.#clock = clock;
    this.#practice = practice;
  }

  /** A code for this member; older ones stop working. Those of the first administrator stand beside each other. */
  async make({ db }: Writing, number: string | null): Promise<{ code: string; expiresAt: string }> {
    if (number !== null) await db.deleteFrom('staff_codes').where('number', '=', number).execute();
    await db
      .deleteFrom('staff_codes')
      .where('expires_at', '<', this.#clock.wall() - FORGOTTEN_AFTER)
      .execute();
    const code = newEnrolmentCode();
    const expires_at = this.#clock.wall() + STAFF_CODE_LIFETIME;
    await db
      .insertInto('staff_codes')
      .values({
        code_hash: enrolmentCodeHash(code),
        number,
        practice: Number(this.#practice),
        expires_at,
        used_at: null,
      })
      .execute();
    return { code, expiresAt: new Date(expires_at).toISOString() };
  }

  /** Uses up the code; `number` must be the one it was made for. */
  async use(
    { db }: Writing,
    number: StaffMember['number'] | null,
    code: string,
  ): Promise<Result<void, CodedError<'codeInvalid'>>> {
    const now = this.#clock.wall();
    const used = await db
      .updateTable('staff_codes')
      .set({ used_at: now })
      .where('code_hash', '=', enrolmentCodeHash(code))
      .where('practice', '=', Number(this.#practice))
      .where('number', number === null ? 'is' : '=', number)
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      // Made later than now: the wall clock was set back, and what is left of the day cannot be known.
      .where('expires_at', '<=', now + STAFF_CODE_LIFETIME)
      .executeTakeFirst();
    return used.numUpdatedRows === 1n ? ok(undefined) : err({ code: 'codeInvalid' });
  }
}
