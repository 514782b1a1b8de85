import type { TerminalStaff } from '#contracts/branch/terminal-staff.ts';
import type { AskRefusal } from '#contracts/supervisor/line.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { StaffLine } from './staff-line.ts';
import type { Member } from './who.ts';

/** Lets in whom the branch knows, while it cannot be asked: with what it said when it last could. */
export type OfflineDoor = {
  /** The branch has just let him in with this PIN. */
  remember(staff: TerminalStaff, pin: string): Promise<void>;
  /** The branch does not know him here any more. */
  forget(number: string): void;
  /** The branch says that this PIN is not his. */
  refused(number: string, pin: string): Promise<void>;
  signIn(number: string, pin: string): Promise<Result<Member, AskRefusal>>;
};

const member = ({ staff, token }: TerminalStaff): Member => ({
  number: staff.number,
  name: staff.name,
  roles: staff.roles,
  token,
});

/** The way in: number and PIN, asked of the branch, and of what it said before while it cannot be asked. */
export class Entry {
  readonly #line: StaffLine;
  readonly #offline: OfflineDoor | undefined;

  constructor(line: StaffLine, offline: OfflineDoor | undefined) {
    this.#line = line;
    this.#offline = offline;
  }

  async signIn(number: string, pin: string): Promise<Result<Member, AskRefusal>> {
    const answer = await this.#line.staffSignIn(number, pin);
    if (answer.ok) {
      await this.#offline?.remember(answer.value, pin);
      return ok(member(answer.value));
    }
    const { code } = answer.error;
    if (code === 'expired' || code === 'notAllowed' || code === 'pinLocked') this.#offline?.forget(number);
    if (code === 'pinWrong') await this.#offline?.refused(number, pin);
    return code === 'away' && this.#offline ? this.#offline.signIn(number, pin) : answer;
  }

  /**
   * Who he is by now, roles and all; null where the branch cannot be asked: then he is who he was. A session of the branch
   * that has ended is `notSignedIn`.
   */
  async who(known: Member, touch: boolean): Promise<Result<Member | null, AskRefusal>> {
    if (known.token === null) return ok(null);
    const answer = await this.#line.staffWho(known.token, touch);
    if (answer.ok) return ok(member(answer.value));
    const { code } = answer.error;
    // Whatever else the branch says is not about him: he is who he was, as if it had not answered.
    if (code !== 'expired' && code !== 'notSignedIn' && code !== 'notAllowed') return ok(null);
    // He was put out, or may do less: what is known of him here is no longer true.
    this.#offline?.forget(known.number);
    return err(code === 'expired' ? answer.error : { code: 'notSignedIn' });
  }

  /** Somebody else agrees to one thing. */
  async second(
    known: Member,
    to: string,
    second: { readonly number: string; readonly pin: string },
  ): Promise<Result<Pick<Member, 'number' | 'roles'>, AskRefusal>> {
    if (second.number === known.number) return err({ code: 'samePerson' });
    return known.token === null ? err({ code: 'away' }) : this.#line.staffSecond(known.token, second, to);
  }

  /** Nobody waits for it: a session that is not told of ends by itself. */
  leave(known: Member): void {
    if (known.token !== null) void this.#line.staffSignOut(known.token);
  }
}
