import type * as z from 'zod';
import type { Role } from '#contracts/branch/staff.ts';

/** Who may ask: somebody with any of these roles; `anybody` signed in; `nobody`: before anybody has signed in, too. */
export type Asker = readonly Role[] | 'anybody' | 'nobody';

/** One thing that can be asked of the host in supervisor mode. */
export type Ask<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> = {
  readonly by: Asker;
  readonly input: Input;
  readonly output: Output;
  /** Only looks: it changes nothing, and is not journalled. */
  readonly looks?: true;
  /** The bank may want a second person for it (`terminal.secondPerson` of the branch's configuration). */
  readonly second?: true;
  /** Also where the branch could not be asked who somebody is. Left out: only with a session of the branch. */
  readonly offline?: true;
};

/** Keeps what is said of an ask as it is said. */
export const ask = <Input extends z.ZodType, Output extends z.ZodType, const Said extends Ask<Input, Output>>(
  said: Said & Ask<Input, Output>,
): Said => said;
