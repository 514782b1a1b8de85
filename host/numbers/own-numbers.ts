import type { Block, BlockRequest, HandedIn, HandIn } from '#contracts/branch/block.ts';
import type { BranchConfiguration, QueueService } from '#contracts/branch/configuration.ts';
import type { Queue } from '#contracts/branch/queue.ts';
import type { TicketLabel, TicketRequest } from '#contracts/branch/ticket.ts';
import type { Clock, TimerHandle } from '#foundation/clock.ts';
import type { CodedError, Result } from '#foundation/result.ts';
import { newToken } from '../ids.ts';
import type { Journal } from '../journal/journal.ts';
import { dayIn } from './day.ts';
import { type CutNumber, NumbersStore } from './numbers-store.ts';

/** Milliseconds between two looks at the block: while all is well, and first and longest pause while it is not. */
export const NUMBERS_DELAYS = { rested: 60_000, firstPause: 2_000, lastPause: 30_000 } as const;

/** How long what the branch said of block and services is taken as it is, milliseconds. */
const FRESH = 10 * 60_000;

/** How old what is known of the branch's services may be to choose from while it is away, milliseconds. */
const KNOWN_FOR = 24 * 3_600_000;

type Answer<T> = Promise<Result<T, CodedError & { readonly reason?: string }>>;

/** What of the branch service the numbers need. */
export type NumbersLine = {
  queue(): Answer<Queue>;
  reserveNumbers(request: BlockRequest): Answer<Block>;
  handIn(number: HandIn): Answer<HandedIn>;
};

/** The branch has understood and will say the same again. */
const FINAL: readonly string[] = ['notYours', 'idConflict', 'badRequest'];

/** A number nobody takes in: somebody may stand in the hall with it. */
export type Refused = { readonly label: TicketLabel; readonly reason: string };

/**
 * Numbers that this terminal may give out by itself while it is cut off from its branch. The block is kept full while
 * the branch answers; a number is durable with its request before anybody is told of it, and is handed in, in order,
 * until the branch has it. What nobody was shown is handed in as given up.
 */
export class OwnNumbers {
  readonly #journal: Journal;
  readonly #store: NumbersStore;
  readonly #branch: NumbersLine;
  readonly #clock: Clock;
  readonly #onRefused: (refused: Refused) => void;
  /** The branch has said anew what it is like. */
  onLearnt: () => void = () => {};
  #timer: TimerHandle | undefined;
  #pause: number = NUMBERS_DELAYS.firstPause;
  #tending: Promise<void> | undefined;
  #again = false;
  #stopped = false;
  /** The question on its way or unanswered: asked again it is the same one. */
  #asking: BlockRequest | undefined;
  #blockAt = Number.NEGATIVE_INFINITY;
  #learntAt = Number.NEGATIVE_INFINITY;

  constructor(
    journal: Journal,
    branch: NumbersLine,
    clock: Clock,
    onRefused: (refused: Refused) => void = () => {},
  ) {
    this.#journal = journal;
    this.#store = new NumbersStore(journal);
    this.#branch = branch;
    this.#clock = clock;
    this.#onRefused = onRefused;
  }

  /** What one can still get a number for without the branch; undefined: for nothing. */
  offered():
    | { readonly configuration: BranchConfiguration; readonly services: readonly QueueService[] }
    | undefined {
    const known = this.#known();
    if (!known) return undefined;
    const free = this.#free(known);
    const services = known.services.filter(({ series }) => free.some((label) => label.startsWith(series)));
    return services.length > 0 ? { configuration: known, services } : undefined;
  }

  /** What the branch said of itself last; undefined: never, or too long ago. */
  known(): BranchConfiguration | undefined {
    return this.#known();
  }

  /** What the branch said of itself, to choose from while it is away. A disk that is full keeps the older word. */
  learn(configuration: BranchConfiguration): void {
    try {
      this.#store.learn(configuration, this.#clock.wall());
      this.#learntAt = this.#clock.monotonic();
      this.onLearnt();
    } catch {
      // The journal tells of its fault by itself.
    }
  }

