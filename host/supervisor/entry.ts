import type { TerminalStaff } from '#contracts/branch/terminal-staff.ts';
import type { AskRefusal } from '#contracts/supervisor/line.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { LineError, StaffLine } from './staff-line.ts';
import type { Member } from './who.ts';

/** Lets in whom the branch knows, while it cannot be asked: with what it said when it last could. */
export type OfflineDoor = {
  /** The branch has just let him in with this PIN, or says that it does not any more. */
  remember(staff: TerminalStaff, pin: string): Promise<void>;
  forget(number: string): void;
  signIn(number: string, pin: string): Promise<Result<Member, AskRefusal>>;
};

const member = ({ staff, token }: TerminalStaff): Member => ({
  number: staff.number,
  name: staff.name,
  roles: staff.roles,
  token,
});

/**
 * The branch was not there to be asked, did not understand, or does not know this terminal or its clock: nothing is said of
 * the person, and it may be what he has come to repair.
 */
const isAway = ({ code, reason }: LineError): boolean =>
  code !== 'refused' || reason === 'clockSkew' || reason === 'unknownTerminal';

/** What the branch refused, in the words of supervisor mode. */
export function refusalOf(error: LineError): AskRefusal {
  if (isAway(error)) return { code: 'away' };
  switch (error.reason) {
    case 'pinWrong':
      return { code: 'pinWrong' };
    case 'tooManyAttempts':
    case 'tooManyRequests':
      return { code: 'waits', seconds: error.seconds ?? 15 };
    case 'pinLocked':
      return { code: 'pinLocked' };
    case 'expired':
      return { code: 'expired' };
    case 'notSignedIn':
      return { code: 'notSignedIn' };
    case 'samePerson':
      return { code: 'samePerson' };
    case 'notAllowed':
      return { code: 'notAllowed' };
    default:
      return {
        code: 'failed',
        ...(error.reason === undefined ? {} : { detail: error.reason.slice(0, 120) }),
      };
  }
}

/** The way in: number and PIN, asked of the branch, and of what it said before while it cannot be asked. */
export class Entry {
  readonly #line: StaffLine;
  readonly #offline: OfflineDoor | undefined;

  constructor(line: StaffLine, offline: OfflineDoor | undefined) {
    this.#line = line;
    this.#offline = offline;
  }

  async signIn(number: string, pin: string): Promise<Result<Member, AskRefusal>> {
    const answer = await this.#line.staffSignIn({ number, pin });
    if (answer.ok) {
      await this.#offline?.remember(answer.value, pin);
      return ok(member(answer.value));
    }
    if (!isAway(answer.error)) {
      const refusal = refusalOf(answer.error);
      if (refusal.code === 'expired' || refusal.code === 'notAllowed') this.#offline?.forget(number);
      return err(refusal);
    }
    return this.#offline ? this.#offline.signIn(number, pin) : err({ code: 'away' });
  }

  /**
   * Who he is by now, roles and all; `null` where the branch cannot be asked: then he is who he was. A session of the
   * branch that has ended is `notSignedIn`.
   */
  async who(known: Member, touch: boolean): Promise<Result<Member | null, AskRefusal>> {
    if (known.token === null) return ok(null);
    const answer = await this.#line.staffWho({ token: known.token, touch });
    if (answer.ok) return ok(member(answer.value));
    if (isAway(answer.error)) return ok(null);
    const refusal = refusalOf(answer.error);
    this.#offline?.forget(known.number);
    return err(refusal.code === 'expired' ? refusal : { code: 'notSignedIn' });
  }

  /** Somebody else agrees to one thing. */
  async second(
    known: Member,
    to: string,
    { number, pin }: { readonly number: string; readonly pin: string },
  ): Promise<Result<{ readonly number: string; readonly roles: Member['roles'] }, AskRefusal>> {
    if (number === known.number) return err({ code: 'samePerson' });
    if (known.token === null) return err({ code: 'away' });
    const answer = await this.#line.staffSecond({ token: known.token, number, pin, to });
    return answer.ok ? ok(answer.value.staff) : err(refusalOf(answer.error));
  }

  /** Nobody waits for it: a session that is not told of ends by itself. */
  leave(known: Member): void {
    if (known.token !== null) void this.#line.staffSignOut({ token: known.token });
  }
}
