import { concat, fromHex, toHex } from '#foundation/bytes.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { type CardExpiry, type Pan, parseExpiry, parsePan } from '../pan.ts';
import { type ChipSession, processingOptionsCommand, readRecordCommand, SW_OK } from './chip-session.ts';
import { type ChipError, invalidData, type ReadCardError } from './read-error.ts';
import { type DolEntry, encodeTlv, findTag, parseDol, parseTlv } from './tlv.ts';

const TAG = {
  commandTemplate: 0x83,
  format1: 0x80,
  afl: 0x94,
  record: 0x70,
  pan: 0x5a,
  track2: 0x57,
  expiry: 0x5f24,
  panSequence: 0x5f34,
} as const;

const RECORD_LIMIT = 48;
const LAST_PAYMENT_SFI = 10;
/** Lc is one byte and the template around the values takes up to three. */
const PDOL_BYTES = 252;

/**
 * What a card may ask of the terminal before it tells its records. We only read public data, so everything that
 * is not a plain fact about the terminal is zero, as EMV has it for unknown objects (Book 3, 5.4).
 */
const TERMINAL_DATA: ReadonlyMap<number, { readonly value: Uint8Array; readonly align: 'left' | 'right' }> =
  new Map([
    // Terminal capabilities.
    [0x9f33, { value: fromHex('60F0C8'), align: 'left' }],
    // Terminal country and transaction currency: China, ISO 3166 and ISO 4217 numeric.
    [0x9f1a, { value: fromHex('0156'), align: 'right' }],
    [0x5f2a, { value: fromHex('0156'), align: 'right' }],
  ]);

function terminalValue({ tag, length }: DolEntry): Uint8Array {
  const known = TERMINAL_DATA.get(tag);
  const filled = new Uint8Array(length);
  if (!known) return filled;
  const { value, align } = known;
  if (align === 'left') filled.set(value.subarray(0, length));
  else {
    const kept = value.subarray(Math.max(0, value.length - length));
    filled.set(kept, length - kept.length);
  }
  return filled;
}

/** The GPO command's data for a PDOL (absent: an empty list). */
export function processingOptionsData(pdol: Uint8Array | undefined): Result<Uint8Array, ReadCardError> {
  const entries = parseDol(pdol ?? new Uint8Array(0));
  if (!entries.ok) return err(invalidData(`PDOL: ${entries.error.code}`));
  const total = entries.value.reduce((sum, entry) => sum + entry.length, 0);
  if (total > PDOL_BYTES) return err(invalidData('PDOL: asks for too much'));
  return ok(encodeTlv(TAG.commandTemplate, ...entries.value.map(terminalValue)));
}

export type FileRange = { readonly sfi: number; readonly first: number; readonly last: number };

/** The application file locator inside a GPO answer, formats 1 and 2 (EMV Book 3, 6.5.8.4). */
export function parseFileLocator(answer: Uint8Array): Result<readonly FileRange[], ReadCardError> {
  const objects = parseTlv(answer);
  if (!objects.ok) return err(invalidData(`GPO: ${objects.error.code}`));
  const format1 = objects.value.find((object) => object.tag === TAG.format1);
  const afl = format1 ? format1.value.subarray(2) : findTag(objects.value, TAG.afl)?.value;
  if (!afl || afl.length === 0 || afl.length % 4 !== 0) return err(invalidData('AFL: length'));
  const ranges: FileRange[] = [];
  let records = 0;
  for (let at = 0; at < afl.length; at += 4) {
    const sfi = (afl[at] ?? 0) >> 3;
    const first = afl[at + 1] ?? 0;
    const last = afl[at + 2] ?? 0;
    if (sfi < 1 || sfi > 30 || first < 1 || last < first) return err(invalidData('AFL: range'));
    records += last - first + 1;
    if (records > RECORD_LIMIT) return err(invalidData('AFL: too many records'));
    ranges.push({ sfi, first, last });
  }
  return ok(ranges);
}

export type ApplicationData = {
  readonly pan: Pan;
  readonly expiry: CardExpiry;
  readonly panSequence?: string;
};

