import { assign, enqueueActions, sendTo, setup, spawnChild } from 'xstate';
import { LANGUAGES } from '#contracts/language.ts';
import { delays } from '../delays.ts';
import type { FlowEvent } from '../events.ts';
import { undeliveredPorts } from '../port-actors.ts';
import { bankCardMachine } from '../session/bank-card.ts';
import { sessionMachine } from '../session/session.ts';
import { numbersOnly, outOfService, type TerminalContext, type TerminalInput } from './context.ts';

/** Types, ports, guards and actions that the parts of the terminal share. */
export const terminalSetup = setup({
  types: {
    context: {} as TerminalContext,
    events: {} as FlowEvent,
    input: {} as TerminalInput,
    children: {} as { session: 'session'; leftCard: 'bankCard' },
  },
  actors: {
    session: sessionMachine,
    bankCard: bankCardMachine,
    readDocument: undeliveredPorts.readDocument,
    documentPresence: undeliveredPorts.documentPresence,
    cardPlace: undeliveredPorts.cardPlace,
    retainCard: undeliveredPorts.retainCard,
    setCardEntry: undeliveredPorts.setCardEntry,
    requestHelp: undeliveredPorts.requestHelp,
    withdrawHelp: undeliveredPorts.withdrawHelp,
  },
  delays: {
    documentReading: delays.documentReading,
    presencePoll: delays.presencePoll,
    stuckCardLook: delays.stuckCardLook,
    helpUnanswered: delays.helpUnanswered,
    settingsReset: delays.attentionIdle,
    notice: delays.notice,
  },
  guards: {
    closed: ({ context }) => outOfService(context) !== null,
    serviceable: ({ context }) => outOfService(context) === null,
    numbersOnly: ({ context }) => numbersOnly(context),
    returnLeftCard: ({ context }) => context.cardInside && context.returnCard,
    retainLeftCard: ({ context }) => context.cardInside,
    idCardLeft: ({ context }) => context.idCardLeft,
    cardStuck: ({ context }) => context.cardStuck,
    cardMayBeSeen: ({ context }) => context.cardUnseen !== null && context.health.cardReader === 'ok',
    readerBack: ({ context, event }) =>
      event.type === 'health' &&
      event.of === 'cardReader' &&
      event.health === 'ok' &&
      context.cardUnseen !== null,
    underHelp: ({ context }) => context.overlay === 'help',
    readerGone: ({ event }) => event.type === 'health' && event.of === 'cardReader' && event.health !== 'ok',
    lostWithOpenEntry: ({ event }) =>
      event.type === 'health' && event.of === 'cardReader' && event.entryOpen === true,
    cardJustUnseen: ({ context }) => context.cardUnseen === 'now',
  },
  actions: {
    noteHealth: assign({
      health: ({ context, event }) =>
        event.type === 'health' ? { ...context.health, [event.of]: event.health } : context.health,
    }),
    noteHall: assign({
      hall: ({ context, event }) => (event.type === 'hall' ? event.hall : context.hall),
    }),
    toSession: sendTo('session', ({ event }) => event),
    setLanguage: assign({
      settings: ({ context, event }) => ({
        ...context.settings,
        language:
          (event.type === 'act.setLanguage' ? LANGUAGES[event.choice] : undefined) ??
          context.settings.language,
      }),
    }),
    toggleElder: assign({
      settings: ({ context }) => ({ ...context.settings, elder: !context.settings.elder }),
    }),
    toggleContrast: assign({
      settings: ({ context }) => ({ ...context.settings, contrast: !context.settings.contrast }),
    }),
    toggleReach: assign({
      settings: ({ context }) => ({ ...context.settings, reach: !context.settings.reach }),
    }),
    resetSettings: assign({ settings: ({ context }) => context.defaults, overlay: null }),
    openHelp: assign({ overlay: 'help' }),
    openDisplay: assign({ overlay: 'display' }),
    closeOverlay: assign({ overlay: null }),
    loseSight: assign({ cardUnseen: ({ context }) => context.cardUnseen ?? 'now' }),
    ownerGone: assign({ cardUnseen: ({ context }) => (context.cardUnseen === null ? null : 'before') }),
    openEntry: spawnChild('setCardEntry', { input: { enabled: true } }),
    closeEntry: spawnChild('setCardEntry', { input: { enabled: false } }),
    withdraw: spawnChild('withdrawHelp', { input: {} }),
    forgetHelp: assign({ helpReference: null }),
    /** Elder mode, or a person on the way, gives more time for everything. */
    tellPace: enqueueActions(({ context, enqueue }) => {
      if (!context.inVisit) return;
      enqueue.sendTo('session', {
        type: 'pace',
        slow: context.settings.elder || context.helpReference !== null,
        elder: context.settings.elder,
      });
    }),
  },
});
