import type {
  NewStaff,
  PracticeMember,
  StaffChange,
  StaffCode,
  StaffList,
  StaffMember,
} from '#contracts/branch/staff.ts';
import { type Role, STAFF_LIMIT, STAFF_LIST_LIMIT, VALID_DAYS } from '#contracts/branch/staff.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { HOME_BRANCH } from '../store/branches.ts';
import type { BranchStore, Writing } from '../store/store.ts';
import { hashOf, isLocked } from './attempts.ts';
import type { Codes } from './codes.ts';
import type { StaffDoor } from './door.ts';
import { logStaff } from './log.ts';
import {
  findMember,
  isAdmitted,
  isExpired,
  type MemberRow,
  rolesOf,
  rolesText,
  toMember,
  wrongOf,
} from './members.ts';

export type PeopleRefusal = CodedError<
  'notFound' | 'notAllowed' | 'notYourself' | 'numberTaken' | 'badRequest'
>;

type Parts = {
  readonly store: BranchStore;
  readonly clock: Clock;
  readonly door: StaffDoor;
  readonly codes: Codes;
};

/**
 * What administrators do about people. That the one who acts is still an administrator is read inside each writing;
 * and since nobody may take away his own rights, one administrator is always left.
 */
export class People {
  readonly #store: BranchStore;
  readonly #clock: Clock;
  readonly #door: StaffDoor;
  readonly #codes: Codes;

  constructor({ store, clock, door, codes }: Parts) {
    this.#store = store;
    this.#clock = clock;
    this.#door = door;
    this.#codes = codes;
  }

