import { createHash, timingSafeEqual } from 'node:crypto';
import type { Call } from '#contracts/branch/call.ts';
import { ACT_VALID, type ActResult, type OrderedAct, type RemoteAct } from '#contracts/branch/call-act.ts';
import type { Action } from '#contracts/screen/actions.ts';
import type { Screen } from '#contracts/screen/screen.ts';
import { hiddenOn, rightsOn } from './view.ts';

/** Against what an act is held. */
export type Bench = {
  readonly call: Pick<Call, 'turn' | 'teller' | 'state'>;
  readonly screen: Screen;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Whether an act of this id has come before. */
  readonly seen: (id: string) => boolean;
};

/** Clocks of branch and terminal may be so far apart, milliseconds: the signatures between them allow no more. */
const SKEW = 60_000;

/**
 * Whether an act of a teller's is one: of this very assignment, for the step that stands on the screen, in time, for the
 * first time, and within what the step lets a helper do. Null = it is; else why not.
 */
export function judgeAct(ordered: OrderedAct, bench: Bench): ActResult | null {
  const { call, screen, now, seen } = bench;
  if (call.state === 'over' || call.teller === null || ordered.turn !== call.turn) return 'badToken';
  if (
    !isToken(ordered.token, call.teller.tokenDigest) ||
    Date.parse(call.teller.tokenExpiresAt) <= now - SKEW
  )
    return 'badToken';
  if (seen(ordered.id)) return 'replayed';
  const until = Date.parse(ordered.expiresAt);
  if (until <= now - SKEW) return 'expired';
  // Whoever asks for longer than anybody may has not asked for it in time.
  if (until > now + ACT_VALID + SKEW) return 'expired';
  if (ordered.step !== screen.step) return ANYWHERE.includes(ordered.act.do) ? null : 'stale';
  return refusalOf(ordered.act, screen);
}

/** About no step: they are done wherever the customer is by then. */
const ANYWHERE: readonly RemoteAct['do'][] = ['quiet', 'stopRecording'];

function refusalOf(act: RemoteAct, screen: Screen): ActResult | null {
  switch (act.do) {
    case 'quiet':
    case 'stopRecording':
    case 'still':
      return null;
    case 'highlight':
      return act.what === null || offered(screen, act.what.action, act.what.choice) ? null : 'notOffered';
    case 'move':
      return offered(screen, act.action, act.choice) ? null : 'notOffered';
    case 'propose': {
      if (hiddenOn(screen) !== null) return 'own';
      if (!rightsOn(screen).includes('propose')) return 'notAllowed';
      const found = act.inputs.map(({ action, choice }) => offered(screen, action, choice));
      if (found.some((one) => one === undefined)) return 'notOffered';
      // A run of entries that fills a field, or one choice: going on is the customer's own, always.
      const entries = found.every((one) => one?.role === 'entry');
      const oneChoice = found.length === 1 && found[0]?.role === 'choice';
      return entries || oneChoice ? null : 'notAllowed';
    }
  }
}

const offered = ({ actions }: Screen, id: Action['id'], choice: number | undefined): Action | undefined =>
  actions.find((one) => one.id === id && (one.choice ?? 0) === (choice ?? 0));

function isToken(token: string, digest: string): boolean {
  const given = createHash('sha256').update(token).digest();
  const known = Buffer.from(digest, 'hex');
  return given.length === known.length && timingSafeEqual(given, known);
}
