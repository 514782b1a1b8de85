import type { Sample } from './stats.ts';

/** One line of the table. `floor`: the least this machine takes for the same thing, measured in the same run. */
export type Row = {
  readonly name: string;
  readonly unit: 'ms' | 'per second' | 'bytes' | 'minutes' | '% held';
  readonly ours: Sample;
  readonly floor: Sample;
};

export type MeasurementOrder = {
  /** Few samples: to see that it works, not how well. */
  readonly quick: boolean;
  say(text: string): void;
};

export type Measurement = {
  /** What is measured against what. */
  readonly about: string;
  run(order: MeasurementOrder): Promise<readonly Row[]>;
};

/** How many times the floor this is: for times and sizes ours over floor, for rates and shares floor over ours. 1 is the floor. */
export const ratioOf = ({ unit, ours, floor }: Row): number =>
  unit === 'per second' || unit === '% held' ? floor.median / ours.median : ours.median / floor.median;
