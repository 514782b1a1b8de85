import { RULES } from '#contracts/compliance/rules.ts';
import type { Action } from '#contracts/screen/actions.ts';
import { TEACH_BACK_OPTIONS } from '#contracts/screen/sign-bodies.ts';
import type { ServiceId } from '#contracts/services/service.ts';
import { type ConsentSnapshot, PARTS, ruleNow } from '../steps/consent.ts';
import type { NotSigned, SignSnapshot } from '../steps/sign.ts';
import { questionNow } from '../steps/teach-back.ts';
import { back, choice, primary, secondary } from './actions.ts';
import type { Age, View } from './view.ts';
import { workingView } from './working.ts';

/** Which of the service's declared steps stand for reading and for signing. */
export type SignPlace = { readonly service: ServiceId; readonly name: string };

/** One rule, or one point of it. */
export function consentView({ context }: ConsentSnapshot, service: ServiceId, step: string): View {
  const rule = ruleNow(context) ?? 'electronicSigning';
  return {
    body: {
      kind: 'consent',
      service,
      rule,
      textVersion: RULES[rule].textVersion,
      part: context.part,
      parts: PARTS[rule] ?? 1,
    },
    actions: [primary('agree'), secondary('decline', 'zero'), back()],
    question: `consent ${rule} ${context.part}`,
    progress: { service, step },
    // Warnings are read in one's own time.
    ...(rule === 'elderRisk' ? { patience: 'asked' as const } : {}),
  };
}

/** Where else the customer can write. */
const otherPlace = ({ on, pad }: SignSnapshot['context']): Action[] => {
  if (on === 'pad') return [secondary('useScreen', 'one')];
  return pad === 'ok' ? [secondary('usePad', 'one')] : [];
};

/** Reasons that another try may do away with. */
const TRIED_AGAIN: ReadonlySet<NotSigned> = new Set(['declined', 'sealAway', 'failed']);

/** A paper from its opening to its seal. */
export function signView(
  snapshot: SignSnapshot,
  { service, name }: SignPlace,
  reference: string,
  age: Age,
): View {
  const { context } = snapshot;
  const { opened } = context;
  const { consent } = snapshot.children;
  if (snapshot.matches('notSigned'))
    return {
      body: { kind: 'notSigned', service, why: context.why, reference },
      actions: TRIED_AGAIN.has(context.why)
        ? [primary('tryAgain'), secondary('next', 'zero'), back()]
        : [primary('next'), back()],
      question: `notSigned ${context.why}`,
      progress: { service, step: 'sign' },
    };
  if (!opened || snapshot.matches('opening'))
    return { ...workingView('openPaper', age), progress: { service, step: 'read' } };
  if (snapshot.matches('sealing'))
    return { ...workingView('sealPaper', age), progress: { service, step: 'sign' } };
  const { template, number, sha256, pages } = opened;
  const paper = { template, number, sha256, pages };
  if (consent) return consentView(consent.getSnapshot(), service, 'sign');
  const question = questionNow(context);
  if (snapshot.matches('understanding') && question)
    return {
      body: { kind: 'teachBack', service, question, options: TEACH_BACK_OPTIONS, wrong: context.wrong > 0 },
      actions: [...Array.from({ length: TEACH_BACK_OPTIONS }, (_, place) => choice(place)), back()],
      question: `teachBack ${question} ${context.wrong}`,
      progress: { service, step: 'read' },
    };
  if (snapshot.matches('signing'))
    return {
      body: {
        kind: 'sign',
        service,
        paper,
        name,
        strokes: context.strokes,
        on: context.on,
        problem: context.problem,
      },
      actions: [
        ...(context.strokes > 0 ? [primary('confirm'), secondary('clear', 'clear')] : []),
        ...otherPlace(context),
        secondary('decline', 'zero'),
        back(),
      ],
      question: `sign ${number} ${context.on}`,
      progress: { service, step: 'sign' },
      patience: 'asked',
    };
  const unseen = pages - context.seen.length;
  const last = context.page >= pages;
  return {
    body: {
      kind: 'readPaper',
      service,
      paper,
      page: context.page,
      unseen,
      text: [...(opened.texts[context.page - 1] ?? [])],
    },
    actions: [
      ...(unseen === 0 ? [primary('next')] : []),
      ...(last ? [] : [unseen === 0 ? secondary('nextPage', 'six') : primary('nextPage')]),
      ...(context.page > 1 ? [secondary('previousPage', 'four')] : []),
      back(),
    ],
    question: `readPaper ${number} ${context.page}`,
    progress: { service, step: 'read' },
    patience: 'asked',
  };
}
