import { type OriginalKind, originalKind } from '#contracts/bank/company.ts';
import type { PortInput, PortName, PortOutput } from '#flows/ports.ts';
import type { Fact, Facts } from '../../journal/entry.ts';
import type { InventedPerson } from './person.ts';
import type { Plan } from './plan.ts';

/** What an answer is made of: what the journal tells of it, and whoever was invented for the visit. */
export type Told = {
  readonly facts: Facts;
  readonly person: InventedPerson;
  readonly plan: Plan;
  /** `YYYY-MM-DD` in China, of the entry. */
  readonly today: string;
  /** ISO 8601, of the entry. */
  readonly at: string;
};
export type Invent<Name extends PortName> = (told: Told, input: PortInput<Name>) => PortOutput<Name>;
export type Inventing = { readonly [Name in PortName]: Invent<Name> };

/** An answer that says nothing. */
export const nothing = () => ({});

const OF_A_REFUSAL = new Set(['code', 'condition', 'seconds']);

/** `{ ok: false, error }` as the facts tell it; undefined where it went well. */
export function refusal(facts: Facts): { readonly ok: false; readonly error: never } | undefined {
  if (facts.ok !== false) return undefined;
  const error = Object.fromEntries(
    Object.entries(facts).filter(([name, value]) => OF_A_REFUSAL.has(name) && value !== null),
  );
  // The code was the port's own when it was written; its facts are compared with the journal's again.
  return { ok: false, error: error as never };
}

/** The marks of a fact, one of each thing in a list. */
export const marksOf = (fact: Fact | undefined): string[] =>
  String(fact ?? '')
    .split(' ')
    .filter(Boolean);

export const originalsOf = (fact: Fact | undefined): OriginalKind[] =>
  marksOf(fact).flatMap((place) => originalKind.options[Number(place)] ?? []);
