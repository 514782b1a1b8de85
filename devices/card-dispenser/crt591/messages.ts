import { ascii, concat } from '#foundation/bytes.ts';
import { err, ok, type Result } from '#foundation/result.ts';

/*
 * Texts of the frames (manual, chapters "Command" and "Status"): `C` CM PM data to the device; `P` CM PM st0 st1 st2
 * data when done; `N` CM PM e1 e0 data when not. Only what this house uses is declared.
 */

const HEAD = { command: 0x43, positive: 0x50, negative: 0x4e } as const;

/** 30: init; the ones with which the bin's counter runs. */
const INITS = { toGate: 0x34, toBin: 0x35, leave: 0x37 } as const;
const PLAIN_INITS = { toGate: 0x30, toBin: 0x31, leave: 0x33 } as const;
/** 32: motions. `chip` takes a card from the stack when there is none inside. */
const MOVES = { gate: 0x30, chip: 0x31, bin: 0x33, out: 0x39 } as const;
const APDU_PM = { T0: 0x33, T1: 0x34, auto: 0x39 } as const;
/** 51 30: supply of 5 V, as EMV has it. */
const VCC_EMV = 0x30;

export type Destination = keyof typeof MOVES;

export type HostCommand =
  | { readonly name: 'init'; readonly media: keyof typeof INITS; readonly counts: boolean }
  | { readonly name: 'status' | 'sensors' | 'version' | 'serialNumber' | 'counter' | 'chipReset' | 'chipOff' }
  | { readonly name: 'setCounter'; readonly count: number }
  | { readonly name: 'move'; readonly to: Destination }
  | { readonly name: 'entry'; readonly open: boolean }
  | { readonly name: 'chipIO'; readonly protocol: keyof typeof APDU_PM; readonly apdu: Uint8Array };

/** Shortest and longest command APDU. */
export const APDU_BYTES = { minimum: 4, maximum: 261 } as const;
export const HIGHEST_COUNT = 999;

const PLAIN = {
  status: [0x31, 0x30],
  sensors: [0x31, 0x31],
  serialNumber: [0xa2, 0x30],
  version: [0xa4, 0x30],
  counter: [0xa5, 0x30],
  chipOff: [0x51, 0x31],
} as const;

export function encodeCommand(command: HostCommand): Uint8Array {
  const text = (...bytes: readonly number[]) => Uint8Array.of(HEAD.command, ...bytes);
  switch (command.name) {
    case 'init':
      return text(0x30, (command.counts ? INITS : PLAIN_INITS)[command.media]);
    case 'move':
      return text(0x32, MOVES[command.to]);
    case 'entry':
      return text(0x33, command.open ? 0x30 : 0x31);
    case 'chipReset':
      return text(0x51, 0x30, VCC_EMV);
    case 'chipIO':
      return concat(text(0x51, APDU_PM[command.protocol]), command.apdu);
    case 'setCounter':
      return concat(text(0xa5, 0x31), ascii(String(command.count).padStart(3, '0')));
    default:
      return text(...PLAIN[command.name]);
  }
}

const nameIn = <Name extends string>(
  table: Readonly<Record<Name, number>>,
  code: number | undefined,
): Name | undefined => (Object.keys(table) as Name[]).find((name) => table[name] === code);

/** The device's side of `encodeCommand`; the error is the code it refuses with. */
export function decodeCommand(text: Uint8Array): Result<HostCommand, '00' | '01' | '04'> {
  const [head, cm, pm, ...rest] = text;
  if (head !== HEAD.command) return err('00');
  const exact = <T extends HostCommand>(
    command: T | undefined,
    length = 0,
  ): Result<HostCommand, '01' | '04'> =>
    command === undefined ? err('01') : rest.length === length ? ok(command) : err('04');
  const plain = (Object.keys(PLAIN) as (keyof typeof PLAIN)[]).find(
    (name) => PLAIN[name][0] === cm && PLAIN[name][1] === pm,
  );
  if (plain) return exact({ name: plain });
  switch (cm) {
    case 0x30: {
      const counted = nameIn(INITS, pm);
      const media = counted ?? nameIn(PLAIN_INITS, pm);
      return exact(media && { name: 'init', media, counts: counted !== undefined });
    }
    case 0x32: {
      const to = nameIn(MOVES, pm);
      return exact(to && { name: 'move', to });
    }
    case 0x33:
      return exact(pm === 0x30 || pm === 0x31 ? { name: 'entry', open: pm === 0x30 } : undefined);
    case 0x51: {
      if (pm === 0x30) return rest.length <= 1 ? ok({ name: 'chipReset' }) : err('04');
      const protocol = nameIn(APDU_PM, pm);
      if (!protocol) return err('01');
      const fits = rest.length >= APDU_BYTES.minimum && rest.length <= APDU_BYTES.maximum;
      return fits ? ok({ name: 'chipIO', protocol, apdu: Uint8Array.from(rest) }) : err('04');
    }
    case 0xa5: {
      if (pm !== 0x31) return err('01');
      const count = countOf(Uint8Array.from(rest));
      return count === undefined ? err('04') : ok({ name: 'setCounter', count });
    }
    case 0x31:
    case 0xa2:
    case 0xa4:
      return err('01');
    default:
      return err('00');
  }
}

