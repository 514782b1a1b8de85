import type { Overstep } from './compliance/hands-lock.ts';

/** What is asked of the world while somebody helps at the screen. */
export type HelperPorts = {
  /** The screen is the customer's again: the branch is told until it has heard, or the call is over. */
  readonly releaseHands: (input: object) => Promise<object>;
  /** A helper did more than he may: whatever paper lies open is discarded, a recording ends, and the journal says why and where. */
  readonly endOverstepped: (input: Overstep) => Promise<object>;
  /**
   * Alerts staff that the customer may be under pressure, and tells what becomes of it until they are done or `signal`
   * aborts. The alert is followed until the branch has it, whatever becomes of the visit; nothing takes it back.
   */
  readonly quiet: (input: object, signal: AbortSignal) => Promise<object>;
};
