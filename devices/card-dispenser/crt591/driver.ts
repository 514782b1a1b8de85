import type { TimerHandle } from '#foundation/clock.ts';
import { Listeners, type Unsubscribe } from '#foundation/listeners.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { isEmvAtr } from '../../card-reader/emv/atr.ts';
import type { CommandRequest, DeviceError, DeviceIdentity, DeviceStateEvent } from '../../device.ts';
import type { Driver, DriverContext, DriverFactory } from '../../driver.ts';
import { type Turn, Turns } from '../../link/turns.ts';
import type {
  CardDispenserCommands,
  CardDispenserEvent,
  DispenserMedia,
  DispenserStorage,
} from '../contract.ts';
import { CRT591_DELAYS, POLLS_UNTIL_OFFLINE } from './deadlines.ts';
import { committed, Dialogue } from './dialogue.ts';
import { Dispenser, type Sight } from './dispenser.ts';
import { condition } from './errors.ts';
import { APDU_BYTES } from './messages.ts';
import { bringOut, dispense, type MotionContext, retain } from './motions.ts';

type Commands = CardDispenserCommands;
type Output<Name extends keyof Commands> = Result<Commands[Name]['output'], DeviceError>;
type Handlers = {
  readonly [Name in keyof Commands]: (input: Commands[Name]['input'], turn: Turn) => Promise<Output<Name>>;
};

/** CREATOR CRT-591: a stack of blank cards, contacts for the chip, a gate that holds, and a bin behind it. */
export const createCrt591Driver: DriverFactory<CardDispenserCommands, CardDispenserEvent> = (context) =>
  new Crt591Driver(context);

class Crt591Driver implements Driver<CardDispenserCommands, CardDispenserEvent> {
  readonly #context: DriverContext;
  readonly #listeners = new Listeners<CardDispenserEvent | DeviceStateEvent>();
  readonly #turns = new Turns();
  readonly #dialogue: Dialogue;
  readonly #dispenser: Dispenser;
  readonly #motion: MotionContext;
  #storage: DispenserStorage = { stacker: 'unknown', retainBin: 'unknown' };
  /** A card is held at the gate, and whoever takes it is to be seen. */
  #atGate = false;
  #powered = false;
  #pollTimer: TimerHandle | undefined;
  #polls = 0;
  #missedPolls = 0;
  #closed = false;

