import type { Clock, TimerHandle } from '#foundation/clock.ts';
import { unreachable } from '#foundation/result.ts';
import { decode, type Operation } from './decoder.ts';
import type { PaperLine } from './paper.ts';

/** What the mechanism asks of, and tells, the machine around it. */
export type EngineHost = {
  /** Paper out, cover open, cutter jammed or no power: nothing moves and nothing is read from the buffer. */
  readonly stopped: () => boolean;
  /** Milliseconds for one row of dots. */
  readonly rowMilliseconds: () => number;
  readonly printed: (line: PaperLine) => void;
  /** The blade falls; false when it jams. */
  readonly cut: () => boolean;
  readonly initialised: () => void;
  readonly automaticStatus: (mask: number) => void;
  readonly processId: (id: Uint8Array) => void;
  readonly queuedStatus: () => void;
  readonly information: (about: number) => void;
  readonly clearRequested: () => void;
  readonly statusAsked: (n: number) => void;
  readonly violation: (what: string) => void;
};

export const RECEIVE_BUFFER_BYTES = 65_536;
const PAPER_DOTS = 512;
const LINE_DOTS = 30;
const QR_ROWS = 250;
/** From the head to the blade. */
const CUTTER_DOTS = 142;
const CUT_MILLISECONDS = 300;

type Modes = {
  hanzi: boolean;
  align: 'left' | 'centre' | 'right';
  bold: boolean;
  asciiLarge: boolean;
  hanziLarge: boolean;
  nationalSet: number;
};

/** As after power-on: a Chinese set for ASCII, no Hanzi mode. Hosts that count on more than ESC @ gives show it. */
const initialModes = (): Modes => ({
  hanzi: false,
  align: 'left',
  bold: false,
  asciiLarge: false,
  hanziLarge: false,
  nationalSet: 15,
});

type Line = { text: string; dots: number; large: boolean; bold: boolean };
const emptyLine = (): Line => ({ text: '', dots: 0, large: true, bold: false });

/** Something that takes time, and what it comes to. */
type Work = { readonly milliseconds: number; readonly finish: () => void };

const gb18030 = new TextDecoder('gb18030');

/** Receive buffer, command interpreter and head: prints what it was given, in order, as long as nothing stops it. */
export class PrintEngine {
  readonly #clock: Clock;
  readonly #host: EngineHost;
  readonly #buffer = new Uint8Array(RECEIVE_BUFFER_BYTES);
  #start = 0;
  #end = 0;
  /** The beginning of a real-time command among the received bytes. */
  #realTime: readonly number[] = [];
  #modes = initialModes();
  #line = emptyLine();
  #qrData = '';
  #working: TimerHandle | undefined;

  constructor(clock: Clock, host: EngineHost) {
    this.#clock = clock;
    this.#host = host;
  }

  /** Received and not yet printed. */
  get waitingBytes(): number {
    return this.#end - this.#start;
  }

  /** Real-time commands are obeyed as they arrive, wherever they stand; everything joins the queue. */
  receive(bytes: Uint8Array): void {
    for (const byte of bytes) {
      this.#store(byte);
      this.#watchRealTime(byte);
    }
    this.run();
  }

