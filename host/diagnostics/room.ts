import type * as z from 'zod';
import type { Ask } from '#contracts/supervisor/ask.ts';
import type { AskRefusal } from '#contracts/supervisor/line.ts';
import type { Result } from '#foundation/result.ts';

/** Who asks, and for how long what he asked for may go on: the office has looked at both. */
export type Asker = { readonly number: string; readonly signal: AbortSignal };

/** The handlers of one room's asks, as its own table has them. */
export type RoomOf<Asks extends Readonly<Record<string, Ask>>> = {
  readonly [Name in keyof Asks]: (
    input: z.infer<Asks[Name]['input']>,
    who: Asker,
  ) => Promise<Result<z.infer<Asks[Name]['output']>, AskRefusal>>;
};
