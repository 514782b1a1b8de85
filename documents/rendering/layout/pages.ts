import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { SignaturePlace } from '../../paper/rendered.ts';
import type { Mark, Piece } from './marks.ts';
import { FRAME, FRAME_HEIGHT, PAGE } from './style.ts';

export type Page = readonly Mark[];
export type Paged = { readonly pages: readonly Page[]; readonly signatures: readonly SignaturePlace[] };

export const MAX_PAGES = 60;

/** Pieces that stick together, taken apart again where no page could hold them. */
function groupsOf(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const groups: Piece[][] = [];
  let group: Piece[] = [];
  let height = 0;
  for (const piece of pieces) {
    const tall = piece.height + (group.length === 0 ? 0 : piece.before);
    if (height + tall > FRAME_HEIGHT && group.length > 0) {
      groups.push(group);
      group = [];
      height = 0;
    }
    height += piece.height + (group.length === 0 ? 0 : piece.before);
    group.push(piece);
    if (piece.sticks) continue;
    groups.push(group);
    group = [];
    height = 0;
  }
  if (group.length > 0) groups.push(group);
  return groups;
}

/** Deals the pieces out to pages. `tooLong` where a piece is taller than a page, or there are too many pages. */
export function dealPages(pieces: readonly Piece[]): Result<Paged, CodedError<'tooLong'>> {
  const pages: Mark[][] = [];
  const signatures: SignaturePlace[] = [];
  let page: Mark[] = [];
  let y: number = FRAME.top;
  const place = (marks: readonly Mark[]): void => {
    for (const mark of marks) page.push({ ...mark, y: mark.y + y });
  };
  for (const group of groupsOf(pieces)) {
    const head = group[0]?.head;
    const height = group.reduce(
      (sum, piece, index) => sum + piece.height + (index === 0 ? 0 : piece.before),
      0,
    );
    if (height + (head?.height ?? 0) > FRAME_HEIGHT)
      return err({ code: 'tooLong', detail: 'a piece of the paper is taller than a page' });
    const fresh = pages.length === 0;
    if (fresh || y + (group[0]?.before ?? 0) + height > FRAME.bottom) {
      page = [];
      pages.push(page);
      y = FRAME.top;
      if (!fresh && head !== undefined) {
        place(head.marks);
        y += head.height;
      }
    } else y += group[0]?.before ?? 0;
    if (pages.length > MAX_PAGES) return err({ code: 'tooLong', detail: `more than ${MAX_PAGES} pages` });
    for (const [index, piece] of group.entries()) {
      if (index > 0) y += piece.before;
      place(piece.marks);
      if (piece.signature !== undefined) {
        const { name, rect } = piece.signature;
        const lower = PAGE.height - (y + rect.y + rect.height);
        signatures.push({ name, page: pages.length, rect: { ...rect, y: lower } });
      }
      y += piece.height;
    }
  }
  return ok({ pages, signatures });
}
