import { err, ok, type Result } from '#foundation/result.ts';
import type { DeviceError, DeviceIdentity } from '../../device.ts';
import type { Turn } from '../../link/turns.ts';
import { committed, type Dialogue, type Outcome } from './dialogue.ts';
import { NOT_RESET, refusal } from './errors.ts';
import {
  type ChipAnswer,
  countOf,
  type Destination,
  type DeviceStatus,
  decodeAtr,
  decodeSensors,
  type HostCommand,
  type Reply,
  textOf,
} from './messages.ts';

/** Where the card is, and whether something stands in the light barriers although the status sees none. */
export type Sight = DeviceStatus & { readonly pathBlocked: boolean };

/** How a motion ended, as its own reply says. */
export type Motion =
  | { readonly kind: 'done'; readonly status: DeviceStatus }
  /** The device says why it did not; it may have tried. */
  | { readonly kind: 'not'; readonly error: DeviceError }
  | { readonly kind: 'notStarted'; readonly error: DeviceError }
  | { readonly kind: 'unknown'; readonly error: DeviceError };

type Answer<T> = Promise<Result<T, DeviceError>>;

/** The device's commands as questions with an answer. */
export class Dispenser {
  readonly #dialogue: Dialogue;

  constructor(dialogue: Dialogue) {
    this.#dialogue = dialogue;
  }

  /** Init without moving a card; with it the bin's counter runs. */
  async identify(turn: Turn): Answer<DeviceIdentity> {
    const init = await this.#init(turn);
    if (!init.ok) return init;
    const model = textOf(init.value.data) ?? 'CRT-591';
    const serial = await this.#ask({ name: 'serialNumber' }, turn);
    const serialNumber = serial.ok ? textOf(serial.value.data, true) : undefined;
    const version = await this.#ask({ name: 'version' }, turn);
    const firmware = version.ok ? textOf(version.value.data) : undefined;
    return ok({
      model,
      ...(firmware === undefined ? {} : { firmware }),
      ...(serialNumber === undefined ? {} : { serialNumber }),
    });
  }

  /** After a power cut the device knows nothing but an init; then the question is asked again. */
  async status(turn: Turn): Answer<DeviceStatus> {
    const asked = await this.#ask({ name: 'status' }, turn);
    if (asked.ok) return ok(asked.value.status);
    if (asked.error.deviceCode !== `e=${NOT_RESET}`) return asked;
    const init = await this.#init(turn);
    return init.ok ? ok(init.value.status) : init;
  }

  /** Status, and the light barriers where the status sees no card. */
  async look(turn: Turn): Answer<Sight> {
    const status = await this.status(turn);
    if (!status.ok) return status;
    if (status.value.card !== 'none') return ok({ ...status.value, pathBlocked: false });
    const asked = await this.#ask({ name: 'sensors' }, turn);
    if (!asked.ok) {
      // A model without this question has a clear path.
      const unknown = asked.error.deviceCode === 'e=01' || asked.error.deviceCode === 'e=03';
      return unknown ? ok({ ...status.value, pathBlocked: false }) : asked;
    }
    const barriers = decodeSensors(asked.value.data);
    if (!barriers) return err({ code: 'protocol', detail: 'sensors' });
    return ok({ ...asked.value.status, pathBlocked: barriers.includes(true) });
  }

  /** Sent once; a missing reply is `unknown` and the card's place has to tell. */
  async move(to: Destination, turn: Turn): Promise<Motion> {
    const outcome = await this.#dialogue.exchange({ name: 'move', to }, turn);
    if (outcome.kind === 'notStarted') return outcome;
    if (outcome.kind === 'lost') return { kind: 'unknown', error: outcome.error };
    const { reply } = outcome;
    if (reply.kind === 'positive') return { kind: 'done', status: reply.status };
    return { kind: 'not', error: refusal(reply.code) };
  }

  async chipReset(turn: Turn): Answer<ChipAnswer> {
    const asked = await this.#ask({ name: 'chipReset' }, turn);
    if (!asked.ok) return asked;
    const answer = decodeAtr(asked.value.data);
    return answer ? ok(answer) : err({ code: 'protocol', detail: 'ATR' });
  }

  async chipOff(turn: Turn): Answer<object> {
    const off = await this.#ask({ name: 'chipOff' }, turn);
    return off.ok ? ok({}) : off;
  }

  async chipIO(apdu: Uint8Array, turn: Turn): Answer<{ response: Uint8Array }> {
    const asked = await this.#ask({ name: 'chipIO', protocol: 'auto', apdu }, turn);
    if (!asked.ok) return asked;
    const response = asked.value.data;
    return response.length >= 2 && response.length <= 258
      ? ok({ response })
      : err({ code: 'protocol', detail: 'response length' });
  }

  async count(turn: Turn): Answer<number> {
    const asked = await this.#ask({ name: 'counter' }, turn);
    if (!asked.ok) return asked;
    const count = countOf(asked.value.data);
    return count === undefined ? err({ code: 'protocol', detail: 'counter' }) : ok(count);
  }

  async setCount(count: number, turn: Turn): Answer<object> {
    const set = await this.#ask({ name: 'setCounter', count }, turn);
    return set.ok ? ok({}) : set;
  }

  #init(turn: Turn): Answer<Extract<Reply, { kind: 'positive' }>> {
    return this.#ask({ name: 'init', media: 'leave', counts: true }, committed(turn));
  }

  async #ask(command: HostCommand, turn: Turn): Answer<Extract<Reply, { kind: 'positive' }>> {
    return positive(await this.#dialogue.exchange(command, turn));
  }
}

function positive(outcome: Outcome): Result<Extract<Reply, { kind: 'positive' }>, DeviceError> {
  if (outcome.kind !== 'answered') return err(outcome.error);
  const { reply } = outcome;
  return reply.kind === 'positive' ? ok(reply) : err(refusal(reply.code));
}
