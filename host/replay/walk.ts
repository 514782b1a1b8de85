import type { ActionId } from '#contracts/screen/actions.ts';
import type { ActEvent, WorldEvent } from '#flows/events.ts';
import { dayInChina } from '#flows/facts.ts';
import type { FlowPorts, PortName, SubmissionAnswer } from '#flows/ports.ts';
import { settle } from '#foundation/clock.ts';
import type { Entry, Facts } from '../journal/entry.ts';
import type { Record_ } from '../journal/journal.ts';
import { journalled } from '../ports/journalled.ts';
import { Terminal } from '../terminal/terminal.ts';
import { ANSWERS, PORT_NAMES } from './invent/answers.ts';
import { hallOf, inputOf } from './invent/inputs.ts';
import { InventedPerson } from './invent/person.ts';
import type { Plan } from './invent/plan.ts';
import type { Told } from './invent/told.ts';
import type { Stretch } from './recording.ts';
import { numberOf } from './seeded.ts';
import { healthOf, SOMEWHERE, settingsOf } from './standing.ts';
import { same, tellFacts } from './tell.ts';
import { EntryClock, Waits } from './waits.ts';
import { asEntry, type Divergence, type Walked } from './walked.ts';

type Pending = {
  readonly port: PortName;
  /** Number of the call in the journal; null while the terminal comes to where the stretch begins. */
  readonly call: number | null;
  readonly input: unknown;
  readonly answer: (output: unknown) => void;
};

/** The newest entries of an account of what stood before. */
const BEFORE = 6;
/** So many turns of promises lie between an answer and its entry at the most. */
const TURNS = 20;

const isDriving = ({ kind }: Entry): boolean => kind === 'input' || kind === 'port.answered';
/** Screens are counted from the start of the host; a walk begins in its middle. */
const withoutCount = ({ step: _, call: __, ...facts }: Facts): Facts => facts;

/** One walk through a stretch: the terminal's own program, on ports and time that come from the journal. */
export class Walk {
  readonly #entries: readonly Entry[];
  readonly #stretch: Stretch;
  readonly #plan: Plan;
  readonly #seed: number;
  readonly #clock = new EntryClock();
  readonly #waits = new Waits(this.#clock);
  readonly #pending: Pending[] = [];
  readonly #submissions = new Map<string, SubmissionAnswer>();
  readonly #terminal: Terminal;
  /** Places of answers that were given before it was their turn. */
  readonly #onItsWay = new Set<number>();
  readonly #people = new Map<string, InventedPerson>();
  /** The entry that is expected next. */
  #place = 0;
  /** The last that was played. */
  #played = -1;
  /** Calls of the journal whose ports are asked right now. */
  #askedCall: number | null = null;
  #warming = true;
  #stepOffset: number | null = null;
  #divergence: Divergence | null = null;
  #late: number | null = null;
  #field = -1;
  #fieldStep = -1;
  #classed = false;
  #rated = false;

  constructor(stretch: Stretch, plan: Plan, seed: number) {
    this.#stretch = stretch;
    this.#entries = stretch.entries;
    this.#plan = plan;
    this.#seed = seed;
    const [standing] = stretch.entries;
    if (!standing) throw new Error('a stretch begins with its standing');
    const { facts } = standing;
    this.#clock.show(Date.parse(standing.at));
    this.#terminal = new Terminal({
      clock: this.#clock,
      waits: this.#waits,
      journal: { append: (record) => this.#append(record) },
      visits: NOBODY,
      ports: journalled(
        this.#ports(),
        { append: (record) => this.#append(record) },
        NOBODY,
        this.#clock,
        () => {},
      ),
      place: SOMEWHERE,
      health: healthOf(facts),
      settings: settingsOf(facts),
      onFault: (failure) => this.#part('the flow goes on', `the flow broke: ${nameOf(failure)}`),
    });
  }

