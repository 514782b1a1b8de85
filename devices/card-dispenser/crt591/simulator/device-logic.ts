import { ascii, concat } from '#foundation/bytes.ts';
import { SimulatedChip } from '../../../card-reader/crt310/simulator/chip.ts';
import type { FaultSet } from '../../../simulation/fault-set.ts';
import {
  decodeCommand,
  encodeAtr,
  encodeReply,
  encodeSensors,
  type HostCommand,
  type Reply,
} from '../messages.ts';
import type { CardPath } from './card-path.ts';
import type { Fault } from './faults.ts';

const VERSION = 'CRT-591-M001';
const SERIAL_NUMBER = 'SIM0000591';
/** Milliseconds of the electronics. */
export const ELECTRONICS = { question: 5, init: 400, chip: 60 } as const;

/** A command under way; its reply is known when its time is over. `broken`: the host should not have sent it. */
export type Execution = {
  readonly milliseconds: number;
  readonly moves: boolean;
  readonly broken: boolean;
  readonly finish: () => Uint8Array;
};
type Work = { readonly milliseconds: number; readonly finish: () => Done };
/** An error code, or the data of a positive reply. */
type Done = { readonly error: string; readonly data?: Uint8Array } | { readonly data: Uint8Array };

const NOTHING = new Uint8Array(0);

/** What the device does with a command, between ACK and reply. */
export class DeviceLogic {
  readonly #path: CardPath;
  readonly #faults: FaultSet<Fault>;
  #initialised = false;
  #chip: SimulatedChip | undefined;

  constructor(path: CardPath, faults: FaultSet<Fault>) {
    this.#path = path;
    this.#faults = faults;
  }

  /** Everything but an init is refused from here on; a card stays where it is. */
  powerCut(): void {
    this.#initialised = false;
    this.#chip = undefined;
    this.#path.counts = false;
  }

  execute(text: Uint8Array): Execution {
    const [, cm = 0, pm = 0] = text;
    const reply = (done: Done): Uint8Array => {
      const said: Reply =
        'error' in done
          ? { kind: 'negative', code: done.error, data: done.data ?? NOTHING }
          : { kind: 'positive', status: this.#path.status(), data: done.data };
      return encodeReply(cm, pm, said);
    };
    const command = decodeCommand(text);
    if (!command.ok) {
      const refused = reply({ error: command.error });
      return { milliseconds: ELECTRONICS.question, moves: false, broken: true, finish: () => refused };
    }
    const { name } = command.value;
    const { milliseconds, finish } =
      name === 'init' || this.#initialised
        ? this.#work(command.value)
        : at(ELECTRONICS.question, () => fails('B0'));
    return { milliseconds, moves: name === 'move', broken: false, finish: () => reply(finish()) };
  }

  #work(command: HostCommand): Work {
    switch (command.name) {
      case 'init':
        return this.#init(command.media, command.counts);
      case 'status':
      case 'entry':
        return at(ELECTRONICS.question, () => says(NOTHING));
      case 'sensors':
        return at(ELECTRONICS.question, () => says(encodeSensors(this.#path.barriers())));
      case 'version':
        return at(ELECTRONICS.question, () => says(ascii(VERSION)));
      case 'serialNumber':
        return at(ELECTRONICS.question, () =>
          says(concat(Uint8Array.of(SERIAL_NUMBER.length), ascii(SERIAL_NUMBER))),
        );
      case 'counter':
        return at(ELECTRONICS.question, () => says(ascii(String(this.#path.counter).padStart(3, '0'))));
      case 'setCounter':
        return at(ELECTRONICS.question, () => {
          this.#path.counter = command.count;
          return says(NOTHING);
        });
      case 'move': {
        this.#chip = undefined;
        const { milliseconds, finish } = this.#path.move(command.to);
        return at(milliseconds, () => outcome(finish()));
      }
      case 'chipReset':
        return at(ELECTRONICS.chip, () => this.#resetChip());
      case 'chipOff':
        return at(ELECTRONICS.question, () => {
          this.#chip = undefined;
          return says(NOTHING);
        });
      case 'chipIO':
        return at(ELECTRONICS.chip, () => this.#chipIO(command.apdu));
    }
  }

  #init(media: 'toGate' | 'toBin' | 'leave', counts: boolean): Work {
    this.#chip = undefined;
    const moves = media !== 'leave' && this.#path.card !== undefined;
    const motion = moves ? this.#path.move(media === 'toGate' ? 'gate' : 'bin') : undefined;
    return at(ELECTRONICS.init + (motion?.milliseconds ?? 0), () => {
      this.#initialised = true;
      this.#path.counts = counts;
      const error = motion?.finish();
      return error === undefined ? says(ascii(VERSION)) : fails(error);
    });
  }

  #resetChip(): Done {
    const { card, spot } = this.#path;
    this.#chip = undefined;
    if (!card || spot !== 'chip') return fails('02');
    if (this.#faults.has('deadChip')) return fails('61');
    const chip = new SimulatedChip(card, {
      has: (fault) => fault === 'badAtr' && this.#faults.has('badAtr'),
    });
    const answer = encodeAtr({ protocol: 'T0', atr: chip.atr });
    if (this.#faults.has('badAtr')) return { error: '69', data: answer };
    this.#chip = chip;
    return says(answer);
  }

  #chipIO(apdu: Uint8Array): Done {
    if (!this.#chip) return fails('65');
    if (!this.#faults.has('deadChip')) return says(this.#chip.transmit(apdu));
    this.#chip = undefined;
    return fails('63');
  }
}

const at = (milliseconds: number, finish: () => Done): Work => ({ milliseconds, finish });
const says = (data: Uint8Array): Done => ({ data });
const fails = (error: string): Done => ({ error });
const outcome = (error: string | undefined): Done => (error === undefined ? says(NOTHING) : fails(error));
