import { assign, sendTo, setup } from 'xstate';
import { APPOINTMENT_CODE_LENGTH, KEPT, type Verdict } from '#contracts/branch/appointment.ts';
import { MOST_SERVICES } from '#contracts/branch/ticket.ts';
import { NEED_CHOICES } from '#contracts/screen/queue-bodies.ts';
import { dammDigit } from '#foundation/damm.ts';
import { delays } from '../delays.ts';
import type { FlowEvent } from '../events.ts';
import { undeliveredPorts } from '../port-actors.ts';
import { typed } from '../steps/digits.ts';
import { resultStep } from '../steps/result.ts';
import { allPapers, chosenBusiness, hereOf, toggled, toggledBusiness } from './choices.ts';
import { type QueueContext, type QueueInput, type QueueOutput, standingAfter } from './context.ts';

/** So many codes that nobody has may be typed in one way to a number. */
export const MOST_WRONG_CODES = 3;

/** What leads on: a check-in, or the number it has already. */
export const CAN_CHECK_IN: ReadonlySet<Verdict> = new Set<Verdict>([...KEPT, 'checkedIn']);

/** Where the business itself can be done today all the same, with an ordinary number. */
const OPEN_ANYWAY: ReadonlySet<Verdict> = new Set<Verdict>(['tooEarly', 'tooLate', 'cancelled', 'otherDay']);

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
    findAppointment: undeliveredPorts.findAppointment,
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
    codeFull: ({ context }) => context.code.length === APPOINTMENT_CODE_LENGTH,
    codeFits: ({ context }) => dammDigit(context.code) === '0',
    codesSpent: ({ context }) => context.wrongCodes >= MOST_WRONG_CODES,
    canCheckIn: ({ context }) =>
      context.appointment !== null && CAN_CHECK_IN.has(context.appointment.verdict),
    checkingIn: ({ context }) => context.checkingIn,
    /** They were shown where it was found; something else chosen since is shown again. */
    papersSeen: ({ context }) =>
      context.wanted !== null && context.chosen.length === 1 && context.chosen[0] === context.wanted,
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
    typeCode: assign(({ context, event }) =>
      event.type === 'act.digit'
        ? { code: typed(context.code, event.choice, APPOINTMENT_CODE_LENGTH), codeProblem: null }
        : {},
    ),
    eraseCode: assign({ code: ({ context }) => context.code.slice(0, -1), codeProblem: null }),
    clearCode: assign({ code: '', codeProblem: null }),
    /** Its service, and nothing else: whatever was chosen before was another way. */
    beginCheckIn: assign(({ context }) => ({
      chosen: context.appointment ? [context.appointment.service] : [],
      checkingIn: true,
      needs: context.elderly ? (['elderly'] as const) : [],
    })),
    /** The same as an ordinary number; it is already chosen. */
    goOrdinary: assign(({ context }) => ({
      chosen:
        context.appointment && OPEN_ANYWAY.has(context.appointment.verdict)
          ? [context.appointment.service]
          : context.chosen,
      appointment: null,
      checkingIn: false,
      code: '',
      codeProblem: null,
    })),
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