  /** To its end, or to where the two part. */
  async run(): Promise<Walked> {
    await this.#come();
    while (!this.#divergence && this.#place < this.#entries.length) {
      const place = this.#place;
      const entry = this.#entries[place];
      if (!entry) break;
      if (!this.#play(entry)) break;
      this.#playEarly();
      await this.#calm();
      if (!this.#divergence && this.#place === place) {
        this.#part(tellFacts(entry), isDriving(entry) ? 'nobody heard of it' : 'nothing came');
        if (this.#stretch.open && !this.#entries.slice(place).some(isDriving) && !isDriving(entry)) break;
      }
    }
    this.#terminal.stop();
    return {
      divergence: this.#divergence,
      came: this.#place,
      late: this.#late,
      fields: this.#field + 1,
      classed: this.#classed,
      rated: this.#rated,
    };
  }

  /** To where the stretch begins: at the start of a host that is all, otherwise the terminal comes to rest first. */
  async #come(): Promise<void> {
    const [standing] = this.#entries;
    if (standing?.facts.at === 'start') {
      this.#warming = false;
      this.#stepOffset = 0;
      this.#terminal.start();
      await this.#calm();
      return;
    }
    this.#terminal.start();
    this.#terminal.tell({ type: 'hall', hall: hallOf(standing?.facts.hall, standing?.facts.careUntil) });
    this.#terminal.tell({ type: 'recovered', cardInside: false, returnCard: false, idCardLeft: false });
    await settle();
    if (this.#warming) this.#part(standing ? tellFacts(standing) : '', 'the terminal did not come to rest');
  }

  /** Everything that follows from what was played happens; what was noted to come at once does. */
  async #calm(): Promise<void> {
    for (let turn = 0; turn < TURNS; turn++) {
      await null;
      this.#playEarly();
    }
    await settle();
  }

  /** What came before anything was done about the one before it. */
  #playEarly(): void {
    for (;;) {
      const next = this.#entries[this.#place];
      if (!next || this.#divergence || !this.#plan.early.has(this.#place) || this.#played === this.#place)
        return;
      this.#play(next);
    }
  }

  /** False when it cannot be played. */
  #play(entry: Entry): boolean {
    this.#clock.show(Date.parse(entry.at));
    this.#played = this.#place;
    switch (entry.kind) {
      case 'input':
        return this.#hear(entry);
      case 'port.answered':
        return this.#answer(entry);
      default:
        // The flow's own to do: it has had its time.
        return true;
    }
  }

