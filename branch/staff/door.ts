import { type StaffMember, type StaffSession, WRONG_PINS } from '#contracts/branch/staff.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { BranchStore, Writing } from '../store/store.ts';
import { ATTEMPTS, type AttemptRefusal, Attempts } from './attempts.ts';
import { logStaff } from './log.ts';
import { findMember, isAdmitted, isExpired, type MemberRow, toMember, wrongOf } from './members.ts';
import { COST, PinHashes, PRACTICE_COST } from './pin-hash.ts';
import { type Session, Sessions } from './sessions.ts';
import { waitAfter } from './waits.ts';
import { pinWeakness } from './weak-pin.ts';

export type SignInRefusal =
  | AttemptRefusal
  | (CodedError<'pinWrong' | 'tooManyRequests' | 'expired'> & { readonly retryAfter?: number });

/** A session that begins: its token goes into the cookie and nowhere else. */
export type Entered = { readonly token: string; readonly session: StaffSession };

/** Somebody whose PIN was right just now, as the store had him before it was looked at. */
export type Proved = {
  readonly number: string;
  readonly pin: string;
  /** His PIN hashed as it is done now, where it was kept in an older way. */
  readonly renewed: string | null;
};

/** Who acts: the member as the store has him at this very request, and the session it is done in. */
export type SignedIn = {
  readonly staff: StaffMember;
  readonly sessionHash: string;
  readonly session: StaffSession;
};

/** Lets members in by number and PIN, and knows who is in. */
export class StaffDoor {
  readonly attempts: Attempts;
  readonly sessions: Sessions;
  readonly pins: PinHashes;
  /** Whether only invented people are known here: those of the sandbox bank. */
  readonly practice: boolean;
  readonly #store: BranchStore;
  readonly #clock: Clock;

  constructor(store: BranchStore, clock: Clock, practice: boolean) {
    this.pins = new PinHashes(practice ? PRACTICE_COST : COST);
    this.#store = store;
    this.#clock = clock;
    this.practice = practice;
    this.attempts = new Attempts(store, clock);
    this.sessions = new Sessions(store, clock);
  }

  /** Hears what any instance told; null = something may have been missed. */
  hear(subject: string | null): void {
    // A store that fails now is asked again at the next attempt, which measures its wait from then on.
    if (subject === ATTEMPTS || subject === null) this.attempts.learn().catch(() => {});
  }