  async list(actor: StaffMember): Promise<StaffList> {
    const { db } = this.#store;
    const all = await db
      .selectFrom('staff')
      .selectAll()
      .where('practice', '=', Number(this.#door.practice))
      .$if(actor.branch !== HOME_BRANCH, (query) => query.where('branch', '=', actor.branch))
      .orderBy('number')
      .limit(STAFF_LIST_LIMIT)
      .execute();
    const attempts = await db.selectFrom('staff_attempts').select(['number_hash', 'wrong']).execute();
    const wrong = new Map(attempts.map(({ number_hash, wrong: count }) => [number_hash, count]));
    const sessions = await db
      .selectFrom('staff_sessions')
      .select(['number', (eb) => eb.fn.countAll().as('count')])
      .where('expires_at', '>', this.#clock.wall())
      .groupBy('number')
      .execute();
    const signedIn = new Map(sessions.map(({ number, count }) => [number, Number(count)]));
    const branches = await db.selectFrom('branches').select('id').orderBy('id').limit(500).execute();
    return {
      people: all
        .filter(({ branch }) => looksAfter(actor, branch))
        .map((row) => ({
          ...toMember(row, wrong.get(hashOf(row.number)) ?? 0),
          signedIn: signedIn.get(row.number) ?? 0,
          validUntil: row.valid_until,
          expired: isExpired(row, this.#clock.wall()),
        })),
      serverTime: this.#now(),
      branches: branches.map(({ id }) => id).filter((id) => looksAfter(actor, id)),
    };
  }

  /** Somebody new, without a PIN; the code with which he sets one is shown this once. */
  async add(actor: StaffMember, person: NewStaff): Promise<Result<StaffCode, PeopleRefusal>> {
    return this.#acting(actor, async (writing) => {
      const { db } = writing;
      if (!looksAfter(actor, person.branch)) return err({ code: 'notAllowed' });
      const branch = await db
        .selectFrom('branches')
        .select('id')
        .where('id', '=', person.branch)
        .executeTakeFirst();
      if (!branch) return err({ code: 'badRequest', detail: 'branch' });
      if (!this.#mayHold(person.roles, person.validUntil ?? null))
        return err({ code: 'badRequest', detail: 'validUntil' });
      const taken = await db
        .selectFrom('staff')
        .select('number')
        .where('number', '=', person.number)
        .executeTakeFirst();
      if (taken) return err({ code: 'numberTaken' });
      const { count } = await db
        .selectFrom('staff')
        .select((eb) => eb.fn.countAll().as('count'))
        .where('branch', '=', person.branch)
        .executeTakeFirstOrThrow();
      if (Number(count) >= STAFF_LIMIT) return err({ code: 'badRequest', detail: 'too many people' });
      const row = await this.insert(writing, { ...person, pin: null });
      // Whoever tried this number before it was somebody's leaves nothing behind.
      await this.#door.attempts.forgive(writing, person.number);
      const code = await this.#codes.make(writing, person.number);
      const fact = { actor: actor.number, subject: person.number };
      await logStaff(writing, this.#clock, { event: 'added', ...fact, detail: row.roles });
      await logStaff(writing, this.#clock, { event: 'codeMade', ...fact });
      return ok({ staff: toMember(row, 0), ...code });
    });
  }

  async change(
    actor: StaffMember,
    number: string,
    { roles, name, disabled, validUntil }: StaffChange,
  ): Promise<Result<StaffMember, PeopleRefusal>> {
    return this.#about(actor, number, async (writing, before) => {
      const own = number === actor.number;
      // His own end is for another one to put off.
      const ending = validUntil !== undefined && validUntil !== before.valid_until;
      if (own && (disabled === true || ending || (roles && !roles.includes('administrator'))))
        return err({ code: 'notYourself' });
      const until = validUntil === undefined ? before.valid_until : validUntil;
      if ((roles || ending) && !this.#mayHold(roles ?? rolesOf(before), until))
        return err({ code: 'badRequest', detail: 'validUntil' });
      const fact = { actor: actor.number, subject: number };
      const after = {
        roles: roles ? rolesText(roles) : before.roles,
        name: name ?? before.name,
        disabled: Number(disabled ?? before.disabled === 1),
        valid_until: until,
        changed_at: this.#now(),
      };
      await writing.db.updateTable('staff').set(after).where('number', '=', number).execute();
      if (after.roles !== before.roles)
        await logStaff(writing, this.#clock, {
          event: 'rolesChanged',
          ...fact,
          detail: `${before.roles || 'none'} > ${after.roles || 'none'}`,
        });
      if (after.name !== before.name) await logStaff(writing, this.#clock, { event: 'nameChanged', ...fact });
      if (after.valid_until !== before.valid_until)
        await logStaff(writing, this.#clock, {
          event: 'validityChanged',
          ...fact,
          detail: `${before.valid_until ?? 'none'} > ${after.valid_until ?? 'none'}`,
        });
      if (after.disabled !== before.disabled)
        await logStaff(writing, this.#clock, { event: after.disabled ? 'disabled' : 'enabled', ...fact });
      if (after.disabled === 1) await this.#revoke(writing, actor, number);
      return ok(toMember({ ...before, ...after }, await wrongOf(writing.db, number)));
    });
  }

  /** Lets somebody try again who had too many wrong PINs. The PIN stays. */
  unlock(actor: StaffMember, number: string): Promise<Result<StaffMember, PeopleRefusal>> {
    return this.#about(actor, number, async (writing, row) => {
      const wrong = await this.#door.attempts.forgive(writing, number);
      if (wrong > 0)
        await logStaff(writing, this.#clock, {
          event: 'unlocked',
          actor: actor.number,
          subject: number,
          detail: isLocked(wrong) ? 'locked' : `${wrong} wrong`,
        });
      return ok(toMember(row, 0));
    });
  }

  /** A new one-time code: the PIN there was and every session end now, and codes made before are worth nothing. */
  newCode(actor: StaffMember, number: string): Promise<Result<StaffCode, PeopleRefusal>> {
    return this.#about(actor, number, async (writing, row) => {
      if (number === actor.number) return err({ code: 'notYourself' });
      await writing.db
        .updateTable('staff')
        .set({ pin: null, changed_at: this.#now() })
        .where('number', '=', number)
        .execute();
      await this.#revoke(writing, actor, number);
      const code = await this.#codes.make(writing, number);
      await logStaff(writing, this.#clock, { event: 'codeMade', actor: actor.number, subject: number });
      return ok({ staff: toMember({ ...row, pin: null }, 0), ...code });
    });
  }

  revoke(actor: StaffMember, number: string): Promise<Result<StaffMember, PeopleRefusal>> {
    return this.#about(actor, number, async (writing, row) => {
      await this.#revoke(writing, actor, number);
      return ok(toMember(row, await wrongOf(writing.db, number)));
    });
  }

