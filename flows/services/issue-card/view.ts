import { CARD_DETAILS, CARD_KINDS_AT_ONCE, type CardDetail } from '#contracts/screen/issue-bodies.ts';
import { back, choice, primary, secondary } from '../../present/actions.ts';
import { approveView } from '../../present/approve.ts';
import { saleAwayView } from '../../present/assess.ts';
import { handOutView } from '../../present/hand-out.ts';
import { windowOf } from '../../present/list-window.ts';
import { receiptState, resultFrame, sealTruth } from '../../present/result.ts';
import { consentView, signView } from '../../present/sign.ts';
import type { Age, View } from '../../present/view.ts';
import { workingView } from '../../present/working.ts';
import { type Context, outcomeOf, reasonAgainst, referenceOf, requireKind, shelf } from './context.ts';
import type { IssueCardSnapshot } from './machine.ts';

const service = 'issueCard';

export function issueCardView(snapshot: IssueCardSnapshot, age: Age): View {
  const { context } = snapshot;
  const { consent, approve, sign, handOut, result } = snapshot.children;
  if (consent) return consentView(consent.getSnapshot(), service, 'person');
  if (approve) return approveView(approve.getSnapshot(), { service, product: requireKind(context).name });
  if (sign) return signView(sign.getSnapshot(), { service, name: context.name }, context.reference, age);
  if (handOut)
    return {
      ...handOutView(handOut.getSnapshot(), requireKind(context).name, context.reference, age),
      progress: { service, step: 'card' },
    };
  if (result) return newCardResult(context, result.getSnapshot());
  if (snapshot.matches('away')) return saleAwayView(service, 'product');
  if (snapshot.matches('choosing')) return chooseKind(context);
  if (snapshot.matches('occupation')) return detail('occupation');
  if (snapshot.matches('purpose')) return detail('purpose');
  if (snapshot.matches('declined'))
    return {
      body: { kind: 'notSigned', service, why: 'declined', reference: context.reference },
      actions: [primary('tryAgain'), secondary('next', 'zero'), back()],
      question: 'notSigned declined',
      progress: { service, step: 'person' },
    };
  if (snapshot.matches('verifying'))
    return { ...workingView('verifyPerson', age), progress: { service, step: 'person' } };
  if (snapshot.matches('applying'))
    return { ...workingView('applyForCard', age), progress: { service, step: 'card' } };
  return { ...workingView('loadCards', age), progress: { service, step: 'product' } };
}

function chooseKind(context: Context): View {
  const kinds = shelf(context);
  const { first, last, window } = windowOf(kinds.length, CARD_KINDS_AT_ONCE, context.page);
  const here = kinds.slice(first, last + 1).map((kind, index) => ({
    name: kind.name,
    issueFeeFen: kind.issueFeeFen,
    yearlyFeeFen: kind.yearlyFeeFen,
    minimumAge: kind.minimumAge,
    reason: reasonAgainst(context, kind),
    place: first + index,
  }));
  return {
    body: {
      kind: 'chooseCardKind',
      kinds: here,
      of: kinds.length,
      first: kinds.length === 0 ? 0 : first + 1,
      last: last + 1,
    },
    actions: [
      ...here.flatMap(({ reason, place }, index) =>
        reason === null ? [choice(place, 'choose', index)] : [],
      ),
      ...(window ? [secondary('more', 'zero')] : []),
      back(),
    ],
    question: `chooseCardKind ${first}`,
    progress: { service, step: 'product' },
  };
}

function detail(which: CardDetail): View {
  return {
    body: { kind: 'cardDetail', detail: which },
    actions: [...CARD_DETAILS[which].map((_, index) => choice(index)), back()],
    question: `cardDetail ${which}`,
    progress: { service, step: 'details' },
  };
}

type Result = Parameters<typeof receiptState>[0];

function newCardResult(context: Context, snapshot: Result): View {
  const { answer } = snapshot.context;
  const { handed, sealed } = context;
  const { name } = requireKind(context);
  const outcome = outcomeOf(context, answer);
  return {
    body: {
      kind: 'newCardResult',
      outcome,
      refusal: answer.outcome === 'refused' && !handed ? answer.refusal : null,
      active: outcome === 'issued' && answer.outcome === 'done',
      name,
      last4: handed?.last4 ?? null,
      ...sealTruth(sealed),
      reference: referenceOf(context, answer),
      staffTold: handed?.kept?.staffTold ?? null,
      receipt: receiptState(snapshot),
    },
    ...resultFrame(snapshot, service, 'newCardResult'),
  };
}
