/** What can go wrong with the simulated dispenser. Faults stack; each stays until it is taken away, unless it says "once". */
export const FAULTS = {
  lostAckOnce: 'The ACK of the next motion is lost, once; the motion is made.',
  lostCommandOnce: 'The next motion is not heard at all, once.',
  lostReplyOnce: 'The reply to the next motion is lost, once; the motion is made.',
  lateReplyOnce: 'The reply to the next motion comes after every deadline, once.',
  damagedReplyOnce: 'The next reply arrives damaged, once.',
  damagedReplies: 'Every reply arrives damaged.',
  nakOnce: 'The device refuses the next frame as damaged, once.',
  jam: 'Cards stick on their way; the one that sticks comes free when this is taken away.',
  binFull: 'The bin takes no card.',
  deadChip: 'Chips do not answer.',
  badAtr: "Chips answer a reset, but not as an EMV card's.",
  silent: 'The device hears nothing and says nothing.',
  noise: 'Bytes that are no frame come before everything the device says.',
  splitReplies: 'Every byte comes by itself.',
} as const;

export type Fault = keyof typeof FAULTS;
export const FAULT_NAMES = Object.keys(FAULTS) as readonly Fault[] as readonly [Fault, ...Fault[]];
