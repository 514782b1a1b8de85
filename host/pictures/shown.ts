import type { KeptPicture } from '#flows/company-ports.ts';
import type { Visits } from '../visits.ts';

/**
 * What was shown in this visit and is kept by the branch, with its provenance: shown once, it serves every further
 * service of the visit that asks for the same original of the same company or person. Gone with the visit.
 */
export class ShownPictures {
  #pictures: readonly KeptPicture[] = [];

  constructor(visits: Pick<Visits, 'onWipe'>) {
    visits.onWipe(() => {
      this.#pictures = [];
    });
  }

  get all(): readonly KeptPicture[] {
    return this.#pictures;
  }

  /** The newest of each original counts. */
  add(picture: KeptPicture): void {
    const { original, of } = picture;
    this.#pictures = [...this.#pictures.filter((one) => one.original !== original || one.of !== of), picture];
  }

  /** Could not be judged: it serves nothing any more. */
  forget(pictures: readonly string[]): void {
    this.#pictures = this.#pictures.filter(({ picture }) => !pictures.includes(picture));
  }
}
