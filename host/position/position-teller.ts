import { randomBytes } from 'node:crypto';
import {
  MOST_AGE,
  MOST_PAST,
  type Past,
  type Position,
  type PositionAnswer,
  SIGN_OF_LIFE,
  type VisitOutcome,
} from '#contracts/branch/position.ts';
import type { Screen } from '#contracts/screen/screen.ts';
import type { Clock, TimerHandle } from '#foundation/clock.ts';
import type { CodedError, Result } from '#foundation/result.ts';
import { outcomeWith } from './outcome.ts';

/** Milliseconds between two messages at least, and after one that nobody answered. */
export const TELLING_DELAYS = { between: 1_000, afterFailure: 5_000 } as const;

export type TellPosition = (position: Position) => Promise<Result<PositionAnswer, CodedError>>;

type Place = Pick<Position, 'inService' | 'reason' | 'screen' | 'service' | 'step'>;

type PastStep = Omit<Extract<Past, { kind: 'step' }>, 'number'>;
type PastVisit = { readonly kind: 'visit'; readonly outcome: VisitOutcome; readonly endedAt: number };
type Kept = { readonly number: number } & (PastStep | PastVisit);

/**
 * Tells the branch service where this terminal is: at most one message on its way, the newest position wins, and one
 * at least every `SIGN_OF_LIFE`. A message that is lost is replaced by the next; steps and visits that lie behind are
 * told until the service has counted them. It knows kinds of screens and whether somebody is there, never who.
 */
export class PositionTeller {
  readonly #tell: TellPosition;
  readonly #clock: Clock;
  /** Which visit is under way, by a token that goes no further than this; undefined = nobody is there. */
  readonly #visit: () => string | undefined;
  readonly #run = randomBytes(16).toString('base64url');
  #sequence = 0;
  #place: Place | undefined;
  #stepSince = 0;
  #token: string | undefined;
  #visitSince = 0;
  #outcome: VisitOutcome = 'left';
  #past: Kept[] = [];
  #pastNumber = 0;
  #busy = false;
  #due = false;
  #notBefore = 0;
  #timer: TimerHandle | undefined;
  #stopped = false;

  constructor(tell: TellPosition, clock: Clock, visit: () => string | undefined) {
    this.#tell = tell;
    this.#clock = clock;
    this.#visit = visit;
  }

  /** A screen stands; also called when a visit ends, with what stands then. */
  see(screen: Screen): void {
    const now = this.#clock.monotonic();
    const place = placeOf(screen);
    const token = this.#visit();
    const moved = JSON.stringify(place) !== JSON.stringify(this.#place);
    const other = token !== this.#token;
    // A step belongs to the visit during which it was left.
    if (moved && this.#place && this.#token !== undefined)
      this.#keep({
        kind: 'step',
        screen: this.#place.screen,
        service: this.#place.service,
        milliseconds: age(now - this.#stepSince),
      });
    if (moved) {
      this.#place = place;
      this.#stepSince = now;
    }
    if (other) {
      if (this.#token !== undefined) this.#keep({ kind: 'visit', outcome: this.#outcome, endedAt: now });
      this.#token = token;
      this.#visitSince = now;
      this.#outcome = 'left';
    }
    if (token !== undefined) this.#outcome = outcomeWith(this.#outcome, screen);
    if (!moved && !other) return;
    this.#sequence++;
    this.#due = true;
    this.#plan();
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
  }

  #keep(item: PastStep | PastVisit): void {
    this.#pastNumber++;
    this.#past = [...this.#past, { ...item, number: this.#pastNumber }].slice(-MOST_PAST);
  }

  /** The next message: as soon as it may be, when there is news; else as a sign of life. */
  #plan(): void {
    if (this.#busy || this.#stopped) return;
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
    const wait = Math.max(0, this.#notBefore - this.#clock.monotonic());
    this.#timer = this.#clock.setTimeout(() => void this.#send(), this.#due ? wait : SIGN_OF_LIFE);
  }

  async #send(): Promise<void> {
    const position = this.#position();
    if (!position) return;
    this.#busy = true;
    this.#due = false;
    const answer = await this.#tell(position);
    this.#busy = false;
    if (answer.ok) this.#past = this.#past.filter(({ number }) => number > answer.value.counted);
    else this.#due = true;
    const pause = answer.ok ? TELLING_DELAYS.between : TELLING_DELAYS.afterFailure;
    this.#notBefore = this.#clock.monotonic() + pause;
    this.#plan();
  }

  #position(): Position | undefined {
    if (!this.#place) return undefined;
    const now = this.#clock.monotonic();
    return {
      run: this.#run,
      sequence: this.#sequence,
      ...this.#place,
      stepAge: age(now - this.#stepSince),
      visitAge: this.#token === undefined ? null : age(now - this.#visitSince),
      past: this.#past.map((item): Past => {
        if (item.kind === 'step') return item;
        const { endedAt, ...visit } = item;
        return { ...visit, age: age(now - endedAt) };
      }),
    };
  }
}

const age = (milliseconds: number): number => Math.min(MOST_AGE, Math.max(0, Math.round(milliseconds)));

/** An overlay, a warning or another phase of the same step is no other place. */
function placeOf({ body, frame }: Screen): Place {
  const reason = body.kind === 'outOfService' ? body.reason : body.kind === 'starting' ? 'starting' : null;
  const { progress } = frame;
  return {
    inService: reason === null,
    reason,
    screen: body.kind,
    service: progress?.service ?? null,
    step: progress ? { position: progress.position, of: progress.of } : null,
  };
}
