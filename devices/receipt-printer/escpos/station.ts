import { err, ok, type Result } from '#foundation/result.ts';
import type { DeviceError, DeviceIdentity } from '../../device.ts';
import type { DriverContext, DriverMemory } from '../../driver.ts';
import type { Turn } from '../../link/turns.ts';
import type { TransportError } from '../../transport/transport.ts';
import type { ReceiptPrinterCommands, ReceiptPrinterCondition } from '../contract.ts';
import type { EncodedReceipt } from './encode.ts';
import { processIds } from './process-ids.ts';
import {
  askInformation,
  askQueuedStatus,
  automaticStatus,
  clearBuffers,
  cut,
  initialise,
  processId,
  type Token,
} from './protocol.ts';
import { LONGEST_COMMAND_BYTES } from './raster.ts';
import type { PrinterMessage } from './receiver.ts';
import { faultOf, type PrinterFacts, type PrinterFault } from './status.ts';
import { PrinterWire } from './wire.ts';

/** Longest wait for the echo after the last byte: this, and a second for every 10 cm of paper. */
export const ECHO_MILLISECONDS = 15_000;
export const ECHO_MILLISECONDS_PER_100_MILLIMETRES = 1000;
/** Longest wait for the echo of a probe; an earlier receipt's rest may still be printing before it. */
export const PROBE_MILLISECONDS = 3000;
/** ASB's four bytes follow its command at once. */
export const ASB_MILLISECONDS = 500;
/** Longest wait for a text block about the printer. */
export const INFORMATION_MILLISECONDS = 500;
/** A paper end or an open cover right after the last cut may overtake the echo by this much. */
export const FAULT_GRACE_MILLISECONDS = 500;
/** Longest pause after XOFF before the printer is asked whether it means it. */
export const PAUSE_MILLISECONDS = 10_000;
/** Bytes handed over between two looks at the printer's state. */
const CHUNK_BYTES = 1024;

export type Job = { contentSent: boolean };

type PrintOutput = ReceiptPrinterCommands['print']['output'];
type Reason = NonNullable<PrintOutput['reason']>;

/** How a run of commands ended. `printed`: echoed. `read`: the printer has no process ids, but it has read to the end. */
type End = { readonly kind: 'printed' | 'read' } | { readonly kind: 'stopped'; readonly reason: Reason };

/** Faults at which a receipt is given up. The others pass by themselves, or the echo's deadline ends them. */
const STOPPING: ReadonlySet<PrinterFault> = new Set(['coverOpen', 'paperOut', 'cutter']);

export type StationEvents = {
  readonly facts: (facts: PrinterFacts) => void;
  readonly gone: (reason: TransportError) => void;
};

/**
 * The printer as a place where one receipt at a time comes to its end. It knows what may be left of an earlier one:
 * paper that hangs uncut in the slot, and bytes in the printer's memory, which keeps them while paper is changed and
 * prints them when it is there. So after every receipt whose end was not confirmed:
 * - the buffers are cleared at once, in real time (DLE ENQ 2). Printers that let this act on cutter errors only print
 *   the rest when the paper is back;
 * - as soon as the printer is ready, and in any case before the next receipt, everything is initialised and cut off,
 *   and an echo awaited that proves the memory empty. The rest falls as a piece of its own.
 * A new connection knows from `DriverMemory` whether something was left: then its first receipt is preceded by such a
 * cut too. Otherwise nothing is cut, for the paper is the customers', and the echo alone proves the memory empty.
 */
export class PrintStation {
  readonly #wire: PrinterWire;
  readonly #nextId = processIds();
  readonly #probes = new Set<string>();
  #facts: PrinterFacts | undefined;
  /** Whether this model echoes process ids: proven by an echo; `tested` once the lack of one was accepted. */
  #echoes = false;
  #tested = false;
  readonly #memory: DriverMemory;

