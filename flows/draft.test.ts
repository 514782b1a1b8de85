import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FormValues } from '#contracts/services/form.ts';
import { SERVICE_IDS } from '#contracts/services/service.ts';
import { type Drafts, draftMove, type KeptDrafts } from './draft.ts';

const phone = (number: string): FormValues => ({ newPhone: { kind: 'mobilePhone', value: number } });
const values = fc.constantFrom(phone('13800138000'), phone('13900139000'));
const drafts: fc.Arbitrary<Drafts> = fc.dictionary(fc.constantFrom(...SERVICE_IDS), values);
const kept: fc.Arbitrary<KeptDrafts> = fc.dictionary(
  fc.constantFrom(...SERVICE_IDS),
  fc.record({ values, sure: fc.boolean() }),
);

describe('what the branch is told of drafts', () => {
  it('ends with exactly what was entered kept there, or nothing at all without a number', () => {
    fc.assert(
      fc.property(drafts, kept, fc.boolean(), (entered, standing, mayKeep) => {
        let now = standing;
        let told = 0;
        for (;;) {
          const move = draftMove(entered, now, mayKeep);
          if (!move) break;
          told++;
          expect(told).toBeLessThanOrEqual(2 * SERVICE_IDS.length);
          const { [move.service]: _, ...rest } = now;
          const wanted = entered[move.service];
          now =
            move.move === 'keep' && wanted
              ? { ...rest, [move.service]: { values: wanted, sure: true } }
              : rest;
        }
        const left = Object.fromEntries(Object.entries(now).map(([id, one]) => [id, one.values]));
        expect(left).toEqual(mayKeep ? entered : {});
      }),
    );
  });

  it('is told again where nobody knows whether it arrived', () => {
    const entered = { changeReservedPhone: phone('13800138000') };
    const unsure = { changeReservedPhone: { values: phone('13800138000'), sure: false } };
    expect(draftMove(entered, unsure, true)).toEqual({ move: 'keep', service: 'changeReservedPhone' });
  });
});
