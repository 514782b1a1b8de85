/** Fewest services of a kind from which their own history is worth more than what is usual. */
export const ENOUGH_HISTORY = 12;

/** How far real services scatter around the usual, as the standard deviation of the logarithm, before history tells. */
const USUAL_SCATTER = 0.55;

/** Source of chance in [0, 1). */
export type Chance = () => number;

/** How long one service takes, as far as the branch knows. */
export type Durations = {
  /** Whether history tells; otherwise what is usual stands in for it. */
  readonly learnt: boolean;
  /** A duration, milliseconds. */
  draw(chance: Chance): number;
  /** What is left of one that has already taken `elapsed`, milliseconds. */
  drawRest(elapsed: number, chance: Chance): number;
};

/** From the durations of past services, newest first or in any order (milliseconds), or what is usual. */
export function durationsOf(history: readonly number[], usualMinutes: number): Durations {
  if (history.length < ENOUGH_HISTORY) return usual(usualMinutes * 60_000);
  const sorted = history.toSorted((a, b) => a - b);
  const pick = (from: number, chance: Chance): number => {
    // Between two known durations, so that few of them do not look like the only ones possible.
    const place = from + chance() * (sorted.length - 1 - from);
    const low = sorted[Math.floor(place)] ?? 0;
    const high = sorted[Math.ceil(place)] ?? low;
    return low + (high - low) * (place - Math.floor(place));
  };
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return {
    learnt: true,
    draw: (chance) => pick(0, chance),
    drawRest: (elapsed, chance) => {
      const longer = sorted.findIndex((duration) => duration > elapsed);
      // Longer than ever seen: what is left is anybody's guess, of the size of half a usual service.
      if (longer === -1) return -Math.log(1 - chance()) * (middle / 2);
      return Math.max(0, pick(longer, chance) - elapsed);
    },
  };
}

function usual(median: number): Durations {
  const draw = (chance: Chance) => median * Math.exp(USUAL_SCATTER * normal(chance));
  return {
    learnt: false,
    draw,
    drawRest: (elapsed, chance) => {
      for (let attempt = 0; attempt < 8; attempt++) {
        const whole = draw(chance);
        if (whole > elapsed) return whole - elapsed;
      }
      return -Math.log(1 - chance()) * (median / 2);
    },
  };
}

/** A normally distributed number (Box and Muller). */
const normal = (chance: Chance): number =>
  Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
