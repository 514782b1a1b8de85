import { assign } from 'xstate';
import { documentFacts } from '../facts.ts';
import type { PortOutput } from '../ports.ts';
import { problemOf, STRANGER, servesStrangers } from './context.ts';
import { sessionSetup } from './setup.ts';

/** The customer lays the ID card on the reader; what cannot be read is explained and tried again. */
export const identify = sessionSetup.createStateConfig({
  entry: ['openEntry'],
  exit: 'closeEntry',
  initial: 'place',
  on: {
    'act.back': { target: '#session.main.ending', actions: assign({ why: 'cancelled' }) },
    'act.takeNumber': '#session.main.number',
    'act.complain': '#session.main.complaint',
    /** A reader that came back has its entry closed. */
    health: [
      {
        guard: ({ event }) => event.of === 'cardReader' && event.health === 'ok',
        actions: ['noteHealth', 'openEntry'],
      },
      { guard: ({ event }) => event.of === 'cardReader', actions: ['noteHealth', 'loseSight'] },
    ],
  },
  states: {
    place: {
      entry: assign({ problem: null }),
      initial: 'waiting',
      states: {
        waiting: { on: { 'document.found': 'reading' } },
        reading: { after: { documentReading: 'waiting' } },
      },
      invoke: {
        src: 'readDocument',
        input: {},
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: '#session.main.lookup',
            actions: assign(({ context, event }) => {
              const document = event.output.ok ? event.output.value.document : null;
              return {
                document,
                documentSeen: true,
                facts: document ? documentFacts(document, context.today) : null,
              };
            }),
          },
          {
            target: 'problem',
            actions: assign({
              documentSeen: true,
              problem: ({ event }) => (event.output.ok ? null : problemOf(event.output.error)),
            }),
          },
        ],
        onError: { target: 'problem', actions: assign({ problem: 'readerFault' }) },
      },
    },
    problem: { on: { 'act.tryAgain': 'place' } },
  },
});

const isStranger = (answer: PortOutput<'lookupCustomer'>): boolean =>
  !answer.ok && answer.error.code === 'customerUnknown';

/** The bank says who this is and which cards are his. */
export const lookup = sessionSetup.createStateConfig({
  tags: ['working'],
  invoke: {
    src: 'lookupCustomer',
    input: ({ context }) => ({
      documentType: context.document?.type ?? 'residentIdCard',
      documentNumber: context.document?.number ?? '',
      name: context.document?.name ?? '',
    }),
    onDone: [
      {
        guard: ({ event }) => event.output.ok,
        target: '#session.main.greet',
        actions: assign({ customer: ({ event }) => (event.output.ok ? event.output.value : null) }),
      },
      // Somebody who goes on without being a customer is asked once.
      {
        guard: ({ context, event }) => context.stranger && isStranger(event.output),
        target: '#session.main.greet',
      },
      {
        target: '#session.main.unknownCustomer',
        actions: assign({ problem: ({ event }) => (event.output.ok ? null : event.output.error.code) }),
      },
    ],
    onError: { target: '#session.main.unknownCustomer', actions: assign({ problem: 'bankUnreachable' }) },
  },
});

export const unknownCustomer = sessionSetup.createStateConfig({
  on: {
    'act.next': {
      guard: ({ context }) => servesStrangers(context),
      target: '#session.main.greet',
      actions: assign({ customer: STRANGER, stranger: true }),
    },
    'act.tryAgain': [
      { guard: 'bankFailed', target: '#session.main.lookup' },
      { target: '#session.main.identify' },
    ],
    'act.takeNumber': '#session.main.number',
    'act.complain': '#session.main.complaint',
    'act.back': { target: '#session.main.ending', actions: assign({ why: 'cancelled' }) },
  },
});
