import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '#foundation/bytes.ts';
import { ManualClock } from '#foundation/clock.ts';
import type { DeviceError } from '../../device.ts';
import { CHIP_LIMITS } from './chip-session.ts';
import { CHIP_READING_MILLISECONDS } from './read-card.ts';
import { encodeTlv } from './tlv.ts';
import { transcript } from './transcript-reader.ts';

const SELECT_PSE = '00A404000E315041592E5359532E444446303100';
const PSE_FCI =
  '6F 20 84 0E 31 50 41 59 2E 53 59 53 2E 44 44 46 30 31 A5 0E 88 01 01 5F 2D 04 6E 6C 65 6E 9F 11 01 01 90 00';
const DIRECTORY =
  '70 29 61 27 4F 07 A0 00 00 00 03 10 10 50 0B 5649534120435245444954 87 01 01 9F 12 0B 5649534120435245444954 90 00';
const SELECT_VISA = '00A4040007A000000003101000';
const VISA_FCI = '6F 11 84 07 A0000000031010 A5 06 50 04 56495341 90 00';
const VISA_FCI_WITH_PDOL = '6F 17 84 07 A0000000031010 A5 0C 50 04 56495341 9F38 03 9F3303 90 00';
const GPO = '80A8000002830000';
const RECORD_A =
  '70 33 57 11 4761739001010119D221220117589288 89 5F20 0C 455850495245442F43415244 9F1F 0E 3137353839303936303030303030 90 00';
const RECORD_B = '70 14 5A 08 4761739001010119 5F34 01 01 5F24 03 221231 90 00';

/** The card of emv.md: directory, GPO without PDOL in format 1, two records. */
const VISA: Readonly<Record<string, string>> = {
  [SELECT_PSE]: PSE_FCI,
  '00B2010C00': DIRECTORY,
  '00B2020C00': '6A83',
  [SELECT_VISA]: VISA_FCI,
  [GPO]: '80 0A 7800 10010100 18010100 90 00',
  '00B2011400': RECORD_A,
  '00B2011C00': RECORD_B,
};
const VISA_DATA = {
  source: 'chip',
  pan: '4761739001010119',
  panSequence: '01',
  label: 'VISA',
  scheme: 'visa',
  expiry: { year: 2022, month: 12 },
  checkDigitRight: true,
};
/** The first, and one more after a cold reset. */
const READINGS = 2;
const invalid = (detail: string) => ({ ok: false, error: { code: 'invalidData', detail } });

describe('transcripts', () => {
  it('directory, application, records', async () => {
    const { read, asked, names } = transcript(VISA);
    expect(await read()).toEqual({ ok: true, value: VISA_DATA });
    expect(asked).toEqual([
      SELECT_PSE,
      '00B2010C00',
      '00B2020C00',
      SELECT_VISA,
      GPO,
      '00B2011400',
      '00B2011C00',
    ]);
    expect(names[0]).toBe('chipPowerOn');
    expect(names.at(-1)).toBe('chipPowerOff');
  });

  it('format 2 and a PDOL', async () => {
    const { read } = transcript({
      ...VISA,
      [SELECT_VISA]: VISA_FCI_WITH_PDOL,
      '80A8000005830360F0C800': '77 0E 8202 3900 9408 10010100 18010100 90 00',
    });
    expect(await read()).toEqual({ ok: true, value: VISA_DATA });
  });

  it('the directory names the application when the application does not', async () => {
    const { read } = transcript({ ...VISA, [SELECT_VISA]: '6F 09 84 07 A0000000031010 90 00' });
    expect(await read()).toMatchObject({ ok: true, value: { label: 'VISA CREDIT' } });
  });

  it('6A81 at the directory: the card is blocked, nothing else is asked', async () => {
    const { read, asked, names } = transcript({ [SELECT_PSE]: '6A81' });
    expect(await read()).toEqual({ ok: false, error: { code: 'cardNotSupported', detail: 'SW=6A81' } });
    expect(asked).toEqual([SELECT_PSE]);
    expect(names).toEqual(['chipPowerOn', 'chipIO', 'chipPowerOff']);
  });

  it('6A81 in the list of AIDs: the card is blocked', async () => {
    const { read, asked } = transcript({ '00A4040008A00000033301010100': '6A81' });
    expect(await read()).toEqual({ ok: false, error: { code: 'cardNotSupported', detail: 'SW=6A81' } });
    expect(asked).toHaveLength(2);
  });

  it.each(['6A82', '6283', '6F00'])('%s at the directory: the list of AIDs, UnionPay first', async (sw) => {
    const { read, asked } = transcript({ ...VISA, [SELECT_PSE]: sw });
    expect(await read()).toEqual({ ok: true, value: VISA_DATA });
    expect(asked[1]).toBe('00A4040008A00000033301010100');
  });

  it('a partial match is asked for its namesakes, and the namesake is taken by its whole name', async () => {
    const LONG = 'A000000003101001';
    const { read, asked } = transcript({
      ...VISA,
      [SELECT_PSE]: '6A82',
      [SELECT_VISA]: `6F 0A 84 08 ${LONG} 90 00`,
      '00A4040207A000000003101000': '6A82',
      [`00A4040008${LONG}00`]: `6F 0A 84 08 ${LONG} 90 00`,
    });
    expect(await read()).toMatchObject({ ok: true, value: { pan: VISA_DATA.pan, scheme: 'visa' } });
    expect(asked).toContain('00A4040207A000000003101000');
  });
});

