import { APPOINTMENT_CODE_LENGTH } from '#contracts/branch/appointment.ts';
import { MOST_SERVICES } from '#contracts/branch/ticket.ts';
import type { ActionId } from '#contracts/screen/actions.ts';
import {
  BUSINESS_AT_ONCE,
  NEED_CHOICES,
  type NeedChoice,
  PAPERS_AT_ONCE,
} from '#contracts/screen/queue-bodies.ts';
import { back, choice, digitEntry, primary, secondary } from '../present/actions.ts';
import { more, windowOf } from '../present/list-window.ts';
import { receiptState } from '../present/result.ts';
import type { Age, View } from '../present/view.ts';
import { workingView } from '../present/working.ts';
import { allPapers, chosenBusiness, hereOf } from './choices.ts';
import { requireNumber } from './context.ts';
import type { QueueSnapshot } from './machine.ts';
import { CAN_CHECK_IN, MOST_WRONG_CODES } from './setup.ts';

/** What of the way to a number is on the screen. */
export function queueView(snapshot: QueueSnapshot, age: Age, elder: boolean): View {
  const { context } = snapshot;
  if (snapshot.matches('taking')) return workingView('takeNumber', age);
  if (snapshot.matches({ held: 'giving' })) return workingView('giveUpNumber', age);
  if (snapshot.matches('appointment')) return appointmentView(snapshot, age);
  if (snapshot.matches('away')) return awayView(snapshot);
  if (snapshot.matches('choosing')) return choosingView(snapshot, elder);
  if (snapshot.matches('doHere')) {
    const here = hereOf(context);
    return {
      body: { kind: 'doHere', here },
      actions: [...here.map((_, index) => choice(index)), primary('next'), back()],
      question: 'doHere',
    };
  }
  if (snapshot.matches('needs'))
    return {
      body: {
        kind: 'needs',
        chosen: [...context.needs],
        elderlyKnown: context.elderly,
        ...careOf(context),
      },
      actions: [...NEED_CHOICES.map((_, index) => choice(index, 'need')), primary('next'), back()],
      question: 'needs',
    };
  if (snapshot.matches('papers')) return papersView(snapshot, elder);
  if (snapshot.matches('missing')) return missingView(snapshot, elder);
  if (snapshot.matches('unknown'))
    return {
      body: { kind: 'ticketUnknown' },
      actions: [primary('tryAgain'), back('finish')],
      question: 'ticketUnknown',
    };
  if (snapshot.matches('held') || snapshot.matches('given') || snapshot.matches('following'))
    return snapshot.matches({ held: 'shown' }) ? takenView(snapshot) : givenUpView(snapshot);
  return workingView('queue', age);
}

function appointmentView(snapshot: QueueSnapshot, age: Age): View {
  const { code, codeProblem, appointment } = snapshot.context;
  const length = APPOINTMENT_CODE_LENGTH;
  if (snapshot.matches({ appointment: 'spent' }))
    return {
      body: { kind: 'enterAppointment', entered: '', length, problem: 'tooMany' },
      actions: [primary('next')],
      question: 'enterAppointment spent',
    };
  if (snapshot.matches({ appointment: 'entering' }))
    return {
      body: { kind: 'enterAppointment', entered: code, length, problem: codeProblem },
      actions: [...digitEntry, ...(code.length === length ? [primary('confirm')] : []), back()],
      question: 'enterAppointment',
    };
  if (!snapshot.matches({ appointment: 'told' }) || !appointment) return workingView('queue', age);
  const { verdict, name, day, time, from, label } = appointment;
  return {
    body: { kind: 'appointment', verdict, service: name, day, time, from, label },
    actions: [primary(CAN_CHECK_IN.has(verdict) ? 'confirm' : 'next'), back()],
    question: `appointment ${verdict}`,
  };
}

function awayView({ context }: QueueSnapshot): View {
  const { away, here, now } = context;
  return {
    body: { kind: 'queueAway', reason: away, opening: now?.opening ?? null, here: [...here] },
    actions: [
      ...here.map((_, index) => choice(index)),
      ...(away === 'closed' ? [] : [primary('tryAgain')]),
      back(),
    ],
    question: `queueAway ${away}`,
  };
}

