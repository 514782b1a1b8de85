import { assign, type SnapshotFrom, sendTo, setup } from 'xstate';
import { COMPLAINT_SUBJECTS, COMPLAINT_WISHES } from '#contracts/branch/complaint.ts';
import { delays } from '../delays.ts';
import type { FlowEvent } from '../events.ts';
import { undeliveredPorts } from '../port-actors.ts';
import type { ReceiptFacts, SubmissionAnswer } from '../ports.ts';
import { isMobile, PHONE_LENGTH, typed } from '../steps/digits.ts';
import { resultStep } from '../steps/result.ts';
import {
  type ComplaintContext,
  type ComplaintInput,
  type ComplaintOutput,
  learned,
  requireFiled,
  startOf,
} from './context.ts';

/** A filed complaint ends like every business: done, named by what can be asked for, and on paper. */
const doneAs = (reference: string): SubmissionAnswer => ({
  submission: 'complaint',
  reference,
  outcome: 'done',
});

const complaintFacts = (context: ComplaintContext): ReceiptFacts => {
  const { number, due, owner, url } = requireFiled(context);
  return { type: 'complaint', number, due, owner, url, subject: context.subject, wish: context.wish };
};

const complaintSetup = setup({
  types: {
    context: {} as ComplaintContext,
    events: {} as FlowEvent,
    input: {} as ComplaintInput,
    output: {} as ComplaintOutput,
    children: {} as { result: 'resultStep' },
  },
  actors: {
    fileComplaint: undeliveredPorts.fileComplaint,
    complaintState: undeliveredPorts.complaintState,
    resultStep,
  },
  delays: { numberAsk: delays.numberAsk },
  guards: {
    branchAway: ({ context }) => context.branch !== 'ok',
    callsBack: ({ event }) => event.type === 'act.choose' && COMPLAINT_WISHES[event.choice] === 'callBack',
    someSubject: ({ event }) => event.type === 'act.choose' && COMPLAINT_SUBJECTS[event.choice] !== undefined,
    someWish: ({ event }) => event.type === 'act.choose' && COMPLAINT_WISHES[event.choice] !== undefined,
    wantsCall: ({ context }) => context.wish === 'callBack',
    callable: ({ context }) => isMobile(context.contact),
  },
  actions: {
    noteHealth: assign(({ context, event }) => {
      if (event.type !== 'health') return {};
      return {
        printer: event.of === 'receiptPrinter' ? event.health : context.printer,
        branch: event.of === 'branch' ? event.health : context.branch,
      };
    }),
    pickSubject: assign({
      subject: ({ context, event }) =>
        (event.type === 'act.choose' ? COMPLAINT_SUBJECTS[event.choice] : undefined) ?? context.subject,
    }),
    pickWish: assign({
      wish: ({ context, event }) =>
        (event.type === 'act.choose' ? COMPLAINT_WISHES[event.choice] : undefined) ?? context.wish,
    }),
    digit: assign({
      contact: ({ context, event }) =>
        event.type === 'act.digit' ? typed(context.contact, event.choice, PHONE_LENGTH) : context.contact,
      contactProblem: false,
    }),
    shorter: assign({ contact: ({ context }) => context.contact.slice(0, -1), contactProblem: false }),
    noContact: assign({ contact: '', contactProblem: false }),
    turnPage: assign({ page: ({ context }) => context.page + 1 }),
    firstPage: assign({ page: 0 }),
    toMenu: assign({ next: 'menu' }),
    pass: sendTo('result', ({ event }) => event),
  },
});

