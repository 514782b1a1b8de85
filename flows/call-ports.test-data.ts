import type { CallPorts } from './call-ports.ts';

/** A branch with one teller present, at a terminal with camera and microphone. */
export const callPortsWhereAllGoesWell: CallPorts = {
  callOutlook: async () => ({ state: 'open', wait: { position: 1, minutes: 2, tellers: 1 } }),
  openCallMedia: async ({ mode }) => ({ mode, camera: null, microphone: null }),
  closeCallMedia: async () => ({}),
  requestCall: async () => ({ reached: true, reference: 'V-0001' }),
  leaveCall: async () => ({}),
  sayToTeller: async () => ({ sent: true }),
  setCallMedia: async () => ({}),
  answerAct: async () => ({}),
  recordCall: async () => ({}),
  takeStill: async () => ({ taken: true }),
  callBackTimes: async () => ({
    reached: true,
    times: [{ from: '2026-11-22T02:30:00.000Z', to: '2026-11-22T03:00:00.000Z' }],
  }),
  requestCallBack: async () => ({ outcome: 'kept', reference: 'B-0001' }),
};