describe('which application', () => {
  const entry = (aid: string, priority: number) =>
    toHex(encodeTlv(0x61, encodeTlv(0x4f, fromHex(aid)), encodeTlv(0x87, Uint8Array.of(priority))));
  const directory = (...entries: readonly string[]) =>
    `${toHex(encodeTlv(0x70, fromHex(entries.join(''))))}9000`;
  const UNION_PAY = 'A000000333010101';
  const SELECT_UNION_PAY = `00A4040008${UNION_PAY}00`;
  const both: Readonly<Record<string, string>> = {
    ...VISA,
    '00B2010C00': directory(entry('A0000000031010', 2), entry(UNION_PAY, 1)),
    [SELECT_UNION_PAY]: VISA_FCI,
  };
  const taken = (scheme: string) => ({ ok: true, value: { scheme } });

  it('the card’s first choice', async () => {
    expect(await transcript(both).read()).toMatchObject(taken('unionPay'));
  });

  it('ours when the card has no wish: UnionPay', async () => {
    const wishless = directory(entry('A0000000031010', 0), entry(UNION_PAY, 0));
    expect(await transcript({ ...both, '00B2010C00': wishless }).read()).toMatchObject(taken('unionPay'));
  });

  it('one without a wish comes after one with; the confirmation bit is no priority', async () => {
    const list = directory(entry(UNION_PAY, 0), entry('A0000000031010', 0x8f));
    expect(await transcript({ ...both, '00B2010C00': list }).read()).toMatchObject(taken('visa'));
  });

  it('a blocked one is skipped', async () => {
    expect(await transcript({ ...both, [SELECT_UNION_PAY]: '6283' }).read()).toMatchObject(taken('visa'));
  });

  it('a blocked one in the list of AIDs is skipped', async () => {
    const { read, asked } = transcript({
      ...both,
      [SELECT_PSE]: '6A82',
      [SELECT_UNION_PAY]: `6F 0A 84 08 ${UNION_PAY} 6283`,
    });
    expect(await read()).toMatchObject(taken('visa'));
    expect(asked.filter((apdu) => apdu === SELECT_UNION_PAY)).toHaveLength(1);
  });

  it('one that declines (6985 to GPO) leaves it to the next', async () => {
    const { read } = transcript((apdu, count) =>
      apdu === GPO && count === 1 ? '6985' : (both[apdu] ?? '6A82'),
    );
    expect(await read()).toMatchObject(taken('visa'));
  });

  it('none left: not supported', async () => {
    expect(await transcript({ ...both, [GPO]: '6985' }).read()).toEqual({
      ok: false,
      error: { code: 'cardNotSupported', detail: 'no usable application' },
    });
  });

  it('unknown applications of the directory are left alone', async () => {
    const list = directory(entry('D15600000501', 1), entry('A0000000031010', 2));
    const { read, asked } = transcript({ ...VISA, '00B2010C00': list });
    expect(await read()).toMatchObject(taken('visa'));
    expect(asked.some((apdu) => apdu.includes('D156'))).toBe(false);
  });
});

