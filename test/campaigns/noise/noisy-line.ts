import type { BenchDevice } from '#contracts/bench/state.ts';
import type { Line } from '#devices/transport/transport.ts';
import { type Clock, systemClock, type TimerHandle } from '#foundation/clock.ts';
import type { Random } from '../support/random.ts';

/** What a bad cable, a neighbour's motor or a confused device does to what the device says. */
export const NOISES = [
  /** Bytes before every reply, many of them beginnings and ends of frames. */
  'before',
  /** ... and after it. */
  'after',
  /** Every byte by itself. */
  'split',
  /** A reply in a few pieces with pauses between them. */
  'gaps',
  /** One bit of some replies is another. */
  'flip',
  /** The reply before comes once more. */
  'repeat',
  /** Some replies do not come. */
  'loss',
  /** Ten thousand small pieces of nothing a second. */
  'flood',
] as const;
export type Noise = (typeof NOISES)[number];

/** Bytes that begin, end or steer something in one of the three protocols. */
const TELLING = [
  0xaa, 0x96, 0x69, 0x02, 0x03, 0x04, 0x05, 0x06, 0x10, 0x12, 0x14, 0x15, 0x37, 0x22, 0x5f, 0xf2, 0x00, 0xff,
];
const FLOOD_EVERY = 10;
const FLOOD_PIECES = 100;

/** Puts noise on the lines of simulated devices, and takes it off again. */
export class NoiseMaker {
  readonly #random: Random;
  readonly #clock: Clock;
  readonly #on = new Map<BenchDevice, ReadonlySet<Noise>>();
  readonly #lines = new Map<BenchDevice, Line>();
  #timer: TimerHandle | undefined;

  constructor(random: Random, clock: Clock = systemClock) {
    this.#random = random;
    this.#clock = clock;
  }

  /** The line as the device sees it; what it writes comes out spoilt. */
  readonly between = (device: BenchDevice, line: Line): Line => {
    this.#lines.set(device, line);
    let before: Uint8Array = new Uint8Array(0);
    let tail: Promise<unknown> = Promise.resolve();
    return {
      listen: (events) => line.listen(events),
      close: () => line.close(),
      write: async (bytes) => {
        const pieces = this.#spoilt(device, bytes, before);
        before = bytes;
        tail = tail.then(async () => {
          for (const { piece, after } of pieces) {
            if (after > 0) await new Promise<void>((resolve) => void this.#clock.setTimeout(resolve, after));
            await line.write(piece);
          }
        });
        // To the device its bytes have left; what becomes of them it cannot know.
        return { ok: true, value: undefined };
      },
    };
  };

  make(device: BenchDevice, noises: readonly Noise[]): void {
    this.#on.set(device, new Set(noises));
    this.#flood();
  }

  stop(): void {
    this.#on.clear();
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #spoilt(device: BenchDevice, bytes: Uint8Array, before: Uint8Array) {
    const on = this.#on.get(device) ?? new Set<Noise>();
    const random = this.#random;
    if (on.has('loss') && random.chance(0.1)) return [];
    const frame = bytes.slice();
    if (on.has('flip') && random.chance(0.15)) {
      const place = random.int(frame.length);
      frame[place] = (frame[place] ?? 0) ^ (1 << random.int(8));
    }
    const whole: Uint8Array[] = [
      ...(on.has('before') ? [this.#garbage(40)] : []),
      ...(on.has('repeat') && random.chance(0.3) ? [before] : []),
      frame,
      ...(on.has('after') ? [this.#garbage(40)] : []),
    ];
    if (on.has('split'))
      return whole.flatMap((part) => Array.from(part, (byte) => ({ piece: Uint8Array.of(byte), after: 0 })));
    if (!on.has('gaps')) return whole.map((piece) => ({ piece, after: 0 }));
    return whole.flatMap((part) => {
      const cut = random.int(part.length + 1);
      return [
        { piece: part.slice(0, cut), after: random.int(8) },
        { piece: part.slice(cut), after: random.int(8) },
      ];
    });
  }

  #garbage(most: number): Uint8Array {
    const random = this.#random;
    return Uint8Array.from({ length: 1 + random.int(most) }, () =>
      random.chance(0.5) ? random.pick(TELLING) : random.int(256),
    );
  }

  #flood(): void {
    const flooded = [...this.#on].filter(([, noises]) => noises.has('flood'));
    if (flooded.length === 0 || this.#timer !== undefined) return;
    this.#timer = this.#clock.setTimeout(() => {
      this.#timer = undefined;
      for (const [device] of flooded)
        for (let piece = 0; piece < FLOOD_PIECES; piece++)
          void this.#lines.get(device)?.write(this.#garbage(12));
      this.#flood();
    }, FLOOD_EVERY);
  }
}
