import { describe, expect, it } from 'vitest';
import type { ActionId } from '#contracts/screen/actions.ts';
import type { Screen } from '#contracts/screen/screen.ts';
import { callPortsWhereAllGoesWell } from '#flows/call-ports.test-data.ts';
import { cardPortsWhereAllGoesWell } from '#flows/card-ports.test-data.ts';
import { companyPorts } from '#flows/company-ports.test-data.ts';
import type { FlowPorts } from '#flows/ports.ts';
import { salePorts } from '#flows/sale-ports.test-data.ts';
import { settle } from '#foundation/clock.ts';
import { memoryForTests } from '../test-support/memory.ts';
import { Terminal } from './terminal.ts';

/** A terminal in service, whose devices answer nothing: what is tried here is the runtime around the flow. */
async function running() {
  const memory = memoryForTests();
  const { clock, journal, visits } = memory;
  const never = () => new Promise<never>(() => {});
  const ports: FlowPorts = {
    beginVisit: async () => {
      const { token, reference } = visits.ensure();
      return { visit: token, reference, today: '2026-11-22' };
    },
    endVisit: async ({ why }) => {
      visits.end(why);
      return {};
    },
    readDocument: never,
    documentPresence: async () => ({ presence: 'absent' }),
    lookupCustomer: never,
    setCardEntry: async () => ({}),
    readBankCard: never,
    ejectCard: never,
    cardPlace: async () => ({ place: 'none' }),
    retainCard: never,
    submit: never,
    sendCode: never,
    checkCode: never,
    printReceipt: never,
    queueNow: async () => ({ ok: false, error: { code: 'unreachable' } }),
    findAppointment: async () => ({ ok: true, value: { found: null } }),
    wayNow: async () => ({ ok: false, error: { code: 'unreachable' } }),
    takeTicket: async () => ({ outcome: 'unknown' }),
    ticketState: async () => ({ outcome: 'unknown' }),
    giveUpTicket: async () => ({ outcome: 'notGiven' }),
    requestApproval: never,
    approvalState: never,
    withdrawApproval: async () => ({}),
    giveRating: async () => ({}),
    fileComplaint: async () => ({ outcome: 'unknown' }),
    complaintState: async () => ({ outcome: 'unknown' }),
    requestHelp: async () => ({ reached: true, reference: 'H-0001' }),
    keepDraft: async () => ({ outcome: 'notKept' }),
    dropDraft: async () => ({}),
    withdrawHelp: async () => ({}),
    releaseHands: async () => ({}),
    endOverstepped: async () => ({}),
    quiet: async () => ({}),
    ...salePorts,
    ...callPortsWhereAllGoesWell,
    ...cardPortsWhereAllGoesWell,
    ...companyPorts,
  };
  const faults: unknown[] = [];
  const terminal = new Terminal({
    clock,
    journal,
    visits,
    ports,
    place: {
      branch: { zh: '示例支行', en: 'Example Branch' },
      counter: { zh: '服务台', en: 'the service desk' },
      simulated: true,
      reference: 'T01',
    },
    health: {
      idScanner: 'ok',
      cardReader: 'ok',
      receiptPrinter: 'ok',
      signaturePad: 'absent',
      cardDispenser: 'absent',
      camera: 'absent',
      microphone: 'absent',
      bank: 'ok',
      branch: 'ok',
      journal: 'ok',
    },
    settings: { language: 'en', elder: false, contrast: false, reach: false },
    onFault: (failure) => faults.push(failure),
  });
  const screens: Screen[] = [];
  terminal.onScreen((screen) => screens.push(screen));
  terminal.start();
  terminal.tell({ type: 'recovered', cardInside: false, returnCard: false, idCardLeft: false });
  await settle();
  return { ...memory, terminal, screens, faults };
}
const act = (terminal: Terminal, action: 'start' | 'display' | 'printReceipt', step = terminal.screen.step) =>
  terminal.intent({ type: 'act', step, action });

