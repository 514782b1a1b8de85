import { randomBytes } from 'node:crypto';
import { type InkPart, inkPartSchema } from '#contracts/bridge/ink.ts';
import type { PaperTemplate } from '#contracts/screen/sign-bodies.ts';
import type { EvidenceFacts } from '#documents/evidence/record.ts';
import type { RenderedPaper } from '#documents/paper/rendered.ts';
import type { Clock } from '#foundation/clock.ts';
import { Listeners, type Unsubscribe } from '#foundation/listeners.ts';
import { newToken } from '../ids.ts';
import { InkWell } from './ink-well.ts';

type Shown = { readonly at: number; dwell: number };

/** The paper that lies before the customer, in this memory alone. */
export type Lying = {
  /** Names this signing and no other. */
  readonly paper: string;
  readonly template: PaperTemplate;
  readonly textVersion: string;
  readonly number: string;
  readonly rendered: RenderedPaper;
  /** Whose it is, as his document says. */
  readonly signer: string;
  readonly openedAt: number;
  /** 32 random bytes: what is written now cannot serve another paper, nor this one again. */
  readonly nonce: string;
  readonly ink: InkWell;
};

/**
 * The one paper that is read and signed now: its bytes, what of it was shown and for how long, and what is written on
 * it. It is gone with the visit, with its ink.
 */
export class SigningDesk {
  readonly #clock: Clock;
  readonly #laid = new Listeners<Uint8Array>();
  #lying: Lying | undefined;
  readonly #shown = new Map<number, Shown>();
  #now: { readonly page: number; readonly since: number } | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Told of the bytes of every paper that is laid down. */
  onLaid(listener: (bytes: Uint8Array) => void): Unsubscribe {
    return this.#laid.add(listener);
  }

  get bytes(): Uint8Array | undefined {
    return this.#lying?.rendered.bytes;
  }

  lay(paper: Omit<Lying, 'paper' | 'openedAt' | 'nonce' | 'ink'>): Lying {
    this.clear();
    const lying = {
      ...paper,
      paper: newToken(),
      openedAt: this.#clock.wall(),
      nonce: randomBytes(32).toString('hex'),
      ink: new InkWell(),
    };
    this.#lying = lying;
    this.#laid.publish(paper.rendered.bytes);
    return lying;
  }

  /** The paper of that name, while it lies here. */
  find(paper: string): Lying | undefined {
    return this.#lying?.paper === paper ? this.#lying : undefined;
  }

  /** From now on this page is before the customer's eyes. */
  show(paper: string, page: number): void {
    const lying = this.find(paper);
    if (!lying || !Number.isInteger(page) || page < 1 || page > lying.rendered.pages) return;
    this.#turn();
    this.#now = { page, since: this.#clock.monotonic() };
    if (!this.#shown.has(page)) this.#shown.set(page, { at: this.#clock.wall(), dwell: 0 });
  }

  /** What was shown, as the evidence has it; the page that lies open counts until now. */
  seen(lying: Lying): EvidenceFacts['shown'] {
    // Once another one lies here, nothing is known any more of how this one was read.
    if (this.#lying !== lying) return [];
    this.#turn();
    return [...this.#shown]
      .sort(([a], [b]) => a - b)
      .map(([page, { at, dwell }]) => ({
        page,
        sha256: lying.rendered.sha256,
        firstShownAt: new Date(at).toISOString(),
        dwellMs: Math.min(86_400_000, Math.round(dwell)),
      }));
  }

  /** What is drawn on the page; how many strokes lie there now, or undefined where it is not for this paper. */
  write(message: unknown): number | undefined {
    const read = inkPartSchema.safeParse(message);
    if (!read.success || !this.#lying) return undefined;
    const part: InkPart = read.data;
    if (part.paper !== this.#lying.rendered.sha256) return undefined;
    return this.#lying.ink.take(part) ? this.#lying.ink.strokes : undefined;
  }

  /** Nothing lies here any more. */
  clear(): void {
    this.#lying?.ink.clear();
    this.#lying = undefined;
    this.#now = undefined;
    this.#shown.clear();
  }

  #turn(): void {
    const before = this.#now && this.#shown.get(this.#now.page);
    const now = this.#clock.monotonic();
    if (before && this.#now) {
      before.dwell += now - this.#now.since;
      this.#now = { page: this.#now.page, since: now };
    }
  }
}