/** st0: where the card is. st1: the stack. st2: the bin. */
export type DeviceStatus = {
  readonly card: 'none' | 'gate' | 'chip';
  readonly stacker: 'empty' | 'low' | 'ok';
  readonly bin: 'ok' | 'full';
};
const CARDS = { none: 0x30, gate: 0x31, chip: 0x32 } as const;
const STACKERS = { empty: 0x30, low: 0x31, ok: 0x32 } as const;
const BINS = { ok: 0x30, full: 0x31 } as const;

export type Reply =
  | { readonly kind: 'positive'; readonly status: DeviceStatus; readonly data: Uint8Array }
  /** `code`: e1 e0 as the manual writes them: `10`, `B0`. */
  | { readonly kind: 'negative'; readonly code: string; readonly data: Uint8Array };

export function encodeReply(cm: number, pm: number, reply: Reply): Uint8Array {
  if (reply.kind === 'negative')
    return concat(Uint8Array.of(HEAD.negative, cm, pm), ascii(reply.code), reply.data);
  const { card, stacker, bin } = reply.status;
  return concat(Uint8Array.of(HEAD.positive, cm, pm, CARDS[card], STACKERS[stacker], BINS[bin]), reply.data);
}

/** `undefined`: no reply that can be. */
export function decodeReply(text: Uint8Array): Reply | undefined {
  if (text[0] === HEAD.positive) {
    const card = nameIn(CARDS, text[3]);
    const stacker = nameIn(STACKERS, text[4]);
    const bin = nameIn(BINS, text[5]);
    return card && stacker && bin
      ? { kind: 'positive', status: { card, stacker, bin }, data: text.slice(6) }
      : undefined;
  }
  if (text[0] !== HEAD.negative || text.length < 5) return undefined;
  const code = String.fromCharCode(...text.subarray(3, 5));
  return /^[0-9A-F]{2}$/.test(code) ? { kind: 'negative', code, data: text.slice(5) } : undefined;
}

/** Whether a text can be the reply to a command: CM and PM are repeated. */
export const answers = (command: Uint8Array, reply: Uint8Array): boolean =>
  (reply[0] === HEAD.positive || reply[0] === HEAD.negative) &&
  reply[1] === command[1] &&
  reply[2] === command[2];

/** Light barriers S1 to S7, true where a card is; some firmware tells ten of them. */
export function decodeSensors(data: Uint8Array): readonly boolean[] | undefined {
  const barriers = data.subarray(0, 7);
  if (data.length < 8 || data.length > 10) return undefined;
  return barriers.every((byte) => byte === 0x30 || byte === 0x31)
    ? Array.from(barriers, (byte) => byte === 0x31)
    : undefined;
}

export const encodeSensors = (barriers: readonly boolean[]): Uint8Array =>
  Uint8Array.from([...barriers.slice(0, 7), false], (blocked) => (blocked ? 0x31 : 0x30));

export type ChipAnswer = { readonly protocol: 'T0' | 'T1'; readonly atr: Uint8Array };

/** Type and ATR of a reset. */
export function decodeAtr(data: Uint8Array): ChipAnswer | undefined {
  const type = data[0];
  const atr = data.slice(1);
  if ((type !== 0x30 && type !== 0x31) || atr.length < 2 || atr.length > 33) return undefined;
  return { protocol: type === 0x30 ? 'T0' : 'T1', atr };
}

export const encodeAtr = ({ protocol, atr }: ChipAnswer): Uint8Array =>
  concat(Uint8Array.of(protocol === 'T0' ? 0x30 : 0x31), atr);

/** Three ASCII digits. */
export function countOf(data: Uint8Array): number | undefined {
  const digits = String.fromCharCode(...data);
  return /^[0-9]{3}$/.test(digits) ? Number(digits) : undefined;
}

/** A printable text of the firmware; serial numbers come with their length before them. */
export function textOf(data: Uint8Array, counted = false): string | undefined {
  const bytes = counted ? data.subarray(1, 1 + (data[0] ?? 0)) : data;
  if (bytes.length === 0 || bytes.length > 32 || bytes.some((byte) => byte < 0x20 || byte > 0x7e))
    return undefined;
  return String.fromCharCode(...bytes).trim();
}
