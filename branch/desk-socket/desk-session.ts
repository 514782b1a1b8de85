import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { CALL_MESSAGES } from '#contracts/branch/call.ts';
import type { Ice } from '#contracts/branch/signal.ts';
import type { StaffMember } from '#contracts/branch/staff.ts';
import {
  type DeskRefusal,
  type DeskState,
  type FromDesk,
  fromDeskSchema,
  SOCKET_LIMITS,
} from '#contracts/branch/teller.ts';
import type { Result } from '#foundation/result.ts';
import { branchOf, desksOf } from '../calls/area.ts';
import { isCurrent } from '../calls/call-desk.ts';
import { type Desk, type DeskError, type InHand, inHandOf, tokenDigest } from '../calls/in-hand.ts';
import { messagesFor } from '../calls/messages.ts';
import type { CallRoom } from '../calls/open.ts';
import { type CallRow, callSubject, tellerSubject } from '../calls/records.ts';
import { viewSubject } from '../calls/views.ts';
import type { SocketLine } from './line.ts';

/** Who is signed in by the session this socket came with; `touch`: he does something. Undefined: nobody any more. */
export type Who = (
  touch: boolean,
) => Promise<Pick<StaffMember, 'number' | 'name' | 'branch' | 'roles'> | undefined>;

/** Milliseconds. */
const TIMES = {
  /** Without news it is looked all the same: some of what is shown goes by the clock, and rights may have gone. */
  look: 5_000,
  /** Rights are asked for anew at every act, and beside that so often. */
  rights: 2_000,
  /** How often it is written down that the desk is there. */
  alive: 4_000,
  /** Credentials and tokens are given anew when so little of them is left. */
  renew: 10 * 60_000,
  /** The store does not answer: after so long it is tried again. */
  again: 1_000,
} as const;

/** Desks that may wait on one area. */
const MOST_DESKS = 4_000;
/** Messages of one desk that may stand in line to be done. */
const MOST_PENDING = SOCKET_LIMITS.burst;

const asked = z.object({ request: z.uuid() });

type Held = InHand & { ice: Ice; sent: number; view: number; version: number };

/** One teller's desk: does what he says, once, and tells him what changes, wherever it was changed. */
export class DeskSession {
  readonly #room: CallRoom;
  readonly #who: Who;
  readonly #gone = new AbortController();
  #line: SocketLine | undefined;
  #desk: (Desk & { readonly area: string }) | undefined;
  #held: Held | undefined;
  #hadCase = true;
  #shown: { readonly revision: number; readonly text: string } | undefined;
  #rightsAt = Number.NEGATIVE_INFINITY;
  #aliveAt = Number.NEGATIVE_INFINITY;
  #pending = 0;
  #work: Promise<void> = Promise.resolve();
  #pump: Promise<void> | undefined;

  constructor(room: CallRoom, who: Who) {
    this.#room = room;
    this.#who = who;
  }