  constructor(context: DriverContext, events: StationEvents) {
    this.#memory = context.memory ?? { unfinished: false };
    this.#wire = new PrinterWire(context, {
      facts: (facts) => {
        this.#facts = facts;
        events.facts(facts);
      },
      // A probe's echo that came too late for its deadline still proves what it was sent for.
      unasked: (message) => {
        if (message.kind === 'processId' && this.#probes.has(message.id)) this.#echoes = true;
      },
      gone: events.gone,
    });
  }

  /** A receipt was not confirmed, and its rest has not been got rid of. */
  get mustSeparate(): boolean {
    return this.#memory.unfinished;
  }

  /** Moves no paper. A printer that is out of paper, open or jammed is identified all the same. */
  async identify(): Promise<Result<DeviceIdentity, DeviceError>> {
    const first = await this.#wire.send([clearBuffers(), initialise(), automaticStatus()]);
    if (!first.ok) return first;
    const polled = await this.#wire.poll();
    if (!polled.ok) return polled;
    if (faultOf(polled.value.facts)) return ok({ model: 'ESC/POS' });
    await this.#probe();
    return ok(await this.#askWho());
  }

  /** Asks in real time. ASB is switched on again while at it: a printer that lost power has forgotten it. */
  async askFacts(): Promise<Result<PrinterFacts, DeviceError>> {
    const polled = await this.#wire.poll();
    if (!polled.ok) return polled;
    // While the printer is stopped, commands only pile up in its memory.
    if (!faultOf(polled.value.facts)) await this.#wire.send([automaticStatus()]);
    return ok(polled.value.facts);
  }

  /** Contract's `print`; `job` is told when the first byte of content goes out. */
  async print(receipt: EncodedReceipt, job: Job, turn: Turn): Promise<Result<PrintOutput, DeviceError>> {
    const ready = await this.#makeReady();
    if (!ready.ok) return ready;
    const armed = await this.#initialise(receipt.preamble);
    if (!armed.ok) return armed;
    if (turn.cancelled()) return err({ code: 'cancelled' });
    job.contentSent = true;
    this.#memory.unfinished = true;
    const end = (await this.#sendContent(receipt.content)) ?? (await this.#finish(receipt.millimetres));
    switch (end.kind) {
      case 'printed':
        this.#memory.unfinished = false;
        return ok({ outcome: 'confirmed' });
      case 'read':
        this.#memory.unfinished = false;
        return ok({ outcome: 'unknown' });
      case 'stopped':
        await this.#wire.send([clearBuffers(), initialise(), automaticStatus()]);
        return ok({ outcome: 'unknown', reason: end.reason });
    }
  }

  /** Gets rid of what an unconfirmed receipt left, if the printer is able to. */
  recover(): Promise<Result<void, DeviceError>> {
    return this.#makeReady();
  }

  close(error: DeviceError): void {
    this.#wire.close(error);
  }

  /** Nothing stands against printing, and nothing of an earlier receipt is in the way; else says what. */
  async #makeReady(): Promise<Result<void, DeviceError>> {
    let polled = await this.#wire.poll();
    if (polled.ok && (polled.value.facts.cutterError || polled.value.facts.otherError)) {
      // A jam that was cleared by hand is left by command only, and never with what was to be printed then.
      const cleared = await this.#wire.send([clearBuffers()]);
      polled = cleared.ok ? await this.#wire.poll() : cleared;
    }
    if (!polled.ok) return polled;
    const fault = faultOf(polled.value.facts);
    if (fault) return err({ ...errorOf(fault), deviceCode: polled.value.deviceCode });
    await this.#probe();
    if (!this.#memory.unfinished) return ok(undefined);
    return this.#separate();
  }

  async #separate(): Promise<Result<void, DeviceError>> {
    const cleared = await this.#wire.send([clearBuffers()]);
    if (!cleared.ok) return cleared;
    const armed = await this.#initialise([]);
    if (!armed.ok) return armed;
    const end = await this.#finish(0);
    if (end.kind === 'stopped') return err(errorOf(end.reason));
    this.#memory.unfinished = false;
    return ok(undefined);
  }

  /**
   * ESC @, modes, ASB on. Its four bytes are a second opinion on the poll before, for one stray byte is enough to
   * shift the poll's answers. Models without ASB are not waited for any longer than ASB takes.
   */
  async #initialise(modes: readonly Token[]): Promise<Result<void, DeviceError>> {
    const tokens = [initialise(), ...modes, automaticStatus()];
    const asb = await this.#wire.ask(tokens, ({ kind }) => kind === 'asb', ASB_MILLISECONDS);
    if (!asb.ok) return asb.error.code === 'timeout' ? ok(undefined) : asb;
    const fault = asb.value.kind === 'asb' ? faultOf(asb.value.facts) : undefined;
    return fault ? err(errorOf(fault)) : ok(undefined);
  }

  /** Finds out, once, whether this model echoes process ids. Only of a ready printer: a stopped one reads nothing. */
  async #probe(): Promise<void> {
    if (this.#echoes || this.#tested) return;
    await this.#askEcho();
    if (this.#echoes) return;
    // Perhaps a pulled cable left a long command half sent, and it has swallowed everything since. Initialising over
    // and over fills it up, and is nothing but initialising once it is full. A model without process ids may have
    // taken the probe for text: initialising removes that from its line buffer.
    const train = Array.from({ length: Math.ceil(LONGEST_COMMAND_BYTES / 2) }, initialise);
    await this.#wire.send([...train, automaticStatus()]);
    await this.#askEcho();
    this.#tested = true;
    if (!this.#echoes) await this.#wire.send([initialise(), automaticStatus()]);
  }

  async #askEcho(): Promise<void> {
    const id = this.#nextId();
    this.#probes.add(id);
    const echo = await this.#wire.ask([processId(id)], isEchoOf(id), PROBE_MILLISECONDS);
    if (echo.ok) this.#echoes = true;
  }

  async #askWho(): Promise<DeviceIdentity> {
    const ask = (token: Token) => this.#wire.askInformation(token, INFORMATION_MILLISECONDS);
    const model = await ask(askInformation('model'));
    if (model === undefined) return { model: 'ESC/POS' };
    const firmware = await ask(askInformation('firmware'));
    const serialNumber = await ask(askInformation('serialNumber'));
    return {
      model: `ESC/POS ${model}`.trim(),
      ...(firmware ? { firmware } : {}),
      ...(serialNumber ? { serialNumber } : {}),
    };
  }

  /** `undefined` once all of it is handed over. Stops between commands only: half a command would swallow the next. */
  async #sendContent(tokens: readonly Token[]): Promise<End | undefined> {
    for (const chunk of chunksOf(tokens)) {
      const reason = (await this.#stopReason()) ?? (await this.#pauseReason());
      if (reason) return { kind: 'stopped', reason };
      const sent = await this.#wire.send(chunk);
      if (!sent.ok) return { kind: 'stopped', reason: 'offline' };
    }
    return undefined;
  }

  /** Cuts, and waits until it is known how that ended. */
  async #finish(millimetres: number): Promise<End> {
    const id = this.#nextId();
    const confirms = this.#echoes;
    const wait = this.#wire.expect(confirms ? isEchoOf(id) : ({ kind }) => kind === 'queued');
    const sent = await this.#wire.send([cut(), confirms ? processId(id) : askQueuedStatus()]);
    if (!sent.ok) {
      wait.cancel();
      return { kind: 'stopped', reason: 'offline' };
    }
    const deadline = ECHO_MILLISECONDS + Math.ceil(millimetres / 100) * ECHO_MILLISECONDS_PER_100_MILLIMETRES;
    const answer = wait.within(deadline);
    for (;;) {
      const first = await this.#firstOf(answer, deadline);
      if (first === 'fault') {
        // The echo may be right behind the fault it was overtaken by.
        const graced = await this.#wire.within(answer, FAULT_GRACE_MILLISECONDS);
        if (graced?.ok) return this.#ended(confirms);
        const reason = await this.#stopReason();
        if (!reason) continue;
        wait.cancel();
        return { kind: 'stopped', reason };
      }
      if (first.ok) return this.#ended(confirms);
      return {
        kind: 'stopped',
        reason: first.error.code === 'offline' ? 'offline' : await this.#whySilent(),
      };
    }
  }

  /** An echo is proof. Without process ids, the state after the last byte was read is all there is to go by. */
  async #ended(confirms: boolean): Promise<End> {
    if (confirms) return { kind: 'printed' };
    const polled = await this.#wire.poll();
    if (!polled.ok) return { kind: 'stopped', reason: silenceOf(polled.error) };
    const reason = faultOf(polled.value.facts);
    return reason ? { kind: 'stopped', reason } : { kind: 'read' };
  }

  async #firstOf(
    answer: Promise<Result<PrinterMessage, DeviceError>>,
    milliseconds: number,
  ): Promise<Result<PrinterMessage, DeviceError> | 'fault'> {
    if (stops(this.#facts)) return 'fault';
    const fault = this.#wire.expect((message) => message.kind === 'asb' && stops(message.facts));
    const told = fault.within(milliseconds).then((result) => result.ok);
    const first = await Promise.race([answer, told]);
    fault.cancel();
    return first === true ? 'fault' : answer;
  }

  /** What ASB says is looked at twice, by asking: noise can look like it. */
  async #stopReason(): Promise<Reason | undefined> {
    if (!this.#facts || !stops(this.#facts)) return undefined;
    const believed = faultOf(this.#facts);
    const polled = await this.#wire.poll();
    if (polled.ok) return stops(polled.value.facts) ? faultOf(polled.value.facts) : undefined;
    return polled.error.code === 'offline' ? 'offline' : believed;
  }

  async #pauseReason(): Promise<Reason | undefined> {
    if (!this.#wire.paused) return undefined;
    const wait = this.#wire.expect(
      (message) =>
        (message.kind === 'flow' && message.go) || (message.kind === 'asb' && stops(message.facts)),
    );
    const told = await wait.within(PAUSE_MILLISECONDS);
    if (told.ok) return told.value.kind === 'asb' ? this.#stopReason() : undefined;
    if (told.error.code === 'offline') return 'offline';
    const polled = await this.#wire.poll();
    if (!polled.ok) return silenceOf(polled.error);
    this.#wire.resume();
    return faultOf(polled.value.facts);
  }

  async #whySilent(): Promise<Reason> {
    const polled = await this.#wire.poll();
    if (!polled.ok) return silenceOf(polled.error);
    return faultOf(polled.value.facts) ?? 'silence';
  }
}

