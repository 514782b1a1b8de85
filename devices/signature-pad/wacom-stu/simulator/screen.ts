import { decodePicture, type Picture, type PlainEncoding, pictureBytes } from '../image.ts';
import {
  type Area,
  type Capability,
  decodeArea,
  decodeBlock,
  decodeEncoding,
  type PadResult,
} from '../protocol.ts';

/** A line of ink as the pad itself draws it: shares of the screen's width and height. */
export type ScreenInk = readonly { readonly x: number; readonly y: number }[];

const LONGEST_INK = 20_000;

/** What the pad's screen shows: a picture, and the ink that the pad draws by itself. */
export class PadScreen {
  readonly #capability: Capability;
  #picture: Picture | undefined;
  #ink: { x: number; y: number }[][] = [];
  #points = 0;
  #coming: { readonly encoding: PlainEncoding; readonly parts: Uint8Array[]; size: number } | undefined;
  inking = true;
  area: Area | undefined;

  constructor(capability: Capability) {
    this.#capability = capability;
  }

  get picture(): Picture | undefined {
    return this.#picture;
  }

  get ink(): readonly ScreenInk[] {
    return this.#ink;
  }

  get receiving(): boolean {
    return this.#coming !== undefined;
  }

  /** Soft reset: a white screen, inking on. */
  reset(): void {
    this.clear();
    this.#coming = undefined;
    this.area = undefined;
    this.inking = true;
  }

  clear(): void {
    this.#picture = undefined;
    this.#ink = [];
    this.#points = 0;
  }

  start(code: number | undefined): PadResult {
    const encoding = decodeEncoding(code);
    if (!encoding || encoding === 'zlib' || !this.#capability.encodings.includes(encoding))
      return 'badEncoding';
    this.#coming = { encoding, parts: [], size: 0 };
    return 'ok';
  }

  block(report: Uint8Array): PadResult {
    const coming = this.#coming;
    if (!coming) return 'wrongState';
    const part = decodeBlock(report);
    if (!part) return 'badParameter';
    const { width, height } = this.#capability;
    if (coming.size + part.length > pictureBytes(coming.encoding, width, height)) return 'dataTooLong';
    coming.parts.push(part);
    coming.size += part.length;
    return 'ok';
  }

  end(code: number | undefined): PadResult {
    const coming = this.#coming;
    this.#coming = undefined;
    if (code === 0x01) return 'ok';
    if (!coming || code !== 0x00) return coming ? 'badParameter' : 'wrongState';
    const picture = decodePicture(Buffer.concat(coming.parts), coming.encoding, this.#capability);
    if (!picture) return 'decompression';
    this.clear();
    this.#picture = picture;
    return 'ok';
  }

  setArea(report: Uint8Array): PadResult {
    const area = decodeArea(report);
    const { width, height } = this.#capability;
    if (!area || area.x2 >= width || area.y2 >= height) return 'badArea';
    this.area = area;
    return 'ok';
  }

  /** The pen at a place of the screen, in shares of it; `begins`: it was up before. */
  pen(place: { readonly x: number; readonly y: number }, begins: boolean): void {
    if (!this.inking || this.#points >= LONGEST_INK || !this.#inArea(place)) return;
    this.#points += 1;
    if (begins || this.#ink.length === 0) this.#ink.push([]);
    this.#ink[this.#ink.length - 1]?.push({ x: place.x, y: place.y });
  }

  #inArea({ x, y }: { readonly x: number; readonly y: number }): boolean {
    const { area } = this;
    if (!area) return true;
    const { width, height } = this.#capability;
    const [column, row] = [x * width, y * height];
    return column >= area.x1 && column <= area.x2 && row >= area.y1 && row <= area.y2;
  }
}
