import { PaperDesk } from '../customer/paper/desk.ts';
import { sha256Of } from '../customer/paper/digest.ts';
import address from './papers/wealth-contract.pdf?url';

let desk: PaperDesk | undefined;

/** The desk of a page without a host: the one paper of the gallery lies on it, and what it tells goes nowhere. */
export function galleryDesk(): PaperDesk {
  if (desk) return desk;
  const made = new PaperDesk({ ink: () => undefined, shown: () => undefined });
  desk = made;
  void fetch(address)
    .then((answer) => answer.arrayBuffer())
    .then(async (buffer) => {
      const bytes = new Uint8Array(buffer);
      made.lay({ sha256: await sha256Of(bytes), bytes });
    });
  return made;
}