  async signIn(number: string, pin: string): Promise<Result<Entered, SignInRefusal>> {
    const right = await this.check(number, pin);
    if (!right.ok) return right;
    return this.pass(right.value, async (writing, member) => {
      await logStaff(writing, this.#clock, { event: 'signedIn', actor: number, subject: number });
      return ok(await this.begin(writing, member));
    });
  }

  /** A new PIN for oneself, with the old one, whose wrong attempts count as at the door. Every session ends. */
  async changePin(
    { number }: StaffMember,
    pin: string,
    newPin: string,
  ): Promise<Result<Entered, SignInRefusal | CodedError<'pinWeak'>>> {
    const weakness = pin === newPin ? 'same' : pinWeakness(newPin, number);
    if (weakness) return err({ code: 'pinWeak', detail: weakness });
    const right = await this.check(number, pin);
    if (!right.ok) return right;
    const hash = await this.pins.hash(newPin);
    return this.pass(right.value, async (writing, member) => {
      await this.setPin(writing, number, hash);
      await logStaff(writing, this.#clock, { event: 'pinChanged', actor: number, subject: number });
      return ok(await this.begin(writing, member));
    });
  }

  /** Inside a writing: the PIN from now on; whoever was in by the old one is out. */
  async setPin(writing: Writing, number: string, hash: string): Promise<void> {
    const changed_at = new Date(this.#clock.wall()).toISOString();
    await writing.db
      .updateTable('staff')
      .set({ pin: hash, changed_at })
      .where('number', '=', number)
      .execute();
    await this.sessions.revoke(writing, number);
  }

  /** Inside a writing: lets in somebody who has just proved who he is, at a browser. */
  async begin(writing: Writing, row: MemberRow): Promise<Entered> {
    const { token, session } = await this.sessions.begin(writing, row.number);
    return { token, session: this.#tell(toMember(row, 0), session) };
  }

  /**
   * Who is in by this token: roles, branch and whether he may still be in are read now, not when he signed in.
   * `touch`: he does something himself, which puts off the idle end.
   */
  async who(token: string, touch: boolean): Promise<SignedIn | undefined> {
    const session = await this.sessions.find(token, touch);
    if (!session) return undefined;
    const row = await findMember(this.#store.db, this.practice, session.number);
    if (!isAdmitted(row) || isExpired(row, this.#clock.wall())) return undefined;
    // A lock is about guessing at the door; it does not put out somebody who is in, or anybody could.
    const staff = toMember(row, await wrongOf(this.#store.db, row.number));
    return { staff, sessionHash: session.hash, session: this.#tell(staff, session) };
  }

  /** Ends the session; answers whose it was. */
  async signOut(token: string): Promise<string | undefined> {
    const signedIn = await this.sessions.find(token, false);
    if (!signedIn) return undefined;
    await this.sessions.end(signedIn.hash);
    const { number } = signedIn;
    await this.#store.write((writing) =>
      logStaff(writing, this.#clock, { event: 'signedOut', actor: number, subject: number }),
    );
    return number;
  }

  #tell(staff: StaffMember, { left, idleLeft }: Session): StaffSession {
    const wall = this.#clock.wall();
    const at = (milliseconds: number) => new Date(wall + milliseconds).toISOString();
    return { staff, serverTime: at(0), expiresAt: at(left), idleAt: at(idleLeft) };
  }

  /** Counts the attempt, then looks at the PIN. The count stands until `pass` takes it back. */
  async check(number: string, pin: string): Promise<Result<Proved, SignInRefusal>> {
    if (this.pins.full) return err({ code: 'tooManyRequests', retryAfter: 5 });
    const taken = await this.#store.write(async (writing) => {
      const member = await findMember(writing.db, this.practice, number);
      const attempt = await this.attempts.take(writing, number);
      if (attempt.ok) return ok({ member, ...attempt.value });
      await this.#refused(writing, member, attempt.error.code);
      return attempt;
    });
    if (!taken.ok) return taken;
    const { member, wrong } = taken.value;
    this.attempts.began(taken.value);
    const admitted = isAdmitted(member);
    const matches = await this.pins.matches(pin, admitted ? member.pin : null);
    if (matches && admitted) {
      const renewed = this.pins.isOutdated(member.pin) ? await this.pins.hash(pin) : null;
      return ok({ number, pin: member.pin, renewed });
    }
    await this.#store.write((writing) => this.#refused(writing, member, 'pinWrong', wrong));
    if (!member) await this.attempts.forgetStrangers();
    const wait = waitAfter(wrong) / 1_000;
    if (wrong >= WRONG_PINS.locked) return err({ code: 'pinLocked' });
    return err({ code: 'pinWrong', ...(wait > 0 && { retryAfter: wait }) });
  }

  /**
   * The PIN was right: takes the count back and does what he came for, if nothing happened to the member meanwhile and
   * he may still sign in. An end that has passed is told to nobody who did not know the PIN.
   */
  pass<T, E>(
    { number, pin, renewed }: Proved,
    work: (writing: Writing, member: MemberRow) => Promise<Result<T, E>>,
  ): Promise<Result<T, E | CodedError<'pinWrong' | 'expired'>>> {
    return this.#store.write(async (writing) => {
      const member = await findMember(writing.db, this.practice, number);
      if (!isAdmitted(member) || member.pin !== pin) return err({ code: 'pinWrong' as const });
      await this.attempts.forgive(writing, number);
      if (isExpired(member, this.#clock.wall())) {
        await this.#refused(writing, member, 'expired');
        return err({ code: 'expired' as const });
      }
      if (renewed !== null)
        await writing.db.updateTable('staff').set({ pin: renewed }).where('number', '=', number).execute();
      return work(writing, member);
    });
  }

  /** Of a number that nobody has only the fact is written down: it may be a PIN in the wrong field. */
  async #refused(writing: Writing, member: MemberRow | undefined, why: string, wrong = 0): Promise<void> {
    const subject = member?.number ?? null;
    const reason = !member
      ? 'unknownNumber'
      : member.disabled === 1
        ? 'disabled'
        : member.pin === null
          ? 'noPin'
          : why;
    await logStaff(writing, this.#clock, { event: 'refused', subject, detail: reason });
    if (wrong >= WRONG_PINS.locked && member)
      await logStaff(writing, this.#clock, { event: 'locked', subject });
  }
}