  /** Runs only for somebody who is an administrator still; for codes of terminals too. */
  async terminalCode(
    actor: StaffMember,
    terminal: string,
    make: () => Promise<string>,
  ): Promise<Result<string, PeopleRefusal>> {
    const allowed = await this.#acting(actor, async (writing) => {
      const known = await writing.db
        .selectFrom('terminals')
        .select('branch')
        .where('id', '=', terminal)
        .executeTakeFirst();
      // A code for another branch's terminal would bring it over here.
      if (known && known.branch !== actor.branch) return err({ code: 'notAllowed' });
      await logStaff(writing, this.#clock, { event: 'terminalCode', actor: actor.number, detail: terminal });
      return ok(undefined);
    });
    return allowed.ok ? ok(await make()) : allowed;
  }

  /** Puts in the invented people who are not there yet. */
  async addPractice(people: readonly PracticeMember[]): Promise<void> {
    for (const { number, name, roles, pin, validDays } of people) {
      const valid_until = validDays === undefined ? null : this.#inDays(validDays);
      const known = await findMember(this.#store.db, true, number);
      if (known && valid_until === null) continue;
      const hash = await practiceHash(this.#door, pin);
      await this.#store.write(async (writing) => {
        const person = { number, name, branch: HOME_BRANCH, roles: [...roles], validUntil: valid_until };
        if (!(await findMember(writing.db, true, number)))
          await this.insert(writing, { ...person, pin: hash });
        else
          await writing.db.updateTable('staff').set({ valid_until }).where('number', '=', number).execute();
      });
    }
  }

  /** Takes out everybody who is invented, or was made by somebody invented, with all that lets them in. */
  async removePractice(): Promise<void> {
    await this.#store.write(async (writing) => {
      const { db } = writing;
      const gone = await db.deleteFrom('staff').where('practice', '=', 1).returning('number').execute();
      await db.deleteFrom('staff_codes').where('practice', '=', 1).execute();
      for (const { number } of gone) {
        await this.#door.sessions.revoke(writing, number);
        await this.#door.attempts.forgive(writing, number);
        await logStaff(writing, this.#clock, { event: 'practiceRemoved', subject: number });
      }
    });
  }

  /** A row, inside a writing that has looked whether the number is free. */
  async insert(writing: Writing, person: NewStaff & { readonly pin: string | null }): Promise<MemberRow> {
    const { number, name, branch, pin } = person;
    return writing.db
      .insertInto('staff')
      .values({
        number,
        name,
        branch,
        pin,
        roles: rolesText(person.roles),
        valid_until: person.validUntil ?? null,
        disabled: 0,
        practice: Number(this.#door.practice),
        created_at: this.#now(),
        changed_at: this.#now(),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
  }

  readonly #inDays = (days: number): string => new Date(this.#clock.wall() + days * 86_400_000).toISOString();

  /** An end lies ahead and not too far; a technician has one. */
  #mayHold(roles: readonly Role[], validUntil: string | null): boolean {
    if (validUntil === null) return !roles.includes('technician');
    const ahead = Date.parse(validUntil) - this.#clock.wall();
    return ahead > 0 && ahead <= VALID_DAYS * 86_400_000;
  }

  readonly #now = (): string => new Date(this.#clock.wall()).toISOString();

  async #revoke(writing: Writing, actor: StaffMember, number: string): Promise<void> {
    const count = await this.#door.sessions.revoke(writing, number);
    if (count > 0)
      await logStaff(writing, this.#clock, {
        event: 'sessionsRevoked',
        actor: actor.number,
        subject: number,
        detail: String(count),
      });
  }

  #acting<T>(
    actor: StaffMember,
    work: (writing: Writing) => Promise<Result<T, PeopleRefusal>>,
  ): Promise<Result<T, PeopleRefusal>> {
    return this.#store.write(async (writing) => {
      const row = await findMember(writing.db, this.#door.practice, actor.number);
      if (!isAdmitted(row) || isExpired(row, this.#clock.wall())) return err({ code: 'notAllowed' });
      if (!rolesOf(row).includes('administrator')) return err({ code: 'notAllowed' });
      return work(writing);
    });
  }

  #about<T>(
    actor: StaffMember,
    number: string,
    work: (writing: Writing, row: MemberRow) => Promise<Result<T, PeopleRefusal>>,
  ): Promise<Result<T, PeopleRefusal>> {
    return this.#acting(actor, async (writing) => {
      const row = await findMember(writing.db, this.#door.practice, number);
      if (!row || !looksAfter(actor, row.branch)) return err({ code: 'notFound' });
      return work(writing, row);
    });
  }
}

/** An administrator of the home branch looks after everybody; another one after the people of his own branch. */
const looksAfter = (actor: StaffMember, branch: string): boolean =>
  actor.branch === HOME_BRANCH || actor.branch === branch;

const practiceHashes = new Map<string, Promise<string>>();

/** These PINs are no secret, so a process computes each once, however many services it starts. */
function practiceHash(door: StaffDoor, pin: string): Promise<string> {
  const known = practiceHashes.get(pin) ?? door.pins.hash(pin);
  practiceHashes.set(pin, known);
  return known;
}
