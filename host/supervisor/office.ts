import type { Asker } from '#contracts/supervisor/ask.ts';
import { ASKS, type AskName, isAskName } from '#contracts/supervisor/asks.ts';
import {
  type AskRefusal,
  type SupervisorAnswer,
  type SupervisorAsk,
  supervisorAskSchema,
} from '#contracts/supervisor/line.ts';
import type { Clock } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { type Facts, staffFact } from '../journal/entry.ts';
import type { Journal } from '../journal/journal.ts';
import type { Attendance, Leaving } from './attendance.ts';
import type { Entry } from './entry.ts';
import type { Asking, Handlers, Member } from './who.ts';

export type OfficeOptions = {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly attendance: Attendance;
  readonly entry: Entry;
  readonly handlers: () => Handlers;
  /** Asks for which the bank wants a second person. */
  readonly secondPerson: () => readonly string[];
  readonly leave: (why: Leaving) => void;
  /** Somebody asked for what he may not: a fact. */
  readonly refused: (code: string) => void;
  readonly onJournalFault: () => void;
};

/** Roles that the branch told so long ago are asked for anew before a look, too; milliseconds. */
const KNOWN_FOR = 5_000;

/**
 * Where everything is asked in supervisor mode. The page is believed nothing: who asks, what he may now, whether somebody
 * else must agree, and whether the terminal is at its safe point are looked at for each ask anew, and what changes
 * anything stands in the journal before it is done and after.
 */
export class Office {
  readonly #options: OfficeOptions;
  readonly #running = new Set<Promise<unknown>>();
  #looking: { readonly of: Member; readonly answer: ReturnType<Entry['who']> } | undefined;
  /** The branch itself wanted a second person for these, before it was heard here that it does. */
  readonly #wantedThere = new Set<AskName>();
  #asked = 0;
  #knownAt = Number.NEGATIVE_INFINITY;

  constructor(options: OfficeOptions) {
    this.#options = options;
  }

  /** Resolves when nothing that was asked runs any more. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }

  /** The answer to a message of a page; undefined: it was no ask. */
  async hear(message: unknown): Promise<SupervisorAnswer | undefined> {
    const parsed = supervisorAskSchema.safeParse(message);
    if (!parsed.success) return undefined;
    const { id } = parsed.data;
    const answer = await this.#answer(parsed.data);
    if (answer.ok) return { id, ok: true, output: answer.value };
    if (answer.error.code === 'notAllowed' || answer.error.code === 'notSignedIn')
      this.#options.refused(answer.error.code);
    return { id, ok: false, refusal: answer.error };
  }

