import { describe, expect, it } from 'vitest';
import type { AnyMachineSnapshot, AnyStateMachine, EventObject } from 'xstate';
import { explored, RECORDED, SIGNING, type State, serviceInput } from './explore.test-data.ts';
import { customer } from './paths.test-data.ts';
import { serviceMachines } from './services/catalogue.ts';
import { assessStep } from './steps/assess.ts';
import { consentStep } from './steps/consent.ts';
import { BLANKS_AT_MOST, handOutStep } from './steps/hand-out.ts';
import { provePhoneStep } from './steps/prove-phone.ts';
import { recordStep } from './steps/record.ts';
import { signStep } from './steps/sign.ts';

/** States that can be come to when no such event ever happens. */
function without(states: readonly State[], what: (event: EventObject) => boolean): AnyMachineSnapshot[] {
  const byKey = new Map(states.map((state) => [state.key, state]));
  const [first] = states;
  const reached = new Set<State>(first ? [first] : []);
  for (const state of reached)
    for (const { event, to } of state.next) {
      const next = byKey.get(to);
      if (next && !what(event)) reached.add(next);
    }
  return [...reached].map(({ state }) => state);
}
const ends = (actor: string, says: object) => (event: EventObject) =>
  event.type === `xstate.done.actor.${actor}` &&
  Object.entries(says).every(
    ([name, value]) => (event as { output?: Record<string, unknown> }).output?.[name] === value,
  );

/** A service of many thousand states, on a machine that has other things to do. */
const WHILE_EXPLORING = 90_000;

