import { createHash } from 'node:crypto';
import type { PaperChecked, PaperLook, PaperStanding } from '#contracts/branch/paper-page.ts';
import { codeStart } from '#documents/paper/short-code.ts';
import { verify } from '#documents/verifying/verify.ts';
import type { Clock } from '#foundation/clock.ts';
import type { NotaryPorts } from '../notary/ports.ts';
import type { BranchStore } from '../store/store.ts';

type Believed = Pick<NotaryPorts, 'anchors' | 'lists'>;

/** What anybody may ask of the archive: whether it knows a paper he holds, and what a file is worth. */
export class PublicPaperDesk {
  readonly #store: BranchStore;
  readonly #clock: Clock;
  readonly #believed: Believed;

  constructor(store: BranchStore, clock: Clock, { anchors, lists }: Believed) {
    this.#store = store;
    this.#clock = clock;
    this.#believed = { anchors, lists };
  }

  /** A wrong code is as unknown as a wrong number. */
  async look({ number, code }: PaperLook): Promise<PaperStanding> {
    const start = codeStart(code);
    if (start === undefined) return 'unknown';
    const row = await this.#lines()
      .where('papers.sha256', '>=', start)
      .where('papers.sha256', '<', `${start}g`)
      .where('papers.number', '=', number)
      .executeTakeFirst();
    return standingOf(row);
  }

  /** Reads the file, says what it is worth, and forgets it. */
  async check(bytes: Uint8Array): Promise<PaperChecked> {
    const { outcome, signatures } = verify(bytes, { ...this.#believed, at: this.#clock.wall() });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const version = await this.#store.db
      .selectFrom('paper_versions')
      .select('paper')
      .where('sha256', '=', sha256)
      .executeTakeFirst();
    const row = await this.#lines()
      .where('papers.sha256', '=', version?.paper ?? sha256)
      .executeTakeFirst();
    return {
      outcome,
      standing: standingOf(row),
      signatures: signatures.map(({ by, subject, trusted, claimedAt, stampedAt }) => ({
        by,
        name: nameIn(subject),
        trusted,
        claimedAt: iso(claimedAt),
        stampedAt: stampedAt === undefined ? null : iso(stampedAt),
      })),
    };
  }

  #lines() {
    return this.#store.db
      .selectFrom('papers')
      .innerJoin('signing_events', 'signing_events.event', 'papers.event')
      .select(['papers.deleted_at', 'signing_events.void_reason']);
  }
}

function standingOf(
  row: { readonly deleted_at: number | null; readonly void_reason: string | null } | undefined,
): PaperStanding {
  if (!row) return 'unknown';
  if (row.void_reason !== null) return 'void';
  return row.deleted_at === null ? 'kept' : 'deleted';
}

/** The common name of a subject as it is told in one line, without our event; the whole of it where there is none. */
const nameIn = (subject: string): string =>
  (
    subject
      .split(' / ')
      .find((part) => part.startsWith('CN='))
      ?.slice(3) ?? subject
  )
    .replace(/ \+ serialNumber=[A-Za-z0-9-]+$/, '')
    .slice(0, 400);

const iso = (at: number): string => new Date(at).toISOString();
