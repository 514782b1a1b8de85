import { describe, expect, it } from 'vitest';
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { ACTION_IDS } from '#contracts/screen/actions.ts';
import { complaintMachine } from './complaint/machine.ts';
import {
  explored,
  PICTURING,
  possible,
  RECORDED,
  SIGNING,
  type State,
  type Step,
  serializeState,
  serviceInput,
} from './explore.test-data.ts';
import { findingMachine } from './finding/machine.ts';
import { ANSWERS, customer } from './paths.test-data.ts';
import { serviceMachines } from './services/catalogue.ts';
import { bankCardMachine } from './session/bank-card.ts';
import { sessionMachine } from './session/session.ts';
import { approveStep } from './steps/approve.ts';
import { assessStep } from './steps/assess.ts';
import { consentStep } from './steps/consent.ts';
import { handOutStep } from './steps/hand-out.ts';
import { pictureStep } from './steps/picture.ts';
import { provePhoneStep } from './steps/prove-phone.ts';
import { recordStep } from './steps/record.ts';
import { resultStep } from './steps/result.ts';
import { signStep } from './steps/sign.ts';

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
  [
    'the proof of a phone',
    provePhoneStep as AnyStateMachine,
    { customerRef: 'customer-1', card: customer.cards[0], purpose: 'changePhone' },
  ],
  ['the approval', approveStep, { question: {} }],
  ['the consents', consentStep as AnyStateMachine, { rules: ['elderRisk', 'electronicSigning'] }],
  ['the signing', signStep as AnyStateMachine, SIGNING],
  ['the pictures', pictureStep as AnyStateMachine, PICTURING],
  ['a recorded signing', recordStep as AnyStateMachine, RECORDED],
  [
    'the assessment',
    assessStep as AnyStateMachine,
    { customerRef: 'customer-1', printer: 'ok', onward: false },
  ],
  [
    'a new card on its way',
    handOutStep as AnyStateMachine,
    { customerRef: 'customer-1', applicationRef: 'application-1', productRef: 'cpr_plain-debit' },
  ],
  ['finding the way', findingMachine, { here: ['reportLostCard'], identified: false }],
  ['finding the way for somebody who is known', findingMachine, { here: [], identified: true }],
  ['a complaint', complaintMachine as AnyStateMachine, { identified: true, branch: 'ok', printer: 'ok' }],
  ['a card that is read', bankCardMachine, { printer: 'ok', start: 'read' }],
  ['a card that is given back', bankCardMachine, { printer: 'down', start: 'return' }],
];
const UNREACHED: Readonly<Record<string, readonly string[]>> = {
  // It is not read, and nothing is printed without a printer.
  'a card that is given back': ['bankCard.reading', 'bankCard.problem', 'bankCard.slip'],
  // This customer has a debit card; one who has none is in the service's own test.
  buyWealth: ['buyWealth.cannotPay'],
};

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
    const transient = /\.(begin|open|ended|loaded|unproven|checking|judging|kept)$/;
    expect(all.filter((id) => !reached.has(id) && !transient.test(id))).toEqual(UNREACHED[what] ?? []);
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
