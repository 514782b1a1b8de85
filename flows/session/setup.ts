import { assign, enqueueActions, setup, spawnChild, stateIn } from 'xstate';
import { SERVICE_IDS, type ServiceId } from '#contracts/services/service.ts';
import { complaintMachine } from '../complaint/machine.ts';
import { ATTENTION_EXTENSIONS, delays } from '../delays.ts';
import type { FlowEvent } from '../events.ts';
import { ELDER_AGE } from '../facts.ts';
import { findingMachine } from '../finding/machine.ts';
import { undeliveredPorts } from '../port-actors.ts';
import { type QueueSnapshot, queueMachine } from '../queue/machine.ts';
import { draftOf, type ServiceSnapshot, serviceMachines } from '../services/catalogue.ts';
import { bankCardMachine } from './bank-card.ts';
import {
  draftToSend,
  heldLabelOf,
  NO_DRAFT,
  nextDraftMove,
  refusal,
  type SessionContext,
  type SessionInput,
  type SessionOutput,
  withDraft,
} from './context.ts';

/** Something changed in the service that runs, or on the way to a number. */
type ChildChanged =
  | { readonly type: 'xstate.snapshot.service'; readonly snapshot: ServiceSnapshot }
  | { readonly type: 'xstate.snapshot.queue'; readonly snapshot: QueueSnapshot };

