import type { Promises } from '../support/campaign-run.ts';
import { type Act, asLine, type Outcome, type Ticket } from './acts.ts';
import { HallModel, type Rules } from './hall-model.ts';

/** Requests that were on their way at the same instant, with what each was answered. */
export type Instant = {
  readonly now: number;
  readonly care: boolean;
  readonly asked: readonly { readonly act: Act; readonly answer: Outcome }[];
};

/** Most courses of the day that may explain what was seen so far; more are never needed. */
const MOST_COURSES = 64;

/**
 * Holds a day's answers against the rules: there must be an order of what happened at each instant in which a queue that
 * does one thing after the other would have answered just so, and everybody must stand at the end as that queue says.
 */
export class DayChecker {
  #courses: readonly HallModel[];
  #lost = false;
  readonly #promises: Promises;

  constructor(rules: Rules, promises: Promises) {
    this.#courses = [new HallModel(rules)];
    this.#promises = promises;
  }

  saw({ now, care, asked }: Instant): void {
    if (this.#lost) return;
    const found = new Map<string, HallModel>();
    for (const course of this.#courses)
      for (const order of ordersOf(asked)) {
        const hall = course.copy();
        const explains = order.every(({ act, answer }) => same(hall.apply(act, now, care), answer, act));
        if (!explains) continue;
        found.set(asked.length === 1 && this.#courses.length === 1 ? '' : hall.key(), hall);
        if (asked.length === 1) break;
      }
    if (found.size === 0) return this.#unexplained(now, care, asked);
    this.#courses = [...found.values()].slice(0, MOST_COURSES);
  }

  /** How everybody stands at the end, as the service tells it. */
  endsWith(tickets: readonly Ticket[]): void {
    if (this.#lost) return;
    const explains = this.#courses.some((hall) =>
      tickets.every((ticket) => {
        const expected = hall.ticket(ticket.id);
        return expected !== undefined && asLine(expected) === asLine(ticket);
      }),
    );
    const [hall] = this.#courses;
    const odd = tickets.find((ticket) => {
      const expected = hall?.ticket(ticket.id);
      return !expected || asLine(expected) !== asLine(ticket);
    });
    const expected = odd && hall?.ticket(odd.id);
    this.#promises.holds(
      explains,
      `everybody stands where his day led him: ${odd && asLine(odd)}, not ${expected && asLine(expected)}`,
    );
  }

  #unexplained(now: number, care: boolean, asked: Instant['asked']): void {
    this.#lost = true;
    const [course] = this.#courses;
    const told = asked.map(({ act, answer }) => {
      const expected = course?.copy().apply(act, now, care);
      return `${nameOf(act)}: answered ${shown(answer)}, expected ${expected && shown(expected)}`;
    });
    this.#promises.holds(
      false,
      `answers that a queue gives which does one thing after the other: ${told.join('; ')}`,
    );
  }
}

const nameOf = (act: Act): string =>
  act.kind === 'counter' ? `${act.name} of ${act.staff}` : `${act.kind} ${act.id}`;
const shown = ({ code, ticket }: Outcome): string => code || (ticket ? asLine(ticket) : 'nobody');

/**
 * A page tells the customer it is about; what went before him after he was called says nothing of the act.
 */
function same(expected: Outcome, answer: Outcome, act: Act): boolean {
  if (expected.code !== answer.code) return false;
  if (act.kind === 'giveUp' && act.by === 'phone')
    return expected.ticket?.label === answer.ticket?.label && expected.ticket?.state === answer.ticket?.state;
  return shown(expected) === shown(answer);
}

function ordersOf<T>(list: readonly T[]): T[][] {
  if (list.length <= 1) return [[...list]];
  return list.flatMap((one, at) =>
    ordersOf([...list.slice(0, at), ...list.slice(at + 1)]).map((rest) => [one, ...rest]),
  );
}

/** What holds of any day, read from its end alone. */
export function plainPromises(tickets: readonly Ticket[], most: number, promises: Promises): void {
  const labels = new Set(tickets.map(({ label }) => label));
  promises.holds(labels.size === tickets.length, 'no number is given twice in a day');
  const left = tickets.find(({ state }) => !['done', 'noShow', 'gaveUp'].includes(state));
  promises.holds(!left, `nobody is left over: ${left && asLine(left)}`);
  const passed = tickets.find(({ overtaken }) => overtaken > most);
  promises.holds(!passed, `nobody is overtaken more than ${most} times: ${passed && asLine(passed)}`);
}
