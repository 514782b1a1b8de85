import type { FromTeller } from '#contracts/branch/call.ts';
import type { FromDesk, Presence, TellerSkills, WrapUpCode } from '#contracts/branch/teller.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { logStaff, type StaffEvent } from '../staff/log.ts';
import { findMember, isAdmitted, isExpired, rolesOf } from '../staff/members.ts';
import type { Writing } from '../store/store.ts';
import { branchOf, touchDesks } from './area.ts';
import type { CallBackOffice } from './call-backs.ts';
import { settle } from './due.ts';
import { addNote, handOverOf } from './hand-over.ts';
import { type At, type Desk, type DeskError, giveToken, heldBy, type InHand, writeCalls } from './in-hand.ts';
import { type CallMessages, forgetTurn, type MessageRefusal } from './messages.ts';
import { moveCall } from './moves.ts';
import { type AreaPicture, pictureOf } from './picture.ts';
import { type CallRow, standOf, toRouted } from './records.ts';
import { mayTake, nextCall } from './routing.ts';
import { type CallHouse, change, rowOf } from './writing.ts';

type Done<T> = Promise<Result<T, DeskError>>;

/** Acts that were done are remembered for so long, milliseconds. */
const REMEMBERED = 24 * 3_600_000;

/** Calls as tellers take, pass on and finish them. Each is in one hand at most, whoever reaches out at the same moment. */
export class CallDesk {
  readonly #house: CallHouse;
  readonly #messages: CallMessages;
  readonly #callBacks: CallBackOffice;
  /** Whether only invented people are known here. */
  readonly #practice: boolean;

  constructor(house: CallHouse, messages: CallMessages, callBacks: CallBackOffice, practice: boolean) {
    this.#house = house;
    this.#messages = messages;
    this.#callBacks = callBacks;
    this.#practice = practice;
  }

