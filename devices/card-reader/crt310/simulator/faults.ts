import { FaultSet as Faults } from '../../../simulation/fault-set.ts';

/** What can go wrong with the simulated reader. Faults stack; each stays until it is taken away, unless it says "once". */
export const FAULTS = {
  jamOnEject: 'The motor does not bring the card to the front.',
  jamOnInsert: 'A card that is drawn in sticks between the light barriers.',
  longCard: 'The next card put in is longer than a card.',
  chipMute: 'The chip does not answer.',
  badAtr: "The chip's answer to reset is not an EMV card's.",
  pseMissing: 'The chip has no directory of applications.',
  pseBlocked: "The chip's directory of applications is blocked.",
  answerDamagedOnce: "The chip's next answer arrives damaged, once.",
  answerDamaged: 'Every answer of the chip arrives damaged.',
  answers61: 'The chip keeps its answer and says how much there is to fetch (61xx).',
  answers6C: 'The chip insists on the exact length (6Cxx).',
  stripeDamaged: 'The stripe cannot be read without errors.',
  silent: 'The reader hears nothing and says nothing.',
  nakOnce: 'The reader refuses the next frame as damaged, once.',
  badCheck: 'Every frame of the reader has a wrong check byte.',
  lateReply: 'The next answer to anything but a look comes after every deadline, once.',
  noise: 'Random bytes come before everything the reader says.',
  lowPower: 'The supply voltage is out of range: every command is refused.',
  binFull: 'The bin behind the reader takes no card.',
  floodUnsolicited: 'The reader sends ten thousand frames a second that nobody asked for.',
  splitReplies: 'Every byte comes by itself, with random gaps.',
} as const;

export type Fault = keyof typeof FAULTS;
export const FAULT_NAMES = Object.keys(FAULTS) as readonly Fault[] as readonly [Fault, ...Fault[]];

/** The faults that are on, shared by all parts of one simulator. */
export class FaultSet extends Faults<Fault> {}
