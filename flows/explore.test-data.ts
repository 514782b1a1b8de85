import type { AnyMachineSnapshot, AnyStateMachine, EventObject } from 'xstate';
import { getAdjacencyMap } from 'xstate/graph';
import { LETTERS } from '#contracts/screen/finding-bodies.ts';
import type { Health } from './events.ts';
import { ANSWERS, customer, OUTCOMES } from './paths.test-data.ts';

const DEVICES = ['idScanner', 'cardReader', 'receiptPrinter'] as const;
const WORLD: Readonly<Record<string, readonly EventObject[]>> = {
  health: DEVICES.flatMap((name) =>
    (['ok', 'down'] as const).map((health) => ({ type: 'health', of: name, health }) as EventObject),
  ),
  'card.*': ['card.inserted', 'card.removed', 'card.jammed'].map((type) => ({ type })),
  'newCard.*': ['newCard.removed', 'newCard.jammed'].map((type) => ({ type })),
  'submission.settled': ANSWERS.map((answer) => ({ type: 'submission.settled', answer }) as EventObject),
  'paper.shown': [1, 2, 3].map((page) => ({ type: 'paper.shown', page }) as EventObject),
  'recording.lost': [{ type: 'recording.lost' }],
  'ink.changed': [{ type: 'ink.changed', strokes: 2 } as EventObject],
  pace: [],
  // What changes inside a child is the child's own exploration.
  'xstate.snapshot.queue': [],
  'xstate.snapshot.service': [],
};
/** The pad decides nothing but where one signs. */
const PAD = (['ok', 'down'] as const).map(
  (health) => ({ type: 'health', of: 'signaturePad', health }) as EventObject,
);
/** A number nobody has, and a digit too many. */
const TYPED = '142000000020';
const CHOICES: Readonly<Record<string, readonly number[]>> = { 'act.choose': [0, 1, 2, 9] };

/** The least amount, and one that is none. */
const AMOUNT = '1000';

const letter = (one: string) => ({ type: 'act.letter', choice: LETTERS.indexOf(one) }) as EventObject;

function actOf(type: string, snapshot: AnyMachineSnapshot): EventObject[] {
  const { code = '', phone = '', contact = '' } = snapshot.context;
  if (type === 'act.digit') {
    if ('finder' in snapshot.context) return [];
    if (snapshot.matches('correcting')) {
      const digit = TYPED[snapshot.context.entered.length];
      return digit === undefined ? [] : [{ type, choice: Number(digit) } as EventObject];
    }
    if (snapshot.machine.id === 'companyAccount')
      return code.length < 9 ? [] : [{ type, choice: 2 } as EventObject];
    if (snapshot.matches('amount')) {
      const digit = AMOUNT[snapshot.context.entered.length];
      return digit === undefined ? [] : [{ type, choice: Number(digit) } as EventObject];
    }
    const next =
      TYPED[
        snapshot.matches('contact')
          ? contact.length
          : snapshot.matches('enterPhone')
            ? phone.length
            : code.length
      ];
    return next === undefined ? [] : [{ type, choice: Number(next) } as EventObject];
  }
  // Enough to be found by, too little to never end: `gs`, then nothing is added to it.
  if (type === 'act.letter' && snapshot.machine.id === 'companyAccount')
    return code.length < 9 ? [letter('a')] : [];
  if (type === 'act.letter')
    return snapshot.context.query.length < 2 ? [letter(snapshot.context.query === '' ? 'g' : 's')] : [];
  if (type === 'act.words') return [{ type, choice: 0, words: 'qqzz' } as EventObject];
  return (CHOICES[type] ?? [0]).map((choice) => ({ type, choice }) as EventObject);
}

/** Whatever can happen next: what the customer may do, what the world may tell or answer, and time passing. */
export function possible(snapshot: AnyMachineSnapshot): EventObject[] {
  if (snapshot.status !== 'active') return [];
  return snapshot._nodes.flatMap((node) => [
    ...node.invoke.flatMap(({ id, src }) => [
      ...(OUTCOMES[String(src)] ?? []).map(
        (output) => ({ type: `xstate.done.actor.${id}`, actorId: id, output }) as EventObject,
      ),
    ]),
    ...node.ownEvents.flatMap((type): EventObject[] => {
      if (type === 'act.*' || type.startsWith('xstate.init')) return [];
      if (type === 'xstate.done.actor.service')
        return (OUTCOMES.service ?? []).map((output) => ({ type, output }) as EventObject);
      if (type.startsWith('act.')) return actOf(type, snapshot);
      if (type.startsWith('xstate.done.actor')) return [];
      if (type.startsWith('xstate.error.actor')) return [{ type, error: new Error('broken') } as EventObject];
      const pad = type === 'health' && snapshot.machine.id === 'sign' ? PAD : [];
      return [...(WORLD[type] ?? [{ type }]), ...pad];
    }),
  ]);
}