function choosingView({ context }: QueueSnapshot, elder: boolean): View {
  const services = (context.now?.services ?? []).map(({ id, name, wait }) => ({
    name,
    wait,
    chosen: context.chosen.includes(id),
  }));
  const size = elder ? BUSINESS_AT_ONCE.elder : BUSINESS_AT_ONCE.normal;
  const { first, last, ...shown } = windowOf(services.length, size, context.page);
  return {
    body: {
      kind: 'chooseBusiness',
      services,
      most: MOST_SERVICES,
      full: context.full,
      ...cutOffOf(context),
      ...shown,
    },
    actions: [
      ...services.slice(first, last + 1).map((_, place) => choice(first + place, 'choose', place)),
      ...more(shown),
      ...(context.wrongCodes < MOST_WRONG_CODES && !context.now?.cutOff
        ? [secondary('haveAppointment', 'nine')]
        : []),
      ...(chosenBusiness(context).length > 0 ? [primary('next')] : []),
      back(),
    ],
    question: `chooseBusiness ${first}`,
  };
}

/** Whom care hours and priority seats are for. */
const FIRST: ReadonlySet<NeedChoice> = new Set(['elderly', 'disabled']);

const careOf = ({ now }: QueueSnapshot['context']) =>
  now?.care && (now.care.until !== null || now.care.seats > 0) ? { care: now.care } : {};

const cutOffOf = ({ now }: QueueSnapshot['context']) => (now?.cutOff ? { cutOff: true as const } : {});

function papersView({ context }: QueueSnapshot, elder: boolean): View {
  const papers = allPapers(context).map(({ name, instead }) => ({ name, instead: [...instead] }));
  const size = elder ? PAPERS_AT_ONCE.elder : PAPERS_AT_ONCE.normal;
  const { first, last: _, ...shown } = windowOf(papers.length, size, context.page);
  return {
    body: { kind: 'papers', papers, ...shown },
    actions: [secondary('missing', 'one'), ...more(shown), primary('confirm'), back()],
    question: `papers ${first}`,
  };
}

function missingView({ context }: QueueSnapshot, elder: boolean): View {
  const papers = allPapers(context)
    .filter(({ instead }) => instead.length > 0)
    .map(({ name, instead }) => ({ name, instead: [...instead] }));
  const size = elder ? PAPERS_AT_ONCE.elder : PAPERS_AT_ONCE.normal;
  const { first, last: _, ...shown } = windowOf(papers.length, size, context.page);
  return {
    body: { kind: 'papersMissing', papers, ...shown },
    actions: [secondary('finish', 'one'), ...more(shown), primary('confirm'), back()],
    question: `papersMissing ${first}`,
  };
}

function takenView(snapshot: QueueSnapshot): View {
  const { context } = snapshot;
  const { label, state, wait, counter, phoneUrl, countsFrom, appointment } = requireNumber(context);
  const { result } = snapshot.children;
  const receipt = result ? receiptState(result.getSnapshot()) : 'unavailable';
  const ids: ActionId[] = [
    ...(receipt === 'offered' || receipt === 'notPrinted' ? (['printReceipt'] as const) : []),
    ...(context.identified ? (['anotherService'] as const) : []),
    ...(state === 'waiting' ? (['giveUpNumber'] as const) : []),
  ];
  return {
    body: {
      kind: 'ticketTaken',
      label,
      services: [...(context.standing?.services ?? [])],
      state,
      wait,
      counter,
      phoneUrl,
      kept: [],
      ...(countsFrom === undefined ? {} : { countsFrom }),
      ...(appointment ? { appointment } : {}),
      ...(state === 'waiting' && context.needs.some((need) => FIRST.has(need)) ? careOf(context) : {}),
      receipt,
    },
    actions:
      receipt === 'printing'
        ? []
        : [
            ...ids.map((id, place) => secondary(id, (['one', 'two', 'three'] as const)[place] ?? 'four')),
            primary('next'),
          ],
    question: `ticketTaken ${label}`,
    ...(receipt === 'printing' || receipt === 'printed' || receipt === 'unknown'
      ? { slot: 'receiptPrinter' as const }
      : {}),
  };
}

function givenUpView(snapshot: QueueSnapshot): View {
  const { context } = snapshot;
  const label = context.givenUp ?? requireNumber(context).label;
  if (snapshot.matches({ held: 'asking' }))
    return {
      body: { kind: 'ticketGivenUp', label, state: 'asking' },
      actions: [primary('confirm'), back()],
      question: 'giveUp',
    };
  const state = snapshot.matches('given')
    ? 'given'
    : snapshot.matches('following')
      ? 'following'
      : 'notGiven';
  return {
    body: { kind: 'ticketGivenUp', label, state },
    actions: [
      ...(state !== 'notGiven' && context.identified ? [secondary('anotherService', 'one')] : []),
      primary('next'),
    ],
    question: `givenUp ${state}`,
  };
}
