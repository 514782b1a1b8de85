import { createHash } from 'node:crypto';
import type {
  CertificateRequest,
  IssuedCertificate,
  SealedDigest,
  SealRequest,
} from '#contracts/branch/paper.ts';
import { issuedCertificateSchema } from '#contracts/branch/paper.ts';
import { OID } from '#documents/asn1/oids.ts';
import { withTimeStamp } from '#documents/sealing/cms.ts';
import { BANK_HOLE } from '#documents/sealing/placeholder.ts';
import { readCms } from '#documents/verifying/cms.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { isHonestText } from '#foundation/text.ts';
import type { Caller } from '../enrolment/caller.ts';
import { Rates } from '../http/rate.ts';
import type { BranchSeal } from '../sealing/seal.ts';
import type { BranchStore } from '../store/store.ts';
import { type EventRow, eventOf, mayGoOn } from './events.ts';
import type { NotaryPorts } from './ports.ts';
import { askStamp } from './stamps.ts';

/** New signings of one terminal: so many at once, then one each so many milliseconds. */
export const SIGNING_RATE = { burst: 12, every: 5_000 } as const;

export type NotaryRefusal = CodedError<
  | 'badRequest'
  | 'idConflict'
  | 'illegalMove'
  | 'notYours'
  | 'paperVoid'
  | 'tooManyRequests'
  | 'certificateRefused'
  | 'sealUnavailable'
> & { readonly retryAfter?: number };

/**
 * Issues the certificate of a signing and puts the bank's seal on its digest, once each: whoever asks again is given
 * the same, whoever asks for something else under the same event is refused. The register of it names nobody.
 */
export class Notary {
  readonly #store: BranchStore;
  readonly #clock: Clock;
  readonly #seal: BranchSeal;
  readonly #ports: NotaryPorts;
  readonly #rates: Rates;

  constructor(store: BranchStore, clock: Clock, seal: BranchSeal, ports: NotaryPorts) {
    this.#store = store;
    this.#clock = clock;
    this.#seal = seal;
    this.#ports = ports;
    this.#rates = new Rates(clock, SIGNING_RATE);
  }

