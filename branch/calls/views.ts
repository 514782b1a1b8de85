import { type CallView, callViewSchema } from '#contracts/branch/call.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { type CallHouse, heldRowOf } from './writing.ts';

/** What waits for a call's view. */
export const viewSubject = (call: string): string => `callView:${call}`;

const about = (call: string): string => `view ${call}`;

/** The customer's step as it stands now, one of each call; sealed, and gone with the call's end. */
export class CallViews {
  readonly #house: CallHouse;

  constructor(house: CallHouse) {
    this.#house = house;
  }

  /** Answers the number of the view that stands: an earlier one than that changes nothing. */
  put(
    terminal: string,
    call: string,
    view: CallView,
  ): Promise<Result<number, CodedError<'notFound' | 'illegalMove'>>> {
    return this.#house.store.writeAlone(`callView:${call}`, async (writing) => {
      const { db } = writing;
      const row = await heldRowOf(this.#house, db, call);
      if (row?.terminal !== terminal) return err({ code: 'notFound' as const });
      if (row.state === 'over') return err({ code: 'illegalMove' as const, detail: 'callOver' });
      const standing = await db
        .selectFrom('call_views')
        .select('number')
        .where('call', '=', call)
        .executeTakeFirst();
      if (standing && Number(standing.number) >= view.number) return ok(Number(standing.number));
      const { number } = view;
      const sealed = this.#house.seal.seal('call', about(call), JSON.stringify(view));
      await db
        .insertInto('call_views')
        .values({ call, number, sealed })
        .onConflict((conflict) => conflict.column('call').doUpdateSet({ number, sealed }))
        .execute();
      writing.tell(viewSubject(call));
      return ok(number);
    });
  }

  /** As it stands, if it is a later one than `after`. */
  async latest(call: string, after = 0): Promise<CallView | undefined> {
    const row = await this.#house.store.db
      .selectFrom('call_views')
      .selectAll()
      .where('call', '=', call)
      .where('number', '>', after)
      .executeTakeFirst();
    const text = row && this.#house.seal.open('call', about(call), row.sealed);
    return text?.ok ? callViewSchema.parse(JSON.parse(text.value)) : undefined;
  }
}