describe('no path comes', () => {
  const signing = explored(signStep as AnyStateMachine, SIGNING);

  it('to a signature without every consent', () => {
    const reached = without(signing, ends('consent', { end: 'agreed' }));
    expect(reached.length).toBeGreaterThan(5);
    for (const state of reached) {
      expect(state.matches('signing') || state.matches('sealing')).toBe(false);
      expect(state.context.sealed).toBeNull();
    }
  });

  it('to a consent, or further, before every page was seen and every question answered', () => {
    for (const { state } of signing)
      if (['agreeing', 'signing', 'sealing'].some((one) => state.matches(one))) {
        expect(state.context.seen).toHaveLength(2);
        expect(state.context.answers).toHaveLength(1);
      }
  });

  it('to "agreed" without each rule written', () => {
    const rules = explored(consentStep as AnyStateMachine, { rules: ['elderRisk', 'electronicSigning'] });
    const reached = without(rules, (event) => event.type.includes('agreeing'));
    for (const state of reached) if (state.status === 'done') expect(state.output.end).not.toBe('agreed');
  });

  it('to a recording without its consent, nor to a signature of a recorded sale without a recording', () => {
    const states = explored(recordStep as AnyStateMachine, RECORDED);
    const reached = without(states, ends('consent', { end: 'agreed' }));
    expect(reached.length).toBeGreaterThan(2);
    for (const state of reached) {
      expect(state.matches('starting') || state.matches('signing')).toBe(false);
      expect(state.context.recording).toBe(false);
    }
    for (const { state } of states)
      if (state.status === 'done' && state.output.end === 'signed')
        expect(state.context.recording).toBe(true);
    // Once it is stopped or lost, nothing of that paper is signed any more.
    for (const { state, next } of signing)
      for (const { event, to } of next) {
        if (event.type !== 'recording.lost' && event.type !== 'act.stopRecording') continue;
        const after = signing.find(({ key }) => key === to)?.state;
        const heeded = event.type === 'recording.lost' || !state.matches('sealing');
        if (heeded && !state.matches('sealing')) expect(after?.matches('notSigned')).toBe(true);
        if (event.type === 'recording.lost' && state.matches('sealing'))
          expect(after?.context.lost).toBe(true);
      }
  });

  it.each(['assessRisk', 'buyWealth', 'eBankingSignUp', 'companyAccount'] as const)(
    'in %s to the bank without a sealed paper',
    (id) => {
      const machine = serviceMachines[id] as AnyStateMachine;
      const states = explored(machine, serviceInput('ok'));
      const signed = [ends('sign', { end: 'signed' }), ends('record', { end: 'signed' })];
      const reached = without(states, (event) => signed.some((one) => one(event)));
      expect(reached.length).toBeGreaterThan(3);
      for (const state of reached) expect(state.matches('submitting')).toBe(false);
    },
  );

  it('in the sign-up for e-banking to the agreement, or further, before a code or a person has shown who it is', () => {
    const states = explored(serviceMachines.eBankingSignUp as AnyStateMachine, serviceInput('ok'));
    const proved = (event: EventObject) =>
      ends('prove', { end: 'proved' })(event) ||
      (event.type === 'xstate.done.actor.approve' &&
        (event as { output?: { proof?: unknown } }).output?.proof != null);
    const reached = without(states, proved);
    expect(reached.some((state) => state.matches('approving'))).toBe(true);
    for (const state of reached) expect(state.matches('signing') || state.matches('submitting')).toBe(false);
    for (const { state } of states)
      if (state.matches('signing') || state.matches('submitting'))
        expect(state.context.proofRef ?? state.context.approval).not.toBeNull();
  });

  it('to a proof of the phone without the right code', () => {
    const states = explored(provePhoneStep as AnyStateMachine, {
      customerRef: 'customer-1',
      card: customer.cards[0],
      purpose: 'signUpEBanking',
    });
    const right = (event: EventObject) =>
      event.type.startsWith('xstate.done.actor') &&
      (event as { output?: { result?: unknown } }).output?.result === 'right';
    const proved = (state: AnyMachineSnapshot) => state.status === 'done' && state.output.end === 'proved';
    expect(states.some(({ state }) => proved(state))).toBe(true);
    const reached = without(states, right);
    expect(reached.length).toBeGreaterThan(10);
    for (const state of reached) expect([proved(state), state.context.proofRef]).toEqual([false, null]);
  });

  it('in companyAccount to the camera without its consents, to a signature without an approval', () => {
    const states = explored(serviceMachines.companyAccount as AnyStateMachine, serviceInput('ok'));
    const unagreed = without(states, ends('consent', { end: 'agreed' }));
    expect(unagreed.length).toBeGreaterThan(20);
    for (const state of unagreed)
      for (const one of ['picturing', 'approving', 'signing', 'submitting'])
        expect(state.matches(one), one).toBe(false);
    const unapproved = without(
      states,
      (event) =>
        event.type === 'xstate.done.actor.approve' &&
        (event as { output?: { proof?: unknown } }).output?.proof !== null,
    );
    expect(unapproved.length).toBeGreaterThan(unagreed.length);
    for (const state of unapproved)
      for (const one of ['signing', 'submitting']) expect(state.matches(one), one).toBe(false);
  });

  it('in the assessment to the bank without a sealed paper', () => {
    const states = explored(assessStep as AnyStateMachine, {
      customerRef: 'customer-1',
      printer: 'ok',
      onward: false,
    });
    for (const state of without(states, ends('sign', { end: 'signed' })))
      expect(state.matches('submitting')).toBe(false);
  });

  it('in issueCard to the bank without a signed application, each consent before it, and somebody who made sure of the person', () => {
    const states = explored(serviceMachines.issueCard as AnyStateMachine, serviceInput('ok'));
    const moves = (state: AnyMachineSnapshot) => state.matches('applying') || state.matches('handingOut');
    for (const never of [ends('sign', { end: 'signed' }), ends('consent', { end: 'agreed' })])
      for (const state of without(states, never)) expect(moves(state)).toBe(false);
    const unchecked = without(
      states,
      (event) =>
        (event.type === 'xstate.done.actor.approve' &&
          (event as { output?: { proof: unknown } }).output?.proof !== null) ||
        ('output' in event && (event.output as { outcome?: string }).outcome === 'matched'),
    );
    expect(unchecked.length).toBeGreaterThan(5);
    for (const state of unchecked) expect(moves(state) || state.matches('signing')).toBe(false);
    // And no card moves before the bank has taken the application.
    for (const { state } of states)
      if (state.matches('handingOut')) {
        expect(state.context.applicationRef).not.toBeNull();
        expect(state.context.sealed).not.toBeNull();
        expect(state.context.approval !== null || state.context.faceCheckRef !== null).toBe(true);
      }
  });

  it('of a new card to the gate before the bank has said that it is bound', () => {
    const states = explored(handOutStep as AnyStateMachine, {
      customerRef: 'customer-1',
      applicationRef: 'application-1',
      productRef: 'cpr_plain-debit',
    });
    expect(states.length).toBeGreaterThan(10);
    for (const { state } of states) {
      if (state.matches('presenting') || state.matches('atGate')) expect(state.context.bond).toBe('bound');
      if (state.matches('feeding')) expect(state.context.spoiled).toBeLessThan(BLANKS_AT_MOST);
    }
  });

  it.each(['reportLostCard', 'changeReservedPhone', 'withdrawOrder'] as const)(
    'in %s to the bank without what was read back',
    (id) => {
      const states = explored(serviceMachines[id] as AnyStateMachine, serviceInput('ok'));
      for (const state of without(states, (event) => event.type.includes('agreeing')))
        expect(state.matches('submitting')).toBe(false);
    },
    WHILE_EXPLORING,
  );
});
