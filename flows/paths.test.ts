import { describe, expect, it } from 'vitest';
import type { AnyMachineSnapshot, AnyStateMachine, EventObject } from 'xstate';
import { getAdjacencyMap, getShortestPaths } from 'xstate/graph';
import { ACTION_IDS } from '#contracts/screen/actions.ts';
import { LETTERS } from '#contracts/screen/finding-bodies.ts';
import { complaintMachine } from './complaint/machine.ts';
import type { Health } from './events.ts';
import { findingMachine } from './finding/machine.ts';
import { ANSWERS, customer, OUTCOMES } from './paths.test-data.ts';
import { serviceMachines } from './services/catalogue.ts';
import { bankCardMachine } from './session/bank-card.ts';
import { sessionMachine } from './session/session.ts';
import { approveStep } from './steps/approve.ts';
import { resultStep } from './steps/result.ts';

const DEVICES = ['idScanner', 'cardReader', 'receiptPrinter'] as const;
const WORLD: Readonly<Record<string, readonly EventObject[]>> = {
  health: DEVICES.flatMap((name) =>
    (['ok', 'down'] as const).map((health) => ({ type: 'health', of: name, health }) as EventObject),
  ),
  'card.*': ['card.inserted', 'card.removed', 'card.jammed'].map((type) => ({ type })),
  'submission.settled': ANSWERS.map((answer) => ({ type: 'submission.settled', answer }) as EventObject),
  pace: [],
  // What changes inside a child is the child's own exploration.
  'xstate.snapshot.queue': [],
  'xstate.snapshot.service': [],
};
/** A number nobody has, and a digit too many. */
const TYPED = '142000000020';
const CHOICES: Readonly<Record<string, readonly number[]>> = { 'act.choose': [0, 1, 2, 9] };

const letter = (one: string) => ({ type: 'act.letter', choice: LETTERS.indexOf(one) }) as EventObject;

function actOf(type: string, snapshot: AnyMachineSnapshot): EventObject[] {
  const { code = '', phone = '', contact = '' } = snapshot.context;
  if (type === 'act.digit') {
    if ('finder' in snapshot.context) return [];
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
  if (type === 'act.letter')
    return snapshot.context.query.length < 2 ? [letter(snapshot.context.query === '' ? 'g' : 's')] : [];
  if (type === 'act.words') return [{ type, choice: 0, words: 'qqzz' } as EventObject];
  return (CHOICES[type] ?? [0]).map((choice) => ({ type, choice }) as EventObject);
}

/** Whatever can happen next: what the customer may do, what the world may tell or answer, and time passing. */
function possible(snapshot: AnyMachineSnapshot): EventObject[] {
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
      return [...(WORLD[type] ?? [{ type }])];
    }),
  ]);
}

