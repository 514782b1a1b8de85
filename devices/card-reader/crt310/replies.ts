import { ascii, concat } from '#foundation/bytes.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { codeTable } from './code-table.ts';
import { type ChipProtocol, CM } from './commands.ts';

/*
 * Packages from the reader (manual, "Replies"): CM and PM are echoed, then
 *   P                     of an operation: 59 `Y` done, 4E `N` failed, 45 `E` no card, 57 `W` not in an operable position
 *   4E CM E               instead of all that, when the reader refuses: E as in ABNORMAL below
 *   30 30 version         13 characters
 *   30 3A P serial        characters
 *   37 30|2F P LEN2 ATR   P: 59 T=0, 5A `Z` T=1
 *   37 31|32 P LEN2 R-APDU
 * Tracks are in `tracks.ts`, status and sensors in `status.ts`.
 */

const ABNORMAL_HEAD = 0x4e;
const ABNORMAL = codeTable({
  unknownCommand: 0x00,
  badParameter: 0x01,
  cannotExecute: 0x02,
  badData: 0x04,
  supplyOutOfRange: 0x05,
  abnormalLengthCard: 0x06,
  mainPowerOff: 0x07,
});

export type AbnormalReason =
  | 'unknownCommand'
  | 'badParameter'
  | 'cannotExecute'
  | 'badData'
  | 'supplyOutOfRange'
  | 'abnormalLengthCard'
  | 'mainPowerOff';

/** The reader's refusal of command `cm`; `code` is E as sent, also when the manual does not name it. */
export type Abnormal = {
  readonly cm: number;
  readonly code: number;
  readonly reason: AbnormalReason | undefined;
};

export const encodeAbnormal = (cm: number, reason: AbnormalReason): Uint8Array =>
  Uint8Array.of(ABNORMAL_HEAD, cm, ABNORMAL.encode(reason));

/** `undefined` when the package is no refusal at all. */
export function decodeAbnormal(content: Uint8Array): Abnormal | undefined {
  const [head, cm, code] = content;
  if (head !== ABNORMAL_HEAD || content.length !== 3 || cm === undefined || code === undefined)
    return undefined;
  return { cm, code, reason: ABNORMAL.decode(code) };
}

/**
 * Whether `reply` can be the normal answer to `command`: CM and PM are echoed. The manual does not say what the
 * answers to 2E and 2F look like after CM, so only CM is compared for those.
 */
export function answers(command: Uint8Array, reply: Uint8Array): boolean {
  if (reply[0] !== command[0]) return false;
  return reply[0] === CM.stop || reply[0] === CM.entry || reply[1] === command[1];
}

const OPERATIONS = codeTable({ done: 0x59, failed: 0x4e, noCard: 0x45, notOperable: 0x57 });
export type Operation = 'done' | 'failed' | 'noCard' | 'notOperable';

export const encodeOperation = (cm: number, pm: number, operation: Operation): Uint8Array =>
  Uint8Array.of(cm, pm, OPERATIONS.encode(operation));

/** P of a motion, a setting or the chip's supply: the last byte, since 2E and 2F may or may not echo PM. */
export function decodeOperation(content: Uint8Array): Result<Operation, 'protocol'> {
  const operation = content.length <= 4 ? OPERATIONS.decode(content[content.length - 1]) : undefined;
  return content.length >= 2 && operation ? ok(operation) : err('protocol');
}

const VERSION_CHARACTERS = 13;
const TEXT_LIMIT = 32;

const text = (bytes: Uint8Array): Result<string, 'protocol'> =>
  bytes.length > 0 && bytes.length <= TEXT_LIMIT && bytes.every((byte) => byte >= 0x20 && byte <= 0x7e)
    ? ok(String.fromCharCode(...bytes).trim())
    : err('protocol');

export const encodeVersion = (pm: number, version: string): Uint8Array =>
  concat(Uint8Array.of(CM.reset, pm), ascii(version.padEnd(VERSION_CHARACTERS)));

/** Answer to a reset: the firmware's name, printable ASCII. */
export const decodeVersion = (content: Uint8Array): Result<string, 'protocol'> => text(content.subarray(2));

export const encodeSerialNumber = (serialNumber: string): Uint8Array =>
  concat(Uint8Array.of(CM.reset, 0x3a, OPERATIONS.encode('done')), ascii(serialNumber));

export function decodeSerialNumber(content: Uint8Array): Result<string, 'protocol'> {
  return OPERATIONS.decode(content[2]) === 'done' ? text(content.subarray(3)) : err('protocol');
}

/** What followed P: a counted run of bytes, exact to the end of the package. */
function counted(content: Uint8Array, minimum: number, maximum: number): Uint8Array | undefined {
  const [, , , high, low] = content;
  if (high === undefined || low === undefined) return undefined;
  const bytes = content.slice(5);
  const length = (high << 8) | low;
  return bytes.length === length && length >= minimum && length <= maximum ? bytes : undefined;
}

export type ChipResetReply =
  | { readonly kind: 'answered'; readonly protocol: ChipProtocol; readonly atr: Uint8Array }
  | { readonly kind: 'not'; readonly operation: Exclude<Operation, 'done'> };

const RESET_PROTOCOLS = codeTable({ T0: 0x59, T1: 0x5a });
/** ISO 7816-3: TS and at most 32 characters more. */
const ATR_BYTES = { minimum: 2, maximum: 33 };
const R_APDU_BYTES = { minimum: 2, maximum: 258 };

export function encodeChipReset(pm: number, reply: ChipResetReply): Uint8Array {
  if (reply.kind === 'not') return encodeOperation(CM.chip, pm, reply.operation);
  const { atr } = reply;
  return concat(Uint8Array.of(CM.chip, pm, RESET_PROTOCOLS.encode(reply.protocol), 0, atr.length), atr);
}

/** Whether a failed reset still carries a length field is not documented: both are taken. */
export function decodeChipReset(content: Uint8Array): Result<ChipResetReply, 'protocol'> {
  const protocol = RESET_PROTOCOLS.decode(content[2]);
  if (!protocol) return failedChip(content);
  const atr = counted(content, ATR_BYTES.minimum, ATR_BYTES.maximum);
  return atr ? ok({ kind: 'answered', protocol, atr }) : err('protocol');
}

export type ChipAnswer =
  | { readonly kind: 'answered'; readonly response: Uint8Array }
  | { readonly kind: 'not'; readonly operation: Exclude<Operation, 'done'> };

export function encodeChipAnswer(pm: number, answer: ChipAnswer): Uint8Array {
  if (answer.kind === 'not') return encodeOperation(CM.chip, pm, answer.operation);
  const { response } = answer;
  const head = [CM.chip, pm, OPERATIONS.encode('done'), response.length >> 8, response.length & 0xff];
  return concat(Uint8Array.from(head), response);
}

export function decodeChipAnswer(content: Uint8Array): Result<ChipAnswer, 'protocol'> {
  if (OPERATIONS.decode(content[2]) !== 'done') return failedChip(content);
  const response = counted(content, R_APDU_BYTES.minimum, R_APDU_BYTES.maximum);
  return response ? ok({ kind: 'answered', response }) : err('protocol');
}

function failedChip(
  content: Uint8Array,
): Result<{ kind: 'not'; operation: Exclude<Operation, 'done'> }, 'protocol'> {
  const operation = OPERATIONS.decode(content[2]);
  return operation && operation !== 'done' ? ok({ kind: 'not', operation }) : err('protocol');
}
