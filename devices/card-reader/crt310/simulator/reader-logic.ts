import { concat } from '#foundation/bytes.ts';
import { CM, decodeCommand, type HostCommand, type TrackSelector } from '../commands.ts';
import {
  encodeAbnormal,
  encodeChipAnswer,
  encodeChipReset,
  encodeOperation,
  encodeSerialNumber,
  encodeVersion,
  type Operation,
} from '../replies.ts';
import { encodeSensors, encodeStatus } from '../status.ts';
import { encodeTracks } from '../tracks.ts';
import type { CardPath, Motion } from './card-path.ts';
import { tracksOf } from './cards.ts';
import { SimulatedChip } from './chip.ts';
import type { FaultSet } from './faults.ts';

const VERSION = 'CRT 310 V3.0';
const SERIAL_NUMBER = 'SIM0000310';

/** How long the electronics take, milliseconds. */
export const ELECTRONICS = {
  reset: 300,
  question: 5,
  chipReset: 80,
  chipIO: 20,
  /** How long the reader waits for a chip that went mute. */
  chipPatience: 5_000,
  tracks: 60,
} as const;

/** A command under way: its reply is known when its time is over. `broken`: the host should not have sent it. */
export type Execution = {
  readonly milliseconds: number;
  readonly broken: boolean;
  readonly finish: () => Uint8Array;
};

type Work = { readonly milliseconds: number; readonly finish: () => Uint8Array };

/** What the reader does with a package, between ENQ and its reply. */
export class ReaderLogic {
  readonly #path: CardPath;
  readonly #faults: FaultSet;
  #chip: SimulatedChip | undefined;

  constructor(path: CardPath, faults: FaultSet) {
    this.#path = path;
    this.#faults = faults;
  }

  /** The chip is without power: cable out, or the card is not there any more. */
  dropChip(): void {
    this.#chip = undefined;
  }

