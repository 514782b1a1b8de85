import type { ApprovalNews, FlowPorts } from '../../ports.ts';
import { salePorts, terms } from '../../sale-ports.test-data.ts';
import { document, recovered, world } from '../../terminal/world.test-data.ts';

const SIGN_UP = 5;
export const of = { submission: 's-1', reference: 'T01-0001-1' };
export const OPEN = { contractNumber: 'E000001', perPaymentFen: 100_000, perDayFen: 500_000 };
export const APPROVAL = { approvalId: 'approval-1', staff: '1004', at: '2026-11-22T02:00:00.000Z' };

export const card = (
  cardRef: string,
  last4: string,
  phone: boolean,
  status: 'active' | 'blocked' = 'active',
) => ({
  cardRef,
  last4,
  product: { zh: '借记卡', en: 'Debit card' },
  kind: 'debit' as const,
  status,
  reservedPhone: phone ? { masked: '142****0001', last4: '0001' } : null,
});
export const holding = (...cards: ReturnType<typeof card>[]): Pick<FlowPorts, 'lookupCustomer'> => ({
  lookupCustomer: async () => ({ ok: true, value: { customerRef: 'customer-1', cards } }),
});
export const offering = (
  over: Partial<typeof terms> = {},
  contract: typeof OPEN | null = null,
): Pick<FlowPorts, 'eBankingOffer'> => ({
  eBankingOffer: async () => ({ ok: true, value: { terms: { ...terms, ...over }, contract } }),
});

/** Somebody who wants e-banking, in a world where all is well but for what is named. */
export async function customer(over: Partial<FlowPorts> = {}, who: Partial<typeof document> = {}) {
  const consents: string[] = [];
  const calls: string[] = [];
  const wishes: unknown[] = [];
  const codes: unknown[] = [];
  const questions: unknown[] = [];
  let decide: ((news: ApprovalNews) => void) | undefined;
  const w = world({
    recordConsent: async ({ rule, answer }) => {
      consents.push(`${rule} ${answer}`);
      return {};
    },
    openPaper: async (wish) => {
      wishes.push(wish);
      return salePorts.openPaper(wish);
    },
    signPaper: async (input) => {
      calls.push('signPaper');
      return salePorts.signPaper(input);
    },
    sendCode: async (input) => {
      codes.push(input);
      return { ok: true, value: { codeRef: 'c', sentTo: '142****0001', resendAfterSeconds: 60 } };
    },
    requestApproval: async (question) => {
      questions.push(question);
      return { reached: true, approvalId: 'approval-1', reference: 'P-0001' };
    },
    approvalState: (_, signal) =>
      new Promise((resolve) => {
        decide = resolve;
        signal.addEventListener('abort', () => resolve({ state: 'over' }));
      }),
    ...over,
  });
  await w.tell(recovered);
  await w.lay({ ...document, ...who });
  if (w.kind() === 'elderOffer') await w.act('decline');
  await w.act('choose', SIGN_UP);
  const type = async (digits: string) => {
    for (const digit of digits) await w.act('digit', Number(digit));
  };
  const code = async () => {
    await w.act('sendCode');
    await type('123456');
    await w.act('confirm');
  };
  /** From the proof to the agreement. */
  const choose = async (channels = 0, limits = 1) => {
    await w.act('choose', channels);
    await w.act('choose', limits);
  };
  const read = async () => {
    await w.tell({ type: 'paper.shown', page: 1 });
    await w.act('nextPage');
    await w.tell({ type: 'paper.shown', page: 2 });
    await w.act('next');
  };
  const agree = async () => {
    while (w.kind() === 'consent') await w.act('agree');
  };
  const sign = async () => {
    await w.tell({ type: 'ink.changed', strokes: 2 });
    await w.act('confirm');
  };
  const staff = async (news: ApprovalNews) => {
    decide?.(news);
    await w.clock.advanceAsync(0);
  };
  const whole = async () => {
    await code();
    await choose();
    await w.act('confirm');
    await read();
    await agree();
    await sign();
  };
  const ids = () => w.screen().actions.map(({ id }): string => id);
  return {
    ...w,
    consents,
    calls,
    wishes,
    codes,
    questions,
    type,
    code,
    choose,
    read,
    agree,
    sign,
    staff,
    whole,
    ids,
  };
}
