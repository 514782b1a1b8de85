import { err, ok, type Result } from '#foundation/result.ts';
import type { DeviceError } from '../../device.ts';
import type { Turn } from '../../link/turns.ts';
import type {
  CaptureInput,
  CaptureOutput,
  PadButton,
  PadCapabilities,
  SignaturePadCondition,
  SignaturePadEvent,
} from '../contract.ts';
import { drawForm } from './drawing.ts';
import { encodingFor, type Picture, type PlainEncoding } from './image.ts';
import { InkRecorder } from './ink.ts';
import { boxOnTablet, inkArea, type Layout, layoutOf } from './layout.ts';
import type { StuPad } from './pad.ts';
import { type Capability, handwritingArea, inking, PEN_OPTIONS_BOTH, type PenSample } from './protocol.ts';

export type CaptureOptions = {
  readonly turn: Turn;
  readonly input: CaptureInput;
  readonly capability: Capability;
  readonly capabilities: PadCapabilities;
  readonly pad: StuPad;
  /** The host's monotonic clock, milliseconds. */
  readonly now: () => number;
  readonly publish: (event: SignaturePadEvent) => void;
};

type Answer = Result<CaptureOutput, DeviceError>;
type Doing = PadButton | 'cancelled' | 'tooLong';
/** All that is known once the form stands on the screen. */
type Form = { readonly layout: Layout; readonly picture: Picture; readonly encoding: PlainEncoding };

const MAXIMUM_PROMPT = 4;

const condition = (name: SignaturePadCondition, detail?: string): DeviceError => ({
  code: 'condition',
  condition: name,
  ...(detail === undefined ? {} : { detail }),
});

/** One signature, from the empty screen to the empty screen. */
export class Capture {
  readonly #options: CaptureOptions;
  #recorder: InkRecorder | undefined;
  #taking = false;
  #done: readonly Doing[] = [];
  #wake: () => void = () => {};

  constructor(options: CaptureOptions) {
    this.#options = options;
  }

  get id(): string {
    return this.#options.turn.id;
  }

