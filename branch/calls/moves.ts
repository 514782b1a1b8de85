import type { CallMode, CallOutcome, CallState } from '#contracts/branch/call.ts';
import { err, ok, type Result } from '#foundation/result.ts';

/** What decides which way a call can go. */
export type CallStand = {
  readonly state: CallState;
  /** How often it was taken. */
  readonly turn: number;
  readonly staff: string | null;
  readonly liveMode: CallMode | null;
  readonly silent: boolean;
  readonly transferred: boolean;
  readonly returned: boolean;
  readonly outcome: CallOutcome | null;
};

export type CallMove =
  | { readonly move: 'take'; readonly staff: string }
  | { readonly move: 'live'; readonly turn: number; readonly mode: CallMode }
  | { readonly move: 'transfer'; readonly staff: string }
  | { readonly move: 'finish'; readonly staff: string; readonly outcome: CallOutcome }
  /** The customer's end of it. */
  | { readonly move: 'leave'; readonly outcome: CallOutcome }
  /** The two did not find each other in time: it keeps its place. */
  | { readonly move: 'giveBack' }
  | { readonly move: 'silent' }
  | { readonly move: 'heard'; readonly staff: string }
  /** The desk stays silent: whoever is next goes on with it. */
  | { readonly move: 'return' }
  | { readonly move: 'lapse' };

export type IllegalMove = { readonly code: 'alreadyTaken' | 'notYours' | 'callOver' | 'illegalMove' };

const inHand = ({ state }: CallStand): boolean => state === 'assigned' || state === 'live';

const waiting = { state: 'waiting', staff: null, liveMode: null, silent: false } as const;
const over = (outcome: CallOutcome) => ({ state: 'over', staff: null, silent: false, outcome }) as const;

/**
 * The call after a move, or why it cannot be made. The same object comes back where nothing changes: a resend.
 * A call that is over stays as it ended.
 */
export function moveCall(call: CallStand, asked: CallMove): Result<CallStand, IllegalMove> {
  if (call.state === 'over') return endedAlready(call, asked);
  switch (asked.move) {
    case 'take':
      if (call.state !== 'waiting') return err({ code: 'alreadyTaken' });
      return ok({ ...call, state: 'assigned', staff: asked.staff, turn: call.turn + 1 });
    case 'live':
      if (!inHand(call) || asked.turn !== call.turn) return err({ code: 'illegalMove' });
      if (call.state === 'live' && call.liveMode === asked.mode) return ok(call);
      // Until now it kept its place at the head, should they not find each other.
      return ok({ ...call, state: 'live', liveMode: asked.mode, transferred: false, returned: false });
    case 'transfer':
      if (!inHand(call) || call.staff !== asked.staff) return err({ code: 'notYours' });
      return ok({ ...call, ...waiting, transferred: true });
    case 'finish':
      if (!inHand(call) || call.staff !== asked.staff) return err({ code: 'notYours' });
      return ok({ ...call, ...over(asked.outcome) });
    case 'leave':
      return ok({ ...call, ...over(asked.outcome) });
    case 'giveBack':
      return call.state === 'assigned' ? ok({ ...call, ...waiting }) : err({ code: 'illegalMove' });
    case 'silent':
      if (!inHand(call)) return err({ code: 'illegalMove' });
      return ok(call.silent ? call : { ...call, silent: true });
    case 'heard':
      if (!inHand(call) || call.staff !== asked.staff) return err({ code: 'notYours' });
      return ok(call.silent ? { ...call, silent: false } : call);
    case 'return':
      return inHand(call) ? ok({ ...call, ...waiting, returned: true }) : err({ code: 'illegalMove' });
    case 'lapse':
      return ok({ ...call, ...over('lapsed') });
  }
}

/** Leaving twice is a resend, and so is leaving what the teller has ended meanwhile: it is over either way. */
function endedAlready(call: CallStand, asked: CallMove): Result<CallStand, IllegalMove> {
  if (asked.move === 'leave' || asked.move === 'lapse') return ok(call);
  return err({ code: 'callOver' });
}
