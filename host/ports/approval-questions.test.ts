import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { approvalSubjectSchema } from '#contracts/branch/approval-subject.ts';
import type { ApprovalQuestion, Submission } from '#flows/ports.ts';
import { boundBy, doneBy, shownOf } from './approval-questions.ts';

const approval = { approvalId: 'approval-of-this-test', staff: '1004', at: '2026-11-22T02:00:00.000Z' };
const opening = fc.record({
  customerRef: fc.constantFrom('customer-1', 'customer-2'),
  cardRef: fc.constantFrom('card-1', 'card-2'),
  channels: fc.subarray(['mobile', 'web'] as const, { minLength: 1 }),
  perPaymentFen: fc.integer({ min: 1, max: 3 }),
  perDayFen: fc.integer({ min: 1, max: 3 }),
});
type Opening = typeof opening extends fc.Arbitrary<infer One> ? One : never;

const asked = (one: Opening): ApprovalQuestion => ({
  service: 'eBankingSignUp',
  cardLast4: '0019',
  phone: '142****0001',
  ...one,
});
const done = (one: Opening): Submission => ({
  type: 'signUpEBanking',
  ...one,
  documentSha256: 'ab'.repeat(32),
  approval,
});

describe('what a member of staff approves of e-banking', () => {
  it('is this customer, this card, these channels and these limits, and nothing else', () => {
    fc.assert(
      fc.property(opening, opening, (question, business) => {
        const same = JSON.stringify(question) === JSON.stringify(business);
        const covered = JSON.stringify(boundBy(asked(question))) === JSON.stringify(doneBy(done(business)));
        expect(covered).toBe(same);
      }),
    );
  });

  it('is shown as far as he needs it, in a form the branch takes', () => {
    fc.assert(
      fc.property(opening, (one) => {
        const shown = shownOf(asked(one));
        expect(approvalSubjectSchema.safeParse(shown).success).toBe(true);
        expect(JSON.stringify(shown)).not.toMatch(/customer-|card-/);
      }),
    );
  });

  it('is not asked about where the phone has answered', () => {
    const business: Submission = {
      type: 'signUpEBanking',
      customerRef: 'customer-1',
      cardRef: 'card-1',
      channels: ['mobile'],
      perPaymentFen: 1,
      perDayFen: 2,
      documentSha256: 'ab'.repeat(32),
      proofRef: 'p',
    };
    expect(doneBy(business)).toBeNull();
  });
});
