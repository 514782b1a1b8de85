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

type Place = Pick<Kill, 'journey' | 'step' | 'when'>;

const places = (): Place[] =>
  JOURNEYS.flatMap((journey) =>
    journey.steps.flatMap((step) =>
      (['shown', 'after'] as const).map((when): Place => ({ journey, step, when })),
    ),
  );

/** How many rounds it takes to die once at every place. */
export const EVERY_PLACE = places().length;

/** Longest moment after an act: an answer of the bank or of a device is on its way, or has just come. */
const LONGEST_AFTER = 400;

/** The n-th kill: every place once in an order of the seed's, then every place again. */
export function killNumber(number: number, order: Random, random: Random): Kill {
  const list = order.shuffle(places());
  const place = list[(number - 1) % list.length];
  if (!place) throw new Error('there is no place to die');
  const { journey, step } = place;
  const afterConfirmation =
    journey.confirms !== null && journey.steps.indexOf(step) >= indexOf(journey, journey.confirms);
  return {
    ...place,
    // Small moments matter most: half of them lie within the first tenth.
    milliseconds: Math.floor(LONGEST_AFTER * random.next() ** 3),
    bankFault:
      afterConfirmation && random.chance(0.5)
        ? random.pick(['slow', 'dropAfterCommit', 'dropBeforeCommit', 'duplicate', 'error500'] as const)
        : null,
    again: random.chance(0.25) ? random.int(1_500) : null,
    leavesIdCard: random.chance(0.2),
  };
}

const indexOf = (journey: Journey, name: string): number =>
  journey.steps.findIndex((step) => step.name === name);

export const describeKill = ({ journey, step, when, milliseconds, bankFault, again, leavesIdCard }: Kill) =>
  [
    journey.name,
    when === 'shown' ? `killed at "${step.name}"` : `killed ${milliseconds} ms after "${step.name}"`,
    ...(bankFault ? [`bank ${bankFault}`] : []),
    ...(again === null ? [] : [`killed again ${again} ms into the next start`]),
    ...(leavesIdCard ? ['ID card left'] : []),
  ].join(', ');
