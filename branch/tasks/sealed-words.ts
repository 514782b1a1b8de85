import type { BranchSeal } from '../sealing/seal.ts';

/** Seals a text for its column; null stays null. `about` names the very place it stands in. */
export const sealText = (seal: BranchSeal, about: string, text: string | null): string | null =>
  text === null ? null : seal.seal('complaint', about, text);

/** The text; null where there is none; undefined where it cannot be read with the keys of this service. */
export function openText(seal: BranchSeal, about: string, box: string | null): string | null | undefined {
  if (box === null) return null;
  const opened = seal.open('complaint', about, box);
  return opened.ok ? opened.value : undefined;
}
