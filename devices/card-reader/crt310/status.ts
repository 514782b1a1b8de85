import { err, ok, type Result } from '#foundation/result.ts';
import { codeTable } from './code-table.ts';

/*
 * Replies to CM 31 (manual, "Status").
 *   31 30 S1 S2 S3                    where the card is, front entry, rear entry
 *   31 2F PSS1..PSS5 shutter switch   30 clear or closed, 31 blocked or open
 */

const QUESTION = 0x31;
const STATUS = 0x30;
const SENSORS = 0x2f;

const POSITIONS = codeTable({
  longCard: 0x46,
  shortCard: 0x47,
  frontReleased: 0x48,
  frontHeld: 0x49,
  inside: 0x4a,
  contact: 0x4b,
  rearHeld: 0x4c,
  rearReleased: 0x4d,
  none: 0x4e,
});
const FRONT_ENTRIES = codeTable({ magneticAndSwitch: 0x49, switch: 0x4a, magnetic: 0x4b, prohibited: 0x4e });
const REAR_ENTRIES = codeTable({ allowed: 0x4a, prohibited: 0x4e });

/**
 * S1. `contact` is inside with the chip's contacts pressed. `rearReleased` is a captured card; how long the reader
 * goes on saying so is not documented.
 */
export type CardPosition =
  | 'longCard'
  | 'shortCard'
  | 'frontReleased'
  | 'frontHeld'
  | 'inside'
  | 'contact'
  | 'rearHeld'
  | 'rearReleased'
  | 'none';

export type ReaderStatus = {
  readonly position: CardPosition;
  readonly frontEntry: 'magneticAndSwitch' | 'switch' | 'magnetic' | 'prohibited';
  readonly rearEntry: 'allowed' | 'prohibited';
};

export function encodeStatus(status: ReaderStatus): Uint8Array {
  return Uint8Array.of(
    QUESTION,
    STATUS,
    POSITIONS.encode(status.position),
    FRONT_ENTRIES.encode(status.frontEntry),
    REAR_ENTRIES.encode(status.rearEntry),
  );
}

export function decodeStatus(content: Uint8Array): Result<ReaderStatus, 'protocol'> {
  const [cm, pm, s1, s2, s3] = content;
  const position = POSITIONS.decode(s1);
  const frontEntry = FRONT_ENTRIES.decode(s2);
  const rearEntry = REAR_ENTRIES.decode(s3);
  if (cm !== QUESTION || pm !== STATUS || content.length !== 5) return err('protocol');
  if (!position || !frontEntry || !rearEntry) return err('protocol');
  return ok({ position, frontEntry, rearEntry });
}

/** True = blocked by a card, or open. `path` are the five light barriers from the front to the rear. */
export type ReaderSensors = {
  readonly path: readonly [boolean, boolean, boolean, boolean, boolean];
  readonly shutterOpen: boolean;
  readonly entrySwitch: boolean;
};

const bit = (set: boolean): number => (set ? 0x31 : 0x30);

export function encodeSensors(sensors: ReaderSensors): Uint8Array {
  const { path, shutterOpen, entrySwitch } = sensors;
  return Uint8Array.from([QUESTION, SENSORS, ...path.map(bit), bit(shutterOpen), bit(entrySwitch)]);
}

export function decodeSensors(content: Uint8Array): Result<ReaderSensors, 'protocol'> {
  const [cm, pm, ...rest] = content;
  if (cm !== QUESTION || pm !== SENSORS || rest.length !== 7) return err('protocol');
  if (!rest.every((byte) => byte === 0x30 || byte === 0x31)) return err('protocol');
  const at = (index: number): boolean => rest[index] === 0x31;
  return ok({ path: [at(0), at(1), at(2), at(3), at(4)], shutterOpen: at(5), entrySwitch: at(6) });
}
