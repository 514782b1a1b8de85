import type { PracticeMember } from '#contracts/branch/staff.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { HOME_BRANCH } from '../store/branches.ts';
import type { BranchStore } from '../store/store.ts';
import { isLocked } from './attempts.ts';
import { Codes } from './codes.ts';
import { type Entered, StaffDoor } from './door.ts';
import { logStaff } from './log.ts';
import { findMember, isAdmitted, isExpired, rolesOf, wrongOf } from './members.ts';
import { People } from './people.ts';
import { PRACTICE_STAFF } from './practice.ts';
import { pinWeakness } from './weak-pin.ts';

export type CodeRefusal = CodedError<
  'codeInvalid' | 'pinWeak' | 'numberTaken' | 'tooManyRequests' | 'expired'
>;

/** What somebody who starts the service may tell the people in front of it. */
export type StaffNews = {
  /** Invented people and their PINs; none where the bank is a real one. */
  readonly practice: readonly PracticeMember[];
  /** The one-time code for the first administrator; null when there is one, or on the sandbox bank. */
  readonly administratorCode: string | null;
};

export const NO_NEWS: StaffNews = { practice: [], administratorCode: null };

/** The staff of the branches this service serves: who they are, how they get in, what they may. */
export class StaffOffice {
  readonly door: StaffDoor;
  readonly people: People;
  readonly #store: BranchStore;
  readonly #clock: Clock;
  readonly #codes: Codes;

  /** `practice`: only invented people are known, for the sandbox bank. */
  constructor(store: BranchStore, clock: Clock, practice: boolean) {
    this.#store = store;
    this.#clock = clock;
    this.#codes = new Codes(clock, practice);
    this.door = new StaffDoor(store, clock, practice);
    this.people = new People({ store, clock, door: this.door, codes: this.#codes });
  }

  /** To be awaited before anybody is let in. */
  async open(): Promise<StaffNews> {
    await this.door.pins.warm();
    await this.door.attempts.learn();
    if (this.door.practice) {
      await this.people.addPractice(PRACTICE_STAFF);
      return { practice: PRACTICE_STAFF, administratorCode: null };
    }
    await this.people.removePractice();
    if (!(await this.founding())) return NO_NEWS;
    const { code } = await this.#store.write((writing) => this.#codes.make(writing, null));
    return { practice: [], administratorCode: code };
  }

  /** Whether no administrator can sign in, so that the one who starts the service makes one with the code it prints. */
  async founding(): Promise<boolean> {
    return noAdministrator(this.#store.db, this.door.practice, this.#clock.wall());
  }

  /** Somebody new, or somebody whose PIN was reset, sets it with the one-time code and is in. */
  async firstPin(number: string, code: string, pin: string): Promise<Result<Entered, CodeRefusal>> {
    const weakness = pinWeakness(pin, number);
    if (weakness) return err({ code: 'pinWeak', detail: weakness });
    if (this.door.pins.full) return err({ code: 'tooManyRequests' });
    const hash = await this.door.pins.hash(pin);
    return this.#store.write(async (writing) => {
      const member = await findMember(writing.db, this.door.practice, number);
      const used = member?.disabled === 0 ? await this.#codes.use(writing, number, code) : codeInvalid;
      if (!member || !used.ok) {
        const subject = member?.number ?? null;
        await logStaff(writing, this.#clock, { event: 'refused', subject, detail: 'codeInvalid' });
        return codeInvalid;
      }
      await this.door.attempts.forgive(writing, number);
      await this.door.setPin(writing, number, hash);
      await logStaff(writing, this.#clock, { event: 'pinSet', actor: number, subject: number });
      // With the PIN he has now he gets in once an administrator has set another day.
      if (isExpired(member, this.#clock.wall())) return err({ code: 'expired' as const });
      return ok(await this.door.begin(writing, { ...member, pin: hash }));
    });
  }

  /** Makes the first administrator of the home branch, who is in at once. */
  async found(person: {
    readonly code: string;
    readonly number: string;
    readonly name: string;
    readonly pin: string;
  }): Promise<Result<Entered, CodeRefusal>> {
    const { code, number, name, pin } = person;
    const weakness = pinWeakness(pin, number);
    if (weakness) return err({ code: 'pinWeak', detail: weakness });
    if (this.door.pins.full) return err({ code: 'tooManyRequests' });
    const hash = await this.door.pins.hash(pin);
    return this.#store.write(async (writing) => {
      const { db } = writing;
      const wanted = await noAdministrator(db, this.door.practice, this.#clock.wall());
      const taken = await db
        .selectFrom('staff')
        .select('number')
        .where('number', '=', number)
        .executeTakeFirst();
      if (wanted && taken) return err({ code: 'numberTaken' as const });
      const used = wanted ? await this.#codes.use(writing, null, code) : codeInvalid;
      if (!used.ok) {
        await logStaff(writing, this.#clock, { event: 'refused', detail: 'codeInvalid' });
        return used;
      }
      const row = await this.people.insert(writing, {
        number,
        name,
        branch: HOME_BRANCH,
        roles: ['manager', 'administrator'],
        pin: hash,
      });
      await this.door.attempts.forgive(writing, number);
      await logStaff(writing, this.#clock, { event: 'founded', actor: number, subject: number });
      return ok(await this.door.begin(writing, row));
    });
  }
}

const codeInvalid: Result<never, CodedError<'codeInvalid'>> = err({ code: 'codeInvalid' });

async function noAdministrator(db: BranchStore['db'], practice: boolean, wall: number): Promise<boolean> {
  const rows = await db
    .selectFrom('staff')
    .selectAll()
    .where('practice', '=', Number(practice))
    .where('roles', 'like', '%administrator%')
    .execute();
  for (const row of rows)
    if (
      isAdmitted(row) &&
      !isExpired(row, wall) &&
      rolesOf(row).includes('administrator') &&
      !isLocked(await wrongOf(db, row.number))
    )
      return false;
  return true;
}