/** Of a company's case: which pictures, whose approval and which number are alike. */
function caseDecides(context: Record<string, unknown>): unknown[] {
  const { code, group, entered, phoneProblem, codeProblem, stop, found, newPhone, answer, printer, next } =
    context;
  const { pictures, unclear, approval } = context as { pictures: []; unclear: []; approval: unknown };
  return [
    // Which characters a code has decides nothing here.
    [String(code).length, group, entered, phoneProblem, codeProblem, stop, answer, printer, next],
    [found, newPhone, approval, context.approved].map(Boolean),
    [pictures.length, unclear.length],
  ];
}

/** Two snapshots are the same when they stand in the same state and the same is decided from there. */
export function serializeState(snapshot: AnyMachineSnapshot): string {
  const { context, value, status } = snapshot;
  if ('finder' in context) {
    const { way, query, chosen, next, page } = context;
    return JSON.stringify([status, value, way?.open ?? null, query, chosen, next, page % 2]);
  }
  if (!('extensions' in context)) {
    const { kept, page = 0, printer, ...facts } = context;
    // How often an answer was wrong, or a receipt came, decides nothing.
    const { wrong, receipt, catalogue, questionnaire, channels = [], limits, ...decides } = facts;
    const shown = 'opened' in context ? page : page % 2;
    if ('newPhone' in context) return JSON.stringify([status, value, ...caseDecides(context)]);
    return JSON.stringify([
      status,
      value,
      decides,
      shown,
      // What is opened is what it is; that it is known decides.
      [kept, catalogue, questionnaire, channels.length, limits].map(Boolean),
      printer,
      status === 'done' ? receipt : null,
    ]);
  }
  // Whether somebody is still there is told apart by time alone; its test has a clock.
  const { main, card: where } = value as { main: unknown; card: unknown };
  const { health, customer: known, document: laid, cardUnseen, shownCard } = context;
  const { cardInserted, documentSeen } = context;
  return JSON.stringify([
    status,
    main,
    where,
    health.idScanner,
    [known, laid, cardUnseen, shownCard].map(Boolean),
    [cardInserted, documentSeen],
  ]);
}

export type Step = { readonly state: AnyMachineSnapshot; readonly event: EventObject };
export type State = {
  readonly key: string;
  readonly state: AnyMachineSnapshot;
  readonly next: readonly (Step & { readonly to: string })[];
};

export function explored(machine: AnyStateMachine, input: unknown): State[] {
  const map = getAdjacencyMap<AnyMachineSnapshot, EventObject, unknown>(machine, {
    input,
    events: possible,
    serializeState,
    limit: 200_000,
  } as Parameters<typeof getAdjacencyMap<AnyMachineSnapshot, EventObject, unknown>>[1]);
  const found: [string, { state: AnyMachineSnapshot; transitions: Record<string, Step> }][] =
    Object.entries(map);
  return found.map(([key, { state, transitions }]) => ({
    key,
    state,
    next: Object.values(transitions).map((step) => ({ ...step, to: serializeState(step.state) })),
  }));
}

export const serviceInput = (printer: Health) => ({
  customer,
  shownCardRef: 'b',
  printer,
  pad: 'ok',
  elder: false,
  camera: 'ok',
  microphone: 'ok',
  branch: 'ok',
  document: { type: 'residentIdCard', number: '799999196001010018' },
  name: '示例',
  age: 70,
  reference: 'T01-AAAA',
});
/** A paper of two pages, with one rule and one question. */
export const SIGNING = {
  wish: { template: 'wealthContract' },
  rules: ['electronicSigning'],
  teachBack: ['mayLose'],
  pad: 'ok',
  elder: false,
};
/** Two originals, nothing pictured yet. */
export const PICTURING = {
  originals: ['businessLicence', 'agentId'],
  of: '91999999MA0EXAMP6X',
  pictures: [],
  unclear: [],
};
/** The same, of a sale that is recorded. */
export const RECORDED = {
  sale: { service: 'buyWealth', customerRef: 'c', productRef: 'p', amountFen: 1, cardRef: 'a' },
  sign: SIGNING,
};
