import type { HostCommand } from './commands.ts';

/**
 * How long the reader may take, milliseconds. The manual gives no times at all; these are ours.
 * `acknowledge` runs from the end of our frame to its ACK; the others from ENQ to the whole answer.
 */
export const CRT310_DEADLINES = {
  acknowledge: 500,
  /** EOT answered by EOT. */
  callOff: 500,
  /** Anything that only looks or sets something. */
  question: 2_000,
  setting: 2_000,
  /** Anything that may turn the motor, retries of the reader's own included. */
  motion: 15_000,
  reset: 15_000,
  chipPower: 2_000,
  chipReset: 5_000,
  /** A chip may ask for more time again and again. */
  chipIO: 15_000,
  tracks: 5_000,
  /** Longest silence inside one frame: a byte takes 8 ms at 1200 baud, a USB converter adds up to 16 ms. */
  interByte: 250,
  /** Silence after which nothing old is expected any more, when no question is left that could prove it. */
  quiet: 3_000,
} as const;

export const CRT310_DELAYS = {
  /** Between two looks at the reader while a card may come or go. */
  poll: 250,
  /** A card between the light barriers for longer than this did not come in by itself: it is stuck. */
  entering: 8_000,
} as const;

/** How often a frame is written until the reader acknowledges it. Before ENQ nothing is executed, so this is safe. */
export const FRAME_ATTEMPTS = 3;

/** Polls in a row without an answer before the reader counts as gone. */
export const POLLS_UNTIL_OFFLINE = 3;

export function deadlineOf(command: HostCommand): number {
  switch (command.name) {
    case 'status':
    case 'sensors':
    case 'serialNumber':
      return CRT310_DEADLINES.question;
    case 'setStop':
    case 'setEntry':
      return CRT310_DEADLINES.setting;
    case 'move':
      return CRT310_DEADLINES.motion;
    case 'reset':
      return CRT310_DEADLINES.reset;
    case 'chipPower':
      return CRT310_DEADLINES.chipPower;
    case 'chipReset':
      return CRT310_DEADLINES.chipReset;
    case 'chipIO':
      return CRT310_DEADLINES.chipIO;
    case 'readTracks':
      return CRT310_DEADLINES.tracks;
  }
}