  presence(desk: Desk, request: string, presence: Presence, skills: TellerSkills): Done<null> {
    return this.#act(desk, request, async ({ writing }) => {
      await writing.db
        .updateTable('tellers')
        .set({ presence, skills: JSON.stringify(skills) })
        .where('staff', '=', desk.staff.number)
        .execute();
      return ok(null);
    });
  }

  /** The next call by the rules of routing; null: this request was done before. */
  next(desk: Desk, request: string): Done<InHand | null> {
    return this.#act(desk, request, async (at) => {
      const picture = await pictureOf(at.writing.db, at.area, at.now);
      const teller = picture.routed.find(({ staff }) => staff === desk.staff.number);
      if (!teller) return err({ code: 'superseded' });
      if (teller.inCall) return err({ code: 'inCall' });
      // Whoever asks for a call is ready for it.
      const ready = { ...teller, presence: 'ready' as const };
      const rules = ({ branch }: { readonly branch: string }) => picture.policyOf(branch);
      const found = nextCall(routedOf(picture), ready, picture.routed, rules, at.now);
      if (!found) return err({ code: 'nothingWaiting' });
      return this.#take(at, desk, found.id);
    });
  }

  /** This very call, where it may be taken by him now. */
  take(desk: Desk, request: string, call: string): Done<InHand | null> {
    return this.#act(desk, request, async (at) => {
      const picture = await pictureOf(at.writing.db, at.area, at.now);
      const teller = picture.routed.find(({ staff }) => staff === desk.staff.number);
      if (!teller) return err({ code: 'superseded' });
      const row = picture.calls.find(({ id }) => id === call);
      if (!row)
        return err({ code: (await rowOf(at.writing.db, call))?.area === at.area ? 'callOver' : 'notFound' });
      if (row.staff === desk.staff.number) return ok(await this.#retake(at, row));
      if (row.state !== 'waiting') return err({ code: 'alreadyTaken' });
      if (teller.inCall) return err({ code: 'inCall' });
      const ready = { ...teller, presence: 'ready' as const };
      if (!mayTake(toRouted(row), ready, picture.routed, picture.policyOf(row.branch), at.now))
        return err({ code: 'notAllowed' });
      return this.#take(at, desk, call);
    });
  }

  /** Something for the terminal, by whoever has the call in hand and its token. */
  async send(
    desk: Desk,
    order: {
      readonly request: string;
      readonly call: string;
      readonly token: string;
      readonly message: FromTeller;
    },
  ): Done<null> {
    const { request, call, token, message } = order;
    const row = await rowOf(this.#house.store.db, call);
    const held = heldBy(row, desk, token, this.#house.clock.wall());
    if (!held.ok) return held;
    if (!(await isCurrent(this.#house.store.db, desk))) return err({ code: 'superseded' });
    if (message.kind === 'act' && message.act.token !== token) return err({ code: 'badToken' });
    const { turn } = held.value;
    const added = await this.#messages.fromTeller(call, request, turn, message, async (writing, now) => {
      if (message.kind === 'act') await this.#log(writing, 'callAct', desk, now, message.act.act.do);
    });
    return added.ok ? ok(null) : err(refusalOf(added.error));
  }

  /** The customer goes on to somebody else and loses nothing. */
  transfer(desk: Desk, order: Extract<FromDesk, { type: 'transfer' }>): Done<null> {
    const { request, call, token, to, note } = order;
    return this.#act(desk, request, async (at) => {
      const { writing, now } = at;
      const held = heldBy(await rowOf(writing.db, call), desk, token, now);
      if (!held.ok) return held;
      const row = held.value;
      if (to.kind === 'teller' && !(await this.#isTeller(writing, to.staff, row.area, desk)))
        return err({ code: 'notFound', detail: 'teller' });
      const moved = moveCall(standOf(row), { move: 'transfer', staff: desk.staff.number });
      if (!moved.ok) return err(deskRefusal(moved.error.code));
      await change(writing, row, moved.value, now, {
        sent_to: to.kind === 'teller' ? to.staff : null,
        sent_by: desk.staff.number,
        sent_at: now,
        ...(to.kind === 'skill' && { skill: to.skill }),
      });
      await forgetTurn(writing, call);
      await addNote(writing, this.#house, {
        call,
        staff: desk.staff.number,
        kind: 'transfer',
        at: now,
        text: note,
      });
      await this.#log(writing, 'callTransferred', desk, row, to.kind);
      return ok(null);
    });
  }

  finish(desk: Desk, order: Extract<FromDesk, { type: 'finish' }>): Done<null> {
    return this.#act(desk, order.request, async ({ writing, now }) => {
      const held = heldBy(await rowOf(writing.db, order.call), desk, order.token, now);
      if (!held.ok) return held;
      const { outcome } = order;
      const moved = moveCall(standOf(held.value), { move: 'finish', staff: desk.staff.number, outcome });
      if (!moved.ok) return err(deskRefusal(moved.error.code));
      await change(writing, held.value, moved.value, now);
      await this.#log(writing, 'callFinished', desk, held.value, outcome);
      return ok(null);
    });
  }

  /** Somebody to be called back: taken, done, not reached, or open again. */
  callBack(desk: Desk, { request, id, state }: Extract<FromDesk, { type: 'callBack' }>): Done<null> {
    return this.#act(desk, request, ({ writing, area }) =>
      this.#callBacks.move(writing, { staff: desk.staff.number, area }, id, state),
    );
  }

  /** Somebody whose terminal was lost: only whoever had him last promises it, and only while he writes it down. */
  bookCallBack(
    desk: Desk,
    { request, call, phone }: Extract<FromDesk, { type: 'bookCallBack' }>,
  ): Done<null> {
    return this.#act(desk, request, async ({ writing }) => {
      const row = await rowOf(writing.db, call);
      if (row?.last_staff !== desk.staff.number || row.wrap_code !== null) return err({ code: 'notYours' });
      if (row.outcome !== 'lapsed') return err({ code: 'notAllowed' });
      const name = handOverOf(this.#house, row).customer?.name ?? null;
      const booked = await this.#callBacks.book(writing, { call: row, name, phone });
      if (!booked.ok) return booked;
      await this.#log(writing, 'callBackBooked', desk, row, booked.value.reference);
      return ok(null);
    });
  }

  /** How a call that is over came out; whoever wrote it down is ready for the next one. */
  wrapUp(
    desk: Desk,
    { request, call, code, note }: { request: string; call: string; code: WrapUpCode; note: string },
  ): Done<null> {
    return this.#act(desk, request, async ({ writing, now }) => {
      const { db } = writing;
      const row = await rowOf(db, call);
      if (row?.last_staff !== desk.staff.number) return err({ code: 'notYours' });
      if (row.state !== 'over') return err({ code: 'inCall' });
      await db.updateTable('calls').set({ wrap_code: code }).where('id', '=', call).execute();
      await addNote(writing, this.#house, {
        call,
        staff: desk.staff.number,
        kind: 'wrapUp',
        at: now,
        text: note,
      });
      await db
        .updateTable('tellers')
        .set({ presence: 'ready' })
        .where('staff', '=', desk.staff.number)
        .where('presence', '=', 'wrapUp')
        .execute();
      return ok(null);
    });
  }

  async #take(at: At, desk: Desk, id: string): Promise<Result<InHand, DeskError>> {
    const { writing, now } = at;
    const row = await rowOf(writing.db, id);
    if (!row) return err({ code: 'notFound' });
    await forgetTurn(writing, id);
    const given = await giveToken(writing, row, now, 'take', desk.staff.number);
    if (!given) return err({ code: 'alreadyTaken' });
    await writing.db
      .updateTable('tellers')
      .set({ presence: 'ready' })
      .where('staff', '=', desk.staff.number)
      .execute();
    await this.#log(writing, 'callTaken', desk, row, `turn ${given.turn}`);
    return ok(given);
  }

  async #retake({ writing, now }: At, row: CallRow): Promise<InHand | null> {
    return (await giveToken(writing, row, now, 'heard', row.staff ?? '')) ?? null;
  }

  async #isTeller(writing: Writing, number: string, area: string, { staff }: Desk): Promise<boolean> {
    const member = number === staff.number ? undefined : await findMember(writing.db, this.#practice, number);
    if (
      !isAdmitted(member) ||
      isExpired(member, this.#house.clock.wall()) ||
      !rolesOf(member).includes('teller')
    )
      return false;
    return (await branchOf(writing.db, member.branch)).area === area;
  }

  /** An act of a desk, once however often it is sent, by the one desk that counts. */
  #act<T>(
    { staff, desk }: Desk,
    request: string,
    run: (at: At) => Promise<Result<T, DeskError>>,
  ): Done<T | null> {
    return writeCalls(this.#house, staff.branch, async (at) => {
      const { writing, now, area } = at;
      const { db } = writing;
      if (!(await isCurrent(db, { staff, desk }))) return err({ code: 'superseded' as const });
      const done = await db
        .selectFrom('desk_requests')
        .select('request')
        .where('staff', '=', staff.number)
        .where('request', '=', request)
        .executeTakeFirst();
      if (done) return ok(null);
      await settle(writing, area, now);
      const answer = await run(at);
      if (!answer.ok) return answer;
      await db
        .deleteFrom('desk_requests')
        .where('staff', '=', staff.number)
        .where('at', '<=', now - REMEMBERED)
        .execute();
      await db.insertInto('desk_requests').values({ staff: staff.number, request, at: now }).execute();
      await touchDesks(writing, area);
      await settle(writing, area, now);
      return answer;
    });
  }

  /** Who did what with which call: kinds alone, nothing of what was said or put forward. */
  #log(writing: Writing, event: StaffEvent, { staff }: Desk, row: CallRow, what: string): Promise<void> {
    const detail = `${row.reference} ${row.terminal} ${what}`;
    return logStaff(writing, this.#house.clock, { event, actor: staff.number, detail });
  }
}

const routedOf = ({ calls }: AreaPicture) => calls.filter(({ state }) => state === 'waiting').map(toRouted);

/** Whether it is the one desk of this person. */
export async function isCurrent(
  db: Pick<Writing['db'], 'selectFrom'>,
  { staff, desk }: Desk,
): Promise<boolean> {
  const row = await db
    .selectFrom('tellers')
    .select('desk')
    .where('staff', '=', staff.number)
    .executeTakeFirst();
  return row?.desk === desk;
}

const deskRefusal = (code: 'alreadyTaken' | 'notYours' | 'callOver' | 'illegalMove'): DeskError => ({
  code: code === 'illegalMove' ? 'notAllowed' : code,
});

const refusalOf = ({ code, detail }: MessageRefusal): DeskError => {
  if (code === 'notFound') return { code };
  if (code === 'tooManyRequests') return { code: 'tooMany' };
  if (code === 'bodyTooLarge') return { code: 'tooLarge' };
  return { code: detail === 'callOver' ? 'callOver' : 'notYours' };
};