/** Types, ports, guards and actions that the parts of a visit share. */
export const sessionSetup = setup({
  types: {
    context: {} as SessionContext,
    events: {} as FlowEvent | ChildChanged,
    input: {} as SessionInput,
    output: {} as SessionOutput,
    children: {} as {
      bankCard: 'bankCard';
      service: ServiceId;
      queue: 'queue';
      finding: 'finding';
      complaint: 'complaint';
    },
  },
  actors: {
    beginVisit: undeliveredPorts.beginVisit,
    endVisit: undeliveredPorts.endVisit,
    readDocument: undeliveredPorts.readDocument,
    documentPresence: undeliveredPorts.documentPresence,
    lookupCustomer: undeliveredPorts.lookupCustomer,
    setCardEntry: undeliveredPorts.setCardEntry,
    cardPlace: undeliveredPorts.cardPlace,
    endOverstepped: undeliveredPorts.endOverstepped,
    keepDraft: undeliveredPorts.keepDraft,
    dropDraft: undeliveredPorts.dropDraft,
    bankCard: bankCardMachine,
    queue: queueMachine,
    finding: findingMachine,
    complaint: complaintMachine,
    giveRating: undeliveredPorts.giveRating,
    ...serviceMachines,
  },
  delays: {
    attentionIdle: ({ context }) => {
      if (context.patience === 'seen' || context.callPatience === 'seen') return delays.attentionIdleSeen;
      if (context.patience === 'asked' || context.callPatience === 'asked') return delays.attentionIdleAsked;
      return context.slow ? delays.attentionIdleSlow : delays.attentionIdle;
    },
    attentionWarning: ({ context }) => (context.slow ? delays.attentionWarningSlow : delays.attentionWarning),
    idCardCalm: delays.idCardCalm,
    idCardTotal: ({ context }) =>
      context.health.idScanner === 'ok' ? delays.idCardCalm + delays.idCardInsistent : delays.idCardCalm,
    documentReading: delays.documentReading,
    presencePoll: delays.presencePoll,
    farewell: delays.farewell,
    draftRest: delays.draftRest,
    ratingOffer: ({ context }) => (context.slow ? delays.ratingOfferSlow : delays.ratingOffer),
  },
  guards: {
    documentKnown: ({ context }) => context.document !== null,
    elderNotAsked: ({ context }) =>
      !context.elder && !context.elderOffered && (context.facts?.age ?? 0) >= ELDER_AGE,
    bankFailed: ({ context }) => context.problem === 'bankUnreachable',
    offered: ({ context, event }) => {
      const id = event.type === 'act.choose' ? SERVICE_IDS[event.choice] : undefined;
      return id !== undefined && refusal(context, id) === null;
    },
    intends: ({ context }) => context.intended !== null && context.customer !== null,
    mayIntended: ({ context }) => context.intended !== null && refusal(context, context.intended) === null,
    draftToKeep: ({ context }) => nextDraftMove(context)?.move === 'keep',
    draftToDrop: ({ context }) => nextDraftMove(context)?.move === 'drop',
    mayExtend: ({ context }) => context.extensions < ATTENTION_EXTENSIONS,
    cardAway: stateIn({ card: 'none' }),
    /** It may be the card of somebody who has left: it is seen to when this visit is over. */
    strangersCard: ({ context }) => context.cardUnseen === 'before',
    lostWithOpenEntry: ({ event }) =>
      event.type === 'health' && event.of === 'cardReader' && event.entryOpen === true,
    mayRate: ({ context }) => context.rateable,
    closedForGood: stateIn({ main: 'closed' }),
    /** Its owner is reminded of a card that was read even where the reader is away and will not see it go. */
    idCardToAskFor: ({ context }) =>
      context.document !== null || (context.documentSeen && context.health.idScanner === 'ok'),
  },
  actions: {
    noteHealth: assign({
      health: ({ context, event }) =>
        event.type === 'health' ? { ...context.health, [event.of]: event.health } : context.health,
    }),
    notePace: assign({
      slow: ({ context, event }) => (event.type === 'pace' ? event.slow : context.slow),
      elder: ({ context, event }) => (event.type === 'pace' ? event.elder : context.elder),
      callPatience: ({ context, event }) =>
        event.type === 'pace' ? (event.call ?? null) : context.callPatience,
    }),
    notePatience: assign({
      patience: ({ context, event }) =>
        event.type === 'step.shown' ? (event.patience ?? null) : context.patience,
    }),
    pickService: assign({
      service: ({ context, event }) =>
        (event.type === 'act.choose' ? SERVICE_IDS[event.choice] : undefined) ?? context.service,
    }),
    takeIntended: assign(({ context }) => ({ service: context.intended, intended: null })),
    openEntry: enqueueActions(({ context, enqueue }) => {
      if (!context.cardBusy) enqueue.spawnChild('setCardEntry', { input: { enabled: true } });
    }),
    /** While its entry is open, a reader that falls silent may have drawn a card in. */
    loseSight: assign({
      cardUnseen: ({ context }) => context.cardUnseen ?? (context.cardBusy ? null : 'now'),
    }),
    /** What the service that runs holds of its form now. */
    noteEntered: assign({
      drafts: ({ context, event }) =>
        event.type === 'xstate.snapshot.service' && context.service
          ? withDraft(context.drafts, context.service, draftOf(context.service, event.snapshot))
          : context.drafts,
    }),
    noteNumber: assign({
      heldLabel: ({ context, event }) =>
        event.type === 'xstate.snapshot.queue' ? heldLabelOf(event.snapshot) : context.heldLabel,
    }),
    sendingDraft: assign(({ context }) => {
      const sendingDraft = draftToSend(context);
      const { service, values } = sendingDraft;
      return { sendingDraft, keptDrafts: { ...context.keptDrafts, [service]: { values, sure: false } } };
    }),
    draftArrived: assign({
      keptDrafts: ({ context: { keptDrafts, sendingDraft } }) => ({
        ...keptDrafts,
        [sendingDraft.service]: { values: sendingDraft.values, sure: true },
      }),
    }),
    draftDropped: assign({
      keptDrafts: ({ context: { keptDrafts, sendingDraft } }) =>
        withDraft(keptDrafts, sendingDraft.service, null),
    }),
    closeEntry: spawnChild('setCardEntry', { input: { enabled: false } }),
    extend: assign({ extensions: ({ context }) => context.extensions + 1 }),
    progress: assign({ extensions: 0 }),
    /** Asked of somebody who came to the end of what he came for, not of somebody who was let down or has left. */
    noteRateable: assign({
      rateable: ({ context }) =>
        context.why === 'finished' &&
        (context.lastService !== null || context.standing?.number != null) &&
        context.health.journal === 'ok',
    }),
    forgetPerson: assign({
      document: null,
      facts: null,
      customer: null,
      service: null,
      shownCard: null,
      standing: null,
      intended: null,
      drafts: {},
      keptDrafts: {},
      heldLabel: null,
      sendingDraft: NO_DRAFT,
      wanted: null,
    }),
  },
});