/** Track 2 equivalent data: PAN, `D`, YYMM, then what is none of our business; BCD (EMV Book 3, annex A, tag 57). */
function parseTrack2Equivalent(value: Uint8Array): { pan: Pan; expiry: CardExpiry } | undefined {
  const match = /^([0-9]{12,19})D([0-9]{4})[0-9]*F?$/.exec(toHex(value));
  const pan = parsePan(match?.[1] ?? '');
  const expiry = parseExpiry(match?.[2] ?? '');
  return pan && expiry ? { pan, expiry } : undefined;
}

/** From the values of the wanted tags, as hexadecimal text, to checked card data. */
export function applicationData(
  values: ReadonlyMap<number, Uint8Array>,
): Result<ApplicationData, ReadCardError> {
  const text = (tag: number): string | undefined => {
    const value = values.get(tag);
    return value && toHex(value);
  };
  const track2Value = values.get(TAG.track2);
  const track2 = track2Value && parseTrack2Equivalent(track2Value);
  if (track2Value && !track2) return err(invalidData('57'));
  const panText = text(TAG.pan);
  const pan = panText === undefined ? track2?.pan : parsePan(panText.replace(/F+$/, ''));
  if (!pan) return err(invalidData('5A'));
  // Two numbers on one card are two cards (EMV Book 3, 10.2: inconsistent data ends the transaction).
  if (track2 && track2.pan !== pan) return err(invalidData('5A and 57 differ'));
  const expiryText = text(TAG.expiry);
  const expiry = expiryText === undefined ? track2?.expiry : expiryDate(expiryText);
  if (!expiry) return err(invalidData('5F24'));
  const panSequence = text(TAG.panSequence);
  if (panSequence === undefined) return ok({ pan, expiry });
  return /^[0-9]{2}$/.test(panSequence) ? ok({ pan, expiry, panSequence }) : err(invalidData('5F34'));
}

const expiryDate = (yymmdd: string): CardExpiry | undefined =>
  /^[0-9]{6}$/.test(yymmdd) ? parseExpiry(yymmdd.slice(0, 4)) : undefined;

/** `undefined`: this application declines (GPO refused), another may not. */
export async function readApplication(
  session: ChipSession,
  pdol: Uint8Array | undefined,
): Promise<Result<ApplicationData | undefined, ChipError>> {
  const data = processingOptionsData(pdol);
  if (!data.ok) return data;
  const options = await session.send(processingOptionsCommand(data.value));
  if (!options.ok) return options;
  if (options.value.sw !== SW_OK) return ok(undefined);
  const ranges = parseFileLocator(options.value.data);
  if (!ranges.ok) return ranges;
  const values = new Map<number, Uint8Array>();
  for (const { sfi, first, last } of ranges.value) {
    for (let record = first; record <= last; record += 1) {
      const answer = await session.send(readRecordCommand(sfi, record));
      if (!answer.ok) return answer;
      if (answer.value.sw !== SW_OK) return err(invalidData('record missing'));
      // Files above 10 are the issuer's own and need not be TLV.
      if (sfi > LAST_PAYMENT_SFI) continue;
      const kept = keepWanted(answer.value.data, values);
      if (!kept.ok) return kept;
    }
  }
  return applicationData(values);
}

const WANTED = [TAG.pan, TAG.track2, TAG.expiry, TAG.panSequence];

function keepWanted(record: Uint8Array, values: Map<number, Uint8Array>): Result<void, ReadCardError> {
  const objects = parseTlv(record);
  if (!objects.ok) return err(invalidData(`record: ${objects.error.code}`));
  const [template] = objects.value;
  if (template?.tag !== TAG.record || objects.value.length !== 1) return err(invalidData('record: no 70'));
  for (const object of template.children ?? []) {
    if (!WANTED.some((tag) => tag === object.tag)) continue;
    const known = values.get(object.tag);
    if (known && toHex(known) !== toHex(object.value))
      return err(invalidData('record: two values of one tag'));
    values.set(object.tag, concat(object.value));
  }
  return ok(undefined);
}
