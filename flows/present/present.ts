import type { Bilingual } from '#contracts/language.ts';
import { LANGUAGES } from '#contracts/language.ts';
import type { Action } from '#contracts/screen/actions.ts';
import type { Frame, HelpState } from '#contracts/screen/frame.ts';
import type { Screen } from '#contracts/screen/screen.ts';
import { SERVICES } from '#contracts/services/catalogue.ts';
import { callBackView } from '../call-back/view.ts';
import { isFree, lockOf } from '../compliance/hands-lock.ts';
import { delays } from '../delays.ts';
import { cutOffOf, offeredServices } from '../eligibility.ts';
import { extensionsLeft, type SessionSnapshot } from '../session/session.ts';
import { callBackHasScreen } from '../terminal/call-back-place.ts';
import { isRecorded } from '../terminal/call-context.ts';
import { numbersOnly, outOfService } from '../terminal/context.ts';
import { mayCover } from '../terminal/quiet-cover.ts';
import type { TerminalSnapshot } from '../terminal/terminal.ts';
import {
  asideOf,
  atHand,
  back,
  choice,
  display,
  displayByTouch,
  help,
  option,
  primary,
  secondary,
} from './actions.ts';
import { bankCardView, cardPlace } from './bank-card.ts';
import {
  askedOverlay,
  type CallOverlay,
  callFrame,
  callOverlay,
  callOverlayActions,
  mayTakeNumber,
  openCall,
  stopCallRecording,
} from './call.ts';
import { quietHelp, quietView } from './quiet.ts';
import { requestSupervisor } from './request-supervisor.ts';
import { sessionView } from './session.ts';
import type { Age, View } from './view.ts';
import { workingView } from './working.ts';

/** What the terminal is, apart from what happens on it. */
export type Place = {
  readonly branch: Bilingual;
  /** Where a person is to be found without this machine. */
  readonly counter: Bilingual;
  readonly simulated: boolean;
  readonly reference: string;
};

export type Presented = {
  readonly screen: Omit<Screen, 'step' | 'spoken'>;
  /** Changes when the question changes. */
  readonly question: string;
  readonly patience: View['patience'] | null;
  /** Offered, and drawn by nothing. */
  readonly unseen: readonly Action[];
  /** What would be offered here, were the screen not operated by somebody else: what only the customer may do. */
  readonly locked: readonly Action[];
  /** What the step itself offers while the call lies large over it; null while it does not. */
  readonly beneath: readonly Action[] | null;
};

