import type { BankFault } from '#contracts/bank/sandbox.ts';
import type { Random } from '../support/random.ts';
import { JOURNEYS, type Journey, type Step } from './journeys.ts';

/** Where the host dies: with a screen standing, or so many milliseconds after what was done on it. */
export type Kill = {
  readonly journey: Journey;
  readonly step: Step;
  readonly when: 'shown' | 'after';
  readonly milliseconds: number;
  /** What the bank suffers from the confirmation on. */
  readonly bankFault: BankFault | null;
  /** Milliseconds into the next start at which the host is killed once more; null: it is left alone. */
  readonly again: number | null;
  /** The customer leaves the ID card behind. */
  readonly leavesIdCard: boolean;
};

type Place = Pick<Kill, 'journey' | 'step' | 'when'> & { readonly bankFault: BankFault | null };

/** What may happen to a call at the bank while the host dies; null: nothing. */
const BANK_FAULTS = [
  null,
  'slow',
  'slow',
  'silent',
  'dropAfterCommit',
  'dropBeforeCommit',
  'duplicate',
  'error500',
] as const;

/** Right after a confirmation, with a call at the bank under way in one state or another. */
const CONFIRMED: readonly Place[] = JOURNEYS.flatMap((journey) =>
  journey.steps
    .filter(({ name }) => name === journey.confirms)
    .flatMap((step) => BANK_FAULTS.map((bankFault): Place => ({ journey, step, when: 'after', bankFault }))),
);

/** Every screen, and the moments after what is done on it. */
const SCREENS: readonly Place[] = JOURNEYS.flatMap((journey) =>
  journey.steps.flatMap((step) =>
    (['shown', 'after'] as const).map((when): Place => ({ journey, step, when, bankFault: null })),
  ),
);

/** Every n-th kill comes right after a confirmation. */
const CONFIRMED_EVERY = 3;

/** How many rounds it takes to die once at every place. */
export const EVERY_PLACE = Math.ceil((SCREENS.length * CONFIRMED_EVERY) / (CONFIRMED_EVERY - 1));

/** Longest moment after an act: an answer of the bank or of a device is on its way, or has just come. */
const LONGEST_AFTER = 400;

/** The n-th kill: every place once in an order of the seed's, then every place again. */
export function killNumber(number: number, order: Random, random: Random): Kill {
  const [screens, confirmed] = [order.shuffle(SCREENS), order.shuffle(CONFIRMED)];
  const turn = Math.floor(number / CONFIRMED_EVERY);
  const place =
    number % CONFIRMED_EVERY === 0
      ? confirmed[turn % confirmed.length]
      : screens[(number - turn - 1) % screens.length];
  if (!place) throw new Error('there is no place to die');
  return {
    ...place,
    // Small moments matter most: half of them lie within the first tenth.
    milliseconds: Math.floor(LONGEST_AFTER * random.next() ** 3),
    again: random.chance(0.25) ? random.int(1_500) : null,
    leavesIdCard: random.chance(0.2),
  };
}

export const describeKill = ({ journey, step, when, milliseconds, bankFault, again, leavesIdCard }: Kill) =>
  [
    journey.name,
    when === 'shown' ? `killed at "${step.name}"` : `killed ${milliseconds} ms after "${step.name}"`,
    ...(bankFault ? [`bank ${bankFault}`] : []),
    ...(again === null ? [] : [`killed again ${again} ms into the next start`]),
    ...(leavesIdCard ? ['ID card left'] : []),
  ].join(', ');