  /**
   * Asks the authority for a certificate. The event is bound to its request before anybody is asked; where two
   * instances ask at the same instant, what was kept first is the answer of both.
   */
  async issue(
    caller: Caller,
    request: CertificateRequest,
  ): Promise<Result<IssuedCertificate, NotaryRefusal>> {
    const { event, name } = request;
    if (!isHonestText(name)) return err({ code: 'badRequest', detail: 'name' });
    const csr = Buffer.from(request.csr, 'base64');
    const csrHash = createHash('sha256').update(csr).digest('hex');
    if (!(await eventOf(this.#store.db, event))) {
      const wait = this.#rates.take(caller.terminal);
      if (wait > 0) return err({ code: 'tooManyRequests', retryAfter: Math.ceil(wait / 1_000) });
    }
    const bound = await this.#store.write(async ({ db }) => {
      const standing = await eventOf(db, event);
      if (standing) return ok(standing);
      const { terminal, branch } = caller;
      await db
        .insertInto('signing_events')
        .values({ event, branch, terminal, csr_hash: csrHash, stamp_tries: 0 })
        .execute();
      return ok(await eventOf(db, event));
    });
    const before = answerOf(bound.value, caller, csrHash);
    if (!before.ok) return before;
    if (before.value !== null) return this.#opened(event, before.value);

    const issued = await this.#ports.authority.issue({ csr, subject: { name, event } });
    if (!issued.ok) return err({ code: 'certificateRefused', detail: issued.error.code });
    const answer = issuedCertificateSchema.safeParse({
      event,
      chain: issued.value.map((der) => Buffer.from(der).toString('base64')),
    });
    const [own] = issued.value;
    if (!answer.success || !own) return err({ code: 'certificateRefused', detail: 'certificateUnusable' });
    const kept = await this.#store.write(async ({ db }) => {
      await db
        .updateTable('signing_events')
        .set({
          chain: this.#seal.seal('notary', event, JSON.stringify(answer.data)),
          certificate_hash: createHash('sha256').update(own).digest('hex'),
          issued_at: this.#clock.wall(),
        })
        .where('event', '=', event)
        .where('certificate_hash', 'is', null)
        .where('void_reason', 'is', null)
        .execute();
      return eventOf(db, event);
    });
    const after = answerOf(kept, caller, csrHash);
    if (!after.ok) return after;
    return after.value === null ? err({ code: 'certificateRefused' }) : this.#opened(event, after.value);
  }

  /** Asks for the bank's seal, and only for a signing whose certificate this terminal was given. */
  async seal(caller: Caller, { event, digest }: SealRequest): Promise<Result<SealedDigest, NotaryRefusal>> {
    const bound = await this.#store.write(async ({ db }) => {
      const standing = await eventOf(db, event);
      if (!standing?.certificate_hash) return err({ code: 'illegalMove' as const, detail: 'noCertificate' });
      const may = mayGoOn(standing, caller);
      if (!may.ok) return may;
      if (standing.digest !== null && standing.digest !== digest) return err({ code: 'idConflict' as const });
      if (standing.digest === null)
        await db.updateTable('signing_events').set({ digest }).where('event', '=', event).execute();
      return ok(standing.cms);
    });
    if (!bound.ok) return bound;
    if (bound.value !== null) return sealedAnswer(event, bound.value);

    const sealed = await this.#ports.seal.seal({ digest });
    if (!sealed.ok) return err({ code: 'sealUnavailable', detail: sealed.error.code });
    const read = readCms(sealed.value, OID.data);
    if (!read.ok || Buffer.from(read.value.messageDigest).toString('hex') !== digest)
      return err({ code: 'sealUnavailable', detail: 'sealUnusable' });
    const stamp = await askStamp(this.#ports, read.value.signatureValue, this.#clock);
    const withStamp = stamp.ok ? withTimeStamp(sealed.value, stamp.value) : undefined;
    // A chain that leaves no room in the paper for a stamp goes without.
    const fits = withStamp !== undefined && withStamp.length <= BANK_HOLE && stamp.ok;
    const cms = Buffer.from(fits ? withStamp : sealed.value).toString('base64');
    const now = this.#clock.wall();
    const kept = await this.#store.write(async ({ db }) => {
      await db
        .updateTable('signing_events')
        .set({
          cms,
          sealed_at: now,
          stamp: fits ? Buffer.from(stamp.value).toString('base64') : null,
          // What has none yet stands in the queue.
          stamp_due: fits ? null : now,
        })
        .where('event', '=', event)
        .where('cms', 'is', null)
        .where('void_reason', 'is', null)
        .execute();
      return eventOf(db, event);
    });
    if (!kept) return err({ code: 'sealUnavailable' });
    const may = mayGoOn(kept, caller);
    if (!may.ok) return may;
    return kept.cms === null ? err({ code: 'sealUnavailable' }) : sealedAnswer(event, kept.cms);
  }

  #opened(event: string, chain: string): Result<IssuedCertificate, NotaryRefusal> {
    const opened = this.#seal.open('notary', event, chain);
    if (!opened.ok) throw new Error(`a certificate does not open: ${opened.error.code}`);
    return ok(issuedCertificateSchema.parse(JSON.parse(opened.value)));
  }
}

/** What stands for this request: the sealed answer, null = nothing yet, or why there is none. */
function answerOf(
  row: EventRow | undefined,
  caller: Caller,
  csrHash: string,
): Result<string | null, NotaryRefusal> {
  if (!row) return err({ code: 'certificateRefused' });
  const may = mayGoOn(row, caller);
  if (!may.ok) return may;
  if (row.csr_hash !== csrHash) return err({ code: 'idConflict' });
  if (row.certificate_hash === null) return ok(null);
  return row.chain === null ? err({ code: 'illegalMove', detail: 'over' }) : ok(row.chain);
}

/** The CMS as it was made; whether it is stamped stands in itself. */
function sealedAnswer(event: string, cms: string): Result<SealedDigest, NotaryRefusal> {
  const read = readCms(Buffer.from(cms, 'base64'), OID.data);
  return ok({ event, cms, stamped: read.ok && read.value.timeStamp !== undefined });
}
