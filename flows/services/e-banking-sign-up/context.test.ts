import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { terms } from '../../sale-ports.test-data.ts';
import { channelChoices, limitChoices } from './context.ts';

describe('what can be chosen', () => {
  const channel = fc.constantFrom('mobile' as const, 'web' as const);
  const fen = fc.integer({ min: 1, max: 1_000_000_000_000 });

  it('is never above the bank’s terms, never one payment above a day’s, each once, the least first', () => {
    fc.assert(
      fc.property(fen, fen, (perPaymentMaximumFen, perDayMaximumFen) => {
        const choices = limitChoices({ ...terms, perPaymentMaximumFen, perDayMaximumFen });
        expect(choices.length).toBeGreaterThanOrEqual(1);
        expect(choices.length).toBeLessThanOrEqual(3);
        for (const [place, { perPaymentFen, perDayFen }] of choices.entries()) {
          expect(perPaymentFen).toBeGreaterThan(0);
          expect(perPaymentFen).toBeLessThanOrEqual(perPaymentMaximumFen);
          expect(perDayFen).toBeLessThanOrEqual(perDayMaximumFen);
          expect(perPaymentFen).toBeLessThanOrEqual(perDayFen);
          const before = choices[place - 1];
          if (before) expect(perPaymentFen).toBeGreaterThan(before.perPaymentFen);
        }
        expect(choices.at(-1)?.perDayFen).toBe(perDayMaximumFen);
      }),
    );
  });

  it('are channels the bank offers, each way once', () => {
    fc.assert(
      fc.property(fc.array(channel, { maxLength: 2 }), (channels) => {
        const choices = channelChoices({ ...terms, channels });
        for (const one of choices.flat()) expect(channels).toContain(one);
        expect(new Set(choices.map((one) => one.join())).size).toBe(choices.length);
        expect(choices.every((one) => one.length > 0)).toBe(true);
        expect(choices).toHaveLength(new Set(channels).size === 2 ? 3 : new Set(channels).size);
      }),
    );
  });
});