/** Two snapshots are the same when they stand in the same state and the same is decided from there. */
function serializeState(snapshot: AnyMachineSnapshot): string {
  const { context, value, status } = snapshot;
  if ('finder' in context) {
    const { way, query, chosen, next, page } = context;
    return JSON.stringify([status, value, way?.open ?? null, query, chosen, next, page % 2]);
  }
  if (!('extensions' in context)) {
    const { kept, page = 0, printer, ...facts } = context;
    return JSON.stringify([status, value, facts, page % 2, Boolean(kept), printer]);
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

type Step = { readonly state: AnyMachineSnapshot; readonly event: EventObject };
type State = {
  readonly key: string;
  readonly state: AnyMachineSnapshot;
  readonly next: readonly (Step & { readonly to: string })[];
};

function explored(machine: AnyStateMachine, input: unknown): State[] {
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

/** Keys of the states from which none of the ends can be reached. */
function withoutWayOut(states: readonly State[]): string[] {
  const reaches = new Set(states.filter(({ state }) => state.status === 'done').map(({ key }) => key));
  for (let before = -1; before !== reaches.size; ) {
    before = reaches.size;
    for (const { key, next } of states) if (next.some(({ to }) => reaches.has(to))) reaches.add(key);
  }
  return states.filter(({ key }) => !reaches.has(key)).map(({ key }) => key);
}

/** States in which nobody and nothing leads on: no act, no question under way, no time that passes. */
const deadEnds = (states: readonly State[]): string[] =>
  states
    .filter(
      ({ state, next }) =>
        state.status === 'active' &&
        !next.some(
          ({ event }) =>
            event.type.startsWith('act.') ||
            event.type.startsWith('xstate.done') ||
            event.type.startsWith('xstate.after'),
        ),
    )
    .map(({ key }) => key);

const serviceInput = (printer: Health) => ({
  customer,
  shownCardRef: 'b',
  printer,
  branch: 'ok',
});
const health = {
  idScanner: 'ok',
  cardReader: 'ok',
  receiptPrinter: 'ok',
  bank: 'ok',
  branch: 'ok',
  journal: 'ok',
};
const visit = {
  health,
  elder: false,
  slow: false,
  cardInserted: false,
  cardUnseen: null,
  document: null,
  problem: null,
};

const FLOWS: readonly (readonly [what: string, machine: AnyStateMachine, input: unknown])[] = [
  ...Object.entries(serviceMachines).map(
    ([id, machine]) => [id, machine as AnyStateMachine, serviceInput('ok')] as const,
  ),
  ...ANSWERS.map((answer) => {
    const input = { answer, facts: () => ({}), printer: 'ok' };
    return [`the result when it is ${answer.outcome}`, resultStep as AnyStateMachine, input] as const;
  }),
  ['the approval', approveStep, { question: {} }],
  ['finding the way', findingMachine, { here: ['reportLostCard'], identified: false }],
  ['finding the way for somebody who is known', findingMachine, { here: [], identified: true }],
  ['a complaint', complaintMachine as AnyStateMachine, { identified: true, branch: 'ok', printer: 'ok' }],
  ['a card that is read', bankCardMachine, { printer: 'ok', start: 'read' }],
  ['a card that is given back', bankCardMachine, { printer: 'down', start: 'return' }],
];
/** A card that is given back unread is not read, and nothing is printed without a printer. */
const NEVER = ['bankCard.reading', 'bankCard.problem', 'bankCard.slip'];

describe.each(FLOWS)('%s', (what, machine, input) => {
  const states = explored(machine, input);

  it('has a way out of every state, and none in which nothing leads on', () => {
    expect(states.length).toBeGreaterThan(5);
    expect(withoutWayOut(states)).toEqual([]);
    expect(deadEnds(states)).toEqual([]);
  });

  it('comes to every state it has', () => {
    const reached = new Set(states.flatMap(({ state }) => state._nodes.map((node) => node.id)));
    const all = [machine.root, ...descendants(machine.root)].map((node) => node.id);
    // What an `always` leaves at once is never stood in.
    const transient = /\.(begin|open|ended)$/;
    expect(all.filter((id) => !reached.has(id) && !transient.test(id))).toEqual(
      what === 'a card that is given back' ? NEVER : [],
    );
  });

  it('hears of no act that no screen knows', () => {
    const heard = machine.events.filter((type) => /^act\.[a-z]/i.test(type)).map((type) => type.slice(4));
    for (const id of heard) expect(ACTION_IDS).toContain(id);
  });
});

function descendants(node: AnyStateMachine['root']): AnyStateMachine['root'][] {
  return Object.values(node.states).flatMap((child) => [child, ...descendants(child)]);
}

describe('a bank card', () => {
  it.each(['read', 'return'] as const)(
    '%s: is in a hand, in the bin, or said to be stuck at the end',
    (start) => {
      const paths: readonly { state: AnyMachineSnapshot; steps: readonly Step[] }[] = getShortestPaths(
        bankCardMachine as AnyStateMachine,
        {
          input: { printer: 'ok', start },
          events: possible,
          serializeState,
          toState: ({ status }: AnyMachineSnapshot) => status === 'done',
        } as Parameters<typeof getShortestPaths>[1],
      );
      expect(paths.length).toBeGreaterThan(3);
      for (const { state, steps } of paths) {
        const { output } = state;
        const happened = steps.map(({ event }) => JSON.stringify(event)).join('\n');
        const taken = /card\.removed|"place":"none"|noMedia|"fate":"taken"/;
        if (output.fate === 'taken') expect(happened).toMatch(taken);
        if (output.fate === 'retained') expect(happened).toMatch(/"fate":"(retained|unknown)"/);
        if (output.fate === 'stuck') expect(happened).toMatch(/"fate":"failed"|xstate\.error\.actor/);
      }
    },
  );
});

describe('a visit', () => {
  const states = explored(sessionMachine as AnyStateMachine, visit);
  const inside = (state: AnyMachineSnapshot) => state.matches({ card: 'inMachine' });

  it('has a way out of every state, and none in which nothing leads on', () => {
    expect(states.length).toBeGreaterThan(200);
    expect(withoutWayOut(states)).toEqual([]);
    expect(deadEnds(states)).toEqual([]);
  });

  it('ends only when no card is in the machine', () => {
    for (const { state, next } of states) {
      if (!inside(state)) continue;
      expect(state.status).toBe('active');
      for (const { state: to } of next)
        if (state.matches({ main: { ending: 'card' } }) && inside(to))
          expect(to.matches({ main: { ending: 'card' } })).toBe(true);
    }
  });

  it('forgets the person before goodbye is said, and at every end', () => {
    const over = states.filter(
      ({ state }) =>
        state.status === 'done' ||
        state.matches({ main: { ending: 'farewell' } }) ||
        state.matches({ main: { ending: 'closing' } }),
    );
    expect(over.length).toBeGreaterThan(10);
    for (const { state } of over) {
      const { document: laid, facts, customer: known, service, shownCard } = state.context;
      expect({ laid, facts, known, service }).toEqual({
        laid: null,
        facts: null,
        known: null,
        service: null,
      });
      if (state.status !== 'done') continue;
      expect(shownCard).toBeNull();
      expect(Object.keys(state.children)).not.toContain('service');
    }
  });

  it('can be ended from everywhere but while something is on its way', () => {
    for (const { state } of states) {
      if (state.status === 'done' || state.matches({ main: 'ending' }) || state.matches({ main: 'closed' }))
        continue;
      expect(state.can({ type: 'act.finish', choice: 0 }), JSON.stringify(state.value)).toBe(true);
      expect(state.can({ type: 'attention.ended' })).toBe(true);
    }
  });
});
