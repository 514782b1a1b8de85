import type { Drawn } from './page-picture.tsx';

/** Which pieces of the page that lies open have been painted. */
export class PiecesSeen {
  #of: Omit<Drawn, 'piece'> | null = null;
  readonly #seen = new Set<number>();

  /** Notes what was painted; answers whether nothing of the page is left. */
  whole({ pdf, page, piece, pieces }: Drawn): boolean {
    const of = this.#of;
    if (of?.pdf !== pdf || of.page !== page || of.pieces !== pieces) {
      this.#of = { pdf, page, pieces };
      this.#seen.clear();
    }
    if (piece === null) return true;
    this.#seen.add(piece);
    return this.#seen.size >= pieces;
  }
}
