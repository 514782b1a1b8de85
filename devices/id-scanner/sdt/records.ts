import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { isHonestText } from '#foundation/text.ts';
import { citizenNumberSays, isCitizenNumber } from '../citizen-number.ts';
import type {
  ForeignPermanentResidentCard,
  IdentityDocument,
  ResidencePermit,
  ResidentIdCard,
} from '../contract.ts';
import { TEXT_BYTES } from './protocol.ts';

/**
 * Why a text record is no document of ours; `detail` names the field. The codes are conditions of the contract, but
 * for `damagedRecord`: no card is issued like that, so it was not read whole, and reading it again may help.
 */
export type RecordError = CodedError<
  | 'unsupportedDocument'
  | 'invalidNumber'
  | 'invalidText'
  | 'invalidRecord'
  | 'contradictoryRecord'
  | 'damagedRecord'
>;

/** Offset and length in bytes; every field is UTF-16LE, padded on the right with spaces (20 00). */
type Field = readonly [offset: number, bytes: number];

/** One character tells what the card is: blank resident, J residence permit, I foreign permanent resident of 2017. */
const TYPE: Field = [248, 2];

const RESIDENT = {
  name: [0, 30],
  sex: [30, 2],
  ethnicCode: [32, 4],
  birthDate: [36, 16],
  address: [52, 70],
  number: [122, 36],
  issuingAuthority: [158, 30],
  validFrom: [188, 16],
  validTo: [204, 16],
} as const satisfies Record<string, Field>;

/** As the resident card, without ethnic code, and: */
const PERMIT = {
  ...RESIDENT,
  travelPermitNumber: [220, 18],
  issueCount: [238, 4],
} as const satisfies Record<string, Field>;

const FOREIGN = {
  name: [0, 120],
  sex: [120, 2],
  number: [122, 30],
  nationality: [152, 6],
  chineseName: [158, 30],
  validFrom: [188, 16],
  validTo: [204, 16],
  birthDate: [220, 16],
  version: [236, 4],
  issuingAuthority: [240, 8],
} as const satisfies Record<string, Field>;

/** Longest text a field holds, UTF-16 units: a rare character (beyond the basic plane) takes two. */
const units = ([, bytes]: Field): number => bytes / 2;
export const FIELD_UNITS = {
  name: units(RESIDENT.name),
  address: units(RESIDENT.address),
  number: units(RESIDENT.number),
  issuingAuthority: units(RESIDENT.issuingAuthority),
  ethnicCode: units(RESIDENT.ethnicCode),
  travelPermitNumber: units(PERMIT.travelPermitNumber),
  foreignName: units(FOREIGN.name),
  foreignNumber: units(FOREIGN.number),
  nationality: units(FOREIGN.nationality),
  chineseName: units(FOREIGN.chineseName),
  authorityCode: units(FOREIGN.issuingAuthority),
} as const;

/** The card's word for "does not expire". */
const LONG_TERM = '长期';

/** GB/T 2261.1: 0 unknown, 1 male, 2 female, 9 unspecified. */
const SEXES = new Map<string, IdentityDocument['sex']>([
  ['0', 'unspecified'],
  ['1', 'male'],
  ['2', 'female'],
  ['9', 'unspecified'],
]);
const SEX_CODES = { male: '1', female: '2', unspecified: '9' } as const;

function fieldText(record: Uint8Array, [offset, bytes]: Field): string {
  const view = new DataView(record.buffer, record.byteOffset + offset, bytes);
  let text = '';
  for (let at = 0; at < bytes; at += 2) text += String.fromCharCode(view.getUint16(at, true));
  return text.replace(/ +$/, '');
}

/** `YYYYMMDD` as `YYYY-MM-DD`; `undefined` unless that day is in the calendar. */
function isoDate(text: string): string | undefined {
  if (!/^[0-9]{8}$/.test(text)) return undefined;
  const iso = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  const day = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(iso) ? iso : undefined;
}

const validToDate = (text: string): string | undefined => (text === LONG_TERM ? 'longTerm' : isoDate(text));

const refuse = (code: RecordError['code'], detail: string) => err({ code, detail });

