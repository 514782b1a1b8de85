import { INK_SCALE, type InkPoint } from '#contracts/bridge/ink.ts';
import type { InkSession } from './ink-session.ts';

const INK = '#0b1f4b';
const PAPER = '#ffffff';
const LINE = '#9aa5a0';
/** Width of a line pressed half as hard as may be, as a part of the area's height. */
const PEN = 0.014;
/** Where the line to write on stands, as a part of the height. */
const BASE = 0.76;

/** Strokes on a canvas: each new point draws its own piece and nothing else. */
export class InkPicture {
  readonly #canvas: HTMLCanvasElement;
  readonly #ink: InkSession;
  readonly #context: CanvasRenderingContext2D | null;

  constructor(canvas: HTMLCanvasElement, ink: InkSession) {
    this.#canvas = canvas;
    this.#ink = ink;
    // Straight to the screen, past the page's own compositing, where the machine can.
    this.#context = canvas.getContext('2d', { alpha: false, desynchronized: true });
    this.measure();
  }

  /** As large as the area is now. */
  measure(): void {
    const dots = Math.min(2, window.devicePixelRatio || 1);
    const width = Math.max(1, Math.round(this.#canvas.clientWidth * dots));
    const height = Math.max(1, Math.round(this.#canvas.clientHeight * dots));
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width;
      this.#canvas.height = height;
    }
    this.redraw();
  }

  redraw(): void {
    const context = this.#context;
    if (!context) return;
    const { width, height } = this.#canvas;
    context.fillStyle = PAPER;
    context.fillRect(0, 0, width, height);
    context.strokeStyle = LINE;
    context.lineWidth = Math.max(1, height * 0.004);
    context.beginPath();
    context.moveTo(width * 0.04, height * BASE);
    context.lineTo(width * 0.96, height * BASE);
    context.stroke();
    for (const stroke of this.#ink.strokes)
      for (let index = 0; index < stroke.length; index += 1) this.#piece(stroke, index);
  }

  /** The newest point of the stroke under the pen. */
  drawNewest(): void {
    const stroke = this.#ink.strokes.at(-1);
    if (stroke && stroke.length > 0) this.#piece(stroke, stroke.length - 1);
  }

  #piece(stroke: readonly InkPoint[], index: number): void {
    const context = this.#context;
    const [point, before, earlier] = [stroke[index], stroke[index - 1], stroke[index - 2]];
    if (!context || !point) return;
    const { width, height } = this.#canvas;
    const place = ([, x, y]: InkPoint) => ({ x: (x / INK_SCALE) * width, y: (y / INK_SCALE) * height });
    const pen = Math.max(1.5, height * PEN * (0.4 + (point[3] / 1_000) * 1.2));
    const to = place(point);
    context.strokeStyle = INK;
    context.fillStyle = INK;
    if (!before) {
      context.beginPath();
      context.arc(to.x, to.y, pen / 2, 0, 2 * Math.PI);
      context.fill();
      return;
    }
    const from = place(before);
    context.lineWidth = pen;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    context.beginPath();
    if (earlier) {
      // From one middle to the next, bent by the point between them, so that fast writing has no corners.
      const first = place(earlier);
      context.moveTo((first.x + from.x) / 2, (first.y + from.y) / 2);
      context.quadraticCurveTo(from.x, from.y, (from.x + to.x) / 2, (from.y + to.y) / 2);
    } else context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
  }
}