describe('T=0 answers', () => {
  it('61xx in pieces is gathered', async () => {
    const fci = toHex(fromHex(VISA_FCI)).slice(0, -4);
    const { read } = transcript({
      ...VISA,
      [SELECT_VISA]: '6110',
      '00C0000010': `${fci.slice(0, 32)}6103`,
      '00C0000003': `${fci.slice(32)}9000`,
    });
    expect(await read()).toEqual({ ok: true, value: VISA_DATA });
  });

  it('6Cxx is asked again with the length the card wants', async () => {
    const { read, asked } = transcript({ ...VISA, '00B2011400': '6C35', '00B2011435': RECORD_A });
    expect(await read()).toEqual({ ok: true, value: VISA_DATA });
    expect(asked).toContain('00B2011435');
  });

  it.each([
    ['61 without end', '6110', 'endless answer'],
    ['6C without end', '6C10', 'endless answer'],
    ['no status word', '90', 'no status word'],
    ['nothing', '', 'no status word'],
  ])('%s', async (_name, answer, detail) => {
    const { read, asked, names } = transcript(() => answer);
    expect(await read()).toEqual(invalid(detail));
    expect(asked.length).toBeLessThanOrEqual(READINGS * (CHIP_LIMITS.followUps + 1));
    expect(names.slice(-2)).toEqual(['chipPowerOff', 'readTracks']);
  });
});

