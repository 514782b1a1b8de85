import { INK_LIMITS } from '#contracts/bridge/ink.ts';
import type { CaptureOutput, SignaturePadEvent } from '#devices/signature-pad/contract.ts';
import type { EvidenceFacts } from '#documents/evidence/record.ts';
import type { Strokes } from '#documents/evidence/strokes.ts';
import { isSignature, MOST_POINTS } from './ink-well.ts';

type Confirmed = Extract<CaptureOutput, { readonly outcome: 'confirmed' }>;
/** Milliseconds of one signature, as an evidence record takes them. */
const LONGEST = 600_000;
const NOTHING: Strokes = { box: { width: 1, height: 1 }, strokes: [] };

/** A name as an evidence record takes it; what the pad calls itself comes from a cable. */
const modelName = (model: string): string =>
  model
    .replace(/[^A-Za-z0-9_.:@/+ -]/g, '')
    .replace(/^[^A-Za-z0-9]+/, '')
    .trim()
    .slice(0, 96) || 'unnamed';

/**
 * What is written on the pad for the paper that lies open. While the hand writes, only how many strokes there are is
 * known here; the strokes themselves come with the customer's confirmation, whole, or never.
 */
export class PadInk {
  #live = 0;
  #drawn: Strokes = NOTHING;
  #model = 'unnamed';

  /** Strokes that are finished. */
  get strokes(): number {
    return this.#live;
  }

  get drawnOn(): EvidenceFacts['drawnOn'] {
    return { source: 'signaturePad', model: this.#model };
  }

  /** Hears of the capture as it goes on; true when the number of strokes changed. */
  hear(event: SignaturePadEvent): boolean {
    const before = this.#live;
    if (event.type === 'inkCleared') this.#live = 0;
    if (event.type === 'ink' && event.ended) this.#live = Math.min(INK_LIMITS.strokes, event.stroke + 1);
    return this.#live !== before;
  }

  /**
   * Takes what the customer confirmed, in units of the digitiser; time begins with the first point. False where it did
   * not come whole, or is more than an evidence record takes: then nothing of it is here.
   */
  confirm({ strokes, lostSamples, box, aspect, capabilities }: Confirmed): boolean {
    this.clear();
    const points = strokes.reduce((sum, stroke) => sum + stroke.length, 0);
    const began = strokes[0]?.[0]?.t ?? 0;
    const duration = (strokes.at(-1)?.at(-1)?.t ?? 0) - began;
    // A pad that does not number its samples cannot tell of a gap: there `unknown` is all there is to know.
    if (lostSamples !== 'unknown' && lostSamples > 0) return false;
    if (strokes.length === 0 || strokes.length > INK_LIMITS.strokes) return false;
    if (points > MOST_POINTS || duration > LONGEST) return false;
    const width = Math.max(1, Math.round(box.right - box.left));
    const height = Math.max(1, Math.round(width / aspect));
    this.#model = modelName(capabilities.model);
    this.#live = strokes.length;
    this.#drawn = {
      box: { width, height },
      strokes: strokes.map((stroke) =>
        stroke.map(({ t, x, y, pressure }) => ({
          t: Math.round(t - began),
          x: Math.round(x * width),
          y: Math.round(y * height),
          pressure,
        })),
      ),
    };
    return true;
  }

  clear(): void {
    this.#live = 0;
    this.#drawn = NOTHING;
  }

  /** Whether it is more than a dot. */
  get isEnough(): boolean {
    return isSignature(this.#drawn);
  }

  /** As the evidence has it; nothing before it was confirmed. */
  drawn(): Strokes {
    return this.#drawn;
  }
}