const isEchoOf =
  (id: string) =>
  (message: PrinterMessage): boolean =>
    message.kind === 'processId' && message.id === id;

function stops(facts: PrinterFacts | undefined): boolean {
  const fault = facts && faultOf(facts);
  return fault !== undefined && STOPPING.has(fault);
}

const silenceOf = (error: DeviceError): Reason => (error.code === 'offline' ? 'offline' : 'silence');

const condition = (name: ReceiptPrinterCondition): DeviceError => ({ code: 'condition', condition: name });

/** The same words as an error, for when nothing was printed. */
function errorOf(reason: Reason): DeviceError {
  switch (reason) {
    case 'coverOpen':
      return condition('coverOpen');
    case 'paperOut':
      return condition('paperOut');
    case 'cutter':
      return condition('cutterError');
    case 'hardwareError':
      return { code: 'hardwareError' };
    case 'offline':
      return { code: 'hardwareError', detail: 'the printer says that it is offline' };
    case 'silence':
      return { code: 'timeout' };
  }
}

/** Runs of whole tokens, about a kilobyte each. */
function* chunksOf(tokens: readonly Token[]): Generator<readonly Token[]> {
  let chunk: Token[] = [];
  let bytes = 0;
  for (const token of tokens) {
    if (chunk.length > 0 && bytes + token.bytes.length > CHUNK_BYTES) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(token);
    bytes += token.bytes.length;
  }
  if (chunk.length > 0) yield chunk;
}
