import { originalKind } from '#contracts/bank/company.ts';
import { approvalSubjectSchema } from '#contracts/branch/approval-subject.ts';
import type { OpenedPicture } from '#contracts/branch/picture.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { type Approver, isWithin, scopeOf } from '../approvals/scope.ts';
import type { BranchSeal } from '../sealing/seal.ts';
import { logStaff } from '../staff/log.ts';
import type { BranchStore, Writing } from '../store/store.ts';
import { rowOf } from './archive.ts';

/**
 * Pictures as whoever decides sees them: those of a question that he has opened and that still stands, and no others.
 * Who looked at which is written down before he sees it.
 */
export class PictureViewing {
  readonly #store: BranchStore;
  readonly #clock: Clock;
  readonly #seal: BranchSeal;

  constructor(store: BranchStore, clock: Clock, seal: BranchSeal) {
    this.#store = store;
    this.#clock = clock;
    this.#seal = seal;
  }

  async open(
    approver: Approver,
    approval: string,
    picture: string,
  ): Promise<Result<OpenedPicture, CodedError<'notFound' | 'notYours'>>> {
    const { staff } = approver;
    const row = await this.#store.write(async (writing) => {
      const scope = await scopeOf(writing.db, approver);
      const question = await writing.db
        .selectFrom('approvals')
        .selectAll()
        .where('id', '=', approval)
        .executeTakeFirst();
      if (!scope || !question || !isWithin(question, scope)) return 'notFound';
      if (question.state !== 'seen' || !this.#asksAbout(question, picture)) return 'notFound';
      if (question.seen_by !== staff) return 'notYours';
      const found = await rowOf(writing.db, picture);
      if (!found || found.branch !== scope.branch || found.visit !== question.visit || !found.sealed)
        return 'notFound';
      await this.#log(writing, staff, question.reference, found);
      return found;
    });
    if (typeof row === 'string') return err({ code: row });
    if (!row.sealed) return err({ code: 'notFound' });
    const opened = this.#seal.openBytes('picture', row.id, row.sealed);
    if (!opened.ok) throw new Error(`a picture does not open: ${opened.error.code}`);
    return ok({
      id: row.id,
      original: originalKind.parse(row.original),
      sha256: row.sha256,
      jpeg: Buffer.from(opened.value).toString('base64'),
    });
  }

  #asksAbout({ id, subject }: { readonly id: string; readonly subject: string | null }, picture: string) {
    if (subject === null) return false;
    const opened = this.#seal.open('approval', id, subject);
    const read = opened.ok ? approvalSubjectSchema.safeParse(JSON.parse(opened.value)) : undefined;
    if (!read?.success || !('pictures' in read.data)) return false;
    return read.data.pictures.some((one) => one.id === picture);
  }

  #log(
    writing: Writing,
    actor: string,
    reference: string,
    row: { readonly id: string; readonly original: string },
  ) {
    return logStaff(writing, this.#clock, {
      event: 'pictureOpened',
      actor,
      subject: row.id,
      detail: `${reference} ${row.original}`,
    });
  }
}
