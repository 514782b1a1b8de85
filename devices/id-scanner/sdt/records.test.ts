import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isHonestText } from '#foundation/text.ts';
import { citizenCheckCharacter } from '../citizen-number.ts';
import type { IdentityDocument } from '../contract.ts';
import { DOCUMENTS, FOREIGNER, PERMIT, RESIDENT, RESIDENT_RECORD } from './examples.test-data.ts';
import { decodeRecord, encodeRecord, FIELD_UNITS } from './records.ts';

function recordOf(document: IdentityDocument): Uint8Array {
  const record = encodeRecord(document);
  if (!record.ok) throw new Error(record.error.code);
  return record.value;
}

/** The record with this text written over at a byte offset. */
function overwritten(record: Uint8Array, offset: number, text: string): Uint8Array {
  const copy = record.slice();
  const view = new DataView(copy.buffer);
  for (let i = 0; i < text.length; i += 1) view.setUint16(offset + 2 * i, text.charCodeAt(i), true);
  return copy;
}

const condition = (record: Uint8Array) => {
  const decoded = decodeRecord(record);
  return decoded.ok ? 'ok' : `${decoded.error.code} ${decoded.error.detail}`;
};

describe('the worked record', () => {
  it('is read', () => expect(decodeRecord(RESIDENT_RECORD)).toEqual({ ok: true, value: RESIDENT }));
  it('is written', () => expect(encodeRecord(RESIDENT)).toEqual({ ok: true, value: RESIDENT_RECORD }));
});

describe('offsets of the other two', () => {
  const textAt = (record: Uint8Array, offset: number, bytes: number) =>
    new TextDecoder('utf-16le').decode(record.subarray(offset, offset + bytes)).trimEnd();

  it.each([
    [0, 30, PERMIT.name],
    [30, 2, '2'],
    [32, 4, ''],
    [36, 16, '19900228'],
    [52, 70, PERMIT.address],
    [122, 36, PERMIT.number],
    [158, 30, PERMIT.issuingAuthority],
    [188, 16, '20200229'],
    [204, 16, '20300228'],
    [220, 18, PERMIT.travelPermitNumber],
    [238, 4, '01'],
    [242, 6, ''],
    [248, 2, 'J'],
    [250, 6, ''],
  ])('residence permit, byte %i', (offset, bytes, text) =>
    expect(textAt(recordOf(PERMIT), offset, bytes)).toBe(text),
  );

  it.each([
    [0, 120, FOREIGNER.name],
    [120, 2, '9'],
    [122, 30, FOREIGNER.number],
    [152, 6, 'XXA'],
    [158, 30, ''],
    [188, 16, '20180101'],
    [204, 16, '20280101'],
    [220, 16, '19850701'],
    [236, 4, '01'],
    [240, 8, '1500'],
    [248, 2, 'I'],
    [250, 6, ''],
  ])('foreign permanent resident, byte %i', (offset, bytes, text) =>
    expect(textAt(recordOf(FOREIGNER), offset, bytes)).toBe(text),
  );
});

