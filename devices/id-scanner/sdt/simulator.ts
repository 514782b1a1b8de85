import { z } from 'zod';
import { fromHex } from '#foundation/bytes.ts';
import { type Clock, systemClock, type TimerHandle } from '#foundation/clock.ts';
import { Listeners, type Unsubscribe } from '#foundation/listeners.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { FrameReader } from '../../link/frame-reader.ts';
import type { ActDescription, Simulator, SimulatorError } from '../../simulation/simulator.ts';
import type { Line } from '../../transport/transport.ts';
import { ACTS, type ActName } from './acts.ts';
import {
  type Command,
  cutCommand,
  INTER_BYTE_MILLISECONDS,
  MAXIMUM_COMMAND_BYTES,
  PHOTO_BYTES,
  type Reply,
  SW3,
} from './protocol.ts';
import { encodeRecord } from './records.ts';
import { type Fault, spoilt, UNASKED } from './reply-faults.ts';
import { knownMessage, SimulatedSam } from './simulated-sam.ts';

/** How much later than the host's own patience a late reply comes, milliseconds. */
const LATE_BY_MILLISECONDS = 200;

/** 100 unasked frames every 10 ms: 10,000 a second. */
const FLOOD_EVERY_MILLISECONDS = 10;
const FLOOD = new Uint8Array(100 * UNASKED.length).map((_, i) => UNASKED[i % UNASKED.length] ?? 0);

/** Bytes of a preamble and LEN: a frame that stops after them has lied about its length. */
const HEADER_BYTES = 7;

export type SdtSimulatorOptions = {
  readonly clock?: Clock;
  /** True: find finds a card as long as it lies there. Default: a card once read is hidden until lifted. */
  readonly answersFindUntilLifted?: boolean;
};

/** Same bytes every time; no picture is in them. */
const inventedPhoto = (): Uint8Array => new Uint8Array(PHOTO_BYTES).map((_, i) => (i * 31 + 7) & 0xff);

type Plugged = { readonly line: Line; readonly reader: FrameReader<Command> };
type Laid = { readonly type: string; readonly name: string };
type Acted = Result<object, SimulatorError>;

