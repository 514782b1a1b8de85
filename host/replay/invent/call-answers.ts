import type { CallMode } from '#contracts/branch/call.ts';
import type { CallMediaFault } from '#flows/call-ports.ts';
import type { Fact } from '../../journal/entry.ts';
import { type Inventing, nothing } from './told.ts';

const HALF_HOUR = 1_800_000;
const fault = (fact: Fact | undefined): CallMediaFault | null =>
  typeof fact === 'string' ? (fact as CallMediaFault) : null;

export const callAnswers = {
  callOutlook: ({ facts }) =>
    facts.state === 'unreachable'
      ? { state: 'unreachable' }
      : { state: String(facts.state) as 'open', wait: { position: 1, minutes: null, tellers: 1 } },
  openCallMedia: ({ facts }) => ({
    mode: String(facts.mode) as CallMode,
    camera: fault(facts.camera),
    microphone: fault(facts.microphone),
  }),
  closeCallMedia: nothing,
  requestCall: ({ facts }) =>
    facts.reached === true
      ? { reached: true, reference: String(facts.reference) }
      : { reached: false, why: String(facts.why) as 'closed' },
  leaveCall: nothing,
  sayToTeller: ({ facts }) => ({ sent: facts.sent === true }),
  setCallMedia: nothing,
  answerAct: nothing,
  recordCall: nothing,
  takeStill: ({ facts }) => ({ taken: facts.taken === true }),
  callBackTimes: ({ facts, at }) => {
    if (facts.reached !== true) return { reached: false };
    const start = Date.parse(at);
    const instant = (after: number) => new Date(start + after * HALF_HOUR).toISOString();
    return {
      reached: true,
      times: Array.from({ length: Number(facts.times) }, (_, place) => ({
        from: instant(place + 1),
        to: instant(place + 2),
      })),
    };
  },
  requestCallBack: ({ facts }) =>
    facts.outcome === 'kept'
      ? { outcome: 'kept', reference: String(facts.reference) }
      : { outcome: String(facts.outcome) as 'full' },
} satisfies Partial<Inventing>;
