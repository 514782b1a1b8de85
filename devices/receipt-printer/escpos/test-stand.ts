import { ManualClock } from '#foundation/clock.ts';
import type { DeviceStateEvent } from '../../device.ts';
import type { DriverMemory, FrameTrace } from '../../driver.ts';
import { memoryCable } from '../../transport/memory.ts';
import type { Line } from '../../transport/transport.ts';
import type { ReceiptDocument, ReceiptPrinterEvent } from '../contract.ts';
import { createEscposDriver } from './driver.ts';
import type { PaperLine } from './simulator/paper.ts';
import { createEscposSimulator, type EscposFault, type EscposSimulatorState } from './simulator.ts';

/** For tests: a simulated printer on a stopped clock, and drivers on cables that can be looked at. */
export class Stand {
  readonly clock = new ManualClock();
  readonly simulator = createEscposSimulator({ clock: this.clock });
  readonly traced: Parameters<FrameTrace>[0][] = [];
  readonly events: (ReceiptPrinterEvent | DeviceStateEvent)[] = [];
  /** Every byte the host has sent on the newest cable. */
  sent: number[] = [];
  /** Told of every write of the host. */
  onSent: (bytes: Uint8Array) => void = () => {};
  /** The host's end of the newest cable. */
  line: Line = memoryCable()[0];
  #device: Line = memoryCable()[1];
  #ids = 0;
  /** What a driver leaves to the next one, as supervision keeps it. */
  readonly memory: DriverMemory = { unfinished: false };

  connect() {
    const [host, device] = memoryCable();
    this.sent = [];
    const written = host.write.bind(host);
    host.write = (bytes) => {
      this.sent.push(...bytes);
      this.onSent(bytes);
      return written(bytes);
    };
    this.line = host;
    this.#device = device;
    this.simulator.attach(device);
    const driver = createEscposDriver({
      line: host,
      clock: this.clock,
      memory: this.memory,
      trace: (frame) => this.traced.push(frame),
    });
    driver.subscribe((event) => this.events.push(event));
    return driver;
  }

  /** Bytes on the cable that the simulated printer did not send. */
  deviceSays(bytes: Uint8Array): void {
    void this.#device.write(bytes);
  }

  /** A driver that has identified its printer. */
  async ready() {
    const driver = this.connect();
    const identity = await this.until(driver.identify());
    if (!identity.ok) throw new Error(`not identified: ${identity.error.code}`);
    return driver;
  }

  print(driver: ReturnType<Stand['connect']>, document: ReceiptDocument) {
    this.#ids += 1;
    return driver.execute({ id: `print-${this.#ids}`, name: 'print', input: { document } });
  }

  status(driver: ReturnType<Stand['connect']>) {
    this.#ids += 1;
    return driver.execute({ id: `status-${this.#ids}`, name: 'status', input: {} });
  }

  /** Moves time until it is settled. */
  async until<T>(promise: Promise<T>, milliseconds = 120_000): Promise<T> {
    let settled = false;
    const over = () => {
      settled = true;
    };
    promise.then(over, over);
    for (let passed = 0; passed <= milliseconds && !settled; passed += 20) await this.clock.advanceAsync(20);
    if (!settled) throw new Error(`not settled after ${milliseconds} ms`);
    return promise;
  }

  /** Moves time until the machine is as described. */
  async untilState(is: (state: EscposSimulatorState) => boolean, milliseconds = 60_000): Promise<void> {
    for (let passed = 0; passed <= milliseconds; passed += 5) {
      if (is(this.state)) return;
      await this.clock.advanceAsync(5);
    }
    throw new Error('the machine never came to that state');
  }

  get state(): EscposSimulatorState {
    return this.simulator.state() as EscposSimulatorState;
  }

  /** Text of every piece of paper, oldest first. */
  get papers(): string[][] {
    return this.state.receipts.map(({ lines }) => lines.flatMap(textOf));
  }

  act(name: string, input: object = {}): void {
    const result = this.simulator.act(name, input);
    if (!result.ok) throw new Error(`${name}: ${result.error.code}`);
  }

  fault(fault: EscposFault, on = true): void {
    this.act('setFault', { fault, on });
  }
}

const textOf = (line: PaperLine): string[] => (line.kind === 'text' ? [line.text] : []);

/** A receipt of that many lines, each of which says whose it is. */
export const receiptOf = (whose: string, lines = 10): ReceiptDocument => ({
  parts: Array.from({ length: lines }, (_, index) => ({ type: 'text', text: `${whose} 第${index + 1}行` })),
});

/** What `receiptOf` should look like on paper. */
export const linesOf = (whose: string, lines = 10): string[] =>
  Array.from({ length: lines }, (_, index) => `${whose} 第${index + 1}行`);

/** Results of `print`, for comparing. */
export const confirmed = { ok: true, value: { outcome: 'confirmed' } };
export const unknown = (reason?: string) => ({
  ok: true,
  value: reason === undefined ? { outcome: 'unknown' } : { outcome: 'unknown', reason },
});
export const condition = (name: string) => ({ ok: false, error: { code: 'condition', condition: name } });
