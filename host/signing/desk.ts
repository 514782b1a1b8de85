import { randomBytes } from 'node:crypto';
import { type InkPart, inkPartSchema } from '#contracts/bridge/ink.ts';
import { paperShownSchema } from '#contracts/bridge/shown.ts';
import type { PaperTemplate } from '#contracts/screen/sign-bodies.ts';
import type { EvidenceFacts } from '#documents/evidence/record.ts';
import type { RenderedPaper } from '#documents/paper/rendered.ts';
import type { Clock } from '#foundation/clock.ts';
import { Listeners, type Unsubscribe } from '#foundation/listeners.ts';
import { newToken } from '../ids.ts';
import { InkWell } from './ink-well.ts';
import { PadInk } from './pad-ink.ts';

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
  /** Its sale is recorded: it is signed while it is, or not at all. */
  readonly recorded: boolean;
  /** 32 random bytes: what is written now cannot serve another paper, nor this one again. */
  readonly nonce: string;
  /** What is written on it, on the screen or on the pad: never something of both. */
  ink: InkWell | PadInk;
};

/** What is laid down; left out, it is not one of a recorded sale. */
export type Laid = Omit<Lying, 'paper' | 'openedAt' | 'nonce' | 'ink' | 'recorded'> &
  Partial<Pick<Lying, 'recorded'>>;

/**
 * The one paper that is read and signed now: its bytes, what of it was shown and for how long, and what is written on
 * it. It is gone with the visit, with its ink.
 */
export class SigningDesk {
  readonly #clock: Clock;
  readonly #laid = new Listeners<Uint8Array>();
  #lying: Lying | undefined;
  readonly #shown = new Map<number, Shown>();
  /** Where the paper lies open; undefined = nowhere yet. */
  #open: number | undefined;
  /** The page that is painted and before the customer's eyes, and since when. */
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

  lay(paper: Laid): Lying {
    this.clear();
    const lying: Lying = {
      recorded: false,
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

  /** The paper is opened at this page. Nobody has seen it before it is painted. */
  turnTo(paper: string, page: number): void {
    const lying = this.find(paper);
    if (!lying || !Number.isInteger(page) || page < 1 || page > lying.rendered.pages) return;
    this.away();
    this.#open = page;
  }

  /** Nothing of it is before the customer's eyes now: another screen is, or his page is loaded anew. */
  away(): void {
    this.#count();
    this.#now = undefined;
  }

  /**
   * The customer's page says that a page was painted. From now on it counts as shown, if it is the one that lies open, of
   * the very bytes that lie here: its number then; `known` where that was so already, or where it was turned meanwhile;
   * undefined where it is no word about this paper.
   */
  painted(message: unknown): number | 'known' | undefined {
    const read = paperShownSchema.safeParse(message);
    if (!read.success || read.data.paper !== this.#lying?.rendered.sha256) return undefined;
    const { page } = read.data;
    if (page > this.#lying.rendered.pages) return undefined;
    if (page !== this.#open || this.#now) return 'known';
    this.#now = { page, since: this.#clock.monotonic() };
    if (!this.#shown.has(page)) this.#shown.set(page, { at: this.#clock.wall(), dwell: 0 });
    return page;
  }

  /** What was shown, as the evidence has it; the page that is before his eyes counts until now. */
  seen(lying: Lying): EvidenceFacts['shown'] {
    // Once another one lies here, nothing is known any more of how this one was read.
    if (this.#lying !== lying) return [];
    this.#count();
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
    const { rendered, ink } = this.#lying;
    if (part.paper !== rendered.sha256 || ink instanceof PadInk) return undefined;
    return ink.take(part) ? ink.strokes : undefined;
  }

  /** What was written is gone, and it is begun anew: on the screen, or with the ink of a pad. */
  anew(lying: Lying, ink: InkWell | PadInk = new InkWell()): void {
    lying.ink.clear();
    lying.ink = ink;
  }

  /** Nothing lies here any more. */
  clear(): void {
    this.#lying?.ink.clear();
    this.#lying = undefined;
    this.#open = undefined;
    this.#now = undefined;
    this.#shown.clear();
  }

  #count(): void {
    const before = this.#now && this.#shown.get(this.#now.page);
    const now = this.#clock.monotonic();
    if (before && this.#now) {
      before.dwell += now - this.#now.since;
      this.#now = { page: this.#now.page, since: now };
    }
  }
}
