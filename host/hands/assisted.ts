import type { Screen } from '#contracts/screen/screen.ts';
import type { EvidenceFacts } from '#documents/evidence/record.ts';
import type { Clock } from '#foundation/clock.ts';
import { digestFact } from '../journal/entry.ts';
import type { Journal } from '../journal/journal.ts';
import type { Visits } from '../visits.ts';

export type AssistedStep = NonNullable<EvidenceFacts['assisted']>[number];

/** As many as an evidence record takes; who helps at more is told of at the first ones. */
export const MOST_ASSISTED = 100;
/** A journalled fact has room for so many characters. */
const FACT = 96;

type Interval = {
  readonly visit: string | null;
  readonly from: string;
  readonly by: string;
  readonly steps: AssistedStep[];
};

/**
 * What a member of staff operated for the customer of this visit: which steps, from when until when, by whom. Each
 * interval is journalled as it ends, and a paper that is signed later says of it.
 */
export class AssistedSteps {
  readonly #journal: Journal;
  readonly #visits: Visits;
  readonly #clock: Clock;
  readonly #onJournalFault: () => void;
  readonly #done: AssistedStep[] = [];
  #open: Interval | undefined;
  /** Who has said that he operates the screen, by a digest. */
  #by: string | null = null;

  constructor(journal: Journal, visits: Visits, clock: Clock, onJournalFault: () => void) {
    this.#journal = journal;
    this.#visits = visits;
    this.#clock = clock;
    this.#onJournalFault = onJournalFault;
    visits.onWipe(() => {
      this.#end();
      this.#done.length = 0;
    });
  }

  operatedBy(staff: string | null): void {
    this.#by = staff ?? this.#by;
  }

  /** The assisted steps of this visit whose interval is over, in their order. */
  get steps(): readonly AssistedStep[] {
    return this.#done.slice(0, MOST_ASSISTED);
  }

  /** A teller put forward from afar what the customer then accepted, at that step. */
  accepted(by: string, { frame, body }: Pick<Screen, 'frame' | 'body'>): void {
    const visit = this.#visits.current?.token;
    if (visit === undefined) return;
    const [from, service] = [this.#now(), frame.progress?.service ?? 'none'];
    const step = frame.progress?.step ?? body.kind;
    this.#done.push({ service, step, by, from, to: from });
    this.#write(visit, { from, by, service, steps: step });
  }

  /** Every screen, as it comes. A step counts while it could be operated, not while it is locked or lies under help. */
  see({ frame, body }: Pick<Screen, 'frame' | 'body'>): void {
    const visit = this.#visits.current?.token ?? null;
    if (this.#open && (frame.hands === undefined || this.#open.visit !== visit)) this.#end();
    if (frame.hands === undefined) return;
    this.#open ??= { visit, from: this.#now(), by: this.#by ?? 'unknown', steps: [] };
    const { by, steps } = this.#open;
    const service = frame.progress?.service ?? 'none';
    const step = frame.progress?.step ?? body.kind;
    const last = steps.at(-1);
    const goesOn = last?.to === '' && last.service === service && last.step === step;
    if (goesOn && frame.hands === 'on') return;
    this.#endStep();
    if (frame.hands === 'on') steps.push({ service, step, by, from: this.#now(), to: '' });
  }

  #endStep(): void {
    const steps = this.#open?.steps;
    const last = steps?.at(-1);
    if (last?.to === '') steps?.splice(-1, 1, { ...last, to: this.#now() });
  }

  #end(): void {
    this.#endStep();
    const interval = this.#open;
    this.#open = undefined;
    if (!interval) return;
    if (interval.visit !== null) this.#done.push(...interval.steps);
    const { visit, from, by, steps } = interval;
    const services = [...new Set(steps.map(({ service }) => service))];
    for (const service of services.length > 0 ? services : ['none'])
      this.#write(visit, { from, by, service, steps: stepsOf(steps, service) });
  }

  #write(
    visit: string | null,
    {
      by,
      ...facts
    }: { readonly from: string; readonly by: string; readonly service: string; readonly steps: string },
  ): void {
    try {
      this.#journal.append({
        kind: 'assisted',
        visit,
        facts: { ...facts, to: this.#now(), by: digestFact(by) },
      });
    } catch {
      this.#onJournalFault();
    }
  }

  #now(): string {
    return new Date(this.#clock.wall()).toISOString();
  }
}

function stepsOf(steps: readonly AssistedStep[], service: string): string {
  const names = [...new Set(steps.filter((one) => one.service === service).map(({ step }) => step))];
  const whole = names.join('+');
  return whole.length <= FACT ? whole : `${whole.slice(0, FACT - 2)}..`;
}