describe('the running terminal', () => {
  it('does what its screen offers, by name and by key, and journals it before the flow hears it', async () => {
    const { terminal, entries } = await running();
    expect(terminal.screen.body.kind).toBe('idle');
    expect(act(terminal, 'start')).toBeUndefined();
    await settle();
    expect(terminal.screen.body.kind).toBe('identify');
    const told = entries().map(({ kind, facts }) => {
      const what = 'event' in facts ? facts.event : 'screen' in facts ? facts.screen : '';
      return `${kind} ${what}`;
    });
    expect(told.indexOf('input act.start')).toBeGreaterThan(0);
    expect(told.indexOf('input act.start')).toBeLessThan(told.indexOf('screen.shown identify'));
    expect(terminal.intent({ type: 'key', key: 'cancel' })).toBeUndefined();
    await settle();
    expect(terminal.screen.body.kind).not.toBe('identify');
  });

  it('does nothing that a stale page asks for, nor what its screen does not offer, and journals neither', async () => {
    const { terminal, entries } = await running();
    const before = entries().length;
    const { step } = terminal.screen;
    expect(act(terminal, 'start', step - 1)).toBe('stale');
    expect(act(terminal, 'start', step + 1)).toBe('stale');
    expect(act(terminal, 'printReceipt')).toBe('notOffered');
    expect(terminal.intent({ type: 'key', key: 'nine' })).toBe('notOffered');
    await settle();
    expect(terminal.screen.body.kind).toBe('idle');
    expect(entries()).toHaveLength(before);
  });

  it('gives every question a number of its own, and the same question the same', async () => {
    const { terminal, clock, screens } = await running();
    const { step } = terminal.screen;
    await clock.advanceAsync(60_000);
    expect(screens.at(-1)?.step).toBe(step);
    expect(terminal.screen.frame.clock).not.toBe(screens[0]?.frame.clock);
    act(terminal, 'display');
    await settle();
    expect(terminal.screen.step).toBe(step + 1);
  });

  it('tells a screen only when it changes', async () => {
    const { terminal, screens } = await running();
    const before = screens.length;
    terminal.tell({ type: 'health', of: 'receiptPrinter', health: 'ok' });
    await settle();
    expect(screens).toHaveLength(before);
  });

  it('tells the flow of what was pressed on a locked step, but not of a key meant for the screen before', async () => {
    const { terminal, clock, entries } = await running();
    const press = async (action: ActionId) => {
      terminal.intent({ type: 'act', step: terminal.screen.step, action });
      await settle();
    };
    for (const action of ['help', 'callPerson', 'complain'] as const) await press(action);
    terminal.tell({ type: 'help.changed', state: 'seen' });
    terminal.tell({ type: 'hands.changed', by: '0123456789abcdef' });
    await settle();
    expect(terminal.screen).toMatchObject({
      body: { kind: 'complaintSubject' },
      frame: { hands: 'locked', overlay: { kind: 'onlyYou', what: 'answer' } },
    });
    const acted = () => entries().filter(({ facts }) => 'event' in facts && facts.event === 'helper.acted');
    const { step } = terminal.screen;
    expect(terminal.intent({ type: 'act', step: step - 1, action: 'choose', choice: 0 })).toBe('stale');
    expect(terminal.intent({ type: 'key', key: 'one' })).toBe('notOffered');
    expect(terminal.intent({ type: 'key', key: 'eight' })).toBe('notOffered');
    expect(acted()).toEqual([]);
    expect(terminal.intent({ type: 'act', step, action: 'choose', choice: 0 })).toBe('notOffered');
    expect(acted()).toHaveLength(1);
    await clock.advanceAsync(2_000);
    expect(terminal.intent({ type: 'key', key: 'one' })).toBe('notOffered');
    expect(acted().map(({ facts }) => facts)).toEqual(
      Array(2).fill({ event: 'helper.acted', right: 'propose' }),
    );
    expect(terminal.screen.body).toMatchObject({ kind: 'complaintSubject' });
  });

  it('goes out of service once its journal cannot be written, and lets nobody in', async () => {
    const { terminal, database } = await running();
    database.exec(`CREATE TRIGGER full BEFORE INSERT ON entry BEGIN SELECT RAISE(ABORT, 'no'); END`);
    act(terminal, 'display');
    await settle();
    expect(terminal.screen.body).toMatchObject({ kind: 'outOfService', reason: 'journal' });
    expect(terminal.screen.actions.map(({ id }) => id)).not.toContain('start');
  });

  it('is quiet after it was stopped', async () => {
    const { terminal, clock, screens, entries } = await running();
    terminal.stop();
    const before = [screens.length, entries().length];
    terminal.tell({ type: 'health', of: 'bank', health: 'down' });
    await clock.advanceAsync(600_000);
    expect([screens.length, entries().length]).toEqual(before);
    expect(clock.armed).toBe(0);
  });
});
