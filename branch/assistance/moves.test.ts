import { describe, expect, it } from 'vitest';
import { assistanceStateSchema } from '#contracts/branch/assistance.ts';
import { mayMove } from './moves.ts';

describe('what may become of a call', () => {
  const legal = ['open acknowledged', 'open withdrawn', 'acknowledged closed', 'acknowledged withdrawn'];
  const states = assistanceStateSchema.options;
  it.each(states.flatMap((from) => states.map((to) => [from, to] as const)))('%s to %s', (from, to) => {
    expect(mayMove(from, to)).toBe(legal.includes(`${from} ${to}`));
  });
});
