import { E_BANKING_CLOSED } from '#contracts/screen/e-banking-bodies.ts';
import { RECEIPT_STATES } from '#contracts/screen/receipt-states.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import { at, back, choose, type Example, example, primary, secondary } from '../example.ts';
import { debit, OLD } from './business.ts';
import { afterwards, slotOf } from './sale.ts';

const service = 'eBankingSignUp' as const;
const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

type Proving = BodyOf<'provePhone'>;
const proving = (name: string, { phone = OLD, problem = null, secondsLeft = 0 }: Partial<Proving>): Example =>
  example(
    name,
    { kind: 'provePhone', card: debit, phone, problem, secondsLeft },
    phone === null || problem === 'tooManyCodes' || secondsLeft > 0
      ? [primary('noOldNumber'), back()]
      : [primary('sendCode'), secondary('noOldNumber', 'one'), back()],
    at(service, 'provePhone'),
  );

const chosen = { channels: ['mobile', 'web'], perPaymentFen: 500_000, perDayFen: 2_000_000 } as const;
const opened = { ...chosen, channels: [...chosen.channels] };

const limits = (name: string, choices: BodyOf<'chooseLimits'>['choices']): Example =>
  example(
    name,
    { kind: 'chooseLimits', choices },
    [...choices.map((_, place) => choose(place)), back()],
    at(service, 'limits'),
  );

const reviewing = (name: string, body: Partial<BodyOf<'reviewEBanking'>>): Example => {
  const whole: BodyOf<'reviewEBanking'> = {
    kind: 'reviewEBanking',
    card: debit,
    phone: OLD,
    ...opened,
    proof: 'code',
    ...body,
  };
  const going = whole.proof === 'code' ? primary('confirm') : primary('askApproval');
  return example(name, whole, [going, back()], at(service, 'limits'));
};

const closed = (why: BodyOf<'eBankingClosed'>['why']): Example =>
  example(
    `e-banking-closed-${kebab(why)}`,
    {
      kind: 'eBankingClosed',
      why,
      contract:
        why === 'alreadyOpen'
          ? { contractNumber: 'E000042', perPaymentFen: 500_000, perDayFen: 2_000_000 }
          : null,
      minimumAge: why === 'notOffered' ? null : 18,
      reference: 'T01-7K4Q',
    },
    [primary('next')],
    at(service, why === 'noProof' ? 'provePhone' : 'chooseCard'),
  );

function signedUp(name: string, body: Partial<BodyOf<'eBankingResult'>>): Example {
  const outcome = body.outcome ?? 'done';
  const whole: BodyOf<'eBankingResult'> = {
    kind: 'eBankingResult',
    outcome,
    refusal: null,
    cardLast4: debit.last4,
    perDayFen: opened.perDayFen,
    contractNumber: outcome === 'done' ? 'E000042' : null,
    seal: 'stamped',
    paperNumber: 'T01-7K4Q-3',
    reference: 'B-20261122-0042',
    receipt: 'offered',
    ...body,
  };
  return example(`e-banking-result-${name}`, whole, afterwards(whole.receipt), {
    ...at(service, 'result'),
    slot: slotOf(whole.receipt),
  });
}

export const eBankingExamples: readonly Example[] = [
  proving('prove-phone', {}),
  proving('prove-phone-none', { phone: null }),
  proving('prove-phone-expired', { problem: 'expired' }),
  proving('prove-phone-not-sent', { problem: 'notSent' }),
  proving('prove-phone-too-soon', { problem: 'tooSoon', secondsLeft: 42 }),
  proving('prove-phone-too-many-codes', { problem: 'tooManyCodes' }),
  example(
    'choose-channels',
    { kind: 'chooseChannels', choices: [['mobile'], ['web'], ['mobile', 'web']] },
    [choose(0), choose(1), choose(2), back()],
    at(service, 'limits'),
  ),
  limits('choose-limits', [
    { perPaymentFen: 100_000, perDayFen: 500_000 },
    { perPaymentFen: 500_000, perDayFen: 2_000_000 },
    { perPaymentFen: 5_000_000, perDayFen: 20_000_000 },
  ]),
  limits('choose-limits-large', [
    { perPaymentFen: 100_000, perDayFen: 500_000 },
    { perPaymentFen: 500_000, perDayFen: 2_000_000 },
    { perPaymentFen: 1_000_000_000_000, perDayFen: 1_000_000_000_000 },
  ]),
  reviewing('review-e-banking', {}),
  reviewing('review-e-banking-person', { proof: 'person', channels: ['mobile'] }),
  reviewing('review-e-banking-no-phone', { proof: 'person', phone: null }),
  example(
    'await-approval-e-banking',
    {
      kind: 'awaitApproval',
      phase: 'seen',
      refusal: null,
      about: { service, card: debit, ...opened },
      reference: 'P-0042',
    },
    [back()],
    at(service, 'approve'),
  ),
  ...E_BANKING_CLOSED.map(closed),
  ...RECEIPT_STATES.map((receipt) => signedUp(receipt, { receipt })),
  signedUp('queued', { seal: 'queued' }),
  ...(
    ['proofExpired', 'alreadySignedUp', 'limitOutOfRange', 'cardUnusable', 'tooYoung', 'notAllowed'] as const
  ).map((refusal) => signedUp(kebab(refusal), { outcome: 'refused', refusal })),
  signedUp('outcome-unknown', { outcome: 'unknown' }),
  signedUp('not-sent', { outcome: 'notSent' }),
];
