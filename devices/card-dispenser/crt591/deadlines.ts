import type { HostCommand } from './messages.ts';

/** Milliseconds. The manual gives 300 for ACK and EOT; the others are what drivers in the field allow. */
export const CRT591_DEADLINES = {
  acknowledge: 300,
  callOff: 300,
  question: 2_000,
  chip: 8_000,
  motion: 15_000,
  init: 30_000,
  /** Longest silence inside one frame. */
  interByte: 250,
  /** Silence after which nothing old is expected any more. */
  quiet: 3_000,
} as const;

export const CRT591_DELAYS = {
  /** Between two looks at a card that waits at the gate. */
  poll: 300,
} as const;

/** How often a frame that the device refused or, being a question, did not hear is written. */
export const FRAME_ATTEMPTS = 3;
/** How often a damaged reply is asked for again. */
export const REPLY_ATTEMPTS = 2;
/** Polls in a row without an answer before the device counts as gone. */
export const POLLS_UNTIL_OFFLINE = 3;

export function deadlineOf({ name }: HostCommand): number {
  switch (name) {
    case 'init':
      return CRT591_DEADLINES.init;
    case 'move':
      return CRT591_DEADLINES.motion;
    case 'chipReset':
    case 'chipOff':
    case 'chipIO':
      return CRT591_DEADLINES.chip;
    default:
      return CRT591_DEADLINES.question;
  }
}