  /** Goes on printing, if nothing stands against it. */
  run(): void {
    while (this.#working === undefined && !this.#host.stopped()) {
      const decoded = decode(this.#buffer.subarray(this.#start, this.#end), this.#modes);
      if (decoded.kind === 'more') return;
      this.#start += decoded.take;
      const work = this.#execute(decoded.operation);
      if (!work) continue;
      this.#working = this.#clock.setTimeout(() => {
        this.#working = undefined;
        work.finish();
        this.run();
      }, work.milliseconds);
    }
  }

  /** DLE ENQ 2: receive buffer and print buffer, not the modes. */
  clearBuffers(): void {
    this.#start = 0;
    this.#end = 0;
    this.#line = emptyLine();
  }

  /** Everything that is not paper is gone. */
  powerDown(): void {
    if (this.#working !== undefined) this.#clock.clearTimeout(this.#working);
    this.#working = undefined;
    this.clearBuffers();
    this.#realTime = [];
    this.#reset();
  }

  #store(byte: number): void {
    if (this.#end === RECEIVE_BUFFER_BYTES) {
      this.#buffer.copyWithin(0, this.#start, this.#end);
      this.#end -= this.#start;
      this.#start = 0;
    }
    if (this.#end === RECEIVE_BUFFER_BYTES) return this.#host.violation('receive buffer overrun');
    this.#buffer[this.#end] = byte;
    this.#end += 1;
  }

  #watchRealTime(byte: number): void {
    const [first, second] = this.#realTime;
    if (first === undefined || second === undefined) {
      const grows = first === undefined ? byte === 0x10 : [0x04, 0x05, 0x14].includes(byte);
      this.#realTime = grows ? [...this.#realTime, byte] : byte === 0x10 ? [byte] : [];
      return;
    }
    this.#realTime = byte === 0x10 ? [byte] : [];
    if (second === 0x04) this.#host.statusAsked(byte);
    else if (second === 0x14) this.#host.violation('real-time drawer pulse');
    else if (byte === 0x02) this.#host.clearRequested();
    else this.#host.violation('real-time retry');
  }

  #reset(): void {
    this.#modes = initialModes();
    this.#line = emptyLine();
    this.#qrData = '';
  }

  #execute(operation: Operation): Work | undefined {
    switch (operation.kind) {
      case 'character':
        return this.#character(operation.bytes);
      case 'lineFeed':
        return this.#printLine();
      case 'feedLines':
        return this.#work(operation.lines * LINE_DOTS, { kind: 'feed', lines: operation.lines });
      case 'raster':
        return this.#raster(operation);
      case 'qrPrint':
        return this.#work(QR_ROWS, { kind: 'qr', data: this.#qrData });
      case 'cut':
        return this.#cut(operation.feed);
      default:
        return this.#instantly(operation);
    }
  }

  #instantly(
    operation: Exclude<
      Operation,
      { kind: 'character' | 'lineFeed' | 'feedLines' | 'raster' | 'qrPrint' | 'cut' }
    >,
  ): undefined {
    switch (operation.kind) {
      case 'initialise':
        this.#reset();
        return this.#tell(() => this.#host.initialised());
      case 'hanzi':
        this.#modes.hanzi = operation.on;
        return undefined;
      case 'align':
        if (this.#line.dots > 0) this.#host.violation('alignment in the middle of a line');
        this.#modes.align = operation.align;
        return undefined;
      case 'bold':
        this.#modes.bold = operation.on;
        return undefined;
      case 'asciiSize':
        this.#modes.asciiLarge = operation.large;
        return undefined;
      case 'hanziSize':
        this.#modes.hanziLarge = operation.large;
        return undefined;
      case 'nationalSet':
        this.#modes.nationalSet = operation.set;
        return undefined;
      case 'qrStore':
        this.#qrData = operation.data;
        return undefined;
      case 'automaticStatus':
        return this.#tell(() => this.#host.automaticStatus(operation.mask));
      case 'processId':
        return this.#tell(() => this.#host.processId(operation.id));
      case 'queuedStatus':
        return this.#tell(() => this.#host.queuedStatus());
      case 'information':
        return this.#tell(() => this.#host.information(operation.about));
      case 'violation':
        return this.#tell(() => this.#host.violation(operation.what));
      case 'nothing':
        return undefined;
      default:
        return unreachable(operation);
    }
  }

  #tell(say: () => void): undefined {
    say();
  }

  #work(rows: number, line: PaperLine): Work {
    return {
      milliseconds: rows * this.#host.rowMilliseconds(),
      finish: () => this.#host.printed(line),
    };
  }

  #character(bytes: Uint8Array): Work | undefined {
    const wide = bytes.length === 2;
    const large = wide ? this.#modes.hanziLarge : this.#modes.asciiLarge;
    const dots = (wide ? 24 : 12) * (large ? 2 : 1);
    const add = () => {
      const decoded = gb18030.decode(bytes);
      // China's national set has a yen sign in the place of the dollar.
      this.#line.text += decoded === '$' && this.#modes.nationalSet === 15 ? '¥' : decoded;
      this.#line.dots += dots;
      this.#line.large &&= large;
      this.#line.bold = this.#modes.bold;
    };
    if (this.#line.dots + dots > PAPER_DOTS) {
      const full = this.#printLine();
      return {
        milliseconds: full.milliseconds,
        finish: () => {
          full.finish();
          add();
        },
      };
    }
    add();
    return undefined;
  }

  #printLine(): Work {
    const { text, large, bold, dots } = this.#line;
    const size = large && dots > 0 ? 'large' : 'normal';
    const rows = size === 'large' ? 2 * LINE_DOTS : LINE_DOTS;
    const work = this.#work(rows, { kind: 'text', text, align: this.#modes.align, size, bold });
    return {
      milliseconds: work.milliseconds,
      finish: () => {
        this.#line = emptyLine();
        work.finish();
      },
    };
  }

  #raster({ bytesPerRow, rows, data }: Extract<Operation, { kind: 'raster' }>): Work {
    const hidden = data.some((byte, at) => data[at - 1] === 0x10 && [0x04, 0x05, 0x14].includes(byte));
    if (hidden) this.#host.violation('real-time command inside an image');
    if (bytesPerRow * 8 > PAPER_DOTS) this.#host.violation('image wider than the paper');
    return this.#work(rows, {
      kind: 'raster',
      width: bytesPerRow * 8,
      height: rows,
      dataBase64: Buffer.from(data).toString('base64'),
    });
  }

  #cut(feed: number): Work {
    if (this.#line.dots > 0) this.#host.violation('cut in the middle of a line');
    return {
      milliseconds: CUT_MILLISECONDS + (CUTTER_DOTS + feed) * this.#host.rowMilliseconds(),
      finish: () => {
        this.#host.cut();
      },
    };
  }
}