/** Asked and not answered: it is sent on, under the same id, until somebody says what became of it. */
const unknown = complaintSetup.createStateConfig({
  initial: 'waiting',
  on: { 'act.next': 'left' },
  states: {
    waiting: { after: { numberAsk: 'asking' }, on: { 'act.tryAgain': 'asking' } },
    asking: {
      invoke: {
        src: 'complaintState',
        input: {},
        onDone: [
          {
            guard: ({ event }) => event.output.outcome === 'filed',
            target: '#complaint.filed',
            actions: assign(({ event }) => learned(event.output)),
          },
          { guard: ({ event }) => event.output.outcome === 'unknown', target: 'waiting' },
          { target: '#complaint.notFiled', actions: assign(({ event }) => learned(event.output)) },
        ],
        onError: 'waiting',
      },
    },
  },
});

const filed = complaintSetup.createStateConfig({
  entry: 'noContact',
  invoke: {
    id: 'result',
    src: 'resultStep',
    input: ({ context }) => ({
      answer: doneAs(requireFiled(context).number),
      facts: () => complaintFacts(context),
      printer: context.printer,
      atOnce: true,
    }),
    onDone: {
      target: 'left',
      actions: assign({
        next: ({ event }) => (event.output.next === 'another' ? 'menu' : 'finish'),
        receipt: ({ event }) => event.output.receipt,
      }),
    },
  },
  on: {
    health: { actions: ['noteHealth', 'pass'] },
    'act.next': { actions: 'pass' },
    'act.anotherService': { actions: 'pass' },
    'act.printReceipt': { actions: 'pass' },
  },
});

/**
 * A complaint at the terminal: what about, how to hear of it, read back, and only then filed. Words are added on the
 * phone or told to staff: there is no keyboard of letters here.
 */
export const complaintMachine = complaintSetup.createMachine({
  id: 'complaint',
  context: ({ input }) => startOf(input),
  initial: 'begin',
  on: { health: { actions: 'noteHealth' } },
  states: {
    begin: { always: [{ guard: 'branchAway', target: 'notFiled' }, { target: 'subject' }] },
    subject: {
      on: {
        'act.choose': { guard: 'someSubject', target: 'wish', actions: 'pickSubject' },
        'act.more': { actions: 'turnPage' },
        'act.back': { target: 'left', actions: 'toMenu' },
      },
    },
    wish: {
      on: {
        'act.choose': [
          { guard: 'callsBack', target: 'contact', actions: 'pickWish' },
          { guard: 'someWish', target: 'review', actions: ['pickWish', 'noContact'] },
        ],
        'act.back': 'subject',
      },
    },
    contact: {
      on: {
        'act.digit': { actions: 'digit' },
        'act.backspace': { actions: 'shorter' },
        'act.clear': { actions: 'noContact' },
        'act.confirm': [
          { guard: 'callable', target: 'review' },
          { actions: assign({ contactProblem: true }) },
        ],
        'act.back': 'wish',
      },
    },
    review: {
      on: {
        'act.confirm': 'filing',
        'act.back': [{ guard: 'wantsCall', target: 'contact' }, { target: 'wish' }],
      },
    },
    filing: {
      invoke: {
        src: 'fileComplaint',
        input: ({ context: { subject, wish, contact } }) => ({
          subject,
          wish,
          contact: wish === 'callBack' ? contact : null,
        }),
        onDone: [
          {
            guard: ({ event }) => event.output.outcome === 'filed',
            target: 'filed',
            actions: assign(({ event }) => learned(event.output)),
          },
          { guard: ({ event }) => event.output.outcome === 'unknown', target: 'unknown' },
          { target: 'notFiled', actions: assign(({ event }) => learned(event.output)) },
        ],
        onError: 'unknown',
      },
    },
    filed,
    unknown,
    /** Certainly not filed: how else is said; where the branch answers again it may be begun anew. */
    notFiled: {
      on: {
        'act.tryAgain': { target: 'begin', actions: 'firstPage' },
        'act.back': { target: 'left', actions: 'toMenu' },
      },
    },
    left: { type: 'final' },
  },
  output: ({ context }) => ({ next: context.next, receipt: context.receipt }),
});

export type ComplaintSnapshot = SnapshotFrom<typeof complaintMachine>;
