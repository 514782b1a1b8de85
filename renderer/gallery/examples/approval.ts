import { APPROVAL_PHASES, APPROVAL_REFUSALS } from '#contracts/screen/approval-bodies.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import { at, back, type Example, example, primary, secondary } from '../example.ts';
import { debit, OLD } from './business.ts';

type Waits = BodyOf<'awaitApproval'>;
const inAddress = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const openCase = secondary('openCase', 'one');

function actionsOf(phase: Waits['phase'], refusal: Waits['refusal']) {
  if (phase === 'notAsked' || phase === 'expired') return [primary('askApproval'), openCase, back()];
  if (phase !== 'refused') return [openCase, back()];
  if (refusal === 'documentNeeded') return [primary('askApproval'), openCase, back()];
  return refusal === 'detailsWrong' || refusal === 'pictureUnclear'
    ? [primary('confirm'), openCase, back()]
    : [openCase, primary('next')];
}

const awaiting = (phase: Waits['phase'], refusal: Waits['refusal'] = null): Example =>
  example(
    `await-approval-${inAddress(refusal ?? phase)}`,
    {
      kind: 'awaitApproval',
      phase,
      refusal,
      about: { service: 'changeReservedPhone', card: debit, newPhone: '142****0009' },
      reference: phase === 'asking' || phase === 'notAsked' ? null : 'P-0042',
    },
    actionsOf(phase, refusal),
    at('changeReservedPhone', 'approve'),
  );

const judging = (phase: Waits['phase'], refusal: Waits['refusal'] = null): Example =>
  example(
    `await-judging-${inAddress(refusal ?? phase)}`,
    {
      kind: 'awaitApproval',
      phase,
      refusal,
      about: { service: 'companyAccount', companyName: '样例市安居贸易有限公司', originals: 5 },
      reference: phase === 'asking' || phase === 'notAsked' ? null : 'P-0042',
    },
    actionsOf(phase, refusal).filter(({ id }) => id !== 'openCase'),
    at('companyAccount', 'approve'),
  );

/** A person decides: before it, while one waits, and when it is over. */
export const approvalExamples: readonly Example[] = [
  example(
    'review-phone-person',
    { kind: 'reviewPhone', card: debit, oldPhone: OLD, newPhone: '14200010009', route: 'person' },
    [primary('askApproval'), openCase, back()],
    at('changeReservedPhone', 'review'),
  ),
  ...APPROVAL_PHASES.filter((phase) => phase !== 'refused').map((phase) => awaiting(phase)),
  ...APPROVAL_REFUSALS.map((refusal) => awaiting('refused', refusal)),
  ...APPROVAL_PHASES.filter((phase) => phase !== 'refused').map((phase) => judging(phase)),
  ...APPROVAL_REFUSALS.map((refusal) => judging('refused', refusal)),
];