/** The one ladder that decides the screen. First what cannot wait, then the visit, then the welcome. */
export function present(snapshot: TerminalSnapshot, place: Place, clock: string, age: Age): Presented {
  const session = snapshot.children.session?.getSnapshot();
  const covered = isCovered(snapshot, session);
  const view = terminalView(snapshot, session, place, age);
  const hands = session !== undefined && snapshot.context.hands !== null;
  const lock = hands ? lockOf(view) : null;
  const overlay =
    overlayOf(snapshot, session, covered, view, age) ??
    (lock === null ? null : ({ kind: 'onlyYou', what: lock } as const));
  const helpState = helpOf(snapshot, overlay);
  const question = overlay ? `${view.question} / ${overlay.kind}${stageOf(overlay)}` : view.question;
  const call = session ? callFrame(snapshot, question) : null;
  const frame: Frame = {
    branch: place.branch,
    counter: place.counter,
    clock,
    language: snapshot.context.settings.language,
    textSize: snapshot.context.settings.elder ? 'elder' : 'normal',
    contrast: snapshot.context.settings.contrast ? 'high' : 'normal',
    reach: snapshot.context.settings.reach,
    simulated: place.simulated,
    card: view.card ?? cardOf(snapshot, session),
    idCard: session && idCardLies(session) ? 'onReader' : 'none',
    customerName: session?.context.document?.name ?? null,
    progress: progressOf(view),
    slot: view.slot ?? null,
    ...(view.recording ? { recording: true } : {}),
    help: {
      state: helpState,
      // What nobody can look up just now is not told to be named.
      reference: helpState === 'unreachable' ? null : snapshot.context.helpReference,
    },
    ...(hands ? { hands: lock === null ? ('on' as const) : ('locked' as const) } : {}),
    ...(session && snapshot.matches({ vendorMode: 'enterPending' }) ? { staffNext: true as const } : {}),
    ...(call ? { call } : {}),
    overlay,
  };
  // Where CLEAR clears, the display is reached by touch, and over help.
  const typing = view.actions.some(({ role, key }) => role === 'entry' || key === 'clear');
  const may = lock === null ? view.actions : view.actions.filter(({ id }) => isFree(id));
  const ofStep = [...may, help, typing && lock === null ? displayByTouch : display];
  const ofCall = call ? [openCall, ...(isRecorded(snapshot.context.call) ? [stopCallRecording] : [])] : [];
  const offered = [...ofStep, ...ofCall];
  const actions = overlay
    ? overlayActions(
        overlay,
        helpState,
        {
          complain: !covered && mayComplain(snapshot, session),
          takeBack: hands,
          callTeller: call === null && mayCallTeller(snapshot, session),
          ofCall: (over) =>
            callOverlayActions(over, call, snapshot.context.call, {
              number: !covered && mayTakeNumber(session, view),
              callBack: !covered && mayCallBack(snapshot, session),
              elder: snapshot.context.settings.elder,
            }),
        },
        offered.filter(({ key, role }) => key === undefined && role !== 'entry' && role !== 'choice'),
        offered,
      )
    : offered;
  return {
    screen: { frame, body: view.body, actions },
    question,
    patience: view.patience ?? null,
    unseen: [...(snapshot.context.inVisit ? [quietHelp] : []), requestSupervisor],
    locked: overlay?.kind === 'onlyYou' ? view.actions.filter(({ id }) => !isFree(id)) : [],
    beneath: overlay?.kind === 'call' ? ofStep : null,
  };
}

/** Somebody writes, or not: that is another question. */
const stageOf = (overlay: NonNullable<Frame['overlay']>): string =>
  overlay.kind === 'call' ? ` ${overlay.stage}` : '';

/** What of a visit stands on the screen, whatever lies over it. */
export function stepView(snapshot: TerminalSnapshot, session: SessionSnapshot, age: Age): View {
  const { callBack } = snapshot.children;
  const view =
    callBack && callBackHasScreen(snapshot)
      ? callBackView(callBack.getSnapshot(), age, snapshot.context.settings.elder)
      : sessionView(session, age);
  return isCovered(snapshot, session) ? quietView(view, age) : view;
}

/** The screen only looks busy: what the customer does is for nobody. */
const isCovered = (snapshot: TerminalSnapshot, session: SessionSnapshot | undefined): boolean =>
  snapshot.matches({ quiet: 'standing' }) && mayCover(session);

/** Not of a visit that says goodbye, nor where nobody is served. */
const mayCallTeller = (snapshot: TerminalSnapshot, session: SessionSnapshot | undefined): boolean =>
  session
    ? !session.matches({ main: 'ending' }) && !session.matches({ main: 'closed' })
    : snapshot.matches({ mode: { idle: 'waiting' } });

const mayCallBack = (snapshot: TerminalSnapshot, session: SessionSnapshot | undefined): boolean =>
  session !== undefined && mayCover(session) && snapshot.children.callBack === undefined;

