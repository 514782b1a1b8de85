import type { CallWait } from '#contracts/branch/call.ts';
import type { Clock } from '#foundation/clock.ts';
import type { BranchStore, Writing } from '../store/store.ts';
import { touchDesks } from './area.ts';
import { expectations } from './expectation.ts';
import { type CallMove, moveCall } from './moves.ts';
import { type AreaPicture, type OpenCall, pictureOf } from './picture.ts';
import { callSubject, DESK_SILENT, isInHand, standOf, TERMINAL_GONE, toRouted } from './records.ts';
import { CALLS, change } from './writing.ts';

/** What time alone does to a call; undefined = nothing now. */
function dueMove(call: OpenCall, { policyOf }: AreaPicture, now: number): CallMove | undefined {
  if (call.terminalAt <= now - TERMINAL_GONE) return { move: 'lapse' };
  if (!isInHand(call)) return undefined;
  if (call.silent_since !== null) {
    const waited = now - Number(call.silent_since);
    if (waited >= policyOf(call.branch).tellerSilentSeconds * 1_000) return { move: 'return' };
  } else if (call.deskAt <= now - DESK_SILENT) return { move: 'silent' };
  if (call.state === 'assigned' && call.connect_by !== null && Number(call.connect_by) <= now)
    return { move: 'giveBack' };
  return undefined;
}

/** Calls whose customers are told another place or wait than the one they were told last. */
function movedWaits({ calls, routed, durations }: AreaPicture): { call: OpenCall; wait: CallWait }[] {
  const waiting = calls.filter(({ state }) => state === 'waiting');
  const waits = expectations(waiting.map(toRouted), routed, durations);
  return waiting.flatMap((call) => {
    const wait = waits.get(call.id);
    return wait === undefined || JSON.stringify(wait) === call.wait ? [] : [{ call, wait }];
  });
}

/** Inside a writing that has `CALLS`: what time has brought about in an area, and what that means to whoever waits. */
export async function settle(writing: Writing, area: string, now: number): Promise<void> {
  const picture = await pictureOf(writing.db, area, now);
  const besides: string[] = [];
  for (const call of picture.calls) {
    const { terminalAt: _, deskAt, ...row } = call;
    const due = dueMove(call, picture, now);
    const moved = due && moveCall(standOf(row), due);
    if (due && moved?.ok)
      await change(
        writing,
        row,
        moved.value,
        now,
        due.move === 'silent' ? { silent_since: Math.min(now, Math.max(deskAt, Number(row.taken_at))) } : {},
      );
    const home = picture.areaOf(call.branch);
    if (home !== area && call.state === 'waiting') {
      await writing.db.updateTable('calls').set({ area: home }).where('id', '=', call.id).execute();
      await touchDesks(writing, area);
      await touchDesks(writing, home);
      besides.push(home);
    }
  }
  for (const each of new Set([area, ...besides])) await tellWaits(writing, each, now);
}

async function tellWaits(writing: Writing, area: string, now: number): Promise<void> {
  for (const { call, wait } of movedWaits(await pictureOf(writing.db, area, now))) {
    await writing.db
      .updateTable('calls')
      .set({ wait: JSON.stringify(wait), version: call.version + 1, changed_at: now })
      .where('id', '=', call.id)
      .execute();
    writing.tell(callSubject(call.id));
  }
}

/** Looks whether anything is due, in which area; writes only then. Answers whether a call is open. */
export class CallSweep {
  readonly #store: BranchStore;
  readonly #clock: Clock;

  constructor(store: BranchStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  async sweep(): Promise<boolean> {
    const areas = await this.#store.db
      .selectFrom('calls')
      .select('area')
      .distinct()
      .where('state', 'in', ['waiting', 'assigned', 'live'])
      .execute();
    for (const { area } of areas) await this.sweepArea(area);
    return areas.length > 0;
  }

  async sweepArea(area: string): Promise<void> {
    const now = Math.round(this.#clock.wall());
    const picture = await pictureOf(this.#store.db, area, now);
    const due = picture.calls.some(
      (call) =>
        dueMove(call, picture, now) !== undefined ||
        (call.state === 'waiting' && picture.areaOf(call.branch) !== area),
    );
    if (!due && movedWaits(picture).length === 0) return;
    await this.#store.writeAlone(CALLS, (writing) => settle(writing, area, Math.round(this.#clock.wall())));
  }
}
