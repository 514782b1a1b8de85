import { randomUUID } from 'node:crypto';
import { type Call, Line, type Reply, type StaffPage, type Terminal } from '../branch/client.ts';
import { peopleOf } from '../branch/people.ts';
import type { SeenPage, SeenTicket, SeenTicketAnswer } from '../branch/seen.ts';
import type { Promises } from '../support/campaign-run.ts';
import type { Random } from '../support/random.ts';
import { pause } from '../support/wait.ts';

/** Answers after which the same request is sent again: nobody knows, or nothing was done. */
const AGAIN = new Set(['noAnswer', 'storeUnavailable']);

/** Longest somebody tries one request, milliseconds. */
const TRIES_FOR = 90_000;

const STAFF = 3;
const TERMINALS = 4;

/**
 * Customers and counters over several addresses of one branch. A request without an answer goes to the next address,
 * with the same id, until there is one; the answers together say how everybody must stand.
 */
export class BusyHall {
  readonly #line: Line;
  readonly #urls: () => readonly string[];
  readonly #staff: readonly StaffPage[];
  readonly #terminals: readonly Terminal[];
  /** Numbers by their ids. */
  readonly #known = new Map<string, string>();
  /** How often something was done to a number as far as the answers say; a counter may hear of it before its holder. */
  readonly #done = new Map<string, number>();
  /** Who stands where, as far as the answers say. */
  readonly #at = new Map<string, number>();
  #unanswered = 0;
  #requests = 0;

  private constructor(
    line: Line,
    urls: () => readonly string[],
    staff: readonly StaffPage[],
    terminals: readonly Terminal[],
  ) {
    this.#line = line;
    this.#urls = urls;
    this.#staff = staff;
    this.#terminals = terminals;
  }

  static async open(urls: () => readonly string[], patience = 8_000): Promise<BusyHall> {
    const line = new Line({ patience });
    const [url = ''] = urls();
    const { members, terminals } = await peopleOf(line, url, { staff: STAFF, terminals: TERMINALS });
    const hall = new BusyHall(line, urls, members, terminals);
    for (const [at] of members.entries()) await hall.#act(at, 'open', { counter: `${at + 1}` });
    return hall;
  }