function terminalView(
  snapshot: TerminalSnapshot,
  session: SessionSnapshot | undefined,
  place: Place,
  age: Age,
): View {
  const { context } = snapshot;
  if (session) return stepView(snapshot, session, age);
  if (snapshot.matches({ mode: 'starting' }))
    return { body: { kind: 'starting' }, actions: [], question: 'starting' };
  const left = snapshot.children.leftCard?.getSnapshot();
  if (left && !left.matches('atGate') && !left.matches('returning')) return bankCardView(left, age);
  if (snapshot.matches({ mode: 'supervisor' }))
    return {
      body: { kind: 'outOfService', reason: 'supervisor', reference: place.reference },
      actions: [],
      question: 'supervisor',
    };
  const closed = outOfService(context);
  if (closed && !left)
    return {
      body: { kind: 'outOfService', reason: closed, reference: place.reference },
      actions: numbersOnly(context) ? [asideOf('takeNumber', 'one'), secondary('find', 'two')] : [],
      question: `outOfService ${closed}`,
    };
  const services = offeredServices(context.health);
  const languages = LANGUAGES.map((_, index): Action => ({ ...choice(index, 'setLanguage'), role: 'frame' }));
  if (left || snapshot.matches({ mode: 'retainingLeftCard' }))
    return {
      body: { kind: 'idle', services, notice: 'takeLeftCard' },
      actions: languages,
      question: 'idle takeLeftCard',
      slot: 'cardReader',
    };
  if (snapshot.matches({ mode: 'lookingForCard' })) return workingView('returnCard', age);
  if (snapshot.matches({ mode: { idle: 'idCardLeft' } }))
    return {
      body: { kind: 'idle', services, notice: 'liftLeftIdCard' },
      actions: languages,
      question: 'idle liftLeftIdCard',
      slot: 'idScanner',
    };
  if (snapshot.matches({ mode: { idle: { waiting: 'reading' } } }))
    return {
      body: { kind: 'identify', phase: 'reading', problem: null },
      actions: [],
      question: 'identify',
      slot: 'idScanner',
    };
  return {
    body: { kind: 'idle', services, notice: null, ...cutOffOf(context.health), ...hallOf(context) },
    actions: [...languages, asideOf('takeNumber', 'three'), secondary('find', 'four'), primary('start')],
    question: 'idle',
    slot: 'idScanner',
  };
}

/** What of the hours is worth saying to somebody who comes in. */
const hallOf = ({ hall }: TerminalSnapshot['context']) =>
  hall && (!hall.open || hall.careUntil !== null) ? { hall } : {};

function overlayOf(
  snapshot: TerminalSnapshot,
  session: SessionSnapshot | undefined,
  covered: boolean,
  view: View,
  age: Age,
): Frame['overlay'] {
  if (!covered && session?.matches({ attention: 'warned' })) {
    const whole = session.context.slow ? delays.attentionWarningSlow : delays.attentionWarning;
    return {
      kind: 'attention',
      secondsLeft: Math.max(0, Math.ceil((whole - age.ofWarning) / 1_000)),
      extensionsLeft: extensionsLeft(session.context.extensions),
    };
  }
  const { overlay } = snapshot.context;
  const asked = covered ? null : askedOverlay(snapshot, view);
  if (asked) return asked;
  if (overlay === 'call') return session ? callOverlay(snapshot) : null;
  return overlay ? { kind: overlay } : null;
}

