import { expect } from 'vitest';
import { createActor } from 'xstate';
import type { FoundAppointment } from '#contracts/branch/appointment.ts';
import { ManualClock } from '#foundation/clock.ts';
import type { FlowEvent } from '../events.ts';
import { portActors } from '../port-actors.ts';
import type { Business, FlowPorts, HeldNumber, NumberAnswer, NumberWish, ReceiptFacts } from '../ports.ts';
import { resultStep } from '../steps/result.ts';
import type { QueueInput } from './context.ts';
import { queueMachine } from './machine.ts';
import { queueView } from './view.ts';

const business = (id: string, more: Partial<Business> = {}): Business => ({
  id,
  name: { zh: id, en: id },
  atTerminal: null,
  papers: [],
  wait: { ahead: 2, minutes: { from: 3, to: 9 }, reason: 'steady', counter: null },
  ...more,
});
export const idCard = {
  id: 'idCard',
  name: { zh: '证件', en: 'ID' },
  instead: [{ zh: '别的', en: 'another' }],
};
export const services: readonly Business[] = [
  business('cash'),
  business('account', { papers: [idCard, { ...idCard, id: 'phone', instead: [] }] }),
  business('lostCard', { atTerminal: 'reportLostCard', papers: [{ ...idCard, instead: [] }] }),
  ...['d', 'e', 'f', 'g'].map((id) => business(id)),
];
export const held: HeldNumber = {
  label: 'A007',
  state: 'waiting',
  wait: { ahead: 2, minutes: { from: 3, to: 9 }, reason: 'coldStart', counter: null },
  counter: null,
  phoneUrl: 'https://queue.example/t/abc',
};
export const took: NumberAnswer = { outcome: 'taken', number: held };

export const appointment: FoundAppointment = {
  id: 'an-appointment-0001',
  service: 'account',
  name: { zh: '开户', en: 'Account' },
  day: '2026-11-22',
  time: '10:30',
  from: '10:00',
  verdict: 'onTime',
  label: null,
};

/** The way to a number on a world where everything goes well, but for the ports named. */
export function desk(over: Partial<FlowPorts> = {}, input: Partial<QueueInput> = {}) {
  const asked: NumberWish[] = [];
  const papers: ReceiptFacts[] = [];
  const ports = {
    queueNow: async () => ({ ok: true, value: { open: true, opening: null, services } }),
    findAppointment: async () => ({ ok: true, value: { found: null } }),
    takeTicket: async (wish: NumberWish) => {
      asked.push(wish);
      return took;
    },
    ticketState: async () => took,
    giveUpTicket: async () => ({ outcome: 'given' }),
    printReceipt: async (facts: ReceiptFacts) => {
      papers.push(facts);
      return { outcome: 'printed' };
    },
    ...over,
  } as FlowPorts;
  const world = portActors(ports);
  const result = resultStep.provide({ actors: { printReceipt: world.printReceipt } });
  const clock = new ManualClock();
  const actor = createActor(
    queueMachine.provide({
      actors: {
        queueNow: world.queueNow,
        findAppointment: world.findAppointment,
        takeTicket: world.takeTicket,
        ticketState: world.ticketState,
        giveUpTicket: world.giveUpTicket,
        resultStep: result,
      },
    }),
    {
      clock: {
        setTimeout: (run, milliseconds) => clock.setTimeout(run, milliseconds) as number,
        clearTimeout: (handle) => clock.clearTimeout(handle),
      },
      input: {
        standing: null,
        wanted: null,
        elderly: false,
        channel: 'anonymous',
        identified: false,
        here: ['reportLostCard'],
        printer: 'ok',
        ...input,
      },
    },
  );
  actor.start();
  const view = () => queueView(actor.getSnapshot(), { ofStep: 0, ofWarning: 0 }, false);
  const act = async (id: string, choice = 0) => {
    expect(view().actions.map((action) => `${action.id} ${action.choice ?? 0}`)).toContain(`${id} ${choice}`);
    actor.send({ type: `act.${id}`, choice } as FlowEvent);
    await clock.advanceAsync(0);
  };
  return {
    actor,
    clock,
    asked,
    papers,
    view,
    act,
    begun: () => clock.advanceAsync(0),
    output: () => actor.getSnapshot().output,
  };
}