/** The field that holds a character nobody can see or trust, if any. Comes first: the rest is judged on true text. */
const dishonestField = (texts: Readonly<Record<string, string>>): string | undefined =>
  Object.entries(texts).find(([, text]) => !isHonestText(text))?.[0];

type CommonTexts = Readonly<
  Record<'name' | 'sex' | 'birthDate' | 'validFrom' | 'validTo' | 'number' | 'issuingAuthority', string>
>;

/** What all three documents share, judged once. `numberIsValid` is the document's own rule. */
function common(texts: CommonTexts, numberIsValid: boolean) {
  const field = dishonestField(texts);
  if (field) return refuse('invalidText', field);
  if (!numberIsValid) return refuse('invalidNumber', 'number');
  const { name, number, issuingAuthority } = texts;
  // Blanks of any width; a card pads with the plain one, and U+3000 looks no different.
  if (/^\s*$/u.test(name)) return refuse('damagedRecord', 'name');
  if (issuingAuthority === '') return refuse('invalidRecord', 'issuingAuthority');
  const sex = SEXES.get(texts.sex);
  if (!sex) return refuse('invalidRecord', 'sex');
  const birthDate = isoDate(texts.birthDate);
  if (!birthDate) return refuse('invalidRecord', 'birthDate');
  const validFrom = isoDate(texts.validFrom);
  if (!validFrom) return refuse('invalidRecord', 'validFrom');
  const validTo = validToDate(texts.validTo);
  if (!validTo) return refuse('invalidRecord', 'validTo');
  if (validTo !== 'longTerm' && validTo < validFrom) return refuse('damagedRecord', 'validTo');
  if (validFrom < birthDate) return refuse('contradictoryRecord', 'birthDate');
  return ok({ name, number, issuingAuthority, sex, birthDate, validFrom, validTo });
}

type Common = Extract<ReturnType<typeof common>, { ok: true }>;

/** A card with a citizen number says birth date and sex twice; `unspecified` says nothing that could contradict. */
function agreeing(shared: Common): Result<Common['value'], RecordError> {
  const { number, birthDate, sex } = shared.value;
  const says = citizenNumberSays(number);
  if (says.birthDate !== birthDate) return refuse('contradictoryRecord', 'birthDate');
  if (sex !== 'unspecified' && says.sex !== sex) return refuse('contradictoryRecord', 'sex');
  return shared;
}

const residentTexts = (record: Uint8Array) => ({
  name: fieldText(record, RESIDENT.name),
  sex: fieldText(record, RESIDENT.sex),
  birthDate: fieldText(record, RESIDENT.birthDate),
  address: fieldText(record, RESIDENT.address),
  number: fieldText(record, RESIDENT.number),
  issuingAuthority: fieldText(record, RESIDENT.issuingAuthority),
  validFrom: fieldText(record, RESIDENT.validFrom),
  validTo: fieldText(record, RESIDENT.validTo),
});

function decodeResident(record: Uint8Array): Result<ResidentIdCard, RecordError> {
  const texts = { ...residentTexts(record), ethnicCode: fieldText(record, RESIDENT.ethnicCode) };
  const read = common(texts, isCitizenNumber(texts.number));
  if (!read.ok) return read;
  const shared = agreeing(read);
  if (!shared.ok) return shared;
  const { address, ethnicCode } = texts;
  if (!/^[0-9]{2}$/.test(ethnicCode)) return refuse('invalidRecord', 'ethnicCode');
  return ok({ type: 'residentIdCard', ...shared.value, ethnicCode, address });
}

function decodePermit(record: Uint8Array): Result<ResidencePermit, RecordError> {
  const texts = {
    ...residentTexts(record),
    travelPermitNumber: fieldText(record, PERMIT.travelPermitNumber),
  };
  const read = common(texts, isCitizenNumber(texts.number));
  if (!read.ok) return read;
  const shared = agreeing(read);
  if (!shared.ok) return shared;
  const { address, travelPermitNumber } = texts;
  if (travelPermitNumber === '') return refuse('invalidRecord', 'travelPermitNumber');
  return ok({ type: 'residencePermit', ...shared.value, address, travelPermitNumber });
}