/** `keyless`: what the step under it offers to the touch alone, since all its keys are taken. */
function overlayActions(
  overlay: NonNullable<Frame['overlay']>,
  state: HelpState,
  may: {
    readonly complain: boolean;
    readonly takeBack: boolean;
    readonly callTeller: boolean;
    readonly ofCall: (overlay: CallOverlay) => Action[];
  },
  keyless: readonly Action[],
  offered: readonly Action[],
): Action[] {
  switch (overlay.kind) {
    case 'attention':
      return [
        ...(overlay.extensionsLeft > 0 ? [primary('moreTime')] : []),
        secondary('finish', 'cancel'),
        help,
      ];
    case 'help':
      return [
        ...callActions(state),
        ...(may.callTeller ? [secondary('callTeller', 'eight')] : []),
        ...(may.takeBack ? [secondary('takeScreenBack', 'nine')] : []),
        ...(may.complain ? [secondary('complain', 'zero')] : []),
        ...atHand(keyless),
      ];
    case 'onlyYou':
      return [
        primary('takeScreenBack'),
        ...offered.filter(({ role }) => role === 'back'),
        ...offered.flatMap(({ id }) => (id === 'stopRecording' ? [secondary(id, 'one')] : [])),
        secondary('finish', 'zero'),
        help,
        display,
      ];
    case 'display':
      return [
        ...LANGUAGES.map((_, index) => choice(index, 'setLanguage')),
        option('toggleTextSize', LANGUAGES.length),
        option('toggleContrast', LANGUAGES.length + 1),
        option('toggleReach', LANGUAGES.length + 2),
        ...atHand(keyless)
          .filter(({ id }) => id === 'stopRecording')
          .map(({ key: _, ...action }) => ({ ...action, key: 'zero' as const })),
        help,
        primary('closeOverlay'),
      ];
    default:
      return may.ofCall(overlay);
  }
}

/** Where no business is under way that a complaint would break off. */
function mayComplain(snapshot: TerminalSnapshot, session: SessionSnapshot | undefined): boolean {
  if (!session)
    return (
      snapshot.matches({ mode: { idle: 'waiting' } }) ||
      (snapshot.matches({ mode: 'outOfService' }) && numbersOnly(snapshot.context))
    );
  return (
    session.children.bankCard === undefined &&
    (session.matches({ main: 'identify' }) ||
      session.matches({ main: 'unknownCustomer' }) ||
      session.matches({ main: 'menu' }) ||
      session.matches({ main: 'notEligible' }))
  );
}

function callActions(state: HelpState): Action[] {
  if (state === 'none' || state === 'closed' || state === 'unreachable')
    return state === 'unreachable'
      ? [secondary('callPerson', 'one'), primary('closeOverlay')]
      : [primary('callPerson'), back('closeOverlay')];
  return state === 'asking'
    ? [back('closeOverlay')]
    : [secondary('withdrawCall', 'one'), primary('closeOverlay')];
}

/** Whoever asks for help is told beforehand that nobody can be called from here; trying all the same is offered. */
function helpOf(snapshot: TerminalSnapshot, overlay: Frame['overlay']): HelpState {
  if (snapshot.matches({ help: 'asking' })) return 'asking';
  if (snapshot.matches({ help: { called: 'seen' } })) return 'seen';
  if (snapshot.matches({ help: { called: 'unanswered' } })) return 'unanswered';
  if (snapshot.matches({ help: { called: 'away' } })) return 'unreachable';
  if (snapshot.matches({ help: 'called' })) return 'asked';
  if (snapshot.matches({ help: 'closed' })) return 'closed';
  if (snapshot.matches({ help: 'unreachable' })) return 'unreachable';
  return overlay?.kind === 'help' && snapshot.context.health.branch !== 'ok' ? 'unreachable' : 'none';
}

function cardOf(snapshot: TerminalSnapshot, session: SessionSnapshot | undefined): Frame['card'] {
  const child = session?.children.bankCard ?? snapshot.children.leftCard;
  if (child) return cardPlace(child.getSnapshot());
  return (session ?? snapshot).context.cardUnseen === null ? null : { last4: null, where: 'unseen' };
}

/** Only what was seen just now: read this moment, or asked for at the end. In between nobody looks, so nothing is said. */
const idCardLies = (session: SessionSnapshot): boolean =>
  session.hasTag('idCardLies') || (session.context.document !== null && session.matches({ main: 'lookup' }));

function progressOf(view: View): Frame['progress'] {
  if (!view.progress) return null;
  const { steps, approval } = SERVICES[view.progress.service];
  const { step } = view.progress;
  const position = steps.indexOf(step === approval?.step ? approval.at : step) + 1;
  return {
    service: view.progress.service,
    step: view.progress.step,
    position: Math.max(1, position),
    of: steps.length,
  };
}
