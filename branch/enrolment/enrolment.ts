import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import type { Enrolment, EnrolmentRequest } from '#contracts/branch/terminal.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { type BranchStore, nextNumber } from '../store/store.ts';
import { enrolmentCodeHash, newEnrolmentCode } from './codes.ts';

/** How long an enrolment code can be used, in milliseconds: long enough to carry it to the terminal, no longer. */
export const ENROLMENT_CODE_LIFETIME = 60 * 60_000;

/** How long an accepted nonce is remembered, in milliseconds; well beyond the window in which it could be replayed. */
const NONCE_KEPT = 10 * 60_000;

/** Most accepted requests of one terminal within that time; a loop at the other end is told to slow down. */
const NONCES_PER_TERMINAL = 10_000;

export type EnrolmentRefusal = CodedError<
  'badRequest' | 'enrolmentCodeUnknown' | 'enrolmentCodeExpired' | 'enrolmentCodeUsed'
>;

/** Which terminals belong to the branch, and by which key each is known. */
export class EnrolmentOffice {
  readonly #store: BranchStore;
  readonly #clock: Clock;
  #forgetFrom = 0;

  constructor(store: BranchStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** A one-time code for this terminal of this branch. An older one that nobody used stops working. */
  async makeCode(branch: string, terminal: string): Promise<string> {
    const code = newEnrolmentCode();
    const expires = this.#clock.wall() + ENROLMENT_CODE_LIFETIME;
    await this.#store.write(async ({ db }) => {
      await db
        .deleteFrom('enrolment_codes')
        .where('terminal', '=', terminal)
        .where('used_at', 'is', null)
        .execute();
      await db
        .insertInto('enrolment_codes')
        .values({ code_hash: enrolmentCodeHash(code), branch, terminal, expires_at: expires, used_at: null })
        .execute();
    });
    return code;
  }

  /** Uses up the code and lets the key stand for the terminal, in place of the one it had. */
  async enrol(request: EnrolmentRequest): Promise<Result<Enrolment, EnrolmentRefusal>> {
    if (!publicKeyOf(request.publicKey)) return err({ code: 'badRequest', detail: 'publicKey' });
    const now = this.#clock.wall();
    const hash = enrolmentCodeHash(request.enrolmentCode);
    const fingerprint = fingerprintOf(request.publicKey);
    const enrolledAt = new Date(now).toISOString();
    return this.#store.write(async ({ db }) => {
      const code = await db
        .selectFrom('enrolment_codes')
        .selectAll()
        .where('code_hash', '=', hash)
        .where('terminal', '=', request.id)
        .executeTakeFirst();
      if (!code) return err({ code: 'enrolmentCodeUnknown' });
      if (code.used_at !== null) return err({ code: 'enrolmentCodeUsed' });
      if (Number(code.expires_at) <= now) return err({ code: 'enrolmentCodeExpired' });
      await db.updateTable('enrolment_codes').set({ used_at: now }).where('code_hash', '=', hash).execute();
      const before = await db
        .selectFrom('terminals')
        .select('fingerprint')
        .where('id', '=', request.id)
        .executeTakeFirst();
      await db
        .insertInto('enrolments')
        .values({
          sequence: await nextNumber(db, 'enrolments'),
          terminal: request.id,
          fingerprint,
          replaced: before?.fingerprint ?? null,
          at: enrolledAt,
        })
        .execute();
      const row = {
        branch: code.branch,
        public_key: request.publicKey,
        fingerprint,
        enrolled_at: enrolledAt,
      };
      await db
        .insertInto('terminals')
        .values({ id: request.id, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
      return ok({ id: request.id, fingerprint, enrolledAt });
    });
  }

  async find(terminal: string): Promise<Enrolment | undefined> {
    const row = await this.#store.db
      .selectFrom('terminals')
      .select(['id', 'fingerprint', 'enrolled_at as enrolledAt'])
      .where('id', '=', terminal)
      .executeTakeFirst();
    return row;
  }

  /** The key that stands for the terminal now, and the branch it stands in. */
  async keyOf(terminal: string): Promise<{ key: KeyObject; branch: string } | undefined> {
    const row = await this.#store.db
      .selectFrom('terminals')
      .select(['public_key', 'branch'])
      .where('id', '=', terminal)
      .executeTakeFirst();
    const key = row && publicKeyOf(row.public_key);
    return row && key && { key, branch: row.branch };
  }

  /**
   * Takes note of an accepted signature's nonce; refuses one that was seen. Kept in the store, so that a request
   * caught before a restart is worth nothing after it, and so that two instances know of each other's.
   */
  async acceptNonce(
    terminal: string,
    nonce: string,
  ): Promise<Result<void, CodedError<'nonceReplayed' | 'tooManyRequests'>>> {
    const now = this.#clock.wall();
    const { db } = this.#store;
    await this.#forgetOldNonces(now);
    const { count } = await db
      .selectFrom('nonces')
      .select((eb) => eb.fn.countAll().as('count'))
      .where('terminal', '=', terminal)
      .where('kept_until', '>=', now)
      .executeTakeFirstOrThrow();
    if (Number(count) >= NONCES_PER_TERMINAL) return err({ code: 'tooManyRequests' });
    // One statement decides, so that of two instances that are shown the same nonce one refuses it.
    const noted = await db
      .insertInto('nonces')
      .values({ terminal, nonce, kept_until: now + NONCE_KEPT })
      .onConflict((conflict) => conflict.columns(['terminal', 'nonce']).doNothing())
      .executeTakeFirst();
    return noted.numInsertedOrUpdatedRows === 1n ? ok(undefined) : err({ code: 'nonceReplayed' });
  }

  async #forgetOldNonces(now: number): Promise<void> {
    if (now < this.#forgetFrom) return;
    this.#forgetFrom = now + NONCE_KEPT / 10;
    await this.#store.db.deleteFrom('nonces').where('kept_until', '<', now).execute();
  }
}

/** The key object of 32 bytes in base64url; undefined when they are no point that Ed25519 takes. */
export function publicKeyOf(x: string): KeyObject | undefined {
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  } catch {
    return undefined;
  }
}

const fingerprintOf = (x: string): string =>
  createHash('sha256').update(Buffer.from(x, 'base64url')).digest('hex');