  async #answer({ name, input, second }: SupervisorAsk): Promise<Result<unknown, AskRefusal>> {
    if (!isAskName(name)) return err({ code: 'badInput' });
    if (name === 'entry.leave') {
      this.#options.leave('asked');
      return ok({});
    }
    if (this.#options.attendance.mode !== 'active') return err({ code: 'notNow' });
    if (name === 'entry.signIn') return this.#signIn(input);
    const who = await this.#who(name);
    if (!who.ok) return who;
    if (name === 'entry.touch') {
      this.#options.attendance.touch();
      return ok({});
    }
    const given = ASKS[name].input.safeParse(input);
    if (!given.success) return err({ code: 'badInput' });
    const agreed = await this.#second(name, who.value, second);
    if (!agreed.ok) return agreed;
    // Whoever left meanwhile asks for nothing any more.
    if (this.#options.attendance.member?.number !== who.value.number) return err({ code: 'notSignedIn' });
    const run = this.#run(name, given.data, {
      ...who.value,
      second: agreed.value,
      signal: this.#options.attendance.signal,
    });
    this.#running.add(run);
    try {
      return await run;
    } finally {
      this.#running.delete(run);
    }
  }

  async #signIn(input: unknown): Promise<Result<unknown, AskRefusal>> {
    const { attendance, entry } = this.#options;
    const given = ASKS['entry.signIn'].input.safeParse(input);
    if (!given.success) return err({ code: 'badInput' });
    const { number, pin } = given.data;
    const answer = await entry.signIn(number, pin);
    this.#note({
      kind: 'staff.entry',
      facts: { by: staffFact(number), ok: answer.ok, ...(answer.ok ? {} : { code: answer.error.code }) },
    });
    if (!answer.ok) return answer;
    if (attendance.mode !== 'active') {
      entry.leave(answer.value);
      return err({ code: 'notNow' });
    }
    this.#knownAt = this.#options.clock.monotonic();
    attendance.enter(answer.value);
    return ok(attendance.signedIn);
  }

  /** Who is in, as the branch has him now, if he may ask this. */
  async #who(name: AskName): Promise<Result<Member, AskRefusal>> {
    const { attendance, entry, clock } = this.#options;
    const { by, looks, offline } = askOf(name);
    const known = attendance.member;
    if (!known) return err({ code: 'notSignedIn' });
    const fresh = clock.monotonic() - this.#knownAt < KNOWN_FOR;
    let member = known;
    if (!(looks && fresh && mayAsk(by, known))) {
      const now = looks && name !== 'entry.touch' ? await this.#look(known) : await entry.who(known, true);
      if (!now.ok) {
        this.#options.leave('sessionOver');
        return now;
      }
      if (now.value) {
        this.#knownAt = clock.monotonic();
        attendance.renew(now.value);
        member = now.value;
      } else if (!offline) return err({ code: 'away' });
    }
    return mayAsk(by, member) ? ok(member) : err({ code: 'notAllowed' });
  }

  /** Several looks at once ask the branch once. */
  #look(known: Member): ReturnType<Entry['who']> {
    if (this.#looking?.of !== known)
      this.#looking = { of: known, answer: this.#options.entry.who(known, false) };
    const { answer } = this.#looking;
    void answer.finally(() => {
      if (this.#looking?.answer === answer) this.#looking = undefined;
    });
    return answer;
  }

  /** Who else agreed; null where nobody need. */
  async #second(
    name: AskName,
    who: Member,
    second: SupervisorAsk['second'],
  ): Promise<Result<string | null, AskRefusal>> {
    const { entry, secondPerson } = this.#options;
    const { second: may, by } = askOf(name);
    if (!may || !(secondPerson().includes(name) || this.#wantedThere.has(name))) return ok(null);
    if (!second) return err({ code: 'secondWanted' });
    const other = await entry.second(who, name, second);
    if (!other.ok) return other;
    return mayAsk(by, other.value) ? ok(other.value.number) : err({ code: 'notAllowed' });
  }

  async #run(
    name: Exclude<AskName, 'entry.signIn' | 'entry.touch' | 'entry.leave'>,
    input: unknown,
    who: Asking,
  ) {
    const { attendance, handlers } = this.#options;
    const handler = handlers()[name] as (input: unknown, who: Asking) => Promise<Result<unknown, AskRefusal>>;
    if (askOf(name).looks) return checked(name, await handler(input, who));
    attendance.touch();
    const ask = ++this.#asked;
    const written = this.#note({
      kind: 'staff.asked',
      facts: {
        ask,
        what: name,
        by: staffFact(who.number),
        ...(who.second === null ? {} : { second: staffFact(who.second) }),
        ...(who.token === null ? { offline: true } : {}),
      },
    });
    if (!written) return err({ code: 'failed' as const, detail: 'journal' });
    const answer = checked(name, await handler(input, who));
    if (!answer.ok && answer.error.code === 'secondWanted') this.#wantedThere.add(name);
    this.#note({
      kind: 'staff.answered',
      facts: { ask, what: name, ok: answer.ok, ...(answer.ok ? {} : { code: answer.error.code }) },
    });
    return answer;
  }

  #note(entry: { readonly kind: string; readonly facts: Facts }): boolean {
    try {
      this.#options.journal.append(entry);
      return true;
    } catch {
      this.#options.onJournalFault();
      return false;
    }
  }
}

/** As the table has it, with what it leaves out. */
function askOf(name: AskName): { by: Asker; looks: boolean; second: boolean; offline: boolean } {
  const said: { by: Asker; looks?: true; second?: true; offline?: true } = ASKS[name];
  return {
    by: said.by,
    looks: said.looks === true,
    second: said.second === true,
    offline: said.offline === true,
  };
}

const mayAsk = (by: Asker, { roles }: Pick<Member, 'roles'>): boolean =>
  typeof by === 'string' || by.some((role) => roles.includes(role));

/** What goes to the page is what the table says; a room that says otherwise has failed. */
function checked(name: AskName, answer: Result<unknown, AskRefusal>): Result<unknown, AskRefusal> {
  if (!answer.ok) return answer;
  const output = ASKS[name].output.safeParse(answer.value);
  return output.success ? ok(output.data) : err({ code: 'failed', detail: 'output' });
}
