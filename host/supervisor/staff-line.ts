import type { StaffMember } from '#contracts/branch/staff.ts';
import type { TerminalStaff } from '#contracts/branch/terminal-staff.ts';
import type { AskRefusal } from '#contracts/supervisor/line.ts';
import type { Result } from '#foundation/result.ts';

type Answer<T> = Promise<Result<T, AskRefusal>>;

/** What supervisor mode needs of the branch service; `branch/client` is one. `away`: the branch could not be asked. */
export type StaffLine = {
  staffSignIn(number: string, pin: string): Answer<TerminalStaff>;
  staffWho(token: string, touch: boolean): Answer<TerminalStaff>;
  staffSecond(
    token: string,
    second: { readonly number: string; readonly pin: string },
    to: string,
  ): Answer<StaffMember>;
  staffSignOut(token: string): Answer<object>;
};
