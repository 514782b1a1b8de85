import { Listeners, type Unsubscribe } from '#foundation/listeners.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { CommandRequest, DeviceError, DeviceIdentity, DeviceStateEvent } from '../../device.ts';
import type { Driver, DriverContext, DriverFactory } from '../../driver.ts';
import { type Turn, Turns } from '../../link/turns.ts';
import type { ReceiptPrinterCommands, ReceiptPrinterEvent, ReceiptPrinterStatus } from '../contract.ts';
import { encodeReceipt } from './encode.ts';
import { type Job, PrintStation } from './station.ts';
import { type PrinterFacts, statusOf } from './status.ts';

type Handlers = {
  readonly [Name in keyof ReceiptPrinterCommands]: (
    request: CommandRequest<ReceiptPrinterCommands, Name>,
  ) => Promise<Result<ReceiptPrinterCommands[Name]['output'], DeviceError>>;
};

type PrintResult = Result<ReceiptPrinterCommands['print']['output'], DeviceError>;

const RECOVER = 'escpos:recover';
const PROBE = 'escpos:probe';

class EscposDriver implements Driver<ReceiptPrinterCommands, ReceiptPrinterEvent> {
  readonly #context: DriverContext;
  readonly #station: PrintStation;
  readonly #turns = new Turns();
  readonly #listeners = new Listeners<ReceiptPrinterEvent | DeviceStateEvent>();
  #status: ReceiptPrinterStatus | undefined;
  #closed = false;

  readonly #handlers: Handlers = {
    status: ({ id }) => this.#turns.run(id, () => this.#askStatus()),
    print: ({ id, input }) => this.#print(id, input),
  };

  constructor(context: DriverContext) {
    this.#context = context;
    this.#station = new PrintStation(context, {
      facts: (facts) => this.#learn(facts),
      gone: (reason) => {
        if (this.#closed) return;
        const error: DeviceError = { code: 'offline', detail: reason.code };
        this.#end(error);
        this.#listeners.publish({ type: 'deviceState', state: 'offline', error });
      },
    });
  }

  identify(): Promise<Result<DeviceIdentity, DeviceError>> {
    return this.#turns.run('escpos:identify', () => this.#station.identify());
  }

  probe(): Promise<Result<unknown, DeviceError>> {
    return this.#turns.run(PROBE, () => this.#station.askFacts());
  }

  execute<Name extends keyof ReceiptPrinterCommands & string>(
    request: CommandRequest<ReceiptPrinterCommands, Name>,
  ): Promise<Result<ReceiptPrinterCommands[Name]['output'], DeviceError>> {
    if (!Object.hasOwn(this.#handlers, request.name)) return Promise.resolve(err({ code: 'unsupported' }));
    return this.#handlers[request.name](request);
  }

  /** A print that has begun cannot be taken back: it goes on to its true end. One that has not is `cancelled`. */
  cancel(id: string): void {
    this.#turns.cancel(id);
  }

  subscribe(listener: (event: ReceiptPrinterEvent | DeviceStateEvent) => void): Unsubscribe {
    return this.#listeners.add(listener);
  }

  async close(): Promise<void> {
    if (!this.#closed) this.#end({ code: 'offline' });
    await this.#context.line.close();
  }

  #end(error: DeviceError): void {
    this.#closed = true;
    this.#turns.close(error);
    this.#station.close(error);
  }

  async #askStatus(): Promise<Result<ReceiptPrinterStatus, DeviceError>> {
    const facts = await this.#station.askFacts();
    return facts.ok ? ok(statusOf(facts.value)) : facts;
  }

  async #print(id: string, input: ReceiptPrinterCommands['print']['input']): Promise<PrintResult> {
    // From another process the input may be anything, even nothing.
    const encoded = await encodeReceipt(input?.document);
    if (!encoded.ok) return encoded;
    const job: Job = { contentSent: false };
    const printed = await this.#turns.run(id, (turn: Turn) => this.#station.print(encoded.value, job, turn));
    const result = job.contentSent && !printed.ok ? ok(unknownAfter(printed.error)) : printed;
    if (this.#station.mustSeparate) this.#recover();
    return result;
  }

  #learn(facts: PrinterFacts): void {
    const before = this.#status;
    const status = statusOf(facts);
    this.#status = status;
    const same =
      before !== undefined &&
      before.paper === status.paper &&
      before.cover === status.cover &&
      before.cutter === status.cutter &&
      before.online === status.online;
    if (same) return;
    this.#listeners.publish({ type: 'printerStatus', status });
    // Somebody has just put it right, and stands there: now is the time to get rid of what was left.
    if (status.online && before?.online === false && this.#station.mustSeparate) this.#recover();
  }

  /** In a turn of its own, behind what is running; what does not succeed is tried again before the next print. */
  #recover(): void {
    if (this.#closed) return;
    void this.#turns.run(RECOVER, () => this.#station.recover());
  }
}

/** An error after content was sent says nothing of the paper: the contract's word for that is `unknown`. */
const unknownAfter = (error: DeviceError): ReceiptPrinterCommands['print']['output'] => ({
  outcome: 'unknown',
  reason: error.code === 'offline' ? 'offline' : 'silence',
});

/**
 * Driver of ESC/POS receipt printers with 80 mm paper. A receipt is `confirmed` only by the echo of its own process
 * id; on a printer without process ids every receipt is `unknown`, without a reason when nothing speaks against it.
 */
export const createEscposDriver: DriverFactory<ReceiptPrinterCommands, ReceiptPrinterEvent> = (context) =>
  new EscposDriver(context);
