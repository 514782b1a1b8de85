import type { Overstep } from './compliance/hands-lock.ts';

/** What is asked of the world while somebody helps at the screen. */
export type HelperPorts = {
  /** The screen is the customer's again: the branch is told until it has heard, or the call is over. */
  readonly releaseHands: (input: object) => Promise<object>;
  /** A helper did more than he may: whatever paper lies open is discarded, a recording ends, and the journal says why and where. */
  readonly endOverstepped: (input: Overstep) => Promise<object>;
};
