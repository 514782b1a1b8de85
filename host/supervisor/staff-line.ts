import type { StaffMember } from '#contracts/branch/staff.ts';
import type { TerminalStaff } from '#contracts/branch/terminal-staff.ts';
import type { CodedError, Result } from '#foundation/result.ts';

/** `reason`: why the branch refused (`pinWrong`, `tooManyAttempts`, `pinLocked`, `expired`...); `seconds`: until the next try. */
export type LineError = CodedError & { readonly reason?: string; readonly seconds?: number };
type Answer<T> = Promise<Result<T, LineError>>;

/** What supervisor mode needs of the branch service; `branch/client` is one. */
export type StaffLine = {
  staffSignIn(request: { readonly number: string; readonly pin: string }): Answer<TerminalStaff>;
  staffWho(request: { readonly token: string; readonly touch: boolean }): Answer<TerminalStaff>;
  staffSecond(request: {
    readonly token: string;
    readonly number: string;
    readonly pin: string;
    readonly to: string;
  }): Answer<{ readonly staff: StaffMember }>;
  staffSignOut(request: { readonly token: string }): Answer<object>;
};
