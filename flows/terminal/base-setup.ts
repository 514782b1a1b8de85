import { type ActorRefFrom, assign, enqueueActions, or, sendTo, setup, spawnChild, stateIn } from 'xstate';
import { LANGUAGES } from '#contracts/language.ts';
import { ACTION_IDS } from '#contracts/screen/actions.ts';
import { callBackMachine } from '../call-back/machine.ts';
import { isFree, lockOf, overstepOn } from '../compliance/hands-lock.ts';
import { delays } from '../delays.ts';
import type { FlowEvent } from '../events.ts';
import { undeliveredPorts } from '../port-actors.ts';
import { sessionView } from '../present/session.ts';
import type { View } from '../present/view.ts';
import { bankCardMachine } from '../session/bank-card.ts';
import { sessionMachine } from '../session/session.ts';
import { callBackHasScreen } from './call-back-place.ts';
import { sayingOf, writesToTeller } from './call-words.ts';
import { numbersOnly, outOfService, type TerminalContext, type TerminalInput } from './context.ts';
import { mayCover } from './quiet-cover.ts';

type Having = { readonly children: Readonly<Record<string, unknown>> };
const sessionOf = ({ children }: Having): ActorRefFrom<typeof sessionMachine> | undefined =>
  children.session as ActorRefFrom<typeof sessionMachine> | undefined;

/** What of the visit stands on the screen; undefined while there is none. */
export function viewOf(snapshot: Having): View | null {
  const session = sessionOf(snapshot);
  return session ? sessionView(session.getSnapshot(), { ofStep: 0, ofWarning: 0 }) : null;
}

/** Said under a warning, or by it: it is about the visit. */
const OF_THE_VISIT: ReadonlySet<FlowEvent['type']> = new Set<FlowEvent['type']>([
  'act.moreTime',
  'act.finish',
  'act.help',
]);

const isFreeAct = ({ type }: FlowEvent): boolean =>
  ACTION_IDS.some((id) => type === `act.${id}` && isFree(id));

