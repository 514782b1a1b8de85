import type { CallMode } from '#contracts/branch/call.ts';
import type { Ice, Signal } from '#contracts/branch/signal.ts';
import type { PageClock } from '../clock.ts';
import type { Connect, LinkFault } from './link.ts';
import type { Side } from './recovery.ts';
import type { Said } from './said.ts';

/** Why there is no picture and no sound. `unreachable`: no path was found; `noConnection`: the browser makes none. */
export type Fault = LinkFault | 'unreachable' | 'noConnection';

/** What a side sends of itself; `lowered`: its picture is smaller than it could be, or left out, for the line's sake. */
export type FarSide = Pick<Said, 'camera' | 'microphone' | 'lowered'>;

/** How it stands. A new value whenever something of it has changed. */
export type PeerState = {
  /**
   * `connected` while something of the far side really comes; `interrupted` within 5 s of the last of it, and sought
   * again; `failed`: given up, and text is left.
   */
  readonly is: 'new' | 'connecting' | 'connected' | 'interrupted' | 'failed' | 'closed';
  /** What really comes through: pictures, sound alone, or nothing one could follow. */
  readonly mode: CallMode;
  /** The far side's picture without its sound, for as many places as want to show it. */
  readonly picture: MediaStream | null;
  /** Its sound, to be played in one place. */
  readonly sound: MediaStream | null;
  /** What it says that it sends; null = it has not said. */
  readonly far: FarSide | null;
  /** What we send. */
  readonly sent: FarSide;
  /** What was wrong last; null once it goes well. */
  readonly fault: Fault | null;
};

export const NOTHING_YET: PeerState = {
  is: 'new',
  mode: 'text',
  picture: null,
  sound: null,
  far: null,
  sent: { camera: false, microphone: false, lowered: 'no' },
  fault: null,
};

export type PeerOptions = {
  readonly clock: PageClock;
  /** The desk begins connections; where two offers meet, its own counts. */
  readonly side: Side;
  readonly turn: number;
  readonly ice: Ice;
  /** The richest there may be. */
  readonly mode: CallMode;
  /** What there is to send; stays its owner's, who also ends it. */
  readonly own: MediaStream | null;
  /** What of it goes through. */
  readonly camera: boolean;
  readonly microphone: boolean;
  /** To the far side, in this order; kept by the caller while his line is away. */
  readonly send: (signal: Signal) => void;
  /** Left out: the browser's own. */
  readonly connect?: Connect;
};
