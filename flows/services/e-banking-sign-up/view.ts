import { back, choice, primary } from '../../present/actions.ts';
import { approveView } from '../../present/approve.ts';
import { saleAwayView } from '../../present/assess.ts';
import { chooseCardView } from '../../present/choose-card.ts';
import { provePhoneView } from '../../present/prove-phone.ts';
import { resultFrame, sealTruth, submissionTruth } from '../../present/result.ts';
import { signView } from '../../present/sign.ts';
import type { Age, View } from '../../present/view.ts';
import { workingView } from '../../present/working.ts';
import type { ResultSnapshot } from '../../steps/result.ts';
import { summary } from '../service-machine.ts';
import {
  type Context,
  channelChoices,
  limitChoices,
  proofOf,
  requireCard,
  requireLimits,
  requireTerms,
} from './context.ts';
import type { EBankingSignUpSnapshot } from './machine.ts';

const service = 'eBankingSignUp';

export function eBankingSignUpView(snapshot: EBankingSignUpSnapshot, age: Age, elder: boolean): View {
  const { context } = snapshot;
  const { prove, approve, sign, result } = snapshot.children;
  if (prove) return provePhoneView(prove.getSnapshot(), { service, step: 'provePhone' }, age);
  if (approve)
    return approveView(approve.getSnapshot(), {
      service,
      card: summary(requireCard(context)),
      ...chosen(context),
    });
  if (sign) return signView(sign.getSnapshot(), { service, name: context.name }, context.reference, age);
  if (result) return signedUp(context, result.getSnapshot());
  if (snapshot.matches('away')) return saleAwayView(service, 'chooseCard');
  if (snapshot.matches('closed')) return closedView(context);
  if (snapshot.matches('choosing')) return chooseCard(context, elder);
  if (snapshot.matches('channels')) return chooseChannels(context);
  if (snapshot.matches('limits')) return chooseLimits(context);
  if (snapshot.matches('submitting'))
    return { ...workingView('signUp', age), progress: { service, step: 'sign' } };
  if (snapshot.matches('review')) return review(context);
  return { ...workingView('loadEBanking', age), progress: { service, step: 'chooseCard' } };
}

const chosen = (context: Context) => ({ channels: [...context.channels], ...requireLimits(context) });

function closedView({ closed, contract, terms, reference }: Context): View {
  const why = closed ?? 'notOffered';
  return {
    body: { kind: 'eBankingClosed', why, contract, minimumAge: terms?.minimumAge ?? null, reference },
    actions: [primary('next')],
    question: `eBankingClosed ${why}`,
    progress: { service, step: why === 'noProof' ? 'provePhone' : 'chooseCard' },
  };
}

function chooseCard(context: Context, elder: boolean): View {
  const cards = context.customer.cards.map((card) => ({
    ...summary(card),
    selectable: card.status === 'active',
    reason: card.status === 'active' ? null : ('alreadyBlocked' as const),
  }));
  return chooseCardView(service, cards, context.page, elder);
}

function chooseChannels(context: Context): View {
  const choices = channelChoices(requireTerms(context));
  return {
    body: { kind: 'chooseChannels', choices },
    actions: [...choices.map((_, place) => choice(place)), back()],
    question: 'chooseChannels',
    progress: { service, step: 'limits' },
  };
}

function chooseLimits(context: Context): View {
  const choices = limitChoices(requireTerms(context));
  return {
    body: { kind: 'chooseLimits', choices },
    actions: [...choices.map((_, place) => choice(place)), back()],
    question: 'chooseLimits',
    progress: { service, step: 'limits' },
  };
}

function review(context: Context): View {
  const proven = proofOf(context) !== null;
  const card = requireCard(context);
  return {
    body: {
      kind: 'reviewEBanking',
      card: summary(card),
      phone: card.reservedPhone?.masked ?? null,
      ...chosen(context),
      proof: proven ? 'code' : 'person',
    },
    actions: [primary(proven ? 'confirm' : 'askApproval'), back()],
    question: `reviewEBanking ${card.cardRef} ${proven}`,
    progress: { service, step: 'limits' },
  };
}

function signedUp(context: Context, snapshot: ResultSnapshot): View {
  const { answer } = snapshot.context;
  return {
    body: {
      kind: 'eBankingResult',
      ...submissionTruth(snapshot),
      cardLast4: requireCard(context).last4,
      perDayFen: requireLimits(context).perDayFen,
      contractNumber: answer.outcome === 'done' ? (answer.contract?.contractNumber ?? null) : null,
      ...sealTruth(context.sealed),
    },
    ...resultFrame(snapshot, service, 'eBankingResult'),
  };
}