  execute(content: Uint8Array): Execution {
    const cm = content[0] ?? 0;
    const command = decodeCommand(content);
    if (!command.ok) {
      const reply = encodeAbnormal(cm, command.error);
      return { milliseconds: ELECTRONICS.question, broken: true, finish: () => reply };
    }
    if (this.#faults.has('lowPower')) return refused(cm, 'supplyOutOfRange');
    if (this.#path.holdsLongCard && needsNormalCard(command.value)) return refused(cm, 'abnormalLengthCard');
    return { ...this.#work(command.value, content), broken: false };
  }

  #work(command: HostCommand, content: Uint8Array): Work {
    const cm = content[0] ?? 0;
    const pm = content[1] ?? 0;
    const asOperation = ({ milliseconds, finish }: Motion): Work => ({
      milliseconds,
      finish: () => encodeOperation(cm, pm, finish()),
    });
    switch (command.name) {
      case 'reset':
        return this.#reset(command.media, pm);
      case 'serialNumber':
        return at(ELECTRONICS.question, () => encodeSerialNumber(SERIAL_NUMBER));
      case 'setStop':
        return asOperation(setting(() => this.#path.setStop(command.at)));
      case 'setEntry':
        return asOperation(setting(() => this.#path.setEntry(command.front, command.rear)));
      case 'status':
        return at(ELECTRONICS.question, () => encodeStatus(this.#path.status));
      case 'sensors':
        return at(ELECTRONICS.question, () => encodeSensors(this.#path.sensors));
      case 'move':
        this.#chip = undefined;
        return asOperation(this.#path.move(command.to));
      case 'chipPower':
        if (command.power === 'off') this.#chip = undefined;
        return at(ELECTRONICS.question, () => encodeOperation(cm, pm, this.#notAtContact() ?? 'done'));
      case 'chipReset':
        return at(ELECTRONICS.chipReset, () => this.#resetChip(command.kind, pm));
      case 'chipIO':
        return this.#chipIO(command, pm);
      case 'readTracks':
        return at(ELECTRONICS.tracks, () => this.#readTracks(command.tracks));
    }
  }

  #reset(media: 'leave' | 'ejectFront' | 'ejectRear', pm: number): Work {
    this.#chip = undefined;
    const motion =
      media === 'leave'
        ? undefined
        : this.#path.move(media === 'ejectFront' ? 'frontRelease' : 'rearRelease');
    return at(ELECTRONICS.reset + (motion?.milliseconds ?? 0), () => {
      motion?.finish();
      this.#path.forgetSettings();
      return encodeVersion(pm, VERSION);
    });
  }

  /** Why the chip cannot be reached; `undefined` when it can. */
  #notAtContact(): Exclude<Operation, 'done'> | undefined {
    if (!this.#path.card) return 'noCard';
    return this.#path.spot === 'contact' ? undefined : 'notOperable';
  }

  #resetChip(kind: 'cold' | 'warm', pm: number): Uint8Array {
    const { card } = this.#path;
    const obstacle = this.#notAtContact();
    if (!card || obstacle) return encodeChipReset(pm, { kind: 'not', operation: obstacle ?? 'noCard' });
    if (kind === 'warm' && !this.#chip) return encodeAbnormal(CM.chip, 'cannotExecute');
    if (!card.chip || this.#faults.has('chipMute')) {
      this.#chip = undefined;
      return encodeChipReset(pm, { kind: 'not', operation: 'failed' });
    }
    const chip = new SimulatedChip(card, this.#faults);
    this.#chip = chip;
    return encodeChipReset(pm, { kind: 'answered', protocol: 'T0', atr: chip.atr });
  }

  #chipIO(command: HostCommand & { readonly name: 'chipIO' }, pm: number): Work {
    const mute = this.#faults.has('chipMute');
    return at(mute ? ELECTRONICS.chipPatience : ELECTRONICS.chipIO, () => {
      const chip = this.#chip;
      const obstacle = this.#notAtContact();
      if (obstacle) return encodeChipAnswer(pm, { kind: 'not', operation: obstacle });
      if (!chip) return encodeAbnormal(CM.chip, 'cannotExecute');
      if (mute || command.protocol !== 'T0')
        return encodeChipAnswer(pm, { kind: 'not', operation: 'failed' });
      const response = chip.transmit(command.apdu);
      const damaged = this.#faults.has('answerDamaged') || this.#faults.spend('answerDamagedOnce');
      return encodeChipAnswer(pm, { kind: 'answered', response: damaged ? cutShort(response) : response });
    });
  }

  #readTracks(selector: TrackSelector): Uint8Array {
    const { card } = this.#path;
    if (!card) return encodeAbnormal(CM.tracks, 'cannotExecute');
    return encodeTracks(tracksOf(card, this.#faults.has('stripeDamaged')), selector);
  }
}

/** An answer that lost bytes on dirty contacts, its status word whole: what it says of its own lengths is no longer so. */
const cutShort = (response: Uint8Array): Uint8Array =>
  response.length <= 4 ? response.subarray(0, 1) : concat(response.subarray(0, -4), response.subarray(-2));

const at = (milliseconds: number, finish: () => Uint8Array): Work => ({ milliseconds, finish });

const setting = (set: () => void): Motion => ({
  milliseconds: ELECTRONICS.question,
  finish: () => {
    set();
    return 'done';
  },
});

function refused(cm: number, reason: 'supplyOutOfRange' | 'abnormalLengthCard'): Execution {
  const reply = encodeAbnormal(cm, reason);
  return { milliseconds: ELECTRONICS.question, broken: false, finish: () => reply };
}

/** A long card may only leave: by the front, or forced to the rear. */
function needsNormalCard(command: HostCommand): boolean {
  switch (command.name) {
    case 'move':
      return command.to !== 'frontRelease' && command.to !== 'frontHold' && command.to !== 'rearForced';
    case 'chipPower':
    case 'chipReset':
    case 'chipIO':
    case 'readTracks':
      return true;
    default:
      return false;
  }
}
