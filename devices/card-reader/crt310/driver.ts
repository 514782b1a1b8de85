import type { TimerHandle } from '#foundation/clock.ts';
import { Listeners, type Unsubscribe } from '#foundation/listeners.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { CommandRequest, DeviceError, DeviceIdentity, DeviceStateEvent } from '../../device.ts';
import type { Driver, DriverContext, DriverFactory } from '../../driver.ts';
import { type Turn, Turns } from '../../link/turns.ts';
import type { CardReaderCommands, CardReaderEvent } from '../contract.ts';
import { Chip } from './chip.ts';
import { CRT310_DELAYS, POLLS_UNTIL_OFFLINE } from './deadlines.ts';
import { Dialogue } from './dialogue.ts';
import { condition, failure } from './errors.ts';
import { MediaTracker } from './media-tracker.ts';
import { eject, type MotionContext, retain } from './motions.ts';
import { Crt310Reader, type Sight } from './reader.ts';

type Commands = CardReaderCommands;
type Output<Name extends keyof Commands> = Result<Commands[Name]['output'], DeviceError>;
type Handlers = {
  readonly [Name in keyof Commands]: (input: Commands[Name]['input'], turn: Turn) => Promise<Output<Name>>;
};

/** CREATOR CRT-310 V3, motorised insert reader with magnetic head, contact chip and a bin behind it. */
export const createCrt310Driver: DriverFactory<CardReaderCommands, CardReaderEvent> = (context) =>
  new Crt310Driver(context);

class Crt310Driver implements Driver<CardReaderCommands, CardReaderEvent> {
  readonly #context: DriverContext;
  readonly #listeners = new Listeners<CardReaderEvent | DeviceStateEvent>();
  readonly #turns = new Turns();
  readonly #dialogue: Dialogue;
  readonly #reader: Crt310Reader;
  readonly #tracker = new MediaTracker();
  readonly #chip: Chip;
  readonly #motion: MotionContext;
  #pollTimer: TimerHandle | undefined;
  #polls = 0;
  #missedPolls = 0;
  /** What the caller was promised; the tracker knows what may be so. */
  #entryWanted = false;
  /** Commands of the caller that wait or run: a poll makes way for them. */
  #commands = 0;
  #closed = false;

