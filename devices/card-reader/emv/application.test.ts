import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '#foundation/bytes.ts';
import { parsePan } from '../pan.ts';
import { applicationData, parseFileLocator, processingOptionsData } from './application.ts';
import { processingOptionsCommand, readRecordCommand, selectCommand } from './chip-session.ts';
import { applicationLabel } from './label.ts';
import { schemeOfAid, schemeOfPan } from './schemes.ts';

const options = (pdol?: string): string | undefined => {
  const data = processingOptionsData(pdol === undefined ? undefined : fromHex(pdol));
  return data.ok ? toHex(processingOptionsCommand(data.value)) : data.error.detail;
};

describe('commands to the chip', () => {
  it('are the bytes of emv.md', () => {
    expect(toHex(selectCommand(fromHex('A0000000031010')))).toBe('00A4040007A000000003101000');
    expect(toHex(selectCommand(fromHex('A0000000031010'), 'next'))).toBe('00A4040207A000000003101000');
    expect(toHex(readRecordCommand(1, 1))).toBe('00B2010C00');
    expect([1, 2, 3, 4].map((sfi) => toHex(readRecordCommand(sfi, 1)).slice(6, 8))).toEqual([
      '0C',
      '14',
      '1C',
      '24',
    ]);
    expect(options()).toBe('80A8000002830000');
    expect(options('9F33 03')).toBe('80A8000005830360F0C800');
  });

  it.each([
    ['country right-aligned in three bytes', '9F1A 03', '80A80000058303000156' + '00'],
    ['country cut to one byte', '9F1A 01', '80A8000003830156' + '00'],
    ['capabilities left-aligned in four bytes', '9F33 04', '80A8000006830460F0C80000'],
    ['capabilities cut to one byte', '9F33 01', '80A800000383016000'],
    ['what we do not know is zero', '9F37 04', '80A800000683040000000000'],
    ['more than a command holds', '9F37 FF', 'PDOL: asks for too much'],
    ['a list cut off', '9F37', 'PDOL: truncated'],
  ])('PDOL: %s', (_name, pdol, expected) => {
    expect(options(pdol)).toBe(expected);
  });
});

describe('file locator', () => {
  it('format 1 of emv.md', () => {
    expect(parseFileLocator(fromHex('80 0E 78 00 08 02 02 00 10 01 04 00 18 01 02 01'))).toEqual({
      ok: true,
      value: [
        { sfi: 1, first: 2, last: 2 },
        { sfi: 2, first: 1, last: 4 },
        { sfi: 3, first: 1, last: 2 },
      ],
    });
  });

  it('format 2 of emv.md', () => {
    expect(parseFileLocator(fromHex('77 0E 82 02 39 00 94 08 18 01 02 01 20 02 04 00'))).toEqual({
      ok: true,
      value: [
        { sfi: 3, first: 1, last: 2 },
        { sfi: 4, first: 2, last: 4 },
      ],
    });
  });

  it.each([
    ['no locator', '77 04 82 02 39 00', 'AFL: length'],
    ['not fours', '77 05 94 03 08 01 01', 'AFL: length'],
    ['an empty one', '80 02 39 00', 'AFL: length'],
    ['file 0', '77 06 94 04 00 01 01 00', 'AFL: range'],
    ['file 31', '77 06 94 04 F8 01 01 00', 'AFL: range'],
    ['record 0', '77 06 94 04 08 00 01 00', 'AFL: range'],
    ['backwards', '77 06 94 04 08 02 01 00', 'AFL: range'],
    ['255 records', '77 06 94 04 08 01 FF 00', 'AFL: too many records'],
    ['broken TLV', '77 7F 94', 'GPO: truncated'],
  ])('refuses %s', (_name, bytes, detail) => {
    expect(parseFileLocator(fromHex(bytes))).toEqual({ ok: false, error: { code: 'invalidData', detail } });
  });
});

