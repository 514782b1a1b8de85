import { type Act, asLine, type CounterBody, type Outcome, type Ticket } from './acts.ts';

/** How a branch serves, as `GET /v1/queue` tells it. */
export type Rules = {
  readonly series: ReadonlyMap<string, string>;
  /** What each counter serves; empty = everything. */
  readonly counters: ReadonlyMap<string, readonly string[]>;
  readonly credit: Readonly<Record<string, number>>;
  readonly most: number;
  readonly noShowMilliseconds: number;
};

type Person = Ticket & {
  /** In the order in which people came. */
  readonly place: number;
  /** What he waits for or is served for. */
  readonly inHand: string;
  readonly kind: readonly string[];
};
type Counter = {
  readonly staff: number | null;
  readonly open: boolean;
  readonly ticket: string | null;
};

const CARE_MINUTES = 24 * 60;
const refused = (code: string): Outcome => ({ code, ticket: null });

/**
 * A branch's queue as docs/branch.md tells it, written from there and sharing nothing with the service: one act after
 * the other. Whoever holds answers of the service against it finds out whether any order of what happened at the same
 * instant explains them.
 */
export class HallModel {
  readonly #rules: Rules;
  readonly #people: Map<string, Person>;
  readonly #counters: Map<string, Counter>;
  readonly #numbers: Map<string, number>;
  readonly #done: Set<string>;

  constructor(rules: Rules, from?: HallModel) {
    this.#rules = rules;
    this.#people = new Map(from ? from.#people : []);
    this.#counters = new Map(from ? from.#counters : []);
    this.#numbers = new Map(from ? from.#numbers : []);
    this.#done = new Set(from ? from.#done : []);
  }

  copy(): HallModel {
    return new HallModel(this.#rules, this);
  }

  /** Everything that can still matter, to know two halls for the same. */
  key(): string {
    const people = [...this.#people.values()].map((person) => `${person.place} ${asLine(person)}`);
    const counters = [...this.#counters].map(([id, { staff, open, ticket }]) =>
      [id, staff, open, ticket].join(' '),
    );
    return [...people, ...counters.sort()].join('\n');
  }

  ticket(id: string): Ticket | undefined {
    return this.#people.get(id);
  }

  /** Milliseconds since the epoch; `care`: the elderly and disabled go first now. */
  apply(act: Act, now: number, care: boolean): Outcome {
    switch (act.kind) {
      case 'take':
        return this.#take(act, now);
      case 'giveUp':
        return this.#giveUp(act.id);
      case 'counter': {
        if (this.#done.has(act.body.request)) return this.#seenBy(act.staff);
        const code = this.#at(act, now, care);
        if (code !== '') return refused(code);
        this.#done.add(act.body.request);
        return this.#seenBy(act.staff);
      }
    }
  }

  #take(act: Extract<Act, { kind: 'take' }>, now: number): Outcome {
    const standing = this.#people.get(act.id);
    if (standing) return { code: '', ticket: standing };
    const [first = ''] = act.services;
    const series = this.#rules.series.get(first) ?? '?';
    const number = (this.#numbers.get(series) ?? 0) + 1;
    this.#numbers.set(series, number);
    return this.#keep({
      id: act.id,
      label: `${series}${String(number).padStart(3, '0')}`,
      services: act.services.map((id) => ({ id, outcome: 'open' })),
      state: 'waiting',
      counter: null,
      overtaken: 0,
      issuedAt: now,
      calledAt: null,
      version: 1,
      place: this.#people.size,
      inHand: first,
      kind: [act.segment, act.channel, ...act.needs],
    });
  }

  #giveUp(id: string): Outcome {
    const person = this.#people.get(id);
    if (!person) return refused('notFound');
    if (person.state === 'gaveUp') return { code: '', ticket: person };
    if (person.state !== 'waiting' && person.state !== 'parked') return refused('illegalMove');
    return this.#keep({ ...person, state: 'gaveUp', version: person.version + 1 });
  }

  #at({ staff, name, body }: Extract<Act, { kind: 'counter' }>, now: number, care: boolean): string {
    const own = [...this.#counters].find(([, counter]) => counter.staff === staff);
    if (name === 'open') return this.#open(staff, body.counter ?? '', own);
    if (name === 'close') return this.#close(own);
    if (!own) return 'counterNotOpen';
    const [id, counter] = own;
    if (name === 'pause') {
      this.#counters.set(id, { ...counter, open: false });
      return '';
    }
    if (name === 'callNext' || name === 'call') {
      if (!counter.open) return 'counterNotOpen';
      if (counter.ticket !== null) return 'counterBusy';
      return name === 'call' ? this.#callNumber(id, body.label ?? '', now) : this.#callNext(id, now, care);
    }
    const person = this.#people.get(body.ticket ?? '');
    if (!person || counter.ticket !== person.id) return 'notFound';
    if (person.version !== body.version) return 'staleTicket';
    if (!(name === 'recall' || name === 'begin' || name === 'noShow') || person.state === 'called')
      return this.#with(name, person, id, body, now);
    return 'illegalMove';
  }