  constructor(context: DriverContext) {
    this.#context = context;
    this.#dialogue = new Dialogue(context, () => this.#lineClosed());
    this.#dispenser = new Dispenser(this.#dialogue);
    this.#motion = {
      dispenser: this.#dispenser,
      look: (turn) => this.#look(turn),
      publish: (event) => this.#publish(event),
    };
  }

  readonly #handlers: Handlers = {
    status: async (_input, turn) => {
      const sight = await this.#look(turn);
      return sight.ok ? ok({ media: mediaOf(sight.value), ...this.#storage }) : sight;
    },
    dispense: (_input, turn) => this.#moving(turn, () => dispense(this.#motion, turn)),
    present: async (_input, turn) => {
      const moved = await this.#moving(turn, () => bringOut(this.#motion, turn, 'gate'));
      if (!moved.ok) return moved;
      this.#atGate = moved.value.outcome === 'confirmed';
      return ok({ ...moved.value, takenObservable: this.#atGate });
    },
    eject: async (_input, turn) => {
      const moved = await this.#moving(turn, () => bringOut(this.#motion, turn, 'out'));
      return moved.ok ? ok({ ...moved.value, takenObservable: false }) : moved;
    },
    retain: (_input, turn) => this.#moving(turn, () => this.#retain(turn)),
    retainCount: async (_input, turn) => {
      const count = await this.#dispenser.count(turn);
      return count.ok ? ok({ count: count.value }) : count;
    },
    binEmptied: (_input, turn) => this.#dispenser.setCount(0, turn),
    chipPowerOn: (_input, turn) => this.#powerOn(turn),
    chipPowerOff: (_input, turn) => {
      this.#powered = false;
      return this.#dispenser.chipOff(turn);
    },
    chipIO: async ({ command }, turn) => {
      if (!(command instanceof Uint8Array)) return err({ code: 'invalidData', detail: 'no APDU' });
      if (command.length < APDU_BYTES.minimum || command.length > APDU_BYTES.maximum)
        return err({ code: 'invalidData', detail: 'APDU length' });
      return this.#powered ? this.#dispenser.chipIO(command, turn) : err(condition('chipNotPowered'));
    },
  };

  /** Init without moving a card, then one look: the manual takes nothing else first. */
  identify(): Promise<Result<DeviceIdentity, DeviceError>> {
    return this.#run('own identify', async (turn) => {
      this.#powered = false;
      const identity = await this.#dispenser.identify(turn);
      if (!identity.ok) return identity;
      const sight = await this.#look(turn);
      if (sight.ok) this.#atGate = sight.value.card === 'gate';
      return sight.ok ? identity : sight;
    });
  }

  probe(): Promise<Result<unknown, DeviceError>> {
    return this.#run('own probe', (turn) => this.#dispenser.status(turn));
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

  subscribe(listener: (event: CardDispenserEvent | DeviceStateEvent) => void): Unsubscribe {
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
    const result = await this.#turns.run(id, body);
    this.#armPoll();
    return result;
  }

  /** Contacts without power before the motor turns; and while it turns nobody takes the card unseen. */
  async #moving<T>(turn: Turn, move: () => Promise<T>): Promise<T> {
    if (this.#powered) await this.#dispenser.chipOff(turn);
    this.#powered = false;
    return move();
  }

  /** While the card is drawn in, its leaving the gate says nothing about a hand. */
  async #retain(turn: Turn): Promise<Output<'retain'>> {
    const seen = await this.#look(turn);
    if (!seen.ok) return seen;
    const watched = this.#atGate;
    this.#atGate = false;
    const retained = await retain(this.#motion, turn);
    // Not drawn in: it waits at the gate as before, or the next look finds it taken.
    if (!retained.ok) this.#atGate = watched;
    return retained;
  }

  /** A cold reset at 5 V. A chip whose answer breaks EMV's rules is switched off again: `invalidMedia`. */
  async #powerOn(turn: Turn): Promise<Output<'chipPowerOn'>> {
    this.#powered = false;
    const status = await this.#dispenser.status(turn);
    if (!status.ok) return status;
    if (status.value.card === 'none') return err(condition('noMedia'));
    if (status.value.card === 'gate') return err(condition('positionRefused'));
    const answer = await this.#dispenser.chipReset(turn);
    if (!answer.ok) return answer;
    if (isEmvAtr(answer.value.atr)) {
      this.#powered = true;
      return answer;
    }
    await this.#dispenser.chipOff(committed(turn));
    return err(condition('invalidMedia', 'ATR'));
  }

  async #look(turn: Turn): Promise<Result<Sight, DeviceError>> {
    const sight = await this.#dispenser.look(turn);
    if (!sight.ok) return sight;
    const { card, pathBlocked, stacker, bin } = sight.value;
    if (this.#atGate && card !== 'gate') {
      this.#atGate = false;
      if (card === 'none' && !pathBlocked) this.#publish({ type: 'mediaRemoved' });
    }
    const storage: DispenserStorage = { stacker, retainBin: bin };
    const changed =
      storage.stacker !== this.#storage.stacker || storage.retainBin !== this.#storage.retainBin;
    this.#storage = storage;
    if (changed) this.#publish({ type: 'storageThreshold', ...storage });
    return sight;
  }

  #armPoll(): void {
    if (this.#closed || this.#pollTimer !== undefined || !this.#atGate) return;
    this.#pollTimer = this.#context.clock.setTimeout(() => {
      this.#pollTimer = undefined;
      if (this.#turns.busy) this.#armPoll();
      else void this.#poll();
    }, CRT591_DELAYS.poll);
  }

  async #poll(): Promise<void> {
    this.#polls += 1;
    const looked = await this.#turns.run(`own poll ${this.#polls}`, (turn) => this.#look(turn));
    if (this.#closed) return;
    if (looked.ok) this.#missedPolls = 0;
    else this.#missedPolls += 1;
    if (!looked.ok && this.#missedPolls === POLLS_UNTIL_OFFLINE) {
      const state = looked.error.code === 'timeout' ? 'offline' : 'hardwareError';
      this.#listeners.publish({ type: 'deviceState', state, error: looked.error });
    }
    this.#armPoll();
  }

  #publish(event: CardDispenserEvent): void {
    if (!this.#closed) this.#listeners.publish(event);
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

function mediaOf({ card, pathBlocked }: Sight): DispenserMedia {
  if (card === 'gate') return 'exit';
  if (card === 'chip') return 'transport';
  return pathBlocked ? 'jammed' : 'notPresent';
}
