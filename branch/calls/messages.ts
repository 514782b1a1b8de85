import {
  CALL_MESSAGES,
  type ForTerminal,
  type FromTeller,
  type FromTerminal,
  fromTellerSchema,
  fromTerminalSchema,
} from '#contracts/branch/call.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { Changes } from '../changes.ts';
import type { Writing } from '../store/store.ts';
import type { CallRow } from './records.ts';
import { type CallHouse, heldRowOf, rowOf } from './writing.ts';

export type Recipient = 'desk' | 'terminal';

export type MessageRefusal = CodedError<'notFound' | 'illegalMove' | 'tooManyRequests' | 'bodyTooLarge'>;

/** What waits for messages of a call. */
export const messagesFor = (recipient: Recipient, call: string): string => `callSaid:${recipient}:${call}`;

/** Both the counter of a mailbox and the name under which it is written to. */
const boxOf = (call: string, recipient: Recipient): string => `callBox:${recipient}:${call}`;

/** Of these the last one says it all: a later one takes the place of those before. */
const REPLACING = ['caption', 'link'];

type Said<T> = { readonly sequence: number; readonly turn: number; readonly at: number; readonly message: T };

/**
 * The two mailboxes of a call: durable, in order, bounded. The same id is the same message; what belongs to an earlier
 * turn is refused; what a terminal has acknowledged goes, but for what was written, which stays with the case.
 */
export class CallMessages {
  readonly #house: CallHouse;
  readonly #changes: Changes;

  constructor(house: CallHouse, changes: Changes) {
    this.#house = house;
    this.#changes = changes;
  }

  fromTerminal(
    terminal: string,
    call: string,
    id: string,
    message: FromTerminal,
  ): Promise<Result<number, MessageRefusal>> {
    const turn =
      message.kind === 'signal' ? message.signal.turn : message.kind === 'link' ? message.turn : undefined;
    return this.#add({ call, recipient: 'desk', id, message, turn }, (row) => row.terminal === terminal);
  }

  /** Inside whose hand the call is was asked before; `turn` is that of his assignment. */
  fromTeller(
    call: string,
    id: string,
    turn: number,
    message: FromTeller,
    also: (writing: Writing, row: CallRow) => Promise<void>,
  ): Promise<Result<number, MessageRefusal>> {
    const own =
      message.kind === 'signal' ? message.signal.turn : message.kind === 'act' ? message.act.turn : turn;
    if (own !== turn) return Promise.resolve(err({ code: 'illegalMove', detail: 'turn' }));
    return this.#add({ call, recipient: 'terminal', id, message, turn }, () => true, also);
  }

