import { describe, expect, it } from 'vitest';
import type { CodeRefusal, FlowPorts } from '../../ports.ts';
import { APPROVAL, customer } from './customer.test-data.ts';

describe('somebody whose phone cannot answer', () => {
  const APPROVED = { state: 'approved', reason: 'faceAndDocument', ...APPROVAL } as const;

  /** At the question to a person. */
  async function unreachable(over: Partial<FlowPorts> = {}) {
    const w = await customer(over);
    await w.act('noOldNumber');
    await w.choose(0, 1);
    return w;
  }

  it('has a member of staff decide on all of it, and signs only then', async () => {
    const w = await unreachable();
    expect(w.screen().body).toMatchObject({ kind: 'reviewEBanking', proof: 'person' });
    expect(w.ids()).not.toContain('confirm');
    await w.act('askApproval');
    expect(w.screen().body).toMatchObject({ kind: 'awaitApproval', about: { perDayFen: 2_000_000 } });
    expect(w.ids()).not.toContain('openCase');
    expect(w.questions).toEqual([
      {
        service: 'eBankingSignUp',
        customerRef: 'customer-1',
        cardRef: 'card-1',
        cardLast4: '0019',
        phone: '142****0001',
        channels: ['mobile'],
        perPaymentFen: 500_000,
        perDayFen: 2_000_000,
      },
    ]);
    await w.staff(APPROVED);
    await w.read();
    await w.agree();
    await w.sign();
    expect(w.submissions).toEqual([expect.objectContaining({ type: 'signUpEBanking', approval: APPROVAL })]);
    expect(w.submissions[0]).not.toHaveProperty('proofRef');
  });

  it('who chooses something else after the approval is decided on anew', async () => {
    const w = await unreachable();
    await w.act('askApproval');
    await w.staff(APPROVED);
    await w.act('back');
    expect(w.ids()).toContain('confirm');
    await w.act('back');
    await w.act('choose', 2);
    expect(w.screen().body).toMatchObject({ kind: 'reviewEBanking', proof: 'person', perDayFen: 20_000_000 });
    expect(w.ids()).not.toContain('confirm');
  });

  it.each([
    ['faceDiffers', 'next', 'menu'],
    ['detailsWrong', 'confirm', 'reviewEBanking'],
  ] as const)('is refused for %s, and nothing is signed', async (reason, act, kind) => {
    const w = await unreachable();
    await w.act('askApproval');
    await w.staff({ state: 'refused', approvalId: 'approval-1', staff: '1004', reason, again: true });
    await w.act(act);
    expect([w.kind(), w.wishes, w.submissions]).toEqual([kind, [], []]);
  });

  it.each(['noPhone', 'tooManyCodes', 'notSent'] as const)(
    '%s: finds the way to a person',
    async (codeName) => {
      const refusal: CodeRefusal = { code: codeName };
      const w = await customer({ sendCode: async () => ({ ok: false, error: refusal }) });
      await w.act('sendCode');
      if (w.kind() === 'provePhone') await w.act('noOldNumber');
      expect(w.kind()).toBe('chooseChannels');
      await w.choose();
      expect(w.screen().body).toMatchObject({ proof: 'person' });
    },
  );

  it('where nobody can be asked either is sent to a counter, and nothing is opened', async () => {
    const w = await customer();
    await w.tell({ type: 'health', of: 'branch', health: 'down' });
    await w.act('noOldNumber');
    expect(w.screen().body).toMatchObject({ kind: 'eBankingClosed', why: 'noProof' });
    const other = await unreachable();
    await other.tell({ type: 'health', of: 'branch', health: 'down' });
    expect(other.screen().body).toMatchObject({ kind: 'eBankingClosed', why: 'noProof' });
    await other.act('next');
    expect([other.kind(), other.submissions]).toEqual(['menu', []]);
  });
});
