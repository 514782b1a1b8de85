import type { Role } from '#contracts/branch/staff.ts';
import type { AskInput, AskName, AskOutput } from '#contracts/supervisor/asks.ts';
import type { AskRefusal } from '#contracts/supervisor/line.ts';
import type { Result } from '#foundation/result.ts';

/** Somebody of the staff who has signed in at this terminal. */
export type Member = {
  readonly number: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** His session at the branch; null: the branch could not be asked, and he was known here from before. */
  readonly token: string | null;
};

/** Who asks, and for how long whatever he asked for may go on. */
export type Asking = Member & {
  /** Who agreed to it, where the bank wants somebody to. */
  readonly second: string | null;
  /** Aborted when he is out, however that came: what runs then ends safely. */
  readonly signal: AbortSignal;
};

export type Answered<Name extends AskName> = Promise<Result<AskOutput<Name>, AskRefusal>>;
export type Handler<Name extends AskName> = (input: AskInput<Name>, who: Asking) => Answered<Name>;

/** What the office answers by itself. */
export type OwnAsk = 'entry.signIn' | 'entry.touch' | 'entry.leave';

/** Everything else, by whichever room it is for. */
export type Handlers = { readonly [Name in Exclude<AskName, OwnAsk>]: Handler<Name> };
