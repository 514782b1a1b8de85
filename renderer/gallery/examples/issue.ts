import { APPROVAL_PHASES, APPROVAL_REFUSALS } from '#contracts/screen/approval-bodies.ts';
import { RECEIPT_STATES } from '#contracts/screen/bodies.ts';
import { CARD_DETAILS, type CardDetail } from '#contracts/screen/issue-bodies.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import { at, back, choose, type Example, example, primary, secondary } from '../example.ts';
import { afterwards, slotOf } from './sale.ts';

type Kind = BodyOf<'chooseCardKind'>['kinds'][number];
const PLAIN = { zh: '安居借记卡', en: 'Anju debit card' } as const;
const kind = (over: Partial<Kind>): Kind => ({
  name: PLAIN,
  issueFeeFen: 0,
  yearlyFeeFen: 0,
  minimumAge: 16,
  reason: null,
  place: 0,
  ...over,
});
const silver: Partial<Kind> = {
  name: { zh: '银线借记卡', en: 'Silverline debit card' },
  issueFeeFen: 500,
  yearlyFeeFen: 1_000,
  minimumAge: 18,
  place: 1,
};

const choosing = (name: string, kinds: readonly Kind[], of = kinds.length): Example =>
  example(
    `choose-card-kind${name}`,
    {
      kind: 'chooseCardKind',
      kinds: [...kinds],
      of,
      first: kinds.length === 0 ? 0 : 1,
      last: kinds.length,
    },
    [
      ...kinds.flatMap(({ reason, place }, index) => (reason === null ? [choose(place, index)] : [])),
      ...(of > kinds.length ? [secondary('more', 'zero')] : []),
      back(),
    ],
    at('issueCard', 'product'),
  );

const detail = (which: CardDetail): Example =>
  example(
    `card-detail-${which}`,
    { kind: 'cardDetail', detail: which },
    [...CARD_DETAILS[which].map((_, index) => choose(index)), back()],
    at('issueCard', 'details'),
  );

const taking = (urgency: BodyOf<'takeNewCard'>['urgency']): Example =>
  example(`take-new-card-${urgency}`, { kind: 'takeNewCard', last4: '1018', name: PLAIN, urgency }, [], {
    ...at('issueCard', 'card'),
    slot: 'cardDispenser',
    card: { last4: '1018', where: 'newGate' },
  });

type Result = BodyOf<'newCardResult'>;

function ended(name: string, body: Partial<Result>): Example {
  const whole: Result = {
    kind: 'newCardResult',
    outcome: 'issued',
    refusal: null,
    active: true,
    name: PLAIN,
    last4: body.outcome === undefined || body.outcome === 'issued' ? '1018' : null,
    seal: 'stamped',
    paperNumber: 'T01-7KQX-1',
    reference: 'T01-7KQX-2',
    staffTold: null,
    receipt: 'offered',
    ...body,
  };
  return example(`new-card-result-${name}`, whole, afterwards(whole.receipt), {
    ...at('issueCard', 'result'),
    slot: slotOf(whole.receipt),
  });
}

const inAddress = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

type Waits = BodyOf<'awaitApproval'>;
const actionsOf = (phase: Waits['phase'], refusal: Waits['refusal']) => {
  if (phase === 'notAsked' || phase === 'expired') return [primary('askApproval'), back()];
  if (phase !== 'refused') return [back()];
  return refusal === 'documentNeeded' ? [primary('askApproval'), back()] : [primary('next')];
};
const awaiting = (phase: Waits['phase'], refusal: Waits['refusal'] = null): Example =>
  example(
    `await-person-${inAddress(refusal ?? phase)}`,
    {
      kind: 'awaitApproval',
      phase,
      refusal,
      about: { service: 'issueCard', product: PLAIN },
      reference: phase === 'asking' || phase === 'notAsked' ? null : 'P-0042',
    },
    actionsOf(phase, refusal),
    at('issueCard', 'person'),
  );

/** A new card: choosing it, making sure of the person, its way out, and how it ended. */
export const issueExamples: readonly Example[] = [
  choosing('', [kind({}), kind({ ...silver, reason: 'notHere' })]),
  choosing('-more', [kind({}), kind(silver)], 3),
  choosing('-too-young', [kind({}), kind({ ...silver, reason: 'tooYoung' })]),
  choosing('-none', [kind({ ...silver, place: 0, reason: 'notHere' })]),
  detail('occupation'),
  detail('purpose'),
  ...APPROVAL_PHASES.filter((phase) => phase !== 'refused').map((phase) => awaiting(phase)),
  ...APPROVAL_REFUSALS.filter((refusal) => refusal !== 'detailsWrong').map((refusal) =>
    awaiting('refused', refusal),
  ),
  example('await-binding', { kind: 'awaitBinding', reference: 'T01-7KQX' }, [primary('next')], {
    ...at('issueCard', 'card'),
    card: { last4: null, where: 'newInside' },
  }),
  taking('calm'),
  taking('insistent'),
  ...RECEIPT_STATES.map((receipt) => ended(receipt, { receipt })),
  ended('not-active', { active: false }),
  ended('refused', { outcome: 'refused', refusal: 'notAllowed' }),
  ended('too-many-cards', { outcome: 'refused', refusal: 'tooManyCards' }),
  ended('too-young', { outcome: 'refused', refusal: 'tooYoung' }),
  ended('proof-expired', { outcome: 'refused', refusal: 'proofExpired' }),
  ended('outcome-unknown', { outcome: 'unknown' }),
  ended('not-sent', { outcome: 'notSent' }),
  ended('no-card', { outcome: 'noCard' }),
  ended('no-card-stuck', { outcome: 'noCard', staffTold: true }),
  ended('kept', { outcome: 'kept', staffTold: true }),
  ended('unsettled', { outcome: 'unsettled', staffTold: true }),
  ended('unclear', { outcome: 'unclear', staffTold: false }),
];
