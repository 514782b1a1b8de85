import type { Entry } from '../journal/entry.ts';
import type { Record_ } from '../journal/journal.ts';

/** Where replay and journal part, in the journal's own words. */
export type Divergence = {
  /** Number of the entry that did not come as it stands there. */
  readonly sequence: number;
  readonly visit: string | null;
  readonly expected: string;
  readonly got: string;
  /** The last entries before it that came as they stand there, oldest first. */
  readonly before: readonly string[];
};

/** How far a walk came, and what the next one might do otherwise. */
export type Walked = {
  readonly divergence: Divergence | null;
  /** Entries that came as they stand there. */
  readonly came: number;
  /** Place in the stretch of the input or answer that was late; null: none was. */
  readonly late: number | null;
  /** How many fields were begun to be filled before it parted. */
  readonly fields: number;
  /** It was said how the visit was. */
  readonly rated: boolean;
  /** A risk class was asked for. */
  readonly classed: boolean;
};

/** What would be written, in the place of what was. */
export const asEntry = ({ kind, facts = {} }: Record_, at: Entry | undefined): Entry => ({
  seq: at?.seq ?? 0,
  at: at?.at ?? '',
  boot: at?.boot ?? '',
  visit: at?.visit ?? null,
  kind,
  facts: { ...facts },
  sealed: {},
  previous: '',
});