describe('what is refused', () => {
  const resident = recordOf(RESIDENT);
  const permit = recordOf(PERMIT);
  const foreigner = recordOf(FOREIGNER);

  it.each([
    ['the 2023 card', overwritten(resident, 248, 'Y'), 'unsupportedDocument type'],
    ['a small letter', overwritten(resident, 248, 'j'), 'unsupportedDocument type'],
    ['a zero type', overwritten(resident, 248, '\0'), 'unsupportedDocument type'],
    ['all zeros', new Uint8Array(256), 'unsupportedDocument type'],
    ['a short record', resident.subarray(0, 255), 'invalidRecord record'],
    ['check character', overwritten(resident, 122, '110105194912310021'), 'invalidNumber number'],
    ['a number with a gap', overwritten(resident, 122, '1101051949 231002X'), 'invalidNumber number'],
    ['check character of a permit', overwritten(permit, 122, '990000199002280028'), 'invalidNumber number'],
    [
      'a foreign number in citizen form',
      overwritten(foreigner, 122, '11010519491231'),
      'invalidNumber number',
    ],
    ['a control character', overwritten(resident, 2, '\u001b'), 'invalidText name'],
    ['a bidirectional override', overwritten(resident, 52, '\u202e'), 'invalidText address'],
    ['private use', overwritten(resident, 0, '\ue000'), 'invalidText name'],
    ['a byte order mark', overwritten(resident, 0, '\ufeff'), 'invalidText name'],
    ['half a rare character', overwritten(resident, 28, '\ud840'), 'invalidText name'],
    ['a hidden character in a number', overwritten(resident, 122, '\u200b'), 'invalidText number'],
    [
      'a hidden character in an authority code',
      overwritten(foreigner, 240, '\u0007'),
      'invalidText issuingAuthority',
    ],
    [
      'a hidden character in a travel permit',
      overwritten(permit, 220, '\u2067'),
      'invalidText travelPermitNumber',
    ],
    ['no name', overwritten(resident, 0, '  '), 'damagedRecord name'],
    ['a name of wide blanks', overwritten(resident, 0, '\u3000\u3000'), 'damagedRecord name'],
    [
      'a name of blanks nobody sees apart',
      overwritten(foreigner, 0, '\u3000 '.repeat(30)),
      'damagedRecord name',
    ],
    ['an end before its beginning', overwritten(resident, 204, '20091231'), 'damagedRecord validTo'],
    [
      'another birth date than the number',
      overwritten(resident, 36, '19491230'),
      'contradictoryRecord birthDate',
    ],
    ['another sex than the number', overwritten(resident, 30, '1'), 'contradictoryRecord sex'],
    ['another sex than the number of a permit', overwritten(permit, 30, '1'), 'contradictoryRecord sex'],
    [
      'a document older than its holder',
      overwritten(foreigner, 220, '20180102'),
      'contradictoryRecord birthDate',
    ],
    ['no authority', overwritten(resident, 158, ' '.repeat(15)), 'invalidRecord issuingAuthority'],
    ['sex 3', overwritten(resident, 30, '3'), 'invalidRecord sex'],
    ['no sex', overwritten(resident, 30, ' '), 'invalidRecord sex'],
    ['ethnic code in letters', overwritten(resident, 32, '汉 '), 'invalidRecord ethnicCode'],
    ['30 February', overwritten(resident, 36, '19490230'), 'invalidRecord birthDate'],
    ['29 February of a common year', overwritten(resident, 36, '19000229'), 'invalidRecord birthDate'],
    ['month 13', overwritten(foreigner, 220, '19851301'), 'invalidRecord birthDate'],
    ['full-width digits', overwritten(resident, 188, '２０１００１０１'), 'invalidRecord validFrom'],
    ['a short date', overwritten(resident, 188, '2010010 '), 'invalidRecord validFrom'],
    ['long term as a beginning', overwritten(resident, 188, '长期      '), 'invalidRecord validFrom'],
    ['a word that is not 长期', overwritten(resident, 204, '长久'), 'invalidRecord validTo'],
    ['no travel permit number', overwritten(permit, 220, ' '.repeat(9)), 'invalidRecord travelPermitNumber'],
    ['two letters of a country', overwritten(foreigner, 152, 'XX '), 'invalidRecord nationality'],
  ])('%s', (_, record, expected) => expect(condition(record)).toBe(expected));

  it('29 February of a leap year is a day, 0 and 9 are sexes', () => {
    expect(condition(overwritten(foreigner, 220, '20000229'))).toBe('ok');
    for (const code of ['0', '9'])
      expect(decodeRecord(overwritten(resident, 30, code))).toMatchObject({ value: { sex: 'unspecified' } });
  });

  it('never says what the field held', () => {
    const decoded = decodeRecord(overwritten(resident, 122, '110105194912310021'));
    expect(JSON.stringify(decoded)).not.toContain('1101');
  });

  it('any 256 bytes: an answer, never a throw', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 256, maxLength: 256 }),
        fc.constantFrom(' ', 'I', 'J', 'Y'),
        (bytes, type) => {
          expect(typeof decodeRecord(overwritten(bytes, 248, type)).ok).toBe('boolean');
        },
      ),
    );
  });
});

