import { touchDesks } from './area.ts';
import { settle } from './due.ts';
import { type Desk, giveToken, type InHand, inHandOf, writeCalls } from './in-hand.ts';
import { moveCall } from './moves.ts';
import { standOf, tellerSubject } from './records.ts';
import { type CallHouse, change } from './writing.ts';

/** Whether a teller is at his desk, and which desk that is. */
export class DeskPresence {
  readonly #house: CallHouse;

  constructor(house: CallHouse) {
    this.#house = house;
  }

  /**
   * A desk opens. It takes the place of any other one of this person, and the call he has in hand with it: under a
   * fresh token, so that nothing more is done from the other one.
   */
  hello({ staff, desk }: Desk): Promise<InHand | null> {
    return writeCalls(this.#house, staff.branch, async ({ writing, now, area }) => {
      const { db } = writing;
      const known = await db
        .selectFrom('tellers')
        .selectAll()
        .where('staff', '=', staff.number)
        .executeTakeFirst();
      const skills = known?.skills ?? JSON.stringify({ languages: ['zh-CN', 'en'], skills: [] });
      const row = { area, presence: known?.presence ?? 'break', skills, desk, seen_at: now };
      await db
        .insertInto('tellers')
        .values({ staff: staff.number, ...row })
        .onConflict((conflict) => conflict.column('staff').doUpdateSet(row))
        .execute();
      writing.tell(tellerSubject(staff.number));
      await touchDesks(writing, area);
      if (known && known.area !== area) await touchDesks(writing, known.area);
      const call = await inHandOf(db, staff.number);
      const held = call && (await giveToken(writing, call, now, 'heard', staff.number));
      await settle(writing, area, now);
      return held ?? null;
    });
  }

  /** The line of a desk was closed: what he has in hand is kept for him for a while. */
  async gone({ staff, desk }: Desk): Promise<void> {
    await writeCalls(this.#house, staff.branch, async ({ writing, now, area }) => {
      const left = await writing.db
        .updateTable('tellers')
        .set({ seen_at: 0 })
        .where('staff', '=', staff.number)
        .where('desk', '=', desk)
        .returning('staff')
        .execute();
      if (left.length === 0) return;
      const call = await inHandOf(writing.db, staff.number);
      const moved = call && moveCall(standOf(call), { move: 'silent' });
      if (call && moved?.ok && call.silent_since === null)
        await change(writing, call, moved.value, now, { silent_since: now });
      await touchDesks(writing, area);
      await settle(writing, area, now);
    });
  }

  /** He answered a ping: he is there, and so is his call's desk. False: another desk has taken this one's place. */
  async alive({ staff, desk }: Desk): Promise<boolean> {
    const { store, clock } = this.#house;
    const now = Math.round(clock.wall());
    const seen = await store.db
      .updateTable('tellers')
      .set({ seen_at: now })
      .where('staff', '=', staff.number)
      .where('desk', '=', desk)
      .returning('staff')
      .execute();
    if (seen.length === 0) return false;
    const call = await inHandOf(store.db, staff.number);
    if (!call) return true;
    await store.db.updateTable('call_heard').set({ desk_at: now }).where('call', '=', call.id).execute();
    if (call.silent_since === null) return true;
    await writeCalls(this.#house, staff.branch, async ({ writing }) => {
      const row = await inHandOf(writing.db, staff.number);
      const moved = row && moveCall(standOf(row), { move: 'heard', staff: staff.number });
      if (row && moved?.ok && row.silent_since !== null)
        await change(writing, row, moved.value, now, { silent_since: null });
    });
    return true;
  }

  /** A fresh token for what he has in hand, before the one he has ends. */
  renew({ staff }: Desk): Promise<InHand | null> {
    return writeCalls(this.#house, staff.branch, async ({ writing, now }) => {
      const call = await inHandOf(writing.db, staff.number);
      const given = call && (await giveToken(writing, call, now, 'heard', staff.number));
      return given ?? null;
    });
  }
}
