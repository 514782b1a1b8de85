import { Listeners, type Unsubscribe } from '#foundation/listeners.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { CommandRequest, DeviceError, DeviceIdentity, DeviceStateEvent } from '../../device.ts';
import type { Driver, DriverContext, DriverFactory } from '../../driver.ts';
import { Turns } from '../../link/turns.ts';
import { HidReports } from '../../transport/hid/reports.ts';
import type {
  PadCapabilities,
  SignaturePadCommands,
  SignaturePadEvent,
  SignaturePadStatus,
} from '../contract.ts';
import { Capture } from './capture.ts';
import { encodingFor } from './image.ts';
import { StuPad } from './pad.ts';
import { type Capability, decodePen, type PadState, type PenBits } from './protocol.ts';

type Commands = SignaturePadCommands;
type Output<Name extends keyof Commands> = Promise<Result<Commands[Name]['output'], DeviceError>>;
type Handlers = {
  readonly [Name in keyof Commands]: (request: CommandRequest<Commands, Name>) => Output<Name>;
};
/** The pad as it described itself on this line. */
type Known = { readonly model: string; readonly capability: Capability };

/** Wacom STU signature pads over HID; the flags of the pen where the vendor's header has them. */
export const createWacomStuDriver: DriverFactory<SignaturePadCommands, SignaturePadEvent> = (context) =>
  new WacomStuDriver(context, 'sdk');

/** The same with the flags of the pen where public WebHID drivers look for them. */
export const createWacomStuLegacyDriver: DriverFactory<SignaturePadCommands, SignaturePadEvent> = (context) =>
  new WacomStuDriver(context, 'webhid-legacy');

class WacomStuDriver implements Driver<SignaturePadCommands, SignaturePadEvent> {
  readonly #context: DriverContext;
  readonly #bits: PenBits;
  readonly #listeners = new Listeners<SignaturePadEvent | DeviceStateEvent>();
  readonly #turns = new Turns();
  readonly #reports: HidReports;
  readonly #pad: StuPad;
  #known: Known | undefined;
  #capture: Capture | undefined;
  #closed = false;

  constructor(context: DriverContext, bits: PenBits) {
    const { line, clock, trace } = context;
    this.#context = context;
    this.#bits = bits;
    this.#reports = new HidReports({
      line,
      clock,
      trace,
      onInput: (report) => this.#hear(report),
      onClosed: () => this.#lineClosed(),
    });
    this.#pad = new StuPad(this.#reports, clock);
  }

  readonly #handlers: Handlers = {
    status: ({ id }) => this.#status(id),
    capabilities: () =>
      Promise.resolve(this.#known ? ok(capabilitiesOf(this.#known)) : err({ code: 'offline' })),
    capture: ({ id, input }) =>
      this.#turns.run(id, async (turn) => {
        const known = this.#known;
        if (!known) return err({ code: 'offline' });
        const capture = new Capture({
          turn,
          input,
          capability: known.capability,
          capabilities: capabilitiesOf(known),
          pad: this.#pad,
          now: () => this.#context.clock.monotonic(),
          publish: (event) => this.#publish(event),
        });
        this.#capture = capture;
        const result = await capture.run();
        this.#capture = undefined;
        return result;
      }),
    press: ({ input: { captureId, button } }) =>
      Promise.resolve(ok({ pressed: this.#capture?.id === captureId && this.#capture.press(button) })),
  };

  /** Who it is and what it can, as it says itself; then to a white screen, and what its flash should hold. */
  identify(): Promise<Result<DeviceIdentity, DeviceError>> {
    return this.#turns.run('own identify', async () => {
      const information = await this.#pad.information();
      if (!information.ok) return information;
      const capability = await this.#pad.capability();
      if (!capability.ok) return capability;
      const ready = await this.#pad.settled();
      if (!ready.ok) return ready;
      const reset = await this.#pad.reset();
      if (!reset.ok) return reset;
      await this.#pad.keep();
      const { model, firmware } = information.value;
      this.#known = { model, capability: capability.value };
      const serialNumber = await this.#pad.uid();
      return ok({ model, firmware, ...(serialNumber === undefined ? {} : { serialNumber }) });
    });
  }

  probe(): Promise<Result<unknown, DeviceError>> {
    return this.#turns.run('own probe', () => this.#pad.status());
  }

  execute<Name extends keyof Commands & string>(request: CommandRequest<Commands, Name>): Output<Name> {
    if (!Object.hasOwn(this.#handlers, request.name)) return Promise.resolve(err({ code: 'unsupported' }));
    const handler: Handlers[Name] = this.#handlers[request.name];
    return handler(request);
  }

  cancel(id: string): void {
    this.#turns.cancel(id);
  }

  subscribe(listener: (event: SignaturePadEvent | DeviceStateEvent) => void): Unsubscribe {
    return this.#listeners.add(listener);
  }

  async close(): Promise<void> {
    this.#end();
    this.#listeners.clear();
    await this.#context.line.close();
  }

  async #status(id: string): Output<'status'> {
    // A capture may take minutes, and it is the answer.
    if (this.#capture) return ok({ state: 'capture' });
    return this.#turns.run(id, async () => {
      const status = await this.#pad.status();
      return status.ok ? ok({ state: inContract(status.value.state) }) : status;
    });
  }

  #hear(report: Uint8Array): void {
    const sample = decodePen(report, this.#bits);
    if (sample && this.#capture?.hear(sample) !== false) return;
    this.#context.trace?.({ direction: 'discarded', name: 'input', length: report.length });
  }

  #publish(event: SignaturePadEvent): void {
    if (!this.#closed) this.#listeners.publish(event);
  }

  #lineClosed(): void {
    if (this.#closed) return;
    this.#end();
    this.#listeners.publish({ type: 'deviceState', state: 'offline', error: { code: 'offline' } });
  }

  /** The partial signature goes with the line: whoever waits hears `offline` and no ink. */
  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#capture?.discard();
    this.#capture = undefined;
    this.#turns.close();
    this.#reports.close();
  }
}

function inContract(state: PadState | undefined): SignaturePadStatus['state'] {
  switch (state) {
    case 'ready':
    case 'imageTransfer':
    case 'capture':
    case 'resetPending':
      return state;
    case 'calculating':
    case 'bootImage':
    case 'romBusy':
      return 'busy';
    case undefined:
      return 'unknown';
  }
}

function capabilitiesOf({ model, capability }: Known): PadCapabilities {
  const { width, height, maxX, maxY, pressure, rate, encodings } = capability;
  return {
    model,
    screen: { width, height },
    tablet: { maxX, maxY, maxPressure: pressure },
    reportRate: rate,
    image: encodingFor(encodings) ?? 'mono',
  };
}
