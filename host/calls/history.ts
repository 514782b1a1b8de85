import type { HandOver } from '#contracts/branch/call.ts';
import type { Screen } from '#contracts/screen/screen.ts';
import { isServiceId } from '#contracts/services/service.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Visits } from '../visits.ts';

/** As many of each as a hand-over takes; the latest count. */
const MOST = 20;

type Visited = { -readonly [Part in 'done' | 'failed' | 'papers']: HandOver[Part] };
const nothing = (): Visited => ({ done: [], failed: [], papers: [] });

/** A value of a screen by its name, where that screen has one that is a word of a list. */
function wordIn(body: Screen['body'], name: 'problem' | 'outcome'): string | null {
  const value: unknown = Object.entries(body).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value : null;
}

/**
 * What has been done in this visit and what has gone wrong, by names alone, so that nobody has to be told it again. It is
 * forgotten with the visit.
 */
export class VisitHistory {
  readonly #clock: Pick<Clock, 'wall'>;
  #seen = nothing();
  #last = '';

  constructor(visits: Pick<Visits, 'onWipe'>, clock: Pick<Clock, 'wall'>) {
    this.#clock = clock;
    visits.onWipe(() => {
      this.#seen = nothing();
      this.#last = '';
    });
  }

  get all(): Readonly<Visited> {
    return this.#seen;
  }

  /** Every screen, as it comes. What stands on is counted once. */
  see({ body, frame }: Pick<Screen, 'body' | 'frame'>): void {
    const [problem, outcome] = [wordIn(body, 'problem'), wordIn(body, 'outcome')];
    if ('paper' in body) this.#paper(body.paper.number, body.paper.template, 'open');
    if ('paperNumber' in body) this.#paperIs(body.paperNumber, outcome ?? 'signed');
    const fact = `${frame.progress?.service} ${body.kind} ${problem} ${outcome}`;
    if (fact === this.#last) return;
    this.#last = fact;
    const at = new Date(this.#clock.wall()).toISOString();
    const service = frame.progress?.service ?? '';
    if (outcome !== null && isServiceId(service))
      this.#seen.done = [...this.#seen.done, { service, outcome, at }].slice(-MOST);
    if (problem !== null)
      this.#seen.failed = [...this.#seen.failed, { step: body.kind, what: problem, at }].slice(-MOST);
  }

  #paper(number: string, template: string, state: string): void {
    if (this.#seen.papers.some((known) => known.number === number)) return;
    this.#seen.papers = [...this.#seen.papers, { number, template, state }].slice(-MOST);
  }

  #paperIs(number: string, state: string): void {
    this.#seen.papers = this.#seen.papers.map((known) =>
      known.number === number ? { ...known, state } : known,
    );
  }
}
