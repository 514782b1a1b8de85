import type { Device } from '../device.ts';

/**
 * One place of the pen on the paper. `x`, `y`: 0..1 from the left upper corner of the signing box; `pressure`: 0..1;
 * `t`: milliseconds since the capture began, never going back. `sequence`: the pad's own number of this sample, where
 * it has one (wraps at 65536).
 */
export type InkPoint = {
  readonly t: number;
  readonly x: number;
  readonly y: number;
  readonly pressure: number;
  readonly sequence?: number;
};

/** From pen down to pen up, or to the border of the box. */
export type InkStroke = readonly InkPoint[];

/** What the pad is, as it says itself; coordinates of the device, from which its own numbers can be had back. */
export type PadCapabilities = {
  readonly model: string;
  /** Pixels. */
  readonly screen: { readonly width: number; readonly height: number };
  /** Largest numbers of the digitiser. */
  readonly tablet: { readonly maxX: number; readonly maxY: number; readonly maxPressure: number };
  /** Samples a second at most. */
  readonly reportRate: number;
  readonly image: 'mono' | 'colour16' | 'colour24';
};

/** The signing box in numbers of the digitiser; device x = left + x * (right - left). */
export type PadBox = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

export type PadButton = 'clear' | 'confirm' | 'cancel';

export type CaptureInput = {
  /** Above the box, at most four lines; what does not fit is cut with an ellipsis. */
  readonly prompt: readonly string[];
  /** Words on the pad's own buttons. */
  readonly buttons: Readonly<Record<PadButton, string>>;
};

export type CaptureOutput =
  | {
      readonly outcome: 'confirmed';
      readonly strokes: readonly InkStroke[];
      /** Samples the pad numbered and nobody received; `unknown` where the pad does not number them. */
      readonly lostSamples: number | 'unknown';
      readonly capabilities: PadCapabilities;
      readonly box: PadBox;
      /** Width of the box by its height, as a hand sees it. */
      readonly aspect: number;
    }
  /** The customer pressed the pad's cancel button; nothing of the ink is kept. */
  | { readonly outcome: 'refused' };

export type SignaturePadStatus = {
  readonly state: 'ready' | 'imageTransfer' | 'capture' | 'busy' | 'resetPending' | 'unknown';
};

export type SignaturePadCommands = {
  readonly status: { readonly input: object; readonly output: SignaturePadStatus };
  readonly capabilities: { readonly input: object; readonly output: PadCapabilities };
  /**
   * Shows prompt, box and buttons and collects ink until the customer confirms or refuses on the pad, or the command
   * is cancelled by its id. Confirming without ink does nothing. Whatever ends it: the pad's screen is empty after it,
   * and ink of a capture that did not end `confirmed` is nowhere any more.
   */
  readonly capture: { readonly input: CaptureInput; readonly output: CaptureOutput };
  /** As if the customer had pressed clear, confirm or cancel on the pad: the same buttons stand on the terminal. */
  readonly press: {
    readonly input: { readonly captureId: string; readonly button: PadButton };
    /** False: there is no such capture, or it takes no ink now. */
    readonly output: { readonly pressed: boolean };
  };
};

/** Conditions: `unprintable` (a character no font here has; its code point in `detail`), `signatureTooLong`, `screenTooSmall`. */
export type SignaturePadCondition = 'unprintable' | 'signatureTooLong' | 'screenTooSmall';

/** Every event names the capture it belongs to. Ink of a capture whose device went away is to be thrown away. */
export type SignaturePadEvent =
  | {
      readonly type: 'captureStarted';
      readonly captureId: string;
      readonly aspect: number;
      readonly box: PadBox;
      readonly capabilities: PadCapabilities;
    }
  /** More of the stroke with this number; `ended`: the pen was lifted. */
  | {
      readonly type: 'ink';
      readonly captureId: string;
      readonly stroke: number;
      readonly points: readonly InkPoint[];
      readonly ended: boolean;
    }
  /** All ink so far is gone from pad and record; strokes count from 0 again. */
  | { readonly type: 'inkCleared'; readonly captureId: string }
  | { readonly type: 'samplesLost'; readonly captureId: string; readonly count: number };

export type SignaturePad = Device<SignaturePadCommands, SignaturePadEvent>;
