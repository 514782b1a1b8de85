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

  constructor(store: BranchStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** A one-time code for this terminal. An older one that nobody used stops working. */
  async makeCode(terminal: string): Promise<string> {
    const code = newEnrolmentCode();
    const expires = this.#clock.wall() + ENROLMENT_CODE_LIFETIME;
    await this.#store.db.transaction().execute(async (tx) => {
      await tx
        .deleteFrom('enrolment_codes')
        .where('terminal', '=', terminal)
        .where('used_at', 'is', null)
        .execute();
      await tx
        .insertInto('enrolment_codes')
        .values({ code_hash: enrolmentCodeHash(code), terminal, expires_at: expires, used_at: null })
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
    return this.#store.db.transaction().execute(async (tx) => {
      const code = await tx
        .selectFrom('enrolment_codes')
        .selectAll()
        .where('code_hash', '=', hash)
        .where('terminal', '=', request.id)
        .executeTakeFirst();
      if (!code) return err({ code: 'enrolmentCodeUnknown' });
      if (code.used_at !== null) return err({ code: 'enrolmentCodeUsed' });
      if (Number(code.expires_at) <= now) return err({ code: 'enrolmentCodeExpired' });
      await tx.updateTable('enrolment_codes').set({ used_at: now }).where('code_hash', '=', hash).execute();
      const before = await tx
        .selectFrom('terminals')
        .select('fingerprint')
        .where('id', '=', request.id)
        .executeTakeFirst();
      await tx
        .insertInto('enrolments')
        .values({
          sequence: await nextNumber(tx, 'enrolments'),
          terminal: request.id,
          fingerprint,
          replaced: before?.fingerprint ?? null,
          at: enrolledAt,
        })
        .execute();
      const row = { public_key: request.publicKey, fingerprint, enrolled_at: enrolledAt };
      await tx
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

  /** The key that stands for the terminal now. */
  async keyOf(terminal: string): Promise<KeyObject | undefined> {
    const row = await this.#store.db
      .selectFrom('terminals')
      .select('public_key')
      .where('id', '=', terminal)
      .executeTakeFirst();
    return row && publicKeyOf(row.public_key);
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
    return this.#store.db.transaction().execute(async (tx) => {
      await tx.deleteFrom('nonces').where('kept_until', '<', now).execute();
      const { count } = await tx
        .selectFrom('nonces')
        .select((eb) => eb.fn.countAll().as('count'))
        .where('terminal', '=', terminal)
        .executeTakeFirstOrThrow();
      if (Number(count) >= NONCES_PER_TERMINAL) return err({ code: 'tooManyRequests' });
      const noted = await tx
        .insertInto('nonces')
        .values({ terminal, nonce, kept_until: now + NONCE_KEPT })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return noted.numInsertedOrUpdatedRows === 1n ? ok(undefined) : err({ code: 'nonceReplayed' });
    });
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
