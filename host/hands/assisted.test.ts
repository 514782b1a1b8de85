import { describe, expect, it } from 'vitest';
import type { Screen } from '#contracts/screen/screen.ts';
import { isFact } from '../journal/entry.ts';
import { memoryForTests } from '../test-support/memory.ts';
import { AssistedSteps } from './assisted.ts';

const BY = '0123456789abcdef';
type Seen = Pick<Screen, 'frame' | 'body'>;
const screen = (hands: 'on' | 'locked' | undefined, service?: string, step?: string): Seen =>
  ({
    frame: {
      ...(hands ? { hands } : {}),
      progress: service && step ? { service, step, position: 1, of: 2 } : null,
    },
    body: { kind: 'menu' },
  }) as unknown as Seen;

function helper() {
  const memory = memoryForTests();
  const steps = new AssistedSteps(memory.journal, memory.visits, memory.clock, () => {});
  steps.operatedBy(BY);
  const assisted = () =>
    memory.entries().flatMap(({ kind, facts, visit }) => (kind === 'assisted' ? [{ ...facts, visit }] : []));
  return { ...memory, steps, assisted };
}

describe('what was operated for the customer', () => {
  it('is told step by step while it could be, and the interval is journalled once, without naming anybody', () => {
    const { clock, visits, steps, assisted } = helper();
    const { token } = visits.ensure();
    steps.see(screen(undefined, 'reportLostCard', 'chooseCard'));
    steps.see(screen('on'));
    clock.advance(5_000);
    steps.see(screen('on', 'reportLostCard', 'chooseCard'));
    steps.see(screen('on', 'reportLostCard', 'chooseCard'));
    clock.advance(5_000);
    steps.see(screen('locked', 'reportLostCard', 'review'));
    clock.advance(5_000);
    expect(assisted()).toEqual([]);
    steps.see(screen(undefined, 'reportLostCard', 'review'));
    steps.see(screen(undefined, 'reportLostCard', 'result'));
    const start = clock.wall() - 15_000;
    const at = (after: number) => new Date(start + after).toISOString();
    expect(steps.steps).toEqual([
      { service: 'none', step: 'menu', by: BY, from: at(0), to: at(5_000) },
      { service: 'reportLostCard', step: 'chooseCard', by: BY, from: at(5_000), to: at(10_000) },
    ]);
    const by = '0123:4567:89ab:cdef';
    const interval = { from: at(0), to: at(15_000), by, visit: token };
    expect(assisted()).toEqual([
      { ...interval, service: 'none', steps: 'menu' },
      { ...interval, service: 'reportLostCard', steps: 'chooseCard' },
    ]);
    for (const { visit: _, ...facts } of assisted()) expect(Object.values(facts).every(isFact)).toBe(true);
  });

  it('ends with the visit, and the next one knows nothing of it', () => {
    const { visits, steps, assisted } = helper();
    const { token } = visits.ensure();
    steps.see(screen('on', 'reportLostCard', 'chooseCard'));
    visits.end('finished');
    expect(assisted()).toMatchObject([{ visit: token, steps: 'chooseCard' }]);
    visits.ensure();
    expect(steps.steps).toEqual([]);
  });

  it('of many steps stays within what a fact may hold', () => {
    const { visits, steps, assisted } = helper();
    visits.ensure();
    for (let place = 0; place < 300; place++) steps.see(screen('on', 'buyWealth', `step${place}`));
    steps.see(screen(undefined));
    expect(steps.steps).toHaveLength(100);
    for (const { visit: _, ...facts } of assisted()) expect(Object.values(facts).every(isFact)).toBe(true);
  });
});