/** Types, ports, guards and actions that the parts of the terminal share. */
export const baseSetup = setup({
  types: {
    context: {} as TerminalContext,
    events: {} as FlowEvent,
    input: {} as TerminalInput,
    children: {} as { session: 'session'; leftCard: 'bankCard'; callBack: 'callBack' },
  },
  actors: {
    session: sessionMachine,
    bankCard: bankCardMachine,
    callBack: callBackMachine,
    readDocument: undeliveredPorts.readDocument,
    documentPresence: undeliveredPorts.documentPresence,
    cardPlace: undeliveredPorts.cardPlace,
    retainCard: undeliveredPorts.retainCard,
    setCardEntry: undeliveredPorts.setCardEntry,
    requestHelp: undeliveredPorts.requestHelp,
    withdrawHelp: undeliveredPorts.withdrawHelp,
    releaseHands: undeliveredPorts.releaseHands,
    quiet: undeliveredPorts.quiet,
    callOutlook: undeliveredPorts.callOutlook,
    openCallMedia: undeliveredPorts.openCallMedia,
    closeCallMedia: undeliveredPorts.closeCallMedia,
    requestCall: undeliveredPorts.requestCall,
    leaveCall: undeliveredPorts.leaveCall,
    sayToTeller: undeliveredPorts.sayToTeller,
    setCallMedia: undeliveredPorts.setCallMedia,
    answerAct: undeliveredPorts.answerAct,
    recordCall: undeliveredPorts.recordCall,
    recordConsent: undeliveredPorts.recordConsent,
    takeStill: undeliveredPorts.takeStill,
  },
  delays: {
    callWaitLong: delays.callWaitLong,
    callLostLong: delays.callLostLong,
    callLong: delays.callLong,
    callAsk: delays.callAsk,
    callMoved: delays.callMoved,
    documentReading: delays.documentReading,
    presencePoll: delays.presencePoll,
    stuckCardLook: delays.stuckCardLook,
    helpUnanswered: delays.helpUnanswered,
    handsUnheard: delays.handsUnheard,
    quietUnseen: delays.quietUnseen,
    quietSeen: delays.quietSeen,
    quietPulse: delays.quietPulse,
    settingsReset: delays.attentionIdle,
    notice: delays.notice,
    vendorModePending: delays.vendorModePending,
  },
  guards: {
    closed: ({ context }) => outOfService(context) !== null,
    serviceable: ({ context }) => outOfService(context) === null,
    numbersOnly: ({ context }) => numbersOnly(context),
    /** Staff wait, or have it still: a customer's card that slipped in is dealt with first. */
    staffNext: or([stateIn({ vendorMode: 'enterPending' }), stateIn({ vendorMode: 'active' })]),
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
    inVisit: ({ context }) => context.inVisit,
    actsQuietly: ({ context, event }) =>
      context.inVisit && event.type === 'call.act' && event.remote.do === 'quiet',
    handsOn: ({ context }) => context.hands !== null,
    underHelp: ({ context }) => context.overlay === 'help',
    /** There is a place in a queue of tellers to be had. */
    callable: ({ context }) => context.call.prospect === 'open' || context.call.prospect === 'tooLong',
    writing: ({ context }) => context.overlay === 'call' && context.call.stage === 'write',
    callMadeOrBeing: or([stateIn({ call: 'standing' }), stateIn({ call: 'requesting' })]),
    says: ({ context, event }) => sayingOf(context, event) !== null,
    proposed: ({ context }) => context.call.asked?.kind === 'proposal',
    stillWanted: ({ context }) => context.call.asked?.kind === 'still',
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
    noteClosing: assign({
      closing: ({ context, event }) => (event.type === 'closing.changed' ? event.closing : context.closing),
    }),
    toSession: sendTo('session', ({ event }) => event),
    /** Provided by whoever puts the flow together: what stands between the flow and the world holds back, or lets go. */
    holdBack: () => {},
    letGo: () => {},
    dropHeld: () => {},
    /** Nothing he could do reaches the visit: that he is quiet is no sign of his having left. */
    stillThere: enqueueActions(({ self, enqueue }) => {
      const session = sessionOf(self.getSnapshot());
      if (!session) return;
      const warned = session.getSnapshot().matches({ attention: 'warned' });
      enqueue.sendTo(session, warned ? { type: 'step.shown', patience: null } : { type: 'person.active' });
    }),
    endUnheeded: enqueueActions(({ self, enqueue }) => {
      const session = sessionOf(self.getSnapshot());
      if (session) enqueue.sendTo(session, { type: 'quiet.unheeded' });
    }),
    /** What was begun to be written is gone: whatever was written under pressure is no signature. */
    layPenAside: enqueueActions(({ self, enqueue }) => {
      const body = viewOf(self.getSnapshot())?.body;
      if (body?.kind !== 'sign') return;
      enqueue.sendTo('session', { type: 'act.useScreen', choice: 0 });
      enqueue.sendTo('session', { type: 'act.clear', choice: 0 });
      enqueue.assign({ penLaidAside: body.on === 'pad' });
    }),
    takePenUp: enqueueActions(({ context, enqueue }) => {
      if (context.penLaidAside) enqueue.sendTo('session', { type: 'act.usePad', choice: 0 });
      enqueue.assign({ penLaidAside: false });
    }),
    /** While a member of staff operates the screen, what only the customer may do comes from nobody. */
    ownToSession: enqueueActions(({ context, event, self, enqueue }) => {
      // What is touched while the screen only looks busy is for nobody.
      if (event.type === 'act.quietHelp') return;
      if (
        self.getSnapshot().matches({ quiet: 'standing' }) &&
        mayCover(sessionOf(self.getSnapshot())?.getSnapshot())
      )
        return;
      if (writesToTeller(context, event)) {
        enqueue.sendTo('session', { type: 'person.active' });
        return;
      }
      // The step beneath waits; what is asked about the visit as a whole is for the visit.
      if (callBackHasScreen(self.getSnapshot()) && !OF_THE_VISIT.has(event.type)) {
        enqueue.sendTo('callBack', event);
        enqueue.sendTo('session', { type: 'person.active' });
        return;
      }
      const view = context.hands === null ? null : viewOf(self.getSnapshot());
      if (view === null || lockOf(view) === null || isFreeAct(event)) {
        enqueue.sendTo('session', event);
        return;
      }
      const overstep = event.type.startsWith('act.') ? overstepOn(view, 'propose') : null;
      if (!overstep) return;
      enqueue.sendTo('session', { type: 'helper.overstepped', ...overstep });
      enqueue.raise({ type: 'hands.over' });
    }),
    /** What a helper does, with his hands or from afar, is within his rights at this step, or ends the service. */
    judgeHelper: enqueueActions(({ event, self, enqueue }) => {
      const view = viewOf(self.getSnapshot());
      const overstep = view && event.type === 'helper.acted' ? overstepOn(view, event.right) : null;
      if (!overstep) return;
      enqueue.sendTo('session', { type: 'helper.overstepped', ...overstep });
      enqueue.raise({ type: 'hands.over' });
    }),
    noteHands: assign({
      hands: ({ context, event }) => (event.type === 'hands.changed' ? event.by : context.hands),
    }),
    /** What the customer has begun to write is gone, and no pad waits: he signs when the screen is his again. */
    layPenDown: enqueueActions(({ event, self, enqueue }) => {
      if (event.type !== 'hands.changed' || event.by === null) return;
      if (viewOf(self.getSnapshot())?.body.kind !== 'sign') return;
      enqueue.sendTo('session', { type: 'act.useScreen', choice: 0 });
      enqueue.sendTo('session', { type: 'act.clear', choice: 0 });
    }),
    releaseHands: spawnChild('releaseHands', { input: {} }),
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
        slow: context.settings.elder || context.helpReference !== null || context.call.patience !== null,
        elder: context.settings.elder,
        call: context.call.patience,
      });
    }),
  },
});
