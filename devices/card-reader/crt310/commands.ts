import { concat } from '#foundation/bytes.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { codeTable } from './code-table.ts';

/*
 * Packages from the host: CM, PM, data (manual, "Command list"). Only what this house uses is declared; a command
 * of another module of the reader (RF, memory cards, SAM, baud rate) is answered by the simulator as unknown.
 */

/** 30: reset. Only `leave` moves nothing. */
const RESETS = codeTable({ leave: 0x30, ejectFront: 0x31, ejectRear: 0x32 });
/** 30 3A: read the serial number. */
const READ_SERIAL_NUMBER = 0x3a;
/** 2E: where a card stops after it was inserted. */
const STOPS = codeTable({
  frontReleased: 0x30,
  frontHeld: 0x31,
  inside: 0x32,
  contact: 0x33,
  rearHeld: 0x34,
  rearReleased: 0x35,
});
/** 2F, first parameter: who may enter at the front. `switch` takes any card, the others look for a stripe. */
const FRONT_ENTRIES = codeTable({ prohibited: 0x31, magneticAndSwitch: 0x32, switch: 0x33, magnetic: 0x34 });
/** 2F, second parameter: the rear slot. */
const REAR_ENTRIES = codeTable({ allowed: 0x30, prohibited: 0x31 });
/** 31: what is asked of the reader's eyes. */
const QUESTIONS = codeTable({ status: 0x30, sensors: 0x2f });
/** 32: motions. `Release` lets go of the card, `Hold` keeps it between the rollers so that it can be drawn back. */
const DESTINATIONS = codeTable({
  inside: 0x2e,
  contact: 0x2f,
  frontRelease: 0x30,
  frontHold: 0x31,
  rearHold: 0x32,
  rearRelease: 0x33,
  rearForced: 0x34,
});
/** 33: supply of the contact chip. */
const CHIP_POWERS = codeTable({ on: 0x30, off: 0x31 });
/** 37: reset and exchange with a CPU card. */
const CHIP_RESETS = codeTable({ cold: 0x30, warm: 0x2f });
const CHIP_PROTOCOLS = codeTable({ T0: 0x31, T1: 0x32 });
/** 45 30, mode 30 (ASCII): which tracks. */
export const TRACK_SELECTORS = codeTable({ track1: 0x31, track2: 0x32, track3: 0x33, all: 0x37 });
const READ_BUFFER = 0x30;
const MODE_ASCII = 0x30;

/** CM byte of each command; an abnormal reply names it. */
export const CM = {
  stop: 0x2e,
  entry: 0x2f,
  reset: 0x30,
  question: 0x31,
  move: 0x32,
  chipPower: 0x33,
  chip: 0x37,
  tracks: 0x45,
} as const;

export type ResetKind = 'leave' | 'ejectFront' | 'ejectRear';
export type StopPosition = 'frontReleased' | 'frontHeld' | 'inside' | 'contact' | 'rearHeld' | 'rearReleased';
export type FrontEntry = 'prohibited' | 'magneticAndSwitch' | 'switch' | 'magnetic';
export type Destination =
  | 'inside'
  | 'contact'
  | 'frontRelease'
  | 'frontHold'
  | 'rearHold'
  | 'rearRelease'
  | 'rearForced';
export type ChipProtocol = 'T0' | 'T1';
export type TrackSelector = 'track1' | 'track2' | 'track3' | 'all';

export type HostCommand =
  | { readonly name: 'reset'; readonly media: ResetKind }
  | { readonly name: 'serialNumber' }
  | { readonly name: 'setStop'; readonly at: StopPosition }
  | { readonly name: 'setEntry'; readonly front: FrontEntry; readonly rear: 'allowed' | 'prohibited' }
  | { readonly name: 'status' | 'sensors' }
  | { readonly name: 'move'; readonly to: Destination }
  | { readonly name: 'chipPower'; readonly power: 'on' | 'off' }
  | { readonly name: 'chipReset'; readonly kind: 'cold' | 'warm' }
  | { readonly name: 'chipIO'; readonly protocol: ChipProtocol; readonly apdu: Uint8Array }
  | { readonly name: 'readTracks'; readonly tracks: TrackSelector };

/** Shortest and longest command APDU that fit into one package. */
export const APDU_BYTES = { minimum: 4, maximum: 262 } as const;