  /**
   * Gives out the next number for this request, durable before this returns. Only for a request that certainly did
   * not reach the branch. Undefined: there is none for it today.
   */
  cut(request: TicketRequest, visit: string): CutNumber | undefined {
    const known = this.#known();
    if (!known) return undefined;
    const service = known.services.find(({ id }) => id === request.services[0]);
    const label = service && this.#free(known).find((one) => one.startsWith(service.series));
    if (!label) return undefined;
    const cutAt = this.#clock.wall();
    const businessDate = dayIn(known.timeZone, cutAt);
    this.#journal.transaction(() => {
      this.#store.cut({ request, label, businessDate, cutAt });
      this.#journal.append({
        kind: 'ticket.cutOffline',
        visit,
        facts: { id: request.id, label, businessDate },
      });
    });
    this.#blockAt = Number.NEGATIVE_INFINITY;
    return this.#store.find(request.id);
  }

  /** A number that is not handed in yet. */
  pending(id: string): CutNumber | undefined {
    return this.#store.find(id);
  }

  /** It stands on the screen: from now on somebody may hold it. */
  shown(id: string): void {
    this.#journal.transaction(() => this.#store.markShown(id));
    this.now();
  }

  /** Its holder gives it back, or nobody was told of it; false: it is handed in already, or was never cut. */
  giveUp(id: string): boolean {
    if (!this.#store.find(id)) return false;
    this.#journal.transaction(() => this.#store.markGivenUp(id));
    this.now();
    return true;
  }

  /** How many are not handed in yet. */
  get open(): number {
    return this.#store.cuts().length;
  }

  /** Nothing is being told or asked any more, as far as that is due now. */
  async settled(): Promise<void> {
    while (this.#tending !== undefined) await this.#tending;
  }

  /** Takes up what a former run left: what nobody can have seen is nobody's. */
  recover(): void {
    for (const { request, label, shown, givenUp } of this.#store.cuts())
      if (!shown && !givenUp)
        this.#journal.transaction(() => {
          this.#store.markGivenUp(request.id);
          this.#journal.append({ kind: 'ticket.giveUp', facts: { id: request.id, label } });
        });
  }

  start(): void {
    this.now();
  }

  /** Looks at once: the branch is back, or there is something to hand in. */
  now(): void {
    if (this.#stopped) return;
    if (this.#tending !== undefined) {
      this.#again = true;
      return;
    }
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
    this.#tending = this.#tend().then((well) => {
      this.#tending = undefined;
      if (this.#stopped) return;
      if (this.#again) {
        this.#again = false;
        this.now();
        return;
      }
      this.#pause = well ? NUMBERS_DELAYS.firstPause : Math.min(this.#pause * 2, NUMBERS_DELAYS.lastPause);
      this.#timer = this.#clock.setTimeout(() => this.now(), well ? NUMBERS_DELAYS.rested : this.#pause);
    });
  }

  /** Nothing is asked after this; what is open is taken up at the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
    await this.#tending;
  }

  /** Hands in, keeps the block full, learns what one can queue for; false when the branch did not answer. */
  async #tend(): Promise<boolean> {
    try {
      return (await this.#handIn()) && (await this.#fill()) && (await this.#ask());
    } catch {
      // The disk is full, or the journal is closed: what is open stays open.
      return false;
    }
  }

  async #handIn(): Promise<boolean> {
    for (;;) {
      const number = this.#store.cuts().find(({ shown, givenUp }) => shown || givenUp);
      if (!number || this.#stopped) return true;
      const { request, label, businessDate, cutAt, givenUp } = number;
      const answer = await this.#branch.handIn({
        ticket: request,
        label,
        businessDate,
        cutAt: new Date(cutAt).toISOString(),
        toldAt: new Date(this.#clock.wall()).toISOString(),
        givenUp,
      });
      if (this.#stopped) return false;
      const reason = answer.ok ? '' : (answer.error.reason ?? '');
      if (!answer.ok && !FINAL.includes(reason)) return false;
      // Given back while it was on its way: it is told once more.
      if (answer.ok && this.#store.find(request.id)?.givenUp !== givenUp) continue;
      this.#journal.transaction(() => {
        this.#store.forget(request.id);
        this.#journal.append({
          kind: answer.ok ? 'ticket.handedIn' : 'ticket.handInRefused',
          facts: answer.ok
            ? { id: request.id, label, entered: answer.value.entered, clamped: answer.value.clamped }
            : { id: request.id, label, reason },
        });
      });
      if (!answer.ok) this.#onRefused({ label, reason });
      this.#blockAt = Number.NEGATIVE_INFINITY;
    }
  }

  async #fill(): Promise<boolean> {
    const held = this.#store.held();
    const day = this.#today();
    const fresh = this.#clock.monotonic() - this.#blockAt < FRESH && held?.businessDate === day;
    if (fresh || this.#stopped) return true;
    this.#asking ??= {
      id: newToken(),
      businessDate: held?.businessDate ?? day,
      held: [...(held?.labels ?? [])],
    };
    const answer = await this.#branch.reserveNumbers(this.#asking);
    if (this.#stopped || !answer.ok) return false;
    const asked = new Set(this.#asking.held);
    this.#asking = undefined;
    const { businessDate, numbers } = answer.value;
    // Given out while the question was on its way: not to be held again.
    const gone = new Set(this.#store.cuts().map(({ label }) => label));
    const labels = numbers.filter((label) => !gone.has(label));
    const same =
      held?.businessDate === businessDate &&
      labels.length === held.labels.length &&
      labels.every((one) => asked.has(one));
    if (!same)
      this.#journal.transaction(() => {
        this.#store.hold(businessDate, labels);
        this.#journal.append({ kind: 'ticket.reserved', facts: { businessDate, numbers: labels.length } });
      });
    this.#blockAt = this.#clock.monotonic();
    return true;
  }

  async #ask(): Promise<boolean> {
    if (this.#stopped || this.#clock.monotonic() - this.#learntAt < FRESH) return true;
    const answer = await this.#branch.queue();
    if (answer.ok && !this.#stopped) this.learn(answer.value.configuration);
    return answer.ok;
  }

  #known(): BranchConfiguration | undefined {
    const known = this.#store.known();
    const age = known ? this.#clock.wall() - known.learntAt : Number.POSITIVE_INFINITY;
    return age >= -KNOWN_FOR && age <= KNOWN_FOR ? known?.configuration : undefined;
  }

  /** What may be given out at this moment: a number is worth something on its own day alone. */
  #free({ timeZone }: BranchConfiguration): readonly TicketLabel[] {
    const held = this.#store.held();
    return held?.businessDate === dayIn(timeZone, this.#clock.wall()) ? held.labels : [];
  }

  #today(): string {
    return dayIn(this.#store.known()?.configuration.timeZone ?? 'Asia/Shanghai', this.#clock.wall());
  }
}