  begin(line: SocketLine): void {
    this.#line = line;
    const timer = this.#room.clock.setTimeout(() => {
      if (this.#desk === undefined) this.#refuse('noHello');
    }, SOCKET_LIMITS.helloMilliseconds);
    this.#gone.signal.addEventListener('abort', () => this.#room.clock.clearTimeout(timer));
  }

  text(text: string): void {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return this.#refuse('badMessage');
    }
    const message = fromDeskSchema.safeParse(value);
    if (!message.success) {
      const request = asked.safeParse(value);
      if (!request.success || this.#desk === undefined) return this.#refuse('badMessage');
      this.#line?.send({ type: 'done', request: request.data.request, refused: { code: 'badMessage' } });
      return;
    }
    if (message.data.type === 'ping' && this.#desk !== undefined)
      return void this.#line?.send({ type: 'done', request: message.data.request, refused: null });
    this.#pending += 1;
    if (this.#pending > MOST_PENDING) return this.#refuse('tooMany');
    this.#work = this.#work
      .then(() => (this.#over ? undefined : this.#take(message.data)))
      .catch(() => this.#failed(message.data))
      .finally(() => {
        this.#pending -= 1;
      });
  }

  /** He answered a ping. */
  alive(): void {
    const now = this.#room.clock.monotonic();
    if (this.#desk === undefined || now - this.#aliveAt < TIMES.alive) return;
    this.#aliveAt = now;
    const desk = this.#desk;
    // Until a look fails too the desk stays: what cannot be written now is written next time.
    this.#room.presence.alive(desk).catch(() => {});
  }

  /** The line is closed. Resolves when the call he had in hand is known to have lost its desk. */
  async end(): Promise<void> {
    this.#gone.abort();
    await this.#work;
    await this.#pump;
    if (this.#desk) await this.#room.presence.gone(this.#desk).catch(() => {});
  }

  get #over(): boolean {
    return this.#gone.signal.aborted || this.#line === undefined || this.#line.over;
  }

  #refuse(code: DeskRefusal): void {
    this.#line?.refuse(code);
  }

  #failed(message: FromDesk): void {
    if (message.type === 'hello') return this.#refuse('storeUnavailable');
    this.#line?.send({ type: 'done', request: message.request, refused: { code: 'storeUnavailable' } });
  }

  /** Whether he may still be here; if not, the line is closed. */
  async #rights(touch: boolean): Promise<StaffMemberHere | undefined> {
    const staff = await this.#who(touch);
    if (!staff) this.#refuse('notSignedIn');
    else if (!staff.roles.includes('teller')) this.#refuse('notAllowed');
    else if (this.#desk && this.#desk.staff.branch !== staff.branch) this.#refuse('notAllowed');
    else {
      this.#rightsAt = this.#room.clock.monotonic();
      return staff;
    }
    return undefined;
  }

  async #take(message: FromDesk): Promise<void> {
    const staff = await this.#rights(true);
    if (!staff) return;
    if (message.type === 'hello') return this.#hello(message, staff);
    const desk = this.#desk;
    if (desk === undefined) return this.#refuse('noHello');
    const done = await this.#do(desk, message);
    if (!done.ok && done.error.code === 'superseded') return this.#refuse('superseded');
    if (done.ok && done.value) await this.#inHand(done.value, 0);
    const refused = done.ok
      ? null
      : {
          code: done.error.code,
          ...(done.error.detail !== undefined && { detail: done.error.detail.slice(0, 200) }),
        };
    this.#line?.send({ type: 'done', request: message.request, refused });
  }

  #do(desk: Desk, message: Exclude<FromDesk, { type: 'hello' }>): Promise<Result<InHand | null, DeskError>> {
    const office = this.#room.desk;
    const { request } = message;
    switch (message.type) {
      case 'ping':
        return Promise.resolve({ ok: true, value: null });
      case 'presence':
        return office.presence(desk, request, message.presence, message.skills);
      case 'next':
        return office.next(desk, request);
      case 'take':
        return office.take(desk, request, message.call);
      case 'send':
        return office.send(desk, message);
      case 'transfer':
        return office.transfer(desk, message);
      case 'finish':
        return office.finish(desk, message);
      case 'wrapUp':
        return office.wrapUp(desk, message);
      case 'bookCallBack':
        return office.bookCallBack(desk, message);
      case 'callBack':
        return office.callBack(desk, message);
    }
  }

  async #hello({ resume }: Extract<FromDesk, { type: 'hello' }>, staff: StaffMemberHere): Promise<void> {
    if (this.#desk !== undefined) return this.#refuse('badMessage');
    const { area } = await branchOf(this.#room.house.store.db, staff.branch);
    const desk = { staff: { number: staff.number, branch: staff.branch }, desk: randomUUID(), area };
    const held = await this.#room.presence.hello(desk);
    this.#desk = desk;
    this.#aliveAt = this.#room.clock.monotonic();
    this.#line?.send({ type: 'welcome', staff: staff.number, name: staff.name });
    if (held) {
      const after = resume?.call === held.call ? Math.min(resume.after, held.heard) : held.heard;
      await this.#inHand(held, after, true);
    }
    this.#pump = this.#keepTelling(desk);
  }

  /** A call was taken in hand, or is found there: the case first, then what is said from here on. */
  async #inHand(held: InHand, after: number, resumed = false): Promise<void> {
    this.#held = {
      ...held,
      ice: this.#room.turn.ice(),
      sent: resumed ? after : held.heard,
      view: 0,
      version: 0,
    };
    await this.#tellCase();
  }

  async #keepTelling(desk: Desk & { readonly area: string }): Promise<void> {
    const { changes, clock } = this.#room;
    while (!this.#over) {
      const call = this.#held?.call;
      const subjects = [desksOf(desk.area), tellerSubject(desk.staff.number), ...subjectsOf(call)];
      const waiter = changes.register(subjects, MOST_DESKS);
      if (!waiter.ok) return this.#refuse('tooMany');
      let wait: number = TIMES.look;
      try {
        await this.#tell(desk);
      } catch {
        wait = TIMES.again;
      }
      if (this.#over) waiter.value.release();
      else if (call !== this.#held?.call) waiter.value.release();
      else if (wait === TIMES.again) {
        waiter.value.release();
        await new Promise<void>((resolve) => {
          const timer = clock.setTimeout(resolve, wait);
          const end = () => {
            clock.clearTimeout(timer);
            resolve();
          };
          this.#gone.signal.addEventListener('abort', end, { once: true });
        });
      } else await waiter.value.wait(wait, this.#gone.signal);
    }
  }

  /** Everything that has changed since it was told last. */
  async #tell(desk: Desk & { readonly area: string }): Promise<void> {
    if (this.#room.clock.monotonic() - this.#rightsAt >= TIMES.rights)
      if (!(await this.#rights(this.#held !== undefined))) return;
    if (!(await isCurrent(this.#room.house.store.db, desk))) return this.#refuse('superseded');
    await this.#tellCase();
    await this.#tellMessages();
    await this.#tellView();
    await this.#tellDesk(desk);
  }

  async #tellCase(): Promise<void> {
    const desk = this.#desk;
    if (!desk) return;
    const row = await inHandOf(this.#room.house.store.db, desk.staff.number);
    const held = this.#held;
    if (!row || (held && !isHeld(row, held))) {
      // A call that an act has just taken is told by that act.
      if (held && row) return;
      if (this.#held === held) this.#held = undefined;
      if (this.#hadCase && !row) {
        this.#hadCase = false;
        this.#line?.send({ type: 'case', case: null });
      }
      return;
    }
    if (!held) return;
    const now = this.#room.clock.wall();
    if (held.tokenExpiresAt - now < TIMES.renew) {
      const renewed = await this.#room.presence.renew(desk);
      if (renewed?.call === held.call) this.#held = { ...held, ...renewed };
      return;
    }
    const iceEnds = held.ice.expiresAt !== null && Date.parse(held.ice.expiresAt) - now < TIMES.renew;
    if (iceEnds) held.ice = this.#room.turn.ice();
    else if (held.version >= row.version) return;
    const told = await this.#room.cases.of(row, held, held.ice);
    held.version = row.version;
    this.#hadCase = true;
    this.#line?.send({ type: 'case', case: told });
    held.view = Math.max(held.view, told.view?.number ?? 0);
  }

  async #tellMessages(): Promise<void> {
    const held = this.#held;
    if (!held || held.version === 0) return;
    for (;;) {
      const said = await this.#room.messages.forDesk(held.call, held.sent);
      for (const { sequence, message } of said) {
        if (this.#held?.call !== held.call) return;
        held.sent = sequence;
        if (!this.#line?.send({ type: 'message', call: held.call, sequence, message })) return;
      }
      if (said.length < CALL_MESSAGES.atOnce) return;
    }
  }

  async #tellView(): Promise<void> {
    const held = this.#held;
    if (!held || held.version === 0) return;
    const view = await this.#room.views.latest(held.call, held.view);
    if (!view || this.#held?.call !== held.call) return;
    held.view = view.number;
    this.#line?.send({ type: 'view', call: held.call, view });
  }

  async #tellDesk({ staff, area }: Desk & { readonly area: string }): Promise<void> {
    const state = await this.#room.states.of(staff.number, area);
    if (!state) return;
    const text = textOf(state);
    if (this.#shown?.revision === state.revision && this.#shown.text === text) return;
    this.#shown = { revision: state.revision, text };
    this.#line?.send({ type: 'desk', desk: state });
  }
}

type StaffMemberHere = NonNullable<Awaited<ReturnType<Who>>>;

const subjectsOf = (call: string | undefined): string[] =>
  call === undefined ? [] : [callSubject(call), messagesFor('desk', call), viewSubject(call)];

/** Whether the call that the store has in this hand is the one that was told here, under this very token. */
const isHeld = (row: CallRow, held: Held): boolean =>
  row.id === held.call && row.turn === held.turn && row.token_hash === tokenDigest(held.token);

/** What of a desk is worth telling anew: the time alone is not. */
const textOf = ({ serverTime: _, revision: __, ...rest }: DeskState): string => JSON.stringify(rest);
