import { assign, sendTo, setup } from 'xstate';
import { MOST_SERVICES } from '#contracts/branch/ticket.ts';
import { NEED_CHOICES } from '#contracts/screen/queue-bodies.ts';
import { delays } from '../delays.ts';
import type { FlowEvent } from '../events.ts';
import { undeliveredPorts } from '../port-actors.ts';
import { resultStep } from '../steps/result.ts';
import { allPapers, chosenBusiness, hereOf, toggled, toggledBusiness } from './choices.ts';
import { type QueueContext, type QueueInput, type QueueOutput, standingAfter } from './context.ts';

/** Types, ports, guards and actions that the parts of the way to a number share. */
export const queueSetup = setup({
  types: {
    context: {} as QueueContext,
    events: {} as FlowEvent,
    input: {} as QueueInput,
    output: {} as QueueOutput,
    children: {} as { result: 'resultStep' },
  },
  actors: {
    queueNow: undeliveredPorts.queueNow,
    takeTicket: undeliveredPorts.takeTicket,
    ticketState: undeliveredPorts.ticketState,
    giveUpTicket: undeliveredPorts.giveUpTicket,
    resultStep,
  },
  delays: { numberAsk: delays.numberAsk, queueLook: delays.queueLook },
  guards: {
    noneChosen: ({ context }) => chosenBusiness(context).length === 0,
    hereToo: ({ context }) => hereOf(context).length > 0,
    doneHere: ({ context, event }) =>
      event.type === 'act.choose' && hereOf(context)[event.choice] !== undefined,
    awayHere: ({ context, event }) => event.type === 'act.choose' && context.here[event.choice] !== undefined,
    noPapers: ({ context }) => allPapers(context).length === 0,
  },
  actions: {
    notePrinter: assign({
      printer: ({ context, event }) =>
        event.type === 'health' && event.of === 'receiptPrinter' ? event.health : context.printer,
    }),
    toggleBusiness: assign(({ context, event }) =>
      event.type === 'act.choose' ? toggledBusiness(context, event.choice, MOST_SERVICES) : {},
    ),
    toggleNeed: assign({
      needs: ({ context, event }) => {
        const need = event.type === 'act.need' ? NEED_CHOICES[event.choice] : undefined;
        return need ? toggled(context.needs, need) : context.needs;
      },
    }),
    turnPage: assign({ page: ({ context }) => context.page + 1 }),
    firstPage: assign({ page: 0 }),
    goHere: assign({
      next: 'service',
      service: ({ context, event }) =>
        (event.type === 'act.choose' ? hereOf(context)[event.choice] : undefined) ?? null,
    }),
    goHereInstead: assign({
      next: 'service',
      service: ({ context, event }) =>
        (event.type === 'act.choose' ? context.here[event.choice] : undefined) ?? null,
    }),
    toMenu: assign({ next: 'menu' }),
    /** Asked, and no answer: whether there is a number is open until somebody says so. */
    nothingKnown: assign({ standing: ({ context }) => standingAfter(context, null) }),
    pass: sendTo('result', ({ event }) => event),
  },
});
