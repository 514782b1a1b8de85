import type { KeypadKey } from '#contracts/keypad.ts';
import { SERVICES } from '#contracts/services/catalogue.ts';
import { SERVICE_IDS } from '#contracts/services/service.ts';
import { complaintView } from '../complaint/view.ts';
import type { KeptDrafts } from '../draft.ts';
import { cutOffOf } from '../eligibility.ts';
import { farewellView } from '../feedback/view.ts';
import { findingView } from '../finding/view.ts';
import { queueView } from '../queue/view.ts';
import { serviceView } from '../services/catalogue.ts';
import { refusal, servesStrangers } from '../session/context.ts';
import type { SessionSnapshot } from '../session/session.ts';
import { back, choice, lastOption, option, primary, secondary } from './actions.ts';
import { bankCardView } from './bank-card.ts';
import type { Age, View } from './view.ts';
import { workingView } from './working.ts';

/** What of a visit is on the screen: a card in the machine first, then where the customer is. */
export function sessionView(snapshot: SessionSnapshot, age: Age): View {
  const { bankCard, service, queue, finding, complaint } = snapshot.children;
  if (bankCard) return bankCardView(bankCard.getSnapshot(), age);
  const { context } = snapshot;
  if (snapshot.matches({ main: { service: 'overstepped' } }) && context.service)
    return {
      body: { kind: 'helperOverstepped', service: context.service, reference: context.reference },
      actions: [
        primary('tryAgain'),
        secondary('takeNumber', 'one'),
        secondary('anotherService', 'two'),
        back('finish'),
      ],
      question: 'helperOverstepped',
    };
  if (service && context.service)
    return serviceView(context.service, service.getSnapshot(), age, context.elder);
  if (queue) return withKept(queueView(queue.getSnapshot(), age, context.elder), context.keptDrafts);
  if (finding) return findingView(finding.getSnapshot(), context.elder);
  if (complaint) return complaintView(complaint.getSnapshot(), age, context.elder);
  const begun = !snapshot.matches({ main: 'begin' });
  if (!begun && (context.wantsNumber || context.wantsComplaint)) return workingView('queue', age);
  if (!begun && context.wantsWay) return workingView('find', age);
  if (snapshot.matches({ main: 'identify' }) || (!begun && !context.document)) return identifyView(snapshot);
  if (snapshot.matches({ main: 'unknownCustomer' }))
    return {
      body: { kind: 'identify', phase: 'problem', problem: context.problem },
      actions: [
        takeNumber('one'),
        ...(servesStrangers(context) ? [secondary('next', 'two')] : []),
        primary('tryAgain'),
        back(),
      ],
      question: `identify ${context.problem}`,
    };
  if (snapshot.matches({ main: 'elderOffer' }))
    return {
      body: { kind: 'elderOffer' },
      actions: [option('toggleTextSize', 0), option('decline', 1)],
      question: 'elderOffer',
    };
  if (snapshot.matches({ main: 'menu' })) return menuView(snapshot);
  if (snapshot.matches({ main: 'notEligible' }) && context.service)
    return {
      body: {
        kind: 'notEligible',
        service: context.service,
        reason: refusal(context, context.service) ?? 'documentNotAccepted',
        minimumAge: SERVICES[context.service].eligibility.minimumAge,
      },
      actions: [takeNumber('one'), primary('next')],
      question: `notEligible ${context.service}`,
    };
  // Still looking whether a card is in the reader: goodbye is not said before.
  if (snapshot.matches({ main: { ending: 'card' } })) return workingView('returnCard', age);
  if (snapshot.matches({ main: 'ending' }) || snapshot.matches({ main: 'closed' }))
    return endingView(snapshot);
  return workingView('lookup', age);
}

/** On the screen of the number stands what goes with it: only what the branch has said it keeps. */
function withKept(view: View, kept: KeptDrafts): View {
  const services = SERVICE_IDS.filter((id) => kept[id]?.sure);
  if (view.body.kind !== 'ticketTaken' || services.length === 0) return view;
  return {
    ...view,
    body: { ...view.body, kept: services },
    actions: view.actions.length === 0 ? [] : [secondary('forgetDraft', 'five'), ...view.actions],
  };
}

const takeNumber = (key: KeypadKey) => secondary('takeNumber', key);

function identifyView(snapshot: SessionSnapshot): View {
  const { problem } = snapshot.context;
  if (problem)
    return {
      body: { kind: 'identify', phase: 'problem', problem },
      actions: [takeNumber('one'), primary('tryAgain'), back()],
      question: `identify ${problem}`,
      slot: 'idScanner',
    };
  const reading = snapshot.matches({ main: { identify: { place: 'reading' } } });
  return {
    body: { kind: 'identify', phase: reading ? 'reading' : 'place', problem: null },
    actions: [...(reading ? [] : [takeNumber('one')]), back()],
    question: 'identify',
    slot: 'idScanner',
  };
}

function menuView(snapshot: SessionSnapshot): View {
  const { context } = snapshot;
  const services = SERVICE_IDS.map((id) => {
    const reason = refusal(context, id);
    return { id, offered: reason === null, reason, minimumAge: SERVICES[id].eligibility.minimumAge };
  });
  return {
    body: {
      kind: 'menu',
      services,
      documentType: context.facts?.type ?? 'residentIdCard',
      number: context.standing ? 'held' : 'take',
      ...cutOffOf(context.health),
    },
    actions: [
      ...services.map((_, index) => choice(index)),
      option('find', services.length),
      lastOption('takeNumber', services.length + 1),
      back('finish'),
    ],
    question: 'menu',
  };
}

function endingView(snapshot: SessionSnapshot): View {
  const { why, receipt, insistent } = snapshot.context;
  const idCard = snapshot.matches({ main: { ending: 'idCard' } });
  if (idCard && !snapshot.matches({ main: { ending: { idCard: 'looking' } } }))
    return {
      body: {
        kind: 'takeMedia',
        what: 'idCard',
        receipt,
        urgency: insistent ? 'insistent' : 'calm',
        why,
      },
      actions: [],
      question: 'takeIdCard',
      slot: 'idScanner',
    };
  return farewellView(snapshot);
}