/** An act with its schema before it. A refusal tells where and which rule, never the value: it may be a document's. */
const checked =
  <Input>(schema: z.ZodType<Input>, run: (input: Input) => Acted) =>
  (input: unknown): Acted => {
    const parsed = schema.safeParse(input);
    if (parsed.success) return run(parsed.data);
    const detail = parsed.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`).join('; ');
    return err({ code: 'badInput', detail });
  };

class SdtSimulator implements Simulator {
  readonly #clock: Clock;
  readonly #sam: SimulatedSam;
  readonly #faults = new Set<Fault>();
  readonly #listeners = new Listeners<void>();
  #laid: Laid | undefined;
  #reachable = true;
  #plugged: Plugged | undefined;
  #floodTimer: TimerHandle | undefined;
  /** Replies leave in order: none before this moment of `monotonic()`. */
  #busyUntil = 0;

  readonly #acts: { readonly [Name in ActName]: (input: unknown) => Acted } = {
    layDocument: checked(ACTS.layDocument.input, (input) => this.#lay(input)),
    liftDocument: checked(ACTS.liftDocument.input, () => {
      if (!this.#laid) return err({ code: 'impossible', detail: 'no document lies there' });
      this.#laid = undefined;
      this.#sam.lift();
      return ok({});
    }),
    unplug: checked(ACTS.unplug.input, () => {
      this.#reachable = false;
      this.#sam.powerOff();
      this.#unplugLine();
      return ok({});
    }),
    plugIn: checked(ACTS.plugIn.input, () => {
      this.#reachable = true;
      return ok({});
    }),
    setFault: checked(ACTS.setFault.input, ({ fault, on }) => {
      if (on) this.#faults.add(fault);
      else this.#faults.delete(fault);
      return ok({});
    }),
    reset: checked(ACTS.reset.input, () => {
      this.#laid = undefined;
      this.#sam.reset();
      this.#faults.clear();
      this.#reachable = true;
      return ok({});
    }),
  };

  constructor({ clock = systemClock, answersFindUntilLifted = false }: SdtSimulatorOptions) {
    this.#clock = clock;
    this.#sam = new SimulatedSam(clock, answersFindUntilLifted);
  }

  get reachable(): boolean {
    return this.#reachable;
  }

  attach(line: Line): void {
    if (!this.#reachable) return void line.close();
    this.#unplugLine();
    const plugged: Plugged = { line, reader: this.#readerFor(line) };
    this.#plugged = plugged;
    this.#busyUntil = 0;
    this.#flood();
    line.listen({
      data: (bytes) => plugged.reader.push(bytes),
      closed: () => {
        plugged.reader.stop();
        if (this.#plugged === plugged) this.#plugged = undefined;
        this.#flood();
      },
    });
  }

  act(name: string, input: unknown): Acted {
    if (!isActName(name)) return err({ code: 'unknownAct' });
    const acted = this.#acts[name](input);
    if (acted.ok) {
      this.#flood();
      this.#listeners.publish();
    }
    return acted;
  }

  acts(): readonly ActDescription[] {
    return Object.entries(ACTS).map(([name, { does, input }]) => ({
      name,
      does,
      input: z.toJSONSchema(input),
    }));
  }

  state(): object {
    return {
      plugged: this.#reachable,
      document: this.#laid ?? null,
      read: this.#sam.read,
      faults: [...this.#faults],
    };
  }

  subscribe(listener: () => void): Unsubscribe {
    return this.#listeners.add(listener);
  }

  #lay(input: z.infer<typeof ACTS.layDocument.input>): Acted {
    const photo = input.photo === undefined ? inventedPhoto() : fromHex(input.photo);
    if (!input.document) {
      this.#sam.lay({ text: fromHex(input.raw ?? ''), photo });
      this.#laid = { type: 'raw', name: '' };
      return ok({});
    }
    const text = encodeRecord(input.document);
    if (!text.ok) return err({ code: 'badInput', ...(text.error.detail && { detail: text.error.detail }) });
    this.#sam.lay({ text: text.value, photo });
    this.#laid = { type: input.document.type, name: input.document.name };
    return ok({});
  }

  #readerFor(line: Line): FrameReader<Command> {
    let halfFrame = false;
    return new FrameReader({
      cut: (bytes) => {
        const cut = cutCommand(bytes);
        halfFrame = cut.kind === 'more' && bytes.length >= HEADER_BYTES;
        return cut;
      },
      maximumBytes: MAXIMUM_COMMAND_BYTES,
      interByteMilliseconds: INTER_BYTE_MILLISECONDS,
      clock: this.#clock,
      onFrame: (command) => this.#obey(line, command),
      onDiscarded: (_, reason) => {
        if (reason === 'badCheck') this.#reply(line, refusal(SW3.hostChecksumWrong), 0);
        else if (reason === 'badLength' || (reason === 'interByteTimeout' && halfFrame))
          this.#reply(line, refusal(SW3.hostLengthWrong), 0);
      },
    });
  }

  #obey(line: Line, command: Command): void {
    const readBefore = this.#sam.read;
    const reply = this.#sam.answer(command, {
      readFails: this.#faults.has('readFails'),
      selectFails: this.#faults.has('selectFails'),
      notAuthorised: this.#faults.has('notAuthorised'),
      selfTestFailed: this.#faults.has('selfTestFailed'),
    });
    const patience = knownMessage(command)?.timeout ?? 0;
    this.#reply(line, reply, this.#faults.has('lateReply') ? patience + LATE_BY_MILLISECONDS : 0);
    if (readBefore !== this.#sam.read) this.#listeners.publish();
  }

  /** Sends in order, each reply `delay` milliseconds after its command and never before the one ahead of it. */
  #reply(line: Line, reply: Reply, delay: number): void {
    const chunks = spoilt(reply, this.#faults);
    const send = () => {
      for (const chunk of chunks) void line.write(chunk);
    };
    const now = this.#clock.monotonic();
    this.#busyUntil = Math.max(this.#busyUntil, now) + delay;
    if (this.#busyUntil <= now) send();
    else this.#clock.setTimeout(send, this.#busyUntil - now);
  }

  /** Starts or stops the flood as the fault and the cable say. */
  #flood(): void {
    const flooding = this.#plugged !== undefined && this.#faults.has('floodUnsolicited');
    if (!flooding) {
      if (this.#floodTimer !== undefined) this.#clock.clearTimeout(this.#floodTimer);
      this.#floodTimer = undefined;
      return;
    }
    this.#floodTimer ??= this.#clock.setTimeout(() => {
      this.#floodTimer = undefined;
      void this.#plugged?.line.write(FLOOD);
      this.#flood();
    }, FLOOD_EVERY_MILLISECONDS);
  }

  #unplugLine(): void {
    const plugged = this.#plugged;
    this.#plugged = undefined;
    plugged?.reader.stop();
    void plugged?.line.close();
  }
}

const isActName = (name: string): name is ActName => Object.hasOwn(ACTS, name);
const refusal = (sw3: number): Reply => ({ sw1: 0, sw2: 0, sw3, data: new Uint8Array(0) });

/** A second-generation ID card reader from the other side: SDT frames, one antenna, stackable faults. */
export const createSdtSimulator = (options: SdtSimulatorOptions = {}): Simulator => new SdtSimulator(options);
