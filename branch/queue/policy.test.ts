import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Overtaking } from '#contracts/branch/configuration.ts';
import { callingOrder, mayCall, nextOf, overtakenBy, type Waiter } from './policy.ts';

const policy: Overtaking = {
  creditMinutes: { vip: 5, corporate: 0, elderly: 10, disabled: 10, pregnant: 10, appointment: 15 },
  most: 2,
};
const MINUTE = 60_000;

const waiter = (sequence: number, changes: Partial<Waiter> = {}): Waiter => ({
  id: `ticket-${sequence}`,
  sequence,
  issuedAt: sequence * MINUTE,
  service: 'cash',
  counter: null,
  segment: 'ordinary',
  needs: [],
  channel: 'anonymous',
  overtaken: 0,
  ...changes,
});
const idsOf = (waiters: readonly Waiter[]) => waiters.map(({ sequence }) => sequence);

describe('who is called next', () => {
  it('nobody has a right to go before: in the order in which they came, whatever the clock said', () => {
    const moved = [waiter(3), waiter(1), waiter(2, { issuedAt: 1 * MINUTE })];
    expect(idsOf(callingOrder(moved, policy, false))).toEqual([1, 2, 3]);
  });

  it('a credit is worth its minutes and no more', () => {
    expect(nextOf([waiter(1), waiter(10, { needs: ['elderly'] })], policy, false)?.sequence).toBe(10);
    expect(nextOf([waiter(1), waiter(12, { needs: ['elderly'] })], policy, false)?.sequence).toBe(1);
  });

  it('credits do not add up: the greatest counts', () => {
    const rich = waiter(13, { segment: 'vip', needs: ['elderly', 'disabled'] });
    expect(nextOf([waiter(1), rich], policy, false)?.sequence).toBe(1);
  });

  it('in care hours the elderly and the disabled go first, and the cap still holds', () => {
    const late = waiter(300, { needs: ['disabled'] });
    expect(nextOf([waiter(1), late], policy, true)?.sequence).toBe(300);
    expect(nextOf([waiter(1, { overtaken: 2 }), late], policy, true)?.sequence).toBe(1);
  });

  it('a call goes past those who came earlier', () => {
    const called = waiter(10, { needs: ['elderly'] });
    expect(idsOf(overtakenBy([waiter(1), waiter(2), called, waiter(11)], called))).toEqual([1, 2]);
  });

  it('a counter calls what it serves, and whom it was handed over alone', () => {
    expect(mayCall(waiter(1), '3', [])).toBe(true);
    expect(mayCall(waiter(1), '3', ['wealth'])).toBe(false);
    expect(mayCall(waiter(1, { counter: '3' }), '3', ['wealth'])).toBe(true);
    expect(mayCall(waiter(1, { counter: '4' }), '3', [])).toBe(false);
  });
});

describe('whoever waits, in any mixture', () => {
  const anybody = fc.record({
    segment: fc.constantFrom('ordinary', 'vip', 'corporate' as const),
    needs: fc.subarray(['elderly', 'disabled', 'pregnant'] as const),
    channel: fc.constantFrom('anonymous', 'appointment' as const),
  });
  const queues = fc
    .array(anybody, { minLength: 1, maxLength: 40 })
    .map((people) => people.map((person, at) => waiter(at + 1, person as Partial<Waiter>)));

  it('everybody is called once, and nobody is overtaken more often than the cap', () => {
    fc.assert(
      fc.property(queues, fc.boolean(), (people, careNow) => {
        const order = callingOrder(people, policy, careNow);
        expect(idsOf(order).toSorted((a, b) => a - b)).toEqual(idsOf(people));
        for (const [at, person] of order.entries()) {
          const past = order.slice(0, at).filter(({ sequence }) => sequence > person.sequence).length;
          expect(past).toBeLessThanOrEqual(policy.most);
        }
      }),
    );
  });
});
