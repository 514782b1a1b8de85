import type { FormValues } from '#contracts/services/form.ts';
import type { ServiceId } from '#contracts/services/service.ts';
import type { CustomerCard, SubmissionAnswer } from './ports.ts';

/** What of each service's form has been entered in this visit and not been done yet. */
export type Drafts = { readonly [Id in ServiceId]?: FormValues };

/** What the branch keeps of it. Not `sure`: it was sent, and nobody knows whether it arrived. */
export type KeptDrafts = {
  readonly [Id in ServiceId]?: { readonly values: FormValues; readonly sure: boolean };
};

export type DraftMove = { readonly move: 'keep' | 'drop'; readonly service: ServiceId };

/** A chosen card as a form holds it. */
export const cardValue = ({ cardRef, last4, product }: CustomerCard): FormValues[string] => ({
  kind: 'card',
  value: { ref: cardRef, last4, product },
});

/** The bank has it, or may have it: nothing is left to be done at a counter. */
export const settled = (answer: SubmissionAnswer | null): boolean =>
  answer !== null && answer.outcome !== 'refused' && answer.outcome !== 'notSent';

/** Nothing entered is no draft. */
export const someOf = (values: FormValues): FormValues | null =>
  Object.keys(values).length > 0 ? values : null;

/**
 * What is to be told to the branch next, so that it keeps what was entered and nothing else; null when it does. A
 * draft goes with a number: without one, or against the customer's wish, nothing is kept.
 */
export function draftMove(drafts: Drafts, kept: KeptDrafts, mayKeep: boolean): DraftMove | null {
  const services = [...new Set([...Object.keys(kept), ...Object.keys(drafts)])] as ServiceId[];
  for (const service of services)
    if (kept[service] && !(mayKeep && drafts[service])) return { move: 'drop', service };
  if (!mayKeep) return null;
  for (const service of services) {
    const [wanted, standing] = [drafts[service], kept[service]];
    if (wanted && !(standing?.sure && JSON.stringify(standing.values) === JSON.stringify(wanted)))
      return { move: 'keep', service };
  }
  return null;
}