  constructor(context: DriverContext) {
    this.#context = context;
    this.#dialogue = new Dialogue(context, () => this.#lineClosed());
    this.#reader = new Crt310Reader(this.#dialogue);
    this.#chip = new Chip(this.#reader);
    this.#motion = {
      reader: this.#reader,
      tracker: this.#tracker,
      now: () => context.clock.monotonic(),
      publish: (events) => this.#publish(events),
    };
  }

  readonly #handlers: Handlers = {
    enableEntry: (_input, turn) => this.#enableEntry(turn),
    disableEntry: (_input, turn) => this.#disableEntry(turn),
    status: (_input, turn) => this.#status(turn),
    readTracks: (_input, turn) => this.#readTracks(turn),
    chipPowerOn: (_input, turn) => this.#chip.powerOn(turn),
    chipPowerOff: (_input, turn) => this.#chip.powerOff(turn),
    chipIO: (input, turn) => this.#chip.io(input.command, turn),
    eject: (_input, turn) => this.#moveOut(turn, eject),
    retain: (_input, turn) => this.#moveOut(turn, retain),
  };

  /**
   * Reset without moving a card, stop position inside with the contacts pressed, entry closed, one look. Neither
   * entry nor stop position after power-up is documented, so both are set.
   */
  identify(): Promise<Result<DeviceIdentity, DeviceError>> {
    return this.#run('own identify', async (turn) => {
      const identity = await this.#reader.identify(turn);
      if (!identity.ok) return identity;
      this.#chip.forget();
      const stop = await this.#reader.setStop(turn);
      if (!stop.ok) return stop;
      const closed = await this.#setEntry(false, turn);
      if (!closed.ok) return closed;
      const sight = await this.#look(turn);
      return sight.ok ? identity : sight;
    });
  }

  probe(): Promise<Result<unknown, DeviceError>> {
    return this.#run('own probe', (turn) => this.#look(turn, () => this.#commands > 1));
  }

  execute<Name extends keyof Commands & string>(
    request: CommandRequest<Commands, Name>,
  ): Promise<Output<Name>> {
    if (!Object.hasOwn(this.#handlers, request.name)) return Promise.resolve(err({ code: 'unsupported' }));
    const handler: Handlers[Name] = this.#handlers[request.name];
    return this.#run(request.id, (turn) => handler(request.input, turn));
  }

  cancel(id: string): void {
    this.#turns.cancel(id);
  }

  subscribe(listener: (event: CardReaderEvent | DeviceStateEvent) => void): Unsubscribe {
    return this.#listeners.add(listener);
  }

  async close(): Promise<void> {
    this.#end();
    this.#listeners.clear();
    await this.#context.line.close();
  }

  async #run<T>(
    id: string,
    body: (turn: Turn) => Promise<Result<T, DeviceError>>,
  ): Promise<Result<T, DeviceError>> {
    this.#commands += 1;
    const result = await this.#turns.run(id, body);
    this.#commands -= 1;
    this.#armPoll();
    return result;
  }

  async #enableEntry(turn: Turn): Promise<Output<'enableEntry'>> {
    const sight = await this.#look(turn);
    if (!sight.ok) return sight;
    if (this.#entryWanted && sight.value.frontEntry !== 'prohibited') return ok({});
    const { media } = this.#tracker.media;
    if (media === 'jammed') return err(condition('mediaJammed'));
    if (media !== 'notPresent') return err(condition('positionRefused'));
    return this.#setEntry(true, turn);
  }

  async #disableEntry(turn: Turn): Promise<Output<'disableEntry'>> {
    const closed = await this.#setEntry(false, turn);
    if (!closed.ok) return closed;
    // A card may have slipped in while the entry closed, or still be on its way.
    const sight = await this.#look(turn);
    return sight.ok ? ok({}) : sight;
  }

  async #setEntry(open: boolean, turn: Turn): Promise<Result<object, DeviceError>> {
    // When the answer is lost the entry may be open: the poll goes on looking rather than swallow a card unseen,
    // and closes it, since nobody was promised an open entry.
    if (open) this.#tracker.entry(true);
    this.#entryWanted = false;
    const set = await this.#reader.setEntry(open, turn);
    if (!set.ok) return set;
    this.#tracker.entry(open);
    this.#entryWanted = open;
    return ok({});
  }

  async #status(turn: Turn): Promise<Output<'status'>> {
    const sight = await this.#look(turn);
    return sight.ok ? ok(this.#tracker.media) : sight;
  }

  async #readTracks(turn: Turn): Promise<Output<'readTracks'>> {
    const sight = await this.#look(turn);
    if (!sight.ok) return sight;
    const { position } = sight.value;
    if (position === 'none' || position === 'rearReleased') return err(condition('noMedia'));
    const read = await this.#reader.readTracks(turn);
    if (!read.ok) {
      const short = position === 'shortCard' && read.error.condition === 'mediaLong';
      return err(short ? { ...read.error, condition: 'mediaShort' } : read.error);
    }
    return read.value.kind === 'read' ? ok(read.value.tracks) : err(failure(read.value.operation));
  }

  /** Contacts without power and entry closed before the motor turns. */
  async #moveOut(
    turn: Turn,
    move: (context: MotionContext, turn: Turn) => Promise<Result<object, DeviceError>>,
  ): Promise<Result<object, DeviceError>> {
    // Whether these two succeed must not keep a customer's card inside.
    if (this.#tracker.entryOpen) await this.#setEntry(false, turn);
    if (this.#chip.powered) await this.#chip.powerOff(turn);
    return move(this.#motion, turn);
  }

  async #look(turn: Turn, makesWay?: () => boolean): Promise<Result<Sight, DeviceError>> {
    const sight = await this.#reader.look(turn, makesWay);
    if (sight.ok) this.#publish(this.#tracker.see(sight.value, this.#context.clock.monotonic()));
    return sight;
  }

  #armPoll(): void {
    if (this.#closed || this.#pollTimer !== undefined || !this.#tracker.watching) return;
    this.#pollTimer = this.#context.clock.setTimeout(() => {
      this.#pollTimer = undefined;
      if (this.#commands > 0) this.#armPoll();
      else void this.#poll();
    }, CRT310_DELAYS.poll);
  }

  async #poll(): Promise<void> {
    this.#polls += 1;
    const looked = await this.#turns.run(`own poll ${this.#polls}`, async (turn) => {
      const sight = await this.#look(turn, () => this.#commands > 0);
      if (sight.ok && this.#tracker.entryOpen) await this.#mindEntry(sight.value, turn);
      return sight;
    });
    this.#countPoll(looked);
    this.#armPoll();
  }

  async #mindEntry({ position, frontEntry }: Sight, turn: Turn): Promise<void> {
    const arrived = this.#tracker.media.media === 'present';
    // One card was asked for and it is here, or nobody was promised an open entry.
    if (arrived || !this.#entryWanted) await this.#setEntry(false, turn);
    // The reader lost its settings (a power cut on its side): without this it would wait for cards for ever.
    else if (frontEntry === 'prohibited' && position === 'none') {
      const stop = await this.#reader.setStop(turn);
      if (stop.ok) await this.#setEntry(true, turn);
      this.#entryWanted = true;
    }
  }

  #countPoll(looked: Result<Sight, DeviceError>): void {
    if (this.#closed || (!looked.ok && looked.error.code === 'busy')) return;
    if (looked.ok) {
      if (this.#missedPolls >= POLLS_UNTIL_OFFLINE)
        this.#listeners.publish({ type: 'deviceState', state: 'online' });
      this.#missedPolls = 0;
      return;
    }
    this.#missedPolls += 1;
    if (this.#missedPolls !== POLLS_UNTIL_OFFLINE) return;
    const { error } = looked;
    const state = error.code === 'timeout' ? 'offline' : 'hardwareError';
    this.#listeners.publish({ type: 'deviceState', state, error });
  }

  #publish(events: readonly CardReaderEvent[]): void {
    if (this.#closed) return;
    for (const event of events) this.#listeners.publish(event);
  }

  #lineClosed(): void {
    if (this.#closed) return;
    this.#end();
    this.#listeners.publish({ type: 'deviceState', state: 'offline', error: { code: 'offline' } });
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#pollTimer !== undefined) this.#context.clock.clearTimeout(this.#pollTimer);
    this.#pollTimer = undefined;
    this.#turns.close();
    this.#dialogue.close();
  }
}
