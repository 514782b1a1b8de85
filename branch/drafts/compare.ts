import { maskPhone } from '#contracts/bank/values.ts';
import type { DraftDifference, DraftStep } from '#contracts/branch/draft.ts';
import type { FormValue, FormValues } from '#contracts/services/form.ts';
import type { ServiceDeclaration } from '#contracts/services/service.ts';

/** The customer's cards as the bank lists them at this moment. */
export type CardsNow = readonly {
  readonly cardRef: string;
  readonly status: 'active' | 'blocked' | 'lost';
  readonly reservedPhone: { readonly masked: string } | null;
}[];

/**
 * The declared steps of a service as a draft leaves them. A proof holds for the visit in which it was given, so its
 * step is open again; without the bank's word on what holds now nothing is called different.
 */
export function stepsOf(
  { steps, form }: ServiceDeclaration,
  values: FormValues,
  cards: CardsNow | undefined,
): DraftStep[] {
  return steps.map((step) => {
    const fields = form
      .filter((field) => field.step === step)
      .flatMap(({ name }) => {
        const value = values[name];
        return value ? [{ name, value, difference: differenceOf(value, values, cards) }] : [];
      });
    return { step, state: stateOf(step, fields), fields };
  });
}

function stateOf(step: string, fields: DraftStep['fields']): DraftStep['state'] {
  // Whoever opens a draft has just looked at the document.
  if (step === 'identify') return 'done';
  if (fields.some(({ difference }) => difference !== null)) return 'different';
  return fields.length > 0 && fields.every(({ value }) => value.kind !== 'proof') ? 'done' : 'open';
}

function differenceOf(
  value: FormValue,
  values: FormValues,
  cards: CardsNow | undefined,
): DraftDifference | null {
  if (!cards) return null;
  switch (value.kind) {
    case 'card': {
      const card = cards.find(({ cardRef }) => cardRef === value.value.ref);
      if (!card) return 'cardGone';
      return card.status === 'active' ? null : 'cardBlocked';
    }
    case 'mobilePhone': {
      const card = Object.values(values).find((each) => each.kind === 'card');
      const reserved =
        card?.kind === 'card' && cards.find(({ cardRef }) => cardRef === card.value.ref)?.reservedPhone;
      return reserved && reserved.masked === maskPhone(value.value) ? 'alreadyReserved' : null;
    }
    case 'proof':
      return null;
  }
}