describe('application data', () => {
  const values = (entries: Readonly<Record<number, string>>) =>
    applicationData(new Map(Object.entries(entries).map(([tag, hex]) => [Number(tag), fromHex(hex)])));
  const TRACK2 = '4761739001010119D22122011758928889';
  const whole = { pan: '4761739001010119', expiry: { year: 2022, month: 12 } };

  it.each([
    [
      'all tags',
      { 87: TRACK2, 90: '4761739001010119', 24372: '01', 24356: '221231' },
      { ...whole, panSequence: '01' },
    ],
    ['track 2 alone', { 87: TRACK2 }, whole],
    ['number and expiry alone', { 90: '4761739001010119', 24356: '221231' }, whole],
    [
      'an odd number of digits, padded',
      { 90: '67030010054610102F', 24356: '221231' },
      { ...whole, pan: '67030010054610102' },
    ],
  ])('from %s', (_name, entries, expected) => {
    expect(values(entries)).toEqual({ ok: true, value: expected });
  });

  it.each([
    ['two numbers', { 87: TRACK2, 90: '4761739001010010' }, '5A and 57 differ'],
    ['a letter in the number', { 90: '476173900101011A' }, '5A'],
    ['no number', { 24356: '221231' }, '5A'],
    ['no expiry', { 90: '4761739001010119' }, '5F24'],
    ['month 13', { 90: '4761739001010119', 24356: '221331' }, '5F24'],
    ['a track without separator', { 87: '4761739001010119' }, '57'],
    ['a sequence with letters', { 87: TRACK2, 24372: 'AB' }, '5F34'],
  ])('refuses %s and names the tag only', (_name, entries, detail) => {
    expect(values(entries)).toEqual({ ok: false, error: { code: 'invalidData', detail } });
  });

  it('never throws on any values', () => {
    const bytes = fc.uint8Array({ maxLength: 30 });
    fc.assert(
      fc.property(bytes, bytes, bytes, bytes, (track2, pan, expiry, sequence) => {
        applicationData(
          new Map([
            [0x57, track2],
            [0x5a, pan],
            [0x5f24, expiry],
            [0x5f34, sequence],
          ]),
        );
      }),
    );
  });
});

describe('labels', () => {
  const label = (objects: readonly (readonly [number, Uint8Array])[]) =>
    applicationLabel(objects.map(([tag, value]) => ({ tag, value })));
  const text = (characters: string) => Uint8Array.from(characters, (character) => character.charCodeAt(0));

  it.each([
    ['the label', [[0x50, text('UnionPay Debit')]], 'UnionPay Debit'],
    [
      'the preferred name in Latin-1',
      [
        [0x50, text('DEBIT')],
        [0x9f12, text('Débit')],
        [0x9f11, text('\u0001')],
      ],
      'Débit',
    ],
    [
      'the label when the alphabet is another',
      [
        [0x50, text('DEBIT')],
        [0x9f12, text('\u00c4')],
        [0x9f11, text('\u0005')],
      ],
      'DEBIT',
    ],
    ['trimmed', [[0x50, text('  DEBIT  ')]], 'DEBIT'],
    ['none when it holds printer commands', [[0x50, text('\u001b@PAY')]], undefined],
    [
      'none when it holds C1 controls',
      [
        [0x9f12, text('A\u009bB')],
        [0x9f11, text('\u0001')],
      ],
      undefined,
    ],
    ['none when the label is not ASCII', [[0x50, text('D\u00e9bit')]], undefined],
    ['none when it is blank', [[0x50, text('   ')]], undefined],
    ['none when it is too long', [[0x50, text('A'.repeat(17))]], undefined],
  ] as const)('%s', (_name, objects, expected) => {
    expect(label(objects)).toBe(expected);
  });
});

describe('schemes', () => {
  it.each([
    ['A000000333010101', 'unionPay'],
    ['A000000333010103', 'unionPay'],
    ['A0000000031010', 'visa'],
    ['A000000003101001', 'visa'],
    ['A0000000043060', 'mastercard'],
    ['A00000002501', 'amex'],
    ['A0000000651010', 'jcb'],
    ['A0000001523010', 'discover'],
    ['A0000006581010', 'other'],
    ['D156000015', 'other'],
  ])('%s is %s', (aid, scheme) => {
    expect(schemeOfAid(fromHex(aid))).toBe(scheme);
  });

  it.each([
    ['6200000000000005', 'unionPay'],
    ['8100000000000000', 'unionPay'],
    ['4761739001010010', 'visa'],
    ['5413330002001155', 'mastercard'],
    ['2221000000000009', 'mastercard'],
    ['2220990000000000', 'other'],
    ['2720990000000000', 'mastercard'],
    ['2721000000000000', 'other'],
    ['340000000000009', 'amex'],
    ['3528000000000007', 'jcb'],
    ['3589000000000000', 'jcb'],
    ['3590000000000000', 'other'],
    ['6510000000000166', 'discover'],
    ['6011000000000004', 'discover'],
    ['9990000000000000', 'other'],
  ])('%s is %s', (digits, scheme) => {
    const pan = parsePan(digits);
    expect(pan && schemeOfPan(pan)).toBe(scheme);
  });
});
