import type { HandsOnGlass } from '#contracts/branch/assistance.ts';
import type { FlowPorts } from '#flows/ports.ts';
import type { BranchPort, World } from './world.ts';

/** The branch is told so often that a turn is over; after that, with the next news of the call. */
const TRIES = 5;
const PAUSE = 2_000;

type Turn = { readonly call: string; readonly turn: number };

/** What of the host's world it takes. */
export type HandsWorld = Pick<World, 'clock' | 'journal' | 'visits' | 'desk' | 'assisted' | 'tell'> & {
  readonly recorder: Pick<World['recorder'], 'finish'>;
  readonly branch: Pick<BranchPort, 'handsOff'>;
};

/** Whether a member of staff operates the screen, as the branch says, and that he does not any more, as the terminal says. */
export function handsOnGlass(world: HandsWorld) {
  const { branch, clock, journal, visits, desk, recorder, assisted, tell } = world;
  let on: Turn | undefined;
  /** Ended here: whatever the branch still says of it, it does not begin again. */
  let ended: Turn | undefined;

  const tellBranch = async ({ call, turn }: Turn, signal: AbortSignal): Promise<void> => {
    for (let tried = 0; tried < TRIES && !signal.aborted; tried++) {
      const answer = await branch.handsOff(call, turn);
      if (answer.ok || answer.error.code !== 'unreachable') return;
      await new Promise<void>((resolve) => {
        const timer = clock.setTimeout(resolve, PAUSE);
        signal.addEventListener('abort', () => {
          clock.clearTimeout(timer);
          resolve();
        });
      });
    }
  };
  let telling = new AbortController();
  const release = (): void => {
    if (!on) return;
    ended = on;
    on = undefined;
    telling.abort();
    telling = new AbortController();
    void tellBranch(ended, telling.signal);
  };

  visits.onWipe(() => {
    if (!on) return;
    release();
    tell({ type: 'hands.changed', by: null });
  });

  return {
    /** What the branch says of a call now; null: nobody operates the screen, or the call is over. */
    hear(call: string, hands: HandsOnGlass | null): void {
      if (hands && ended?.call === call && hands.turn <= ended.turn) {
        void tellBranch({ call, turn: hands.turn }, telling.signal);
        return;
      }
      if (hands ? on?.call === call && on.turn === hands.turn : !on) return;
      on = hands ? { call, turn: hands.turn } : undefined;
      if (hands) assisted.operatedBy(hands.staff);
      tell({ type: 'hands.changed', by: hands?.staff ?? null });
    },
    /** The call is over for this terminal: it is the branch's own affair that nobody's hands are on the glass. */
    forget(): void {
      on = undefined;
    },
    ports: {
      async releaseHands() {
        release();
        return {};
      },
      async endOverstepped({ service, step, right }) {
        const visit = visits.current?.token;
        desk.clear();
        journal.append({
          kind: 'helper.overstepped',
          visit: visit ?? null,
          facts: { service, step, right },
        });
        // Nothing is sold: nothing is recorded any further.
        if (visit !== undefined) await recorder.finish(visit, 'stopped', 'notSold', null);
        return {};
      },
    } satisfies Pick<FlowPorts, 'releaseHands' | 'endOverstepped'>,
  };
}