  #hear(entry: Entry): boolean {
    this.#answerBefore();
    const { facts } = entry;
    if (facts.event === 'time') {
      const length = Number(facts.after);
      if (this.#waits.end(length)) return true;
      const armed = this.#waits.lengths.sort((one, other) => one - other).join(', ') || 'none';
      return this.#part(tellFacts(entry), `no wait of that length; armed: ${armed}`);
    }
    this.#noteField(facts);
    if (facts.event === 'act.rate') this.#rated = true;
    const input = inputOf({
      facts,
      screen: this.#terminal.screen,
      person: this.#personOf(entry),
      field: this.#field,
      pleased: this.#plan.pleased,
      slip: this.#plan.slips.has(this.#field),
      submissions: this.#submissions,
    });
    if (!input) return this.#part(tellFacts(entry), 'an input that this version does not know');
    if (!isAct(input)) {
      this.#terminal.tell(input);
      return true;
    }
    // As the page would say it, so that what the screen does not offer is refused.
    const { screen } = this.#terminal;
    const { step } = screen;
    const refused = this.#terminal.intent(
      input.words === undefined
        ? { type: 'act', step, action: actionOf(input), choice: input.choice }
        : { type: 'words', step, words: input.words },
    );
    if (!refused) return true;
    const names = [...new Set(screen.actions.map(({ id }) => id))].join(', ');
    return this.#part(tellFacts(entry), `the screen ${screen.body.kind} offers ${names}`);
  }

  /** An answer that was on its way when this input came. */
  #answerBefore(): void {
    for (let place = this.#place + 1; place < this.#entries.length; place++) {
      const next = this.#entries[place];
      if (!next || next.kind === 'input') return;
      if (next.kind !== 'port.answered') continue;
      if (!this.#plan.before.has(place)) return;
      this.#answer(next);
      this.#onItsWay.add(place);
      return;
    }
  }

  /** A field is another one where the first character is typed on another screen, or into an empty one. */
  #noteField(facts: Facts): void {
    if (facts.event !== 'act.digit' && facts.event !== 'act.letter') return;
    const { body, step } = this.#terminal.screen;
    const empty = !('entered' in body) || body.entered === '';
    if (!empty && this.#fieldStep === step) return;
    if (empty || this.#fieldStep === -1) this.#field++;
    this.#fieldStep = step;
  }

  #answer(entry: Entry): boolean {
    if (this.#onItsWay.has(this.#place)) return true;
    const { facts } = entry;
    const at = this.#pending.findIndex(({ call }) => call === facts.call);
    const place =
      at >= 0 ? at : this.#pending.findIndex(({ port, call }) => call === null && port === facts.port);
    const [pending] = place >= 0 ? this.#pending.splice(place, 1) : [];
    if (!pending) {
      // Asked before the stretch began, by what nobody waited for.
      if (!this.#wasAsked(facts.call)) {
        this.#came();
        return true;
      }
      return this.#part(tellFacts(entry), 'that question was not asked');
    }
    pending.answer(this.#outputOf(pending.port, entry, pending.input));
    return true;
  }

  #wasAsked(call: unknown): boolean {
    return this.#entries.some(({ kind, facts }) => kind === 'port.asked' && facts.call === call);
  }

  #outputOf(port: PortName, entry: Entry, input: unknown): unknown {
    if (port === 'riskStanding') this.#classed = true;
    const told: Told = {
      facts: entry.facts,
      person: this.#personOf(entry),
      plan: this.#plan,
      today: dayInChina(Date.parse(entry.at)),
      at: entry.at,
    };
    const invent = ANSWERS[port] as (told: Told, input: unknown) => unknown;
    const output = invent(told, input);
    if (port === 'submit' || port === 'newCardTaken') {
      const answer = output as SubmissionAnswer;
      this.#submissions.set(answer.submission, answer);
    }
    return output;
  }

  /** Ports that answer when the journal does. */
  #ports(): FlowPorts {
    const ask = (port: PortName) => (input: unknown, signal?: AbortSignal) => {
      void signal;
      const call = this.#askedCall;
      this.#askedCall = null;
      const next = this.#entries[this.#place];
      if (
        next?.kind === 'port.answered' &&
        next.facts.call === call &&
        call !== null &&
        this.#plan.early.has(this.#place)
      ) {
        this.#clock.show(Date.parse(next.at));
        this.#played = this.#place;
        return Promise.resolve(this.#outputOf(port, next, input));
      }
      return new Promise((answer) => {
        this.#pending.push({ port, call, input, answer });
      });
    };
    // Each is a function of its own name; the table is whole by the type of ANSWERS.
    return Object.fromEntries(PORT_NAMES.map((port) => [port, ask(port)])) as unknown as FlowPorts;
  }

  /** What the terminal would write is compared with what it wrote. */
  #append(record: Record_): Entry {
    const expected = this.#entries[this.#place];
    const entry = asEntry(record, expected);
    if (this.#warming) {
      const standing = this.#entries[0];
      if (record.kind === 'standing' && record.facts?.at === 'rest' && standing) {
        this.#warming = false;
        this.#compare(standing, entry);
      }
      return entry;
    }
    if (this.#divergence || record.kind === 'stopped') return entry;
    if (!expected) {
      if (!this.#stretch.open) this.#part('the end of what was recorded', tellFacts(entry));
      return entry;
    }
    this.#compare(expected, entry);
    return entry;
  }

  #compare(expected: Entry, got: Entry): void {
    if (expected.kind !== got.kind) {
      // It may have been that close that it came first.
      if (isDriving(expected)) this.#late = this.#place;
      this.#part(tellFacts(expected), tellFacts(got));
      return;
    }
    if (!same(withoutCount(expected.facts), withoutCount(got.facts)) || !this.#sameStep(expected, got)) {
      this.#part(tellFacts(expected), tellFacts(got));
      return;
    }
    if (got.kind === 'port.asked') this.#askedCall = Number(expected.facts.call);
    this.#came();
  }

  #sameStep(expected: Entry, got: Entry): boolean {
    if (expected.kind !== 'screen.shown') return true;
    const offset = Number(expected.facts.step) - Number(got.facts.step);
    this.#stepOffset ??= offset;
    return offset === this.#stepOffset;
  }

  #came(): void {
    this.#place++;
  }

  #part(expected: string, got: string): false {
    const at = this.#entries[this.#place] ?? this.#entries.at(-1);
    this.#divergence ??= {
      sequence: at?.seq ?? 0,
      visit: at?.visit ?? null,
      expected,
      got,
      before: this.#entries
        .slice(Math.max(0, this.#place - BEFORE), this.#place)
        .map((entry) => `${entry.seq} ${tellFacts(entry)}`),
    };
    return false;
  }

  /** Whoever was invented for the visit of that entry. */
  #personOf({ visit, boot }: Entry): InventedPerson {
    const key = visit ?? boot;
    const known = this.#people.get(key) ?? new InventedPerson(numberOf(`${this.#seed} ${key}`));
    this.#people.set(key, known);
    return known;
  }
}

/** Whose visit it is decides nothing: what would be sealed is invented. */
const NOBODY = { current: undefined };

const isAct = (event: ActEvent | WorldEvent): event is ActEvent => event.type.startsWith('act.');
const actionOf = ({ type }: ActEvent): ActionId => type.slice('act.'.length) as ActionId;
const nameOf = (failure: unknown): string => (failure instanceof Error ? failure.message : 'unknown');
