import {
  type FromTeller,
  type FromTerminal,
  fromTellerSchema,
  fromTerminalSchema,
} from '#contracts/branch/call.ts';
import type { Ice } from '#contracts/branch/signal.ts';
import { type CallCase, callCaseSchema, SOCKET_LIMITS } from '#contracts/branch/teller.ts';
import { branchOf } from './area.ts';
import { handOverOf, notesOf } from './hand-over.ts';
import type { InHand } from './in-hand.ts';
import { aboutMessage, type Recipient } from './messages.ts';
import type { CallRow } from './records.ts';
import type { CallViews } from './views.ts';
import type { CallHouse } from './writing.ts';

const MOST_LINES = 200;
/** What stands around a case in its message, bytes. */
const AROUND = 256;

type Line = CallCase['chat'][number];

/** A call with all that whoever has it in hand must know. */
export class CallCases {
  readonly #house: CallHouse;
  readonly #views: CallViews;

  constructor(house: CallHouse, views: CallViews) {
    this.#house = house;
    this.#views = views;
  }

  /**
   * The case as it stands. One that would be larger than a message may be goes without the view, which follows by
   * itself, and then without the oldest lines.
   */
  async of(row: CallRow, held: Pick<InHand, 'token' | 'tokenExpiresAt'>, ice: Ice): Promise<CallCase> {
    const { store } = this.#house;
    const { configuration } = await branchOf(store.db, row.branch);
    const names = new Map(
      (await store.db.selectFrom('staff').select(['number', 'name']).execute()).map(
        ({ number, name }) => [number, name] as const,
      ),
    );
    const whole = callCaseSchema.parse({
      call: {
        id: row.id,
        reference: row.reference,
        branch: row.branch,
        terminal: row.terminal,
        reason: row.reason,
        language: row.language,
        service: row.service,
        mode: row.live_mode ?? row.mode,
        since: iso(row.created_at),
        own: row.manager !== null && row.manager === row.staff,
        transferred: row.sent_at !== null,
        state: row.state,
        turn: row.turn,
        outcome: row.outcome,
      },
      token: held.token,
      tokenExpiresAt: iso(held.tokenExpiresAt),
      ice,
      handOver: handOverOf(this.#house, row),
      notes: await notesOf(this.#house, row.id, (staff) => names.get(staff) ?? staff),
      chat: await this.#chatOf(row.id),
      view: (await this.#views.latest(row.id)) ?? null,
      takenAt: iso(row.taken_at ?? row.changed_at),
      longCallMinutes: configuration.calls.longCallMinutes,
    } satisfies { [Key in keyof CallCase]: unknown });
    return fitting(whole);
  }

  /** What was written, oldest first. */
  async #chatOf(call: string): Promise<Line[]> {
    const both = await Promise.all([
      this.#written(call, 'desk', 'customer', fromTerminalSchema),
      this.#written(call, 'terminal', 'teller', fromTellerSchema),
    ]);
    return both
      .flat()
      .toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
      .slice(-MOST_LINES);
  }

  async #written(
    call: string,
    recipient: Recipient,
    from: Line['from'],
    schema: { parse(value: unknown): FromTerminal | FromTeller },
  ): Promise<Line[]> {
    const rows = await this.#house.store.db
      .selectFrom('call_messages')
      .selectAll()
      .where('call', '=', call)
      .where('recipient', '=', recipient)
      .where('kind', '=', 'chat')
      .orderBy('sequence', 'desc')
      .limit(MOST_LINES)
      .execute();
    return rows.toReversed().flatMap((row) => {
      const about = aboutMessage(call, recipient, Number(row.sequence));
      const text = this.#house.seal.open('call', about, row.sealed);
      const message = text.ok ? schema.parse(JSON.parse(text.value)) : undefined;
      return message?.kind === 'chat' ? [{ id: message.id, from, at: iso(row.at), text: message.text }] : [];
    });
  }
}

function fitting(whole: CallCase): CallCase {
  let fit = whole;
  const tooLarge = () => Buffer.byteLength(JSON.stringify(fit)) + AROUND > SOCKET_LIMITS.bytes;
  if (tooLarge()) fit = { ...fit, view: null };
  while (fit.chat.length > 0 && tooLarge())
    fit = { ...fit, chat: fit.chat.slice(Math.ceil(fit.chat.length / 4)) };
  return fit;
}

const iso = (at: number): string => new Date(Number(at)).toISOString();
