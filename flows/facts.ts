import type { DocumentType } from '#contracts/services/service.ts';
import type { IdentityDocument } from '#devices/id-scanner/contract.ts';

/** What guards may know of a document: enough to decide, too little to tell who it is. */
export type DocumentFacts = {
  readonly type: DocumentType;
  /** Completed years on the day of the visit. */
  readonly age: number;
  readonly validity: 'valid' | 'notYet' | 'expired';
};

/** From this age the large mode is offered (never imposed). */
export const ELDER_AGE = 60;

/** `2026-11-22` for a wall-clock moment in China Standard Time (UTC+8, no summer time): the day the card's dates mean. */
export const dayInChina = (wall: number): string => new Date(wall + 8 * 3_600_000).toISOString().slice(0, 10);

/** Completed years at `today`; both `YYYY-MM-DD`. Born on 29 February counts from 1 March in common years. */
export function completedYears(birthDate: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) >= birthDate.slice(5) ? years : years - 1;
}

/** A document is valid on its first day and on its last. */
function validityOf({ validFrom, validTo }: IdentityDocument, today: string): DocumentFacts['validity'] {
  if (today < validFrom) return 'notYet';
  return validTo !== 'longTerm' && validTo < today ? 'expired' : 'valid';
}

/** What is judged of a document on `today`, `YYYY-MM-DD` in China. */
export function documentFacts(document: IdentityDocument, today: string): DocumentFacts {
  return {
    type: document.type,
    age: completedYears(document.birthDate, today),
    validity: validityOf(document, today),
  };
}
