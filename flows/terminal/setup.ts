import { assign, enqueueActions, spawnChild } from 'xstate';
import type { ActResult } from '#contracts/branch/call-act.ts';
import { LINES_AT_ONCE } from '#contracts/screen/call-frame.ts';
import type { ActEvent } from '../events.ts';
import { baseSetup, viewOf } from './base-setup.ts';
import { actOf, endOf, isStale, judged, nextEntry } from './call-acts.ts';
import { callBackHasScreen } from './call-back-place.ts';
import { NO_CALL, reasonAt, withLine } from './call-context.ts';
import { sayingOf, withCall, writtenWith } from './call-words.ts';

/** Types, ports, guards and actions that the parts of the terminal share: those of the visit, and of the call. */
export const terminalSetup = baseSetup.extend({
  actions: {
    openCall: assign(({ context }) => ({
      overlay: 'call' as const,
      ...withCall(context, { stage: 'talk', unread: 0 }),
    })),
    closeCallOverlay: assign({
      overlay: ({ context }) => (context.overlay === 'call' ? null : context.overlay),
    }),
    forgetCall: assign({ call: NO_CALL }),
    /** Why a teller is asked for, as it stands where the customer asks. */
    beginCall: assign(({ context, self }) => ({
      call: {
        ...NO_CALL,
        reason: reasonAt(viewOf(self.getSnapshot()), context.settings.contrast || context.settings.reach),
      },
    })),
    leaveCall: spawnChild('leaveCall', { input: ({ context }) => ({ why: context.call.leaving }) }),
    closeCallMedia: spawnChild('closeCallMedia', { input: {} }),
    /** What of the customer may come through, and how much at most. */
    setCallMedia: spawnChild('setCallMedia', {
      input: ({ context: { call } }) => ({
        mode: call.wish,
        camera: call.camera && call.wish === 'video',
        microphone: call.microphone && call.wish !== 'text',
      }),
    }),
    patientWhileAsked: assign(({ context }) => withCall(context, { patience: 'asked' })),
    patientWhileThere: assign(({ context }) => withCall(context, { patience: 'seen' })),
    noteWaiting: assign(({ context, event }) =>
      event.type === 'call.waiting'
        ? withCall(context, {
            wait: event.wait,
            transferred: event.transferred,
            unheard: false,
            teller: null,
            highlight: null,
            moved: null,
          })
        : {},
    ),
    noteAssigned: assign(({ context, event }) =>
      event.type === 'call.assigned'
        ? withCall(context, {
            ...{ teller: event.teller, recordingDays: event.recordingDays },
            ...{ wait: null, transferred: false, unheard: false },
          })
        : {},
    ),
    noteLive: assign(({ context, event }) =>
      event.type === 'call.live' ? withCall(context, { mode: event.mode, wait: null, unheard: false }) : {},
    ),
    noteUnheard: assign(({ context }) => withCall(context, { unheard: true })),
    noteSaid: assign(({ context, event }) => {
      if (event.type !== 'call.said') return {};
      const { call, overlay } = context;
      const { from, words } = event;
      const seen = from === 'customer' || overlay === 'call';
      return withCall(context, {
        said: withLine(call.said, { from, words }, LINES_AT_ONCE),
        unread: seen ? call.unread : Math.min(99, call.unread + 1),
        unheard: false,
      });
    }),
    write: assign(({ context, event }) =>
      withCall(context, { written: writtenWith(context.call.written, event), notSent: false }),
    ),
    takeSaying: assign(({ context, event }) =>
      withCall(context, {
        sending: sayingOf(context, event),
        ...(event.type === 'act.say' && event.choice === 0 ? { written: '' } : {}),
        notSent: false,
      }),
    ),
    saidToTeller: assign(({ context }) => withCall(context, { sending: null })),
    /** Nothing that was written is lost: it stands there again. */
    notSaid: assign(({ context }) =>
      withCall(context, {
        written: context.call.written === '' ? (context.call.sending ?? '') : context.call.written,
        sending: null,
        notSent: true,
      }),
    ),
    judgeAct: enqueueActions(({ context, event, self, enqueue }) => {
      if (event.type !== 'call.act') return;
      const { act, remote } = event;
      const free = context.call.asked === null && context.hands === null;
      const what = judged(self.getSnapshot(), act, remote, free);
      const answer = (result: ActResult) => enqueue.spawnChild('answerAct', { input: { act, result } });
      switch (what.do) {
        case 'answer':
          answer(what.result);
          break;
        case 'show':
          enqueue.assign(
            withCall(context, {
              highlight: what.control && { control: what.control, question: what.question },
            }),
          );
          answer('shown');
          break;
        case 'press': {
          const { id, choice = 0 } = what.control;
          enqueue.assign(withCall(context, { moved: what.control }));
          enqueue.raise({ type: `act.${id}`, choice } as ActEvent);
          enqueue.cancel('moved');
          enqueue.raise({ type: 'moved.told' }, { id: 'moved', delay: 'callMoved' });
          answer('shown');
          break;
        }
        case 'ask':
          enqueue.assign(withCall(context, { asked: what.asked }));
          enqueue.raise({ type: 'asked.stands' });
          answer('asked');
      }
    }),
    movedTold: assign(({ context }) => withCall(context, { moved: null })),
    /** The desk knows that he is asked; with this it knows what he answered, and it is over. */
    answerAsked: enqueueActions(({ context, event, enqueue }) => {
      const { asked } = context.call;
      if (!asked) return;
      enqueue.spawnChild('answerAct', { input: { act: asked.act, result: endOf(event) } });
      enqueue.assign(withCall(context, { asked: null }));
    }),
    /** The step went on meanwhile: what was asked at it is asked no more. */
    askedAtAnother: enqueueActions(({ context, self, enqueue }) => {
      const { asked } = context.call;
      if (!asked || !isStale(self.getSnapshot(), asked)) return;
      enqueue.spawnChild('answerAct', { input: { act: asked.act, result: 'stale' } });
      enqueue.assign(withCall(context, { asked: null }));
      enqueue.raise({ type: 'asked.over' });
    }),
    /** One after the other, each only while the step is the same and admits it. */
    enterNext: enqueueActions(({ context, self, enqueue }) => {
      const { asked } = context.call;
      const next = asked && context.hands === null ? nextEntry(self.getSnapshot(), asked) : null;
      if (asked?.kind === 'proposal' && next !== null && next !== 'done') {
        enqueue.assign(withCall(context, { asked: { ...asked, entered: asked.entered + 1 } }));
        enqueue.sendTo(callBackHasScreen(self.getSnapshot()) ? 'callBack' : 'session', actOf(next));
        enqueue.sendTo(({ self: own }) => own, { type: 'asked.next' });
        return;
      }
      if (asked)
        enqueue.spawnChild('answerAct', {
          input: { act: asked.act, result: next === 'done' ? 'accepted' : 'stale' },
        });
      enqueue.assign(withCall(context, { asked: null }));
      enqueue.raise({ type: 'asked.over' });
    }),
  },
});
