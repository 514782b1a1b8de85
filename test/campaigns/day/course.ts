import type { SeenPage, SeenTicket } from '../branch/seen.ts';
import type { Random } from '../support/random.ts';
import type { Act, CounterActName, CounterBody, Outcome } from './acts.ts';
import type { Rules } from './hall-model.ts';

/** A step of the day, milliseconds. */
export const STEP = 20_000;

type Desk = {
  readonly id: string;
  /** Away until this step of the day. */
  awayUntil: number;
  open: boolean;
  current: SeenTicket | null;
  /** The step at which the service in hand is done; drawn when it begins. */
  doneAt: number;
};

/** People, staff and their decisions over a day, drawn from one series; what they see of the branch moves them. */
export class DayCourse {
  readonly #random: Random;
  readonly #rules: Rules;
  readonly #desks: Desk[];
  readonly #visitors: number;
  readonly taken: string[] = [];
  readonly #gone: string[] = [];
  #page: SeenPage | undefined;
  #step = 0;

  constructor(random: Random, rules: Rules, visitors: number) {
    this.#random = random;
    this.#rules = rules;
    this.#visitors = visitors;
    this.#desks = [...rules.counters.keys()].map((id) => ({
      id,
      awayUntil: random.int(10),
      open: false,
      current: null,
      doneAt: 0,
    }));
  }

  /** Whether everybody has come, and nobody is left as far as the last page told. */
  get over(): boolean {
    const empty = this.#page?.waitingTotal === 0 && this.#page.parked.length === 0;
    return empty && this.taken.length >= this.#visitors && this.#desks.every(({ current }) => !current);
  }

  /** The last page was not the last word. */
  look(): void {
    this.#page = undefined;
  }

  /** What is asked in the next step; each member of staff does one thing at most. */
  next(): Act[] {
    this.#step++;
    const random = this.#random;
    const acts: Act[] = [];
    while (this.taken.length < this.#visitors && random.chance(this.#rush())) acts.push(this.#arrives());
    this.#desks.forEach((desk, staff) => {
      const act = this.#decides(desk);
      if (act) acts.push({ kind: 'counter', staff, ...act });
    });
    if (this.taken.length > 0 && random.chance(0.04))
      acts.push({
        kind: 'giveUp',
        by: random.chance(0.6) ? 'phone' : 'terminal',
        id: random.pick(this.taken.slice(-12)),
      });
    return random.shuffle(acts);
  }

  /** What came of it. */
  saw(act: Act, { code, ticket }: Outcome, page: SeenPage | undefined): void {
    if (act.kind === 'take') this.#page = undefined;
    if (act.kind !== 'counter' || code !== '' || !page) return;
    const desk = this.#desks[act.staff];
    if (!desk) return;
    this.#page = page;
    const former = desk.current;
    desk.current = page.current;
    if (act.name === 'open') desk.open = true;
    if (act.name === 'pause' || act.name === 'close') desk.open = false;
    if (act.name === 'noShow' && former) this.#gone.push(former.label);
    if (ticket?.state === 'serving' && former?.version !== ticket.version)
      desk.doneAt = this.#step + 1 + this.#random.int(14);
  }

  /** Two waves, as branches have them. */
  #rush(): number {
    const share = this.taken.length / this.#visitors;
    return 0.18 + 0.2 * Math.sin(share * Math.PI * 2) ** 2;
  }

  #id(): string {
    return Buffer.from(this.#random.bytes(16)).toString('base64url');
  }

  #arrives(): Act {
    const random = this.#random;
    const id = this.#id();
    this.taken.push(id);
    const several = random.chance(0.25) ? 2 + random.int(2) : 1;
    return {
      kind: 'take',
      terminal: random.int(3),
      id,
      services: random.shuffle([...this.#rules.series.keys()]).slice(0, several),
      segment: random.chance(0.15) ? random.pick(['vip', 'corporate']) : 'ordinary',
      needs: random.chance(0.2) ? [random.pick(['elderly', 'disabled', 'pregnant'])] : [],
      channel: random.pick(['idCard', 'bankCard', 'anonymous']),
    };
  }

  #decides(desk: Desk): { name: CounterActName; body: CounterBody } | undefined {
    const request = this.#id();
    const random = this.#random;
    if (!desk.open) {
      if (this.#step < desk.awayUntil) return undefined;
      return { name: 'open', body: { request, counter: desk.id } };
    }
    const { current } = desk;
    if (current) return this.#serves(desk, current, request);
    if (random.chance(0.01)) {
      desk.awayUntil = this.#step + 3 + random.int(20);
      return { name: random.pick(['pause', 'close']), body: { request } };
    }
    const parked = this.#page?.parked ?? [];
    if (parked.length > 0 && random.chance(0.2))
      return { name: 'call', body: { request, label: random.pick(parked).label } };
    if (this.#gone.length > 0 && random.chance(0.03))
      return { name: 'call', body: { request, label: random.pick(this.#gone) } };
    const waiting = this.#page?.waiting ?? [];
    if (waiting.length > 0 && random.chance(0.02))
      return { name: 'call', body: { request, label: random.pick(waiting).ticket.label } };
    const hope = this.#page?.waitingTotal === 0 ? 0.05 : 0.6;
    return random.chance(hope) ? { name: 'callNext', body: { request } } : undefined;
  }

  #serves(
    desk: Desk,
    { id: ticket, version, state }: SeenTicket,
    request: string,
  ): { name: CounterActName; body: CounterBody } | undefined {
    const random = this.#random;
    const body = { request, ticket, version: random.chance(0.02) ? version + 1 : version };
    const draw = random.next();
    if (draw < 0.02) return { name: 'park', body };
    if (draw < 0.04) return { name: 'transfer', body: { ...body, ...this.#elsewhere() } };
    // Another window of the same member, which does not know that somebody stands here.
    if (draw < 0.05) return { name: 'callNext', body: { request } };
    if (state === 'called') {
      if (draw < 0.5) return { name: 'begin', body };
      if (draw < 0.6) return { name: 'recall', body };
      return draw < 0.7 ? { name: 'noShow', body } : undefined;
    }
    if (this.#step < desk.doneAt) return undefined;
    return { name: 'finish', body: { ...body, outcome: random.chance(0.9) ? 'done' : 'notPossible' } };
  }

  #elsewhere() {
    const random = this.#random;
    const service = random.pick([...this.#rules.series.keys()]);
    const counter = random.pick([...this.#rules.counters.keys()]);
    return random.chance(0.5) ? { service, counter: null } : { service: null, counter };
  }
}
