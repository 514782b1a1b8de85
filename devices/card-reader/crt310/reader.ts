import { err, ok, type Result } from '#foundation/result.ts';
import type { DeviceError, DeviceIdentity } from '../../device.ts';
import type { Turn } from '../../link/turns.ts';
import type { ChipProtocol, Destination, HostCommand } from './commands.ts';
import { committed, type Dialogue, type Outcome } from './dialogue.ts';
import { failure, refusal } from './errors.ts';
import {
  type ChipAnswer,
  type ChipResetReply,
  decodeChipAnswer,
  decodeChipReset,
  decodeOperation,
  decodeSerialNumber,
  decodeVersion,
  type Operation,
} from './replies.ts';
import { decodeSensors, decodeStatus, type ReaderStatus } from './status.ts';
import { decodeTracks, type TracksReply } from './tracks.ts';

type Answer<T> = Promise<Result<T, DeviceError>>;

/**
 * How a motion ended. `done`: the reader says so. `not`: it says that it did not work. `notStarted`: it never began,
 * refused or not even heard. `unknown`: no answer came; only a look at the card tells.
 */
export type MotionOutcome =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'not';
      readonly operation: Exclude<Operation, 'done'>;
      readonly error: DeviceError;
    }
  | { readonly kind: 'notStarted'; readonly error: DeviceError }
  | { readonly kind: 'unknown'; readonly error: DeviceError };

/** Where the card is, and whether anything stands between the reader's light barriers. */
export type Sight = ReaderStatus & { readonly pathBlocked: boolean };

const unreadable: DeviceError = { code: 'protocol', detail: 'answer not in the protocol' };

/** The reader's commands as typed questions; errors are the contract's. */
export class Crt310Reader {
  readonly #dialogue: Dialogue;
  #hasSensors = true;

  constructor(dialogue: Dialogue) {
    this.#dialogue = dialogue;
  }

  /** Reset without moving a card, then who it is. A reader that keeps its serial number to itself is fine. */
  async identify(turn: Turn): Answer<DeviceIdentity> {
    const firmware = await this.#ask({ name: 'reset', media: 'leave' }, turn, decodeVersion);
    if (!firmware.ok) return firmware;
    const serialNumber = await this.#ask({ name: 'serialNumber' }, turn, decodeSerialNumber);
    const identity = { model: 'CRT-310', firmware: firmware.value };
    return ok(serialNumber.ok ? { ...identity, serialNumber: serialNumber.value } : identity);
  }

  /** Where an inserted card comes to rest: with the chip's contacts pressed. */
  setStop(turn: Turn): Answer<void> {
    return this.#set({ name: 'setStop', at: 'contact' }, turn);
  }

  /**
   * Any kind of card at the front, or none; never at the rear. The manual prints Y and N of this answer the other
   * way round than everywhere else, so it counts as "heard" only, and the status decides.
   */
  async setEntry(open: boolean, turn: Turn): Answer<ReaderStatus> {
    const command: HostCommand = {
      name: 'setEntry',
      front: open ? 'switch' : 'prohibited',
      rear: 'prohibited',
    };
    const outcome = await this.#dialogue.exchange(command, turn);
    if (outcome.kind === 'notStarted') return err(outcome.error);
    if (outcome.kind === 'refused') return err(refusal(outcome.abnormal));
    const status = await this.status(committed(turn));
    if (!status.ok) return status;
    const isOpen = status.value.frontEntry !== 'prohibited';
    return isOpen === open ? status : err({ code: 'hardwareError', detail: 'entry not as set' });
  }

  /** Asked a second time when the first answer was lost: a question may be repeated. */
  async status(turn: Turn): Answer<ReaderStatus> {
    const first = await this.#dialogue.exchange({ name: 'status' }, turn);
    const outcome = first.kind === 'lost' ? await this.#dialogue.exchange({ name: 'status' }, turn) : first;
    return decoded(outcome, decodeStatus);
  }

  /**
   * Looks with the light barriers too when the status sees no card; a reader without that question has a clear
   * path. `makesWay` true between the two questions ends the look with `busy`.
   */
  async look(turn: Turn, makesWay: () => boolean = () => false): Answer<Sight> {
    const status = await this.status(turn);
    if (!status.ok) return status;
    if (status.value.position !== 'none' || !this.#hasSensors)
      return ok({ ...status.value, pathBlocked: false });
    if (makesWay()) return err({ code: 'busy' });
    const outcome = await this.#dialogue.exchange({ name: 'sensors' }, turn);
    if (outcome.kind === 'refused') {
      const { reason } = outcome.abnormal;
      if (reason !== 'unknownCommand' && reason !== 'badParameter') return err(refusal(outcome.abnormal));
      this.#hasSensors = false;
      return ok({ ...status.value, pathBlocked: false });
    }
    const sensors = decoded(outcome, decodeSensors);
    if (!sensors.ok) return sensors;
    return ok({ ...status.value, pathBlocked: sensors.value.path.includes(true) });
  }

  async move(to: Destination, turn: Turn): Promise<MotionOutcome> {
    const outcome = await this.#dialogue.exchange({ name: 'move', to }, turn);
    switch (outcome.kind) {
      case 'notStarted':
        return outcome;
      case 'lost':
        return { kind: 'unknown', error: outcome.error };
      case 'refused':
        return { kind: 'notStarted', error: refusal(outcome.abnormal) };
      case 'answered': {
        const operation = decodeOperation(outcome.reply);
        if (!operation.ok) return { kind: 'unknown', error: unreadable };
        if (operation.value === 'done') return { kind: 'done' };
        return { kind: 'not', operation: operation.value, error: failure(operation.value) };
      }
    }
  }

  chipPower(power: 'on' | 'off', turn: Turn): Answer<void> {
    return this.#set({ name: 'chipPower', power }, turn);
  }

  chipReset(kind: 'cold' | 'warm', turn: Turn): Answer<ChipResetReply> {
    return this.#ask({ name: 'chipReset', kind }, turn, decodeChipReset);
  }

  chipIO(protocol: ChipProtocol, apdu: Uint8Array, turn: Turn): Answer<ChipAnswer> {
    return this.#ask({ name: 'chipIO', protocol, apdu }, turn, decodeChipAnswer);
  }

  readTracks(turn: Turn): Answer<TracksReply> {
    return this.#ask({ name: 'readTracks', tracks: 'all' }, turn, decodeTracks);
  }

  async #ask<T>(
    command: HostCommand,
    turn: Turn,
    decode: (reply: Uint8Array) => Result<T, 'protocol'>,
  ): Answer<T> {
    return decoded(await this.#dialogue.exchange(command, turn), decode);
  }

  async #set(command: HostCommand, turn: Turn): Answer<void> {
    const operation = await this.#ask(command, turn, decodeOperation);
    if (!operation.ok) return operation;
    return operation.value === 'done' ? ok(undefined) : err(failure(operation.value));
  }
}

function decoded<T>(
  outcome: Outcome,
  decode: (reply: Uint8Array) => Result<T, 'protocol'>,
): Result<T, DeviceError> {
  if (outcome.kind === 'refused') return err(refusal(outcome.abnormal));
  if (outcome.kind !== 'answered') return err(outcome.error);
  const value = decode(outcome.reply);
  return value.ok ? value : err(unreadable);
}