  /** A button, wherever it was pressed. False: nothing can be pressed now. */
  press(button: PadButton): boolean {
    if (!this.#taking) return false;
    this.#do(button);
    return true;
  }

  /** A sample of the pen; false when it was nothing that can be. */
  hear(sample: PenSample): boolean {
    const recorder = this.#recorder;
    if (!recorder) return true;
    let sane = true;
    for (const step of recorder.sample(sample, this.#options.now())) {
      const captureId = this.id;
      if (step.kind === 'ink') {
        const { stroke, points, ended } = step;
        this.#options.publish({ type: 'ink', captureId, stroke, points, ended });
      } else if (step.kind === 'lost')
        this.#options.publish({ type: 'samplesLost', captureId, count: step.count });
      else if (step.kind === 'tap') this.press(step.button);
      else if (step.kind === 'tooLong') this.#do('tooLong');
      else sane = false;
    }
    return sane;
  }

  /** The line is gone: no ink of it stays. */
  discard(): void {
    this.#recorder?.clear();
    this.#recorder = undefined;
    this.#taking = false;
    this.#do('cancelled');
  }

  async run(): Promise<Answer> {
    const form = await this.#form();
    if (!form.ok) return form;
    const { turn } = this.#options;
    turn.onCancel(() => this.#do('cancelled'));
    const begun = await this.#begin(form.value);
    const answer = begun.ok ? await this.#untilDecided(form.value) : begun;
    this.#taking = false;
    this.#recorder = undefined;
    const tidy = await this.#tidy();
    // A signature that the customer confirmed stands, even when the pad does not clear its screen.
    return answer.ok && answer.value.outcome === 'refused' && !tidy.ok ? tidy : answer;
  }

  async #form(): Promise<Result<Form, DeviceError>> {
    const { input, capability } = this.#options;
    if (input.prompt.length > MAXIMUM_PROMPT) return err({ code: 'invalidData', detail: 'prompt too long' });
    const layout = layoutOf(capability);
    if (!layout) return err(condition('screenTooSmall'));
    const encoding = encodingFor(capability.encodings);
    if (!encoding) return err({ code: 'unsupported', detail: 'no way to show a picture' });
    const picture = await drawForm(layout, input);
    if (picture.ok) return ok({ layout, encoding, picture: picture.value });
    const codePoint = picture.error.codePoint.toString(16).toUpperCase().padStart(4, '0');
    return err(condition('unprintable', `U+${codePoint}`));
  }

  async #begin(form: Form): Promise<Result<object, DeviceError>> {
    const { pad, capability, capabilities, publish, now } = this.#options;
    const shown = await this.#show(form);
    if (!shown.ok) return shown;
    // Smaller pads have neither: samples then carry no time and no number, and ink may cross the buttons.
    for (const report of [PEN_OPTIONS_BOTH, handwritingArea(inkArea(form.layout))]) {
      const set = await pad.setIfThere(report);
      if (!set.ok) return set;
    }
    const box = boxOnTablet(form.layout, capability);
    this.#recorder = new InkRecorder(capability, form.layout, now());
    publish({ type: 'captureStarted', captureId: this.id, aspect: aspectOf(form.layout), box, capabilities });
    return this.#take();
  }

  /** From here on the pen counts. */
  async #take(): Promise<Result<object, DeviceError>> {
    this.#taking = true;
    if (this.#recorder) this.#recorder.muted = false;
    return this.#options.pad.set(inking(true));
  }

  async #show({ picture, encoding }: Form): Promise<Result<object, DeviceError>> {
    const { pad, turn } = this.#options;
    const off = await pad.set(inking(false));
    if (!off.ok) return off;
    const cleared = await pad.clear();
    return cleared.ok ? pad.show(picture, encoding, turn) : cleared;
  }

  async #untilDecided(form: Form): Promise<Answer> {
    for (;;) {
      const doing = await this.#next();
      const recorder = this.#recorder;
      if (doing === 'cancelled' || !recorder) return err({ code: 'cancelled' });
      if (doing === 'tooLong') return err(condition('signatureTooLong'));
      if (doing === 'cancel') return ok({ outcome: 'refused' });
      if (doing === 'clear') {
        const again = await this.#clear(form, recorder);
        if (!again.ok) return again;
      } else if (recorder.strokes.length > 0) return ok(this.#confirmed(form, recorder));
    }
  }

  /** The pad clears its whole screen, buttons included: all of it is drawn anew. */
  async #clear(form: Form, recorder: InkRecorder): Promise<Result<object, DeviceError>> {
    this.#taking = false;
    recorder.clear();
    recorder.muted = true;
    this.#options.publish({ type: 'inkCleared', captureId: this.id });
    const shown = await this.#show(form);
    return shown.ok ? this.#take() : shown;
  }

  #confirmed({ layout }: Form, recorder: InkRecorder): CaptureOutput {
    const { capability, capabilities } = this.#options;
    return {
      outcome: 'confirmed',
      strokes: recorder.strokes,
      lostSamples: recorder.lostSamples,
      capabilities,
      box: boxOnTablet(layout, capability),
      aspect: aspectOf(layout),
    };
  }

  async #tidy(): Promise<Result<object, DeviceError>> {
    const off = await this.#options.pad.set(inking(false));
    return off.ok ? this.#options.pad.clear() : off;
  }

  #do(doing: Doing): void {
    this.#done = [...this.#done, doing].slice(-8);
    this.#wake();
  }

  async #next(): Promise<Doing> {
    for (;;) {
      const [doing, ...rest] = this.#done;
      this.#done = rest;
      if (doing) return doing;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

const aspectOf = ({ box }: Layout): number => (box.right - box.left) / (box.bottom - box.top);
