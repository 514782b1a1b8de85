import type { Action } from '#contracts/screen/actions.ts';
import { secondary } from './actions.ts';

/** The part of a list that is on the screen, and its window where there is more of it; pages are counted round. */
export function windowOf(length: number, size: number, page: number) {
  const pages = Math.max(1, Math.ceil(length / size));
  const first = (page % pages) * size;
  const last = Math.min(length, first + size) - 1;
  return { first, last, ...(pages > 1 ? { window: { first, last } } : {}) };
}

export const more = (shown: object): Action[] => ('window' in shown ? [secondary('more', 'zero')] : []);