describe('hostile chips', () => {
  const nested = (levels: number): string => {
    let bytes: Uint8Array = new Uint8Array(0);
    for (let level = 0; level < levels; level += 1) bytes = encodeTlv(0x6f, bytes);
    return toHex(bytes);
  };
  const otherTrack2 = '70 13 57 11 4761739001010119D220120117589288 89 9000';

  it.each([
    ['directory past its end', { [SELECT_PSE]: '6F 7F 84 9000' }, 'directory FCI: truncated'],
    ['directory record past its end', { '00B2010C00': '70 7F 61 9000' }, 'directory record: truncated'],
    ['FCI past its end', { [SELECT_VISA]: '6F 82 FF FF 84 9000' }, 'application FCI: truncated'],
    ['sixty levels', { [SELECT_VISA]: `${nested(60)}9000` }, 'application FCI: tooDeep'],
    ['a greedy PDOL', { [SELECT_VISA]: '6F 05 9F38 02 9AFF 9000' }, 'PDOL: asks for too much'],
    ['255 records', { [GPO]: '80 06 7800 0801FF00 9000' }, 'AFL: too many records'],
    ['a missing record', { '00B2011400': '6A83' }, 'record missing'],
    ['a record that is no template', { '00B2011400': '5A 01 00 9000' }, 'record: no 70'],
    ['a record cut off', { '00B2011400': '70 10 5A 08 47 9000' }, 'record: truncated'],
    ['two numbers', { '00B2011C00': '70 0A 5A 08 4761739001010010 9000' }, '5A and 57 differ'],
    ['one tag twice', { '00B2011C00': otherTrack2 }, 'record: two values of one tag'],
  ])('%s', async (_name, changed: Readonly<Record<string, string>>, detail) => {
    const { read, names } = transcript({ ...VISA, ...changed });
    expect(await read()).toEqual(invalid(detail));
    expect(names.slice(-2)).toEqual(['chipPowerOff', 'readTracks']);
  });

  it('a thousand levels, handed over piece by piece', async () => {
    const deep = nested(1000);
    const { read } = transcript((apdu, count) => {
      if (apdu === SELECT_VISA) return `${deep.slice(0, 500)}61FA`;
      if (apdu === '00C00000FA') return `${deep.slice((count % 8) * 500, (count % 8) * 500 + 500)}61FA`;
      return VISA[apdu] ?? '6A82';
    });
    expect(await read()).toEqual(invalid('answer too long'));
  });

  it('files above 10 are the issuer’s own and need not be TLV', async () => {
    const { read } = transcript({
      ...VISA,
      [GPO]: '80 0E 7800 10010100 58010100 18010100 90 00',
      '00B2015C00': '5F 9000',
    });
    expect(await read()).toEqual({ ok: true, value: VISA_DATA });
  });

  it('an endless choice of applications that all decline', async () => {
    const entries = encodeTlv(0x61, encodeTlv(0x4f, fromHex('A0000000031010')));
    const record = `${toHex(encodeTlv(0x70, ...Array.from({ length: 18 }, () => entries)))}9000`;
    const { read, asked } = transcript((apdu) =>
      apdu.startsWith('00B2') ? record : apdu === GPO ? '6985' : (VISA[apdu] ?? '6A82'),
    );
    expect(await read()).toEqual(invalid('too many commands'));
    expect(asked).toHaveLength(READINGS * CHIP_LIMITS.commands);
  });

  it('any answers at all: it ends, with an error or a card, and power off', async () => {
    const answers = fc.array(fc.uint8Array({ maxLength: 258 }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(answers, async (all) => {
        let next = 0;
        const { read, asked, names } = transcript(() => {
          next += 1;
          const body = toHex(all[next % all.length] ?? new Uint8Array());
          return next % 2 === 0 ? body : `${body}9000`;
        });
        const result = await read();
        if (!result.ok) expect(result.error.code).toMatch(/^[a-zA-Z]+$/);
        expect(asked.length).toBeLessThanOrEqual(READINGS * CHIP_LIMITS.commands);
        expect(names.includes('chipPowerOff')).toBe(true);
      }),
    );
  });

  it('a chip that takes its time as a whole is given up', async () => {
    const clock = new ManualClock();
    const { read, asked, names } = transcript(() => '70 00 9000', { clock, milliseconds: 5_000 });
    expect(await read()).toEqual({ ok: false, error: { code: 'timeout' } });
    expect(asked.length).toBeLessThanOrEqual(CHIP_READING_MILLISECONDS / 5_000);
    expect(names.at(-1)).toBe('chipPowerOff');
  });

  it('no error carries anything of the card', async () => {
    const { read } = transcript({ ...VISA, '00B2011C00': '70 0A 5A 08 4761739001010010 9000' });
    expect(JSON.stringify(await read())).not.toMatch(/4761|0119/);
  });
});

describe('an answer that is damaged or lost', () => {
  const READING = ['chipPowerOn', 'chipIO', 'chipPowerOff'];
  const mute: DeviceError = { code: 'condition', condition: 'chipMute' };
  const FAILURES: readonly [string, string | DeviceError][] = [
    ['is damaged', '6F 7F 84 9000'],
    ['has no status word', '90'],
    ['breaks the reader’s protocol', { code: 'protocol' }],
    ['is lost on the line', { code: 'timeout' }],
    ['is a fault the reader tells', { code: 'hardwareError' }],
    ['does not come from the chip', mute],
  ];

  it.each(FAILURES)('once: the chip is reset and read again (it %s)', async (_name, answer) => {
    const { read, names } = transcript((apdu, count) =>
      apdu === SELECT_VISA && count === 1 ? answer : (VISA[apdu] ?? '6A82'),
    );
    expect(await read()).toEqual({ ok: true, value: VISA_DATA });
    expect(names.filter((name) => name === 'chipPowerOn')).toHaveLength(2);
    expect(names).not.toContain('readTracks');
  });

  it.each(FAILURES)(
    'every time: the stripe, after two readings and no more (it %s)',
    async (_name, answer) => {
      const { read, names } = transcript(() => answer, { stripe: true });
      expect(await read()).toMatchObject({ ok: true, value: { source: 'stripe' } });
      expect(names).toEqual([...READING, ...READING, 'readTracks']);
    },
  );

  it.each<readonly [string, DeviceError]>([
    ['protocol', { code: 'protocol' }],
    ['timeout', { code: 'timeout' }],
    ['hardwareError', { code: 'hardwareError' }],
  ])('with no readable stripe either, a reader’s %s is told as the reader’s', async (_name, device) => {
    const { read } = transcript(() => device);
    expect(await read()).toEqual({ ok: false, error: { code: 'device', device } });
  });

  it('with no readable stripe either, a mute chip is a card that cannot be read', async () => {
    const { read } = transcript(() => mute);
    expect(await read()).toEqual({ ok: false, error: { code: 'unreadable' } });
  });

  it('a line that is gone is not tried again', async () => {
    const { read, names } = transcript(() => ({ code: 'offline' }), { stripe: true });
    expect(await read()).toEqual({ ok: false, error: { code: 'device', device: { code: 'offline' } } });
    expect(names).toEqual(READING);
  });

  it('both readings together take no longer than one may', async () => {
    const clock = new ManualClock();
    const { read, names } = transcript(() => mute, { clock, milliseconds: CHIP_READING_MILLISECONDS });
    expect(await read()).toMatchObject({ ok: false });
    expect(names).toEqual([...READING, 'readTracks']);
  });
});
