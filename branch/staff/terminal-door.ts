import type { StaffMember } from '#contracts/branch/staff.ts';
import { TERMINAL_ROLES, type TerminalStaff } from '#contracts/branch/terminal-staff.ts';
import type { Ask } from '#contracts/supervisor/ask.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { Caller } from '../enrolment/caller.ts';
import type { BranchStore } from '../store/store.ts';
import { keepAgreement } from './agreement.ts';
import type { SignInRefusal, StaffDoor } from './door.ts';
import { logStaff } from './log.ts';
import { findMember, isAdmitted, isExpired, type MemberRow, toMember, wrongOf } from './members.ts';
import { tokenHash } from './sessions.ts';

/** `notAllowed`: of another branch, or without a role that does anything at a terminal; the detail says which. */
export type TerminalRefusal =
  | SignInRefusal
  | CodedError<'notSignedIn' | 'notAllowed' | 'notYourself' | 'badRequest'>;

type Parts = {
  readonly store: BranchStore;
  readonly clock: Clock;
  readonly door: StaffDoor;
  /** What can be asked at a terminal under this name; undefined: nothing. */
  readonly askOf: (name: string) => Ask | undefined;
};

/**
 * Lets members in at a terminal: by the same PIN, counted as at the pages of staff. A session of a terminal is good
 * there alone, and not as a cookie; whether its member still is what he was is read at every question.
 */
export class TerminalDoor {
  readonly #store: BranchStore;
  readonly #clock: Clock;
  readonly #door: StaffDoor;
  readonly #askOf: Parts['askOf'];

  constructor({ store, clock, door, askOf }: Parts) {
    this.#store = store;
    this.#clock = clock;
    this.#door = door;
    this.#askOf = askOf;
  }

  /** Whoever was in at this terminal is out. */
  async signIn(caller: Caller, number: string, pin: string): Promise<Result<TerminalStaff, TerminalRefusal>> {
    const right = await this.#door.check(number, pin);
    if (!right.ok) return right;
    return this.#door.pass(right.value, async (writing, member) => {
      const refusal = mayNot(member, caller);
      if (refusal) {
        await logStaff(writing, this.#clock, {
          event: 'refused',
          subject: number,
          detail: `${refusal.detail} ${caller.terminal}`,
        });
        return err(refusal);
      }
      const { token, session } = await this.#door.sessions.begin(writing, number, caller.terminal);
      await logStaff(writing, this.#clock, {
        event: 'signedIn',
        actor: number,
        subject: number,
        detail: caller.terminal,
      });
      return ok(this.#tell(token, member, 0, session));
    });
  }

  /** Who is in by this token at this terminal, as he is now; `touch` puts off the idle end. */
  async who(caller: Caller, token: string, touch: boolean): Promise<Result<TerminalStaff, TerminalRefusal>> {
    const session = await this.#door.sessions.find(token, touch, caller.terminal);
    if (!session) return err({ code: 'notSignedIn' });
    const row = await findMember(this.#store.db, this.#door.practice, session.number);
    if (!isAdmitted(row)) return err({ code: 'notSignedIn' });
    if (isExpired(row, this.#clock.wall())) return err({ code: 'expired' });
    const refusal = mayNot(row, caller);
    if (refusal) return err(refusal);
    return ok(this.#tell(token, row, await wrongOf(this.#store.db, row.number), session));
  }

  /** Somebody else agrees to what is done under the token, by a PIN of his own; he is not in by it. */
  async second(
    caller: Caller,
    { token, number, pin, to }: { token: string; number: string; pin: string; to: string },
  ): Promise<Result<StaffMember, TerminalRefusal>> {
    const ask = this.#askOf(to);
    if (!ask?.second) return err({ code: 'badRequest', detail: 'to' });
    const first = await this.who(caller, token, true);
    if (!first.ok) return first;
    if (first.value.staff.number === number) return err({ code: 'notYourself' });
    const right = await this.#door.check(number, pin);
    if (!right.ok) return right;
    return this.#door.pass(right.value, async (writing, member) => {
      const refusal = mayNot(member, caller, ask);
      const fact = { subject: first.value.staff.number, detail: `${to} ${caller.terminal}` };
      if (refusal) {
        await logStaff(writing, this.#clock, {
          event: 'refused',
          subject: number,
          detail: `${refusal.detail} ${to} ${caller.terminal}`,
        });
        return err(refusal);
      }
      await keepAgreement(writing, this.#clock, tokenHash(token), { by: number, to });
      await logStaff(writing, this.#clock, { event: 'secondPerson', actor: number, ...fact });
      return ok(toMember(member, 0));
    });
  }

  /** Of a session that is over already it changes nothing. */
  async signOut({ terminal }: Caller, token: string): Promise<void> {
    const session = await this.#door.sessions.find(token, false, terminal);
    if (!session) return;
    await this.#door.sessions.end(session.hash);
    const { number } = session;
    await this.#store.write((writing) =>
      logStaff(writing, this.#clock, {
        event: 'signedOut',
        actor: number,
        subject: number,
        detail: terminal,
      }),
    );
  }

  #tell(
    token: string,
    row: MemberRow,
    wrong: number,
    session: { readonly left: number; readonly idleLeft: number },
  ): TerminalStaff {
    const ends = row.valid_until === null ? Infinity : Date.parse(row.valid_until) - this.#clock.wall();
    // The clock that measures runs in parts of a millisecond; what is told is whole.
    const left = Math.floor(Math.max(0, Math.min(session.left, ends)));
    return {
      token,
      staff: toMember(row, wrong),
      left,
      idleLeft: Math.floor(Math.min(session.idleLeft, left)),
      validUntil: row.valid_until,
    };
  }
}

/** Why this member does nothing at a terminal of this branch, or not this; undefined: he may. */
function mayNot(
  row: MemberRow,
  { branch }: Caller,
  ask?: Ask,
): (CodedError<'notAllowed'> & { readonly detail: 'branch' | 'role' }) | undefined {
  if (row.branch !== branch) return { code: 'notAllowed', detail: 'branch' };
  const { roles } = toMember(row, 0);
  const asked: readonly string[] = ask && Array.isArray(ask.by) ? ask.by : TERMINAL_ROLES;
  const works = roles.some((role) => (TERMINAL_ROLES as readonly string[]).includes(role));
  return works && roles.some((role) => asked.includes(role))
    ? undefined
    : { code: 'notAllowed', detail: 'role' };
}