  /** Lets customers come and be served until the hall is empty. */
  async serve(customers: number, random: Random, promises: Promises) {
    this.#unanswered = 0;
    this.#requests = 0;
    let coming = customers;
    const arrivals = Array.from({ length: 2 }, async () => {
      while (coming-- > 0) await this.#arrives(random, promises);
    });
    const came = Promise.all(arrivals);
    let doorsClosed = false;
    const close = () => {
      doorsClosed = true;
    };
    came.then(close, close);
    const counters = this.#staff.map((_, at) => this.#sits(at, random, promises, () => doorsClosed));
    await Promise.all([came, ...counters]);
    return { unanswered: this.#unanswered, requests: this.#requests };
  }

  /** Holds everybody's ticket as the branch tells it against what the answers said. */
  async settle(promises: Promises): Promise<void> {
    const labels = [...this.#known.values()];
    promises.holds(new Set(labels).size === labels.length, 'no number is given twice');
    for (const [id, label] of this.#known) {
      const version = 1 + (this.#done.get(id) ?? 0);
      const { body } = await this.#asked((url) =>
        this.#terminal(0).ask(url, { operation: 'GET /v1/tickets/{id}', parameters: { id } }),
      );
      const { ticket } = body as SeenTicketAnswer;
      promises.holds(ticket.label === label, `a number stays what it was: ${label}, not ${ticket.label}`);
      promises.holds(
        ticket.state === 'done' || ticket.state === 'gaveUp',
        `${label} has one end, not ${ticket.state}`,
      );
      promises.holds(
        ticket.version === version,
        `what was done to ${label} was done once: version ${ticket.version}, not ${version}`,
      );
    }
    this.#known.clear();
    this.#done.clear();
    for (const fault of this.#line.faults.splice(0)) promises.holds(false, `as documented: ${fault}`);
  }

  async #arrives(random: Random, promises: Promises): Promise<void> {
    const id = randomUUID();
    const body = {
      id,
      services: random.chance(0.2) ? ['cash', 'lostCard'] : ['cash'],
      segment: random.chance(0.2) ? 'vip' : 'ordinary',
      needs: [],
      language: 'zh-CN',
      channel: 'anonymous',
    };
    const terminal = this.#terminal(random.int(TERMINALS));
    const call = { operation: 'POST /v1/tickets', body };
    const { code, body: answer } = await this.#asked((url) => terminal.ask(url, call));
    promises.holds(code === '', `a number is given: ${code}`);
    if (code) return;
    this.#known.set(id, (answer as SeenTicketAnswer).ticket.label);
    if (!random.chance(0.1)) return;
    const away = { operation: 'POST /v1/tickets/{id}/give-up', parameters: { id } };
    const given = await this.#asked((url) => terminal.ask(url, away));
    if (!given.code) this.#did(id);
    promises.holds(['', 'illegalMove'].includes(given.code), `a number is given back: ${given.code}`);
  }

  /** One counter, until nobody is left. */
  async #sits(at: number, random: Random, promises: Promises, over: () => boolean): Promise<void> {
    for (;;) {
      const last = over();
      const called = await this.#act(at, 'callNext');
      if (called.code === 'nobodyWaiting') {
        if (last) return;
        await pause(5);
        continue;
      }
      promises.holds(called.code === '', `somebody is called: ${called.code}`);
      let current = (called.body as SeenPage | null)?.current ?? null;
      if (called.code || !current) return;
      this.#stands(current, at, promises);
      while (current) current = await this.#serves(at, current, random, promises);
    }
  }

  async #serves(
    at: number,
    current: SeenTicket,
    random: Random,
    promises: Promises,
  ): Promise<SeenTicket | null> {
    const { id, version, state, label } = current;
    const ways =
      state === 'called' ? (['begin', 'recall', 'park', 'finish'] as const) : (['finish'] as const);
    const name = random.pick(ways);
    const on = { ticket: id, version };
    const body = name === 'finish' ? { ...on, outcome: 'done' } : on;
    if (name === 'finish' || name === 'park') this.#at.delete(id);
    const { code, body: page } = await this.#act(at, name, body);
    promises.holds(code === '', `${name} is done: ${code}`);
    if (code) return null;
    this.#did(id);
    const next = (page as SeenPage).current;
    if (name === 'finish') return next;
    if (name !== 'park') return next;
    const back = await this.#act(at, 'call', { label });
    promises.holds(back.code === '', `a parked number is called back: ${back.code}`);
    const again = (back.body as SeenPage | null)?.current ?? null;
    if (!back.code && again) this.#stands(again, at, promises);
    return back.code ? null : again;
  }

  #stands({ id, label }: SeenTicket, at: number, promises: Promises): void {
    const elsewhere = this.#at.get(id);
    promises.holds(
      elsewhere === undefined,
      `${label} stands at counter ${elsewhere}, and is called to ${at}`,
    );
    this.#at.set(id, at);
    this.#did(id);
  }

  #did(id: string): void {
    this.#done.set(id, 1 + (this.#done.get(id) ?? 0));
  }

  #act(at: number, name: string, rest: object = {}): Promise<Reply> {
    const staff = this.#staff[at];
    if (!staff) throw new Error('there is no such member of staff');
    const call: Call = {
      operation: `POST /counter/api/${name}`,
      body: { request: randomUUID(), ...rest },
    };
    return this.#asked((url) => staff.ask(url, call), at);
  }

  #terminal(at: number): Terminal {
    const terminal = this.#terminals[at];
    if (!terminal) throw new Error('there is no such terminal');
    return terminal;
  }

  /** The same request to one address after the other until somebody answers. */
  async #asked(ask: (url: string) => Promise<Reply>, from = this.#requests): Promise<Reply> {
    this.#requests++;
    const until = performance.now() + TRIES_FOR;
    for (let attempt = 0; performance.now() < until; attempt++) {
      const urls = this.#urls();
      const answer = await ask(urls[(from + attempt) % urls.length] ?? '');
      if (!AGAIN.has(answer.code)) return answer;
      this.#unanswered++;
      if (attempt > 0) await pause(20);
    }
    throw new Error('nobody answers any more');
  }
}