function decodeForeign(record: Uint8Array): Result<ForeignPermanentResidentCard, RecordError> {
  const texts = {
    name: fieldText(record, FOREIGN.name),
    sex: fieldText(record, FOREIGN.sex),
    number: fieldText(record, FOREIGN.number),
    nationality: fieldText(record, FOREIGN.nationality),
    chineseName: fieldText(record, FOREIGN.chineseName),
    validFrom: fieldText(record, FOREIGN.validFrom),
    validTo: fieldText(record, FOREIGN.validTo),
    birthDate: fieldText(record, FOREIGN.birthDate),
    issuingAuthority: fieldText(record, FOREIGN.issuingAuthority),
  };
  // The 2017 number is three letters and twelve digits and has no check character of GB 11643.
  const shared = common(texts, /^[A-Z]{3}[0-9]{12}$/.test(texts.number));
  if (!shared.ok) return shared;
  const { nationality, chineseName } = texts;
  if (!/^[A-Z]{3}$/.test(nationality)) return refuse('invalidRecord', 'nationality');
  return ok({ type: 'foreignPermanentResidentCard', ...shared.value, nationality, chineseName });
}

/** Reads a 256-byte text record and judges it. An unknown type character is refused, never guessed at. */
export function decodeRecord(record: Uint8Array): Result<IdentityDocument, RecordError> {
  if (record.length !== TEXT_BYTES) return refuse('invalidRecord', 'record');
  switch (fieldText(record, TYPE)) {
    case '':
      return decodeResident(record);
    case 'J':
      return decodePermit(record);
    case 'I':
      return decodeForeign(record);
    default:
      return refuse('unsupportedDocument', 'type');
  }
}

type Written = readonly (readonly [field: Field, text: string])[];

const compactDate = (iso: string): string => iso.replaceAll('-', '');
const compactValidTo = (validTo: string): string =>
  validTo === 'longTerm' ? LONG_TERM : compactDate(validTo);

const writtenResident = (document: ResidentIdCard | ResidencePermit): Written => [
  [RESIDENT.name, document.name],
  [RESIDENT.sex, SEX_CODES[document.sex]],
  [RESIDENT.birthDate, compactDate(document.birthDate)],
  [RESIDENT.address, document.address],
  [RESIDENT.number, document.number],
  [RESIDENT.issuingAuthority, document.issuingAuthority],
  [RESIDENT.validFrom, compactDate(document.validFrom)],
  [RESIDENT.validTo, compactValidTo(document.validTo)],
];

function written(document: IdentityDocument): Written {
  switch (document.type) {
    case 'residentIdCard':
      return [...writtenResident(document), [RESIDENT.ethnicCode, document.ethnicCode]];
    case 'residencePermit':
      return [
        ...writtenResident(document),
        [PERMIT.travelPermitNumber, document.travelPermitNumber],
        [PERMIT.issueCount, '01'],
        [TYPE, 'J'],
      ];
    case 'foreignPermanentResidentCard':
      return [
        [FOREIGN.name, document.name],
        [FOREIGN.sex, SEX_CODES[document.sex]],
        [FOREIGN.number, document.number],
        [FOREIGN.nationality, document.nationality],
        [FOREIGN.chineseName, document.chineseName],
        [FOREIGN.validFrom, compactDate(document.validFrom)],
        [FOREIGN.validTo, compactValidTo(document.validTo)],
        [FOREIGN.birthDate, compactDate(document.birthDate)],
        [FOREIGN.version, '01'],
        [FOREIGN.issuingAuthority, document.issuingAuthority],
        [TYPE, 'I'],
      ];
  }
}

/**
 * Writes the 256-byte text record a card with this document carries. Only room is checked (`tooLong`): a card may
 * carry a wrong number or a hidden character, and the simulator must be able to lay it.
 */
export function encodeRecord(document: IdentityDocument): Result<Uint8Array, CodedError<'tooLong'>> {
  const record = new Uint8Array(TEXT_BYTES);
  const view = new DataView(record.buffer);
  for (let at = 0; at < TEXT_BYTES; at += 2) view.setUint16(at, 0x20, true);
  for (const [field, text] of written(document)) {
    if (text.length > units(field)) return err({ code: 'tooLong', detail: `field at byte ${field[0]}` });
    for (let i = 0; i < text.length; i += 1) view.setUint16(field[0] + 2 * i, text.charCodeAt(i), true);
  }
  return ok(record);
}
