import type { CallBackItem } from '#contracts/branch/call-back.ts';
import {
  DESK_LIST_LIMIT,
  type DeskState,
  deskStateSchema,
  presenceSchema,
  type WaitingCall,
} from '#contracts/branch/teller.ts';
import { currentNumber } from '../store/store.ts';
import { desksOf } from './area.ts';
import { bookedFor, type CallBackOffice, toCallBack } from './call-backs.ts';
import { type AreaPicture, pictureOf } from './picture.ts';
import { type CallRow, skillsOf, toRouted } from './records.ts';
import { byAge, mayTake, type RoutedTeller } from './routing.ts';
import type { CallHouse } from './writing.ts';

/** What all desks of an area see alike is read once for this long, unless it changes, milliseconds. */
const SHARED = 1_000;
/** How long a call that is over waits for its wrap-up, milliseconds. */
const TO_WRAP_UP = 24 * 3_600_000;

type Shared = {
  readonly revision: number;
  readonly readAt: number;
  readonly picture: AreaPicture;
  readonly names: ReadonlyMap<string, string>;
  readonly callBacks: readonly CallBackItem[];
};

/** What a desk shows besides the case in hand. */
export class DeskStates {
  readonly #house: CallHouse;
  readonly #callBacks: CallBackOffice;
  readonly #shared = new Map<string, Promise<Shared>>();

  constructor(house: CallHouse, callBacks: CallBackOffice) {
    this.#house = house;
    this.#callBacks = callBacks;
  }

  revision(area: string): Promise<number> {
    return currentNumber(this.#house.store.db, desksOf(area));
  }

  async of(staff: string, area: string): Promise<DeskState | undefined> {
    const { revision, picture, names, callBacks } = await this.#read(area);
    const row = picture.tellers.find((one) => one.staff === staff);
    const routed = picture.routed.find((one) => one.staff === staff);
    if (!row || !routed) return undefined;
    const now = Math.round(this.#house.clock.wall());
    const waiting = picture.calls
      .filter(({ state }) => state === 'waiting')
      .toSorted((one, other) => byAge(toRouted(one), toRouted(other)));
    return deskStateSchema.parse({
      revision,
      serverTime: new Date(now).toISOString(),
      presence: row.presence,
      skills: skillsOf(row),
      total: waiting.length,
      waiting: waiting
        .slice(0, DESK_LIST_LIMIT)
        .map((call) => toWaiting(call, { ...routed, presence: 'ready' }, picture, now)),
      tellers: picture.tellers.slice(0, DESK_LIST_LIMIT).map((one) => ({
        staff: one.staff,
        name: names.get(one.staff) ?? one.staff,
        presence: presenceSchema.parse(one.presence),
        inCall: picture.routed.some((each) => each.staff === one.staff && each.inCall),
      })),
      callBacks: [...callBacks],
      toWrapUp: await this.#toWrapUp(staff, now),
    } satisfies { [Key in keyof DeskState]: unknown });
  }

  /** Read anew when something has changed, or after a while: some of it goes by the clock. */
  async #read(area: string): Promise<Shared> {
    const revision = await this.revision(area);
    const standing = await this.#shared.get(area)?.catch(() => undefined);
    const now = this.#house.clock.monotonic();
    if (standing?.revision === revision && now - standing.readAt < SHARED) return standing;
    const reading = this.#readNow(area, revision);
    this.#shared.set(area, reading);
    return reading;
  }

  async #readNow(area: string, revision: number): Promise<Shared> {
    const { store, clock } = this.#house;
    const readAt = clock.monotonic();
    const picture = await pictureOf(store.db, area, Math.round(clock.wall()));
    const numbers = picture.tellers.map(({ staff }) => staff);
    const rows =
      numbers.length === 0
        ? []
        : await store.db
            .selectFrom('staff')
            .select(['number', 'name'])
            .where('number', 'in', numbers)
            .execute();
    return {
      revision,
      readAt,
      picture,
      names: new Map(rows.map(({ number, name }) => [number, name])),
      callBacks: await this.#callBacks.list(area),
    };
  }

  async #toWrapUp(staff: string, now: number): Promise<DeskState['toWrapUp']> {
    const row = await this.#house.store.db
      .selectFrom('calls')
      .select(['id', 'reference', 'outcome'])
      .where('last_staff', '=', staff)
      .where('state', '=', 'over')
      .where('wrap_code', 'is', null)
      .where('ended_at', '>', now - TO_WRAP_UP)
      .orderBy('ended_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!row) return null;
    const booked = await bookedFor(this.#house.store.db, row.id);
    const promised = booked && toCallBack(booked);
    return deskStateSchema.shape.toWrapUp.parse({
      callBack: promised ? { reference: promised.reference, from: promised.from } : null,
      call: row.id,
      reference: row.reference,
      outcome: row.outcome,
    });
  }
}

function toWaiting(
  row: CallRow,
  teller: RoutedTeller,
  { routed, policyOf }: AreaPicture,
  now: number,
): { [Key in keyof WaitingCall]: unknown } {
  return {
    id: row.id,
    reference: row.reference,
    branch: row.branch,
    terminal: row.terminal,
    reason: row.reason,
    language: row.language,
    service: row.service,
    mode: row.mode,
    since: new Date(Number(row.created_at)).toISOString(),
    own: row.manager === teller.staff,
    transferred: row.transferred === 1,
    yours: mayTake(toRouted(row), teller, routed, policyOf(row.branch), now),
  };
}