  async #add(
    {
      call,
      recipient,
      id,
      message,
      turn,
    }: {
      readonly call: string;
      readonly recipient: Recipient;
      readonly id: string;
      readonly message: FromTerminal | FromTeller;
      /** Of which assignment it is; undefined: of whichever it is now. */
      readonly turn: number | undefined;
    },
    isOwn: (row: CallRow) => boolean,
    also?: (writing: Writing, row: CallRow) => Promise<void>,
  ): Promise<Result<number, MessageRefusal>> {
    const text = JSON.stringify(message);
    if (Buffer.byteLength(text) > CALL_MESSAGES.bytes) return err({ code: 'bodyTooLarge' });
    return this.#house.store.writeAlone(boxOf(call, recipient), async (writing, sequence) => {
      const { db } = writing;
      const row = await heldRowOf(this.#house, db, call);
      if (!row || !isOwn(row)) return err({ code: 'notFound' as const });
      const known = await db
        .selectFrom('call_messages')
        .select('sequence')
        .where('call', '=', call)
        .where('recipient', '=', recipient)
        .where('id', '=', id)
        .executeTakeFirst();
      if (known) return ok(Number(known.sequence));
      if (row.state === 'over') return err({ code: 'illegalMove' as const, detail: 'callOver' });
      if (turn !== undefined && (turn !== row.turn || row.staff === null))
        return err({ code: 'illegalMove' as const, detail: 'turn' });
      const { standing } = await db
        .selectFrom('call_messages')
        .where('call', '=', call)
        .where('recipient', '=', recipient)
        .select((eb) => eb.fn.countAll().as('standing'))
        .executeTakeFirstOrThrow();
      if (Number(standing) >= CALL_MESSAGES.standing)
        return err({ code: 'tooManyRequests' as const, detail: 'messages' });
      if (REPLACING.includes(message.kind))
        await db
          .deleteFrom('call_messages')
          .where('call', '=', call)
          .where('recipient', '=', recipient)
          .where('kind', '=', message.kind)
          .execute();
      await db
        .insertInto('call_messages')
        .values({
          call,
          recipient,
          sequence,
          id,
          kind: message.kind,
          turn: Math.max(1, row.turn),
          at: Math.round(this.#house.clock.wall()),
          sealed: this.#house.seal.seal('call', aboutMessage(call, recipient, sequence), text),
        })
        .execute();
      await also?.(writing, row);
      writing.tell(messagesFor(recipient, call));
      return ok(sequence);
    });
  }

  /**
   * What the teller said after a sequence, as soon as there is something, or nothing after `milliseconds`. Asking is
   * the acknowledgement of everything up to it.
   */
  async forTerminal(
    terminal: string,
    call: string,
    after: number,
    milliseconds: number,
    signal: AbortSignal,
  ): Promise<Result<ForTerminal, CodedError<'notFound' | 'tooManyWaiting' | 'illegalMove'>>> {
    const { db } = this.#house.store;
    const row = await rowOf(db, call);
    if (row?.terminal !== terminal) return err({ code: 'notFound' });
    await db
      .deleteFrom('call_messages')
      .where('call', '=', call)
      .where('recipient', '=', 'terminal')
      .where('sequence', '<=', after)
      .where('kind', '!=', 'chat')
      .execute();
    let over = row.state === 'over';
    const news = await this.#changes.until(
      [messagesFor('terminal', call), `call:${call}`],
      milliseconds,
      signal,
      async () => {
        const said = await this.said(call, 'terminal', after, fromTellerSchema);
        if (said.length > 0) return said;
        over = (await rowOf(db, call))?.state === 'over' || over;
        return over ? [] : undefined;
      },
    );
    if (!news.ok) return news;
    const messages = news.value ?? [];
    if (over && messages.length === 0) return err({ code: 'illegalMove', detail: 'callOver' });
    return ok({ messages: messages.map(({ at: _, ...rest }) => rest) });
  }

  /** What the terminal said after a sequence, at most so many at once. */
  forDesk(call: string, after: number): Promise<Said<FromTerminal>[]> {
    return this.said(call, 'desk', after, fromTerminalSchema);
  }

  async said<T>(
    call: string,
    recipient: Recipient,
    after: number,
    schema: { parse(value: unknown): T },
  ): Promise<Said<T>[]> {
    const rows = await this.#house.store.db
      .selectFrom('call_messages')
      .selectAll()
      .where('call', '=', call)
      .where('recipient', '=', recipient)
      .where('sequence', '>', after)
      .orderBy('sequence')
      .limit(CALL_MESSAGES.atOnce)
      .execute();
    return rows.flatMap((row) => {
      const sequence = Number(row.sequence);
      const text = this.#house.seal.open('call', aboutMessage(call, recipient, sequence), row.sealed);
      if (!text.ok) return [];
      return [
        { sequence, turn: row.turn, at: Number(row.at), message: schema.parse(JSON.parse(text.value)) },
      ];
    });
  }
}

export const aboutMessage = (call: string, recipient: Recipient, sequence: number): string =>
  `message ${call} ${recipient} ${sequence}`;

/** Inside a writing: signals of an assignment that is over are nobody's any more. */
export async function forgetTurn({ db }: Writing, call: string): Promise<void> {
  await db.deleteFrom('call_messages').where('call', '=', call).where('kind', '!=', 'chat').execute();
}