  #with(name: string, person: Person, counter: string, body: CounterBody, now: number): string {
    const next = { ...person, version: person.version + 1 };
    const gone = { ...next, counter: null };
    switch (name) {
      case 'recall':
        this.#keep(next);
        return '';
      case 'begin':
        this.#keep({ ...next, state: 'serving' });
        return '';
      case 'park':
        return this.#leave(counter, { ...gone, state: 'parked' });
      case 'noShow':
        if (now - (person.calledAt ?? now) < this.#rules.noShowMilliseconds) return 'tooEarly';
        return this.#leave(counter, { ...gone, state: 'noShow' });
      case 'transfer':
        return this.#leave(counter, {
          ...other(gone, body.service ?? person.inHand),
          state: 'waiting',
          counter: body.counter ?? null,
        });
      default:
        return this.#finish(next, counter, body.outcome ?? 'done');
    }
  }

  #finish(person: Person, counter: string, outcome: string): string {
    const services = person.services.map((each) => (each.id === person.inHand ? { ...each, outcome } : each));
    const next = services.find((each) => each.outcome === 'open')?.id;
    if (next === undefined) return this.#leave(counter, { ...person, services, state: 'done', counter });
    const onward = { ...person, services, inHand: next };
    if (!this.#serves(counter, next))
      return this.#leave(counter, { ...onward, state: 'waiting', counter: null });
    this.#keep({ ...onward, state: 'serving' });
    return '';
  }

  #open(staff: number, id: string, own: [string, Counter] | undefined): string {
    if (!this.#rules.counters.has(id)) return 'counterUnknown';
    if (own && own[0] !== id) return 'counterTaken';
    const standing = this.#counters.get(id);
    if (standing && standing.staff !== null && standing.staff !== staff) return 'counterTaken';
    this.#counters.set(id, { staff, open: true, ticket: standing?.ticket ?? null });
    return '';
  }

  #close(own: [string, Counter] | undefined): string {
    if (!own) return '';
    const [id, counter] = own;
    if (counter.ticket !== null) return 'counterBusy';
    this.#counters.set(id, { staff: null, open: false, ticket: null });
    for (const person of this.#people.values())
      if (person.state === 'waiting' && person.counter === id) this.#keep({ ...person, counter: null });
    return '';
  }

  #callNext(counter: string, now: number, care: boolean): string {
    const callable = this.#callable(counter);
    const from = (person: Person) => person.issuedAt - this.#credit(person, care);
    const [best] = callable.toSorted((a, b) => from(a) - from(b) || a.place - b.place);
    if (!best) return 'nobodyWaiting';
    const first = callable.find(
      ({ overtaken, place }) => overtaken >= this.#rules.most && place < best.place,
    );
    return this.#call(counter, first ?? best, callable, now);
  }

  #callNumber(counter: string, label: string, now: number): string {
    const person = [...this.#people.values()].find((each) => each.label === label);
    if (!person || !['waiting', 'parked', 'noShow'].includes(person.state)) return 'notFound';
    const passed = person.state === 'waiting' ? this.#callable(counter) : [];
    const capped = passed.some(
      ({ overtaken, place }) => overtaken >= this.#rules.most && place < person.place,
    );
    return capped ? 'overtakenEnough' : this.#call(counter, person, passed, now);
  }

  #call(counter: string, called: Person, callable: readonly Person[], now: number): string {
    for (const person of callable)
      if (person.place < called.place) this.#keep({ ...person, overtaken: person.overtaken + 1 });
    this.#keep({ ...called, state: 'called', counter, calledAt: now, version: called.version + 1 });
    this.#stand(counter, called.id);
    return '';
  }

  /** Who waits for this counter, in the order in which they came. */
  #callable(counter: string): Person[] {
    return [...this.#people.values()].filter(
      (person) =>
        person.state === 'waiting' &&
        (person.counter === null ? this.#serves(counter, person.inHand) : person.counter === counter),
    );
  }

  #credit({ kind }: Person, care: boolean): number {
    const { credit } = this.#rules;
    const minutes = kind.map((each) =>
      care && (each === 'elderly' || each === 'disabled') ? CARE_MINUTES : (credit[each] ?? 0),
    );
    return Math.max(0, ...minutes) * 60_000;
  }

  #serves(counter: string, service: string): boolean {
    const services = this.#rules.counters.get(counter) ?? [];
    return services.length === 0 || services.includes(service);
  }

  #leave(counter: string, person: Person): string {
    this.#keep(person);
    this.#stand(counter, null);
    return '';
  }

  #stand(id: string, ticket: string | null): void {
    const counter = this.#counters.get(id);
    if (counter) this.#counters.set(id, { ...counter, ticket });
  }

  #keep(person: Person): Outcome {
    this.#people.set(person.id, person);
    return { code: '', ticket: person };
  }

  /** What the page of this member shows after his act: the customer at his counter. */
  #seenBy(staff: number): Outcome {
    const ticket = [...this.#counters.values()].find((counter) => counter.staff === staff)?.ticket;
    return { code: '', ticket: (ticket && this.#people.get(ticket)) || null };
  }
}

/** For another service in place of the one in hand; what was done stays, and comes first. */
function other(person: Person, service: string): Person {
  if (service === person.inHand) return person;
  const rest = person.services.filter(({ id }) => id !== person.inHand && id !== service);
  const ended = rest.filter(({ outcome }) => outcome !== 'open');
  const open = rest.filter(({ outcome }) => outcome === 'open');
  return { ...person, inHand: service, services: [...ended, { id: service, outcome: 'open' }, ...open] };
}
