import type { Position } from '#contracts/branch/position.ts';

/** A terminal with somebody at its menu. */
export const aPosition = (changes: Partial<Position> = {}): Position => ({
  run: 'one-run-of-a-terminal',
  sequence: 1,
  inService: true,
  reason: null,
  screen: 'menu',
  service: null,
  step: null,
  stepAge: 0,
  visitAge: 20_000,
  past: [],
  ...changes,
});
