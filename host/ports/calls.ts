import type { CallPorts } from '#flows/call-ports.ts';

/** Calls to a teller, where the terminal is not set up for them: it says so, and nobody is called. */
export const noCalls: CallPorts = {
  callOutlook: async () => ({ state: 'unreachable' }),
  openCallMedia: async () => ({ mode: 'text', camera: 'absent', microphone: 'absent' }),
  closeCallMedia: async () => ({}),
  requestCall: async () => ({ reached: false, why: 'unreachable' }),
  leaveCall: async () => ({}),
  sayToTeller: async () => ({ sent: false }),
  setCallMedia: async () => ({}),
  answerAct: async () => ({}),
  takeStill: async () => ({ taken: false }),
  callBackTimes: async () => ({ reached: false }),
  requestCallBack: async () => ({ outcome: 'notKept' }),
};