/** Common characters, rare ones beyond the basic plane, letters and single spaces; as long as the field, no longer. */
const character = fc.oneof(
  fc.integer({ min: 0x4e00, max: 0x9fa5 }),
  fc.integer({ min: 0x20000, max: 0x2a6d6 }),
  fc.integer({ min: 0x41, max: 0x5a }),
  fc.constantFrom(0x20, 0xb7, 0x2c),
);
const text = (units: number, least = 0) =>
  fc
    .array(character, { minLength: least, maxLength: units })
    .map((points) => {
      let whole = '';
      for (const point of points) {
        const next = whole + String.fromCodePoint(point);
        if (next.length <= units) whole = next;
      }
      return whole.replace(/ +$/, '');
    })
    .filter((whole) => whole.length >= least && isHonestText(whole));
const date = fc
  .date({ min: new Date('1880-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const digits = (count: number) =>
  fc.array(fc.nat(9), { minLength: count, maxLength: count }).map((all) => all.join(''));
const shared = fc
  .record({
    sex: fc.constantFrom('male' as const, 'female' as const, 'unspecified' as const),
    days: fc.tuple(date, date, date).map((days) => [...days].sort()),
    longTerm: fc.boolean(),
  })
  .map(({ sex, days: [birthDate = '', validFrom = '', validTo = ''], longTerm }) => ({
    sex,
    birthDate,
    validFrom,
    validTo: longTerm ? 'longTerm' : validTo,
  }));
/** Birth date and sex stand in the number as well. */
const numbered = fc.tuple(shared, digits(6), digits(2), fc.nat(4)).map(([facts, area, sequence, pair]) => {
  const odd = facts.sex === 'unspecified' ? pair % 2 : facts.sex === 'male' ? 1 : 0;
  const seventeen = `${area}${facts.birthDate.replaceAll('-', '')}${sequence}${2 * pair + odd}`;
  return { ...facts, number: `${seventeen}${citizenCheckCharacter(seventeen)}` };
});
const chinese = {
  name: text(FIELD_UNITS.name, 1),
  address: text(FIELD_UNITS.address),
  issuingAuthority: text(FIELD_UNITS.issuingAuthority, 1),
};
const documents: fc.Arbitrary<IdentityDocument> = fc.oneof(
  fc
    .tuple(
      numbered,
      fc.record({ ...chinese, type: fc.constant('residentIdCard' as const), ethnicCode: digits(2) }),
    )
    .map(([facts, own]) => ({ ...facts, ...own })),
  fc
    .tuple(
      numbered,
      fc.record({
        ...chinese,
        type: fc.constant('residencePermit' as const),
        travelPermitNumber: digits(8).map((all) => `H${all}`),
      }),
    )
    .map(([facts, own]) => ({ ...facts, ...own })),
  fc
    .tuple(
      shared,
      fc.record({
        type: fc.constant('foreignPermanentResidentCard' as const),
        name: text(FIELD_UNITS.foreignName, 1),
        number: digits(12).map((all) => `XXA${all}`),
        nationality: fc.constant('XXA'),
        chineseName: text(FIELD_UNITS.chineseName),
        issuingAuthority: digits(4),
      }),
    )
    .map(([facts, own]) => ({ ...facts, ...own })),
);

describe('round trip', () => {
  it.each(DOCUMENTS)('$type', (document) =>
    expect(decodeRecord(recordOf(document))).toEqual({ ok: true, value: document }),
  );

  it('any document that fits', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const record = recordOf(document);
        expect(record.length).toBe(256);
        expect(decodeRecord(record)).toEqual({ ok: true, value: document });
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['fifteen characters', '张'.repeat(15), true],
    ['sixteen', '张'.repeat(16), false],
    ['seven rare ones and one common', `${'𠀀'.repeat(7)}张`, true],
    ['eight rare ones', '𠀀'.repeat(8), false],
  ])('a name of %s', (_, name, fits) => {
    const record = encodeRecord({ ...RESIDENT, name });
    expect(record.ok).toBe(fits);
    if (record.ok) expect(decodeRecord(record.value)).toEqual({ ok: true, value: { ...RESIDENT, name } });
    else expect(record.error).toEqual({ code: 'tooLong', detail: 'field at byte 0' });
  });
});
