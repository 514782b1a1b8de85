import type { DeviceCounters, DeviceFault } from '#contracts/supervisor/device.ts';
import type { DeviceKind } from '#devices/catalogue.ts';
import type { DeviceError } from '#devices/device.ts';
import type { FrameTrace } from '#devices/driver.ts';
import type { Transition } from '#devices/supervision/lifecycle.ts';
import type { Clock } from '#foundation/clock.ts';

type Book = {
  counters: { -readonly [Name in keyof DeviceCounters]: DeviceCounters[Name] };
  last: DeviceFault | null;
};

const empty = (): Book => ({
  counters: {
    framesOut: 0,
    framesIn: 0,
    discardedFrames: 0,
    discardedBytes: 0,
    badChecks: 0,
    commands: 0,
    failures: 0,
    timeouts: 0,
    restarts: 0,
  },
  last: null,
});

/** Errors that somebody wanted, or that say nothing of the device. */
const UNREMARKABLE: readonly DeviceError['code'][] = ['cancelled', 'busy', 'invalidData', 'unsupported'];

/** What was counted of every device since the host started, and what went wrong with it last. */
export class DeviceBooks {
  readonly #clock: Clock;
  readonly #books = new Map<string, Book>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  of(device: string): { readonly counters: DeviceCounters; readonly last: DeviceFault | null } {
    const { counters, last } = this.#book(device);
    return { counters: { ...counters }, last };
  }

  /** Counts the frames of one device. */
  frames(device: DeviceKind): FrameTrace {
    const { counters } = this.#book(device);
    return ({ direction, name, length, bytes }) => {
      if (direction === 'toDevice') counters.framesOut += 1;
      else if (direction === 'toHost') counters.framesIn += 1;
      // What nobody waited for was a frame all the same; the rest is garbage.
      else if (bytes) counters.discardedFrames += 1;
      else counters.discardedBytes += length;
      if (direction === 'discarded' && name === 'badCheck') counters.badChecks += 1;
    };
  }

  command(device: DeviceKind, name: string, error?: DeviceError): void {
    const book = this.#book(device);
    book.counters.commands += 1;
    if (!error || UNREMARKABLE.includes(error.code)) return;
    book.counters.failures += 1;
    if (error.code === 'timeout') book.counters.timeouts += 1;
    this.#wrong(book, error, name);
  }

  transition({ device, from, to, error }: Transition): void {
    const book = this.#book(device);
    if ((from === 'ready' || from === 'busy') && to === 'recovering') book.counters.restarts += 1;
    if (error && (to === 'absent' || to === 'fault' || to === 'recovering')) this.#wrong(book, error, null);
  }

  #wrong(book: Book, error: DeviceError, command: string | null): void {
    book.last = {
      at: this.#clock.wall(),
      command,
      code: error.code,
      condition: error.condition ?? null,
      // Codes of a device are a few characters of its manual; words of libraries stay out.
      deviceCode: error.deviceCode?.slice(0, 40) ?? null,
    };
  }

  #book(device: string): Book {
    const known = this.#books.get(device);
    if (known) return known;
    const book = empty();
    this.#books.set(device, book);
    return book;
  }
}