export function encodeCommand(command: HostCommand): Uint8Array {
  switch (command.name) {
    case 'reset':
      return Uint8Array.of(CM.reset, RESETS.encode(command.media));
    case 'serialNumber':
      return Uint8Array.of(CM.reset, READ_SERIAL_NUMBER);
    case 'setStop':
      return Uint8Array.of(CM.stop, STOPS.encode(command.at));
    case 'setEntry':
      return Uint8Array.of(CM.entry, FRONT_ENTRIES.encode(command.front), REAR_ENTRIES.encode(command.rear));
    case 'status':
    case 'sensors':
      return Uint8Array.of(CM.question, QUESTIONS.encode(command.name));
    case 'move':
      return Uint8Array.of(CM.move, DESTINATIONS.encode(command.to));
    case 'chipPower':
      return Uint8Array.of(CM.chipPower, CHIP_POWERS.encode(command.power));
    case 'chipReset':
      return Uint8Array.of(CM.chip, CHIP_RESETS.encode(command.kind));
    case 'chipIO': {
      const { apdu } = command;
      const head = [CM.chip, CHIP_PROTOCOLS.encode(command.protocol), apdu.length >> 8, apdu.length & 0xff];
      return concat(Uint8Array.from(head), apdu);
    }
    case 'readTracks':
      return Uint8Array.of(CM.tracks, READ_BUFFER, MODE_ASCII, TRACK_SELECTORS.encode(command.tracks));
  }
}

/** Why a package is no command; the words of the abnormal reply that the reader gives to it. */
export type CommandFault = 'unknownCommand' | 'badParameter' | 'badData';

const parameter = <T extends HostCommand>(command: T | undefined): Result<HostCommand, CommandFault> =>
  command ? ok(command) : err('badParameter');

/** The reader's side of `encodeCommand`. */
export function decodeCommand(content: Uint8Array): Result<HostCommand, CommandFault> {
  const [cm, pm, third, fourth] = content;
  const size = content.length;
  switch (cm) {
    case CM.reset: {
      if (size !== 2) return err('badData');
      const media = RESETS.decode(pm);
      if (pm === READ_SERIAL_NUMBER) return ok({ name: 'serialNumber' });
      return parameter(media && { name: 'reset', media });
    }
    case CM.stop: {
      const at = STOPS.decode(pm);
      return size === 2 ? parameter(at && { name: 'setStop', at }) : err('badData');
    }
    case CM.entry: {
      const front = FRONT_ENTRIES.decode(pm);
      const rear = REAR_ENTRIES.decode(third);
      return size === 3 ? parameter(front && rear && { name: 'setEntry', front, rear }) : err('badData');
    }
    case CM.question: {
      const name = QUESTIONS.decode(pm);
      return size === 2 ? parameter(name && { name }) : err('badData');
    }
    case CM.move: {
      const to = DESTINATIONS.decode(pm);
      return size === 2 ? parameter(to && { name: 'move', to }) : err('badData');
    }
    case CM.chipPower: {
      const power = CHIP_POWERS.decode(pm);
      return size === 2 ? parameter(power && { name: 'chipPower', power }) : err('badData');
    }
    case CM.chip:
      return decodeChipCommand(content);
    case CM.tracks: {
      const tracks = TRACK_SELECTORS.decode(fourth);
      if (pm !== READ_BUFFER) return err('badParameter');
      if (size !== 4) return err('badData');
      return parameter(third === MODE_ASCII && tracks ? { name: 'readTracks', tracks } : undefined);
    }
    default:
      return err('unknownCommand');
  }
}

function decodeChipCommand(content: Uint8Array): Result<HostCommand, CommandFault> {
  const [, pm, high, low] = content;
  const kind = CHIP_RESETS.decode(pm);
  if (kind) return content.length === 2 ? ok({ name: 'chipReset', kind }) : err('badData');
  const protocol = CHIP_PROTOCOLS.decode(pm);
  if (!protocol) return err('badParameter');
  if (high === undefined || low === undefined) return err('badData');
  const apdu = content.slice(4);
  if (apdu.length !== ((high << 8) | low)) return err('badData');
  if (apdu.length < APDU_BYTES.minimum || apdu.length > APDU_BYTES.maximum) return err('badData');
  return ok({ name: 'chipIO', protocol, apdu });
}
