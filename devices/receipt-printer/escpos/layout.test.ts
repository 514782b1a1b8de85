import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReceiptPart } from '../contract.ts';
import { type Cell, toCells } from './charset.ts';
import { isUnprintable, LINE_COLUMNS, layOut, type ReceiptLine, widthOf } from './layout.ts';

function lines(...parts: readonly ReceiptPart[]): readonly ReceiptLine[] {
  const result = layOut({ parts }, 10_000);
  if (!('layout' in result)) throw new Error('not laid out');
  return result.layout.lines;
}

const textOf = (cells: readonly Cell[]): string => cells.map(({ character }) => character).join('');
const texts = (...parts: readonly ReceiptPart[]): string[] =>
  lines(...parts).map((line) => (line.kind === 'text' ? textOf(line.cells) : line.kind));

describe('characters', () => {
  it.each([
    ['A', 1, 'every'],
    ['~', 1, 'every'],
    ['中', 2, 'every'],
    ['，', 2, 'every'],
    ['é', 2, 'every'],
    ['繁', 2, 'every'],
    ['€', 2, 'newer'],
    ['䶮', 2, 'newer'],
    ['¥', 2, 'none'],
    ['ñ', 1, 'none'],
    ['㼛', 2, 'none'],
    ['𬱖', 2, 'none'],
  ] as const)('%s takes %i columns and is in %s memory', (text, columns, memory) => {
    expect(toCells(text)).toMatchObject([{ character: text, columns, memory }]);
  });

  it.each([
    ['a mark that composes with its letter is that letter', 'e\u0301', 'é'],
    ['syllable of letters', '\u1112\u1161\u11ab', '한'],
  ])('%s', (_, text, character) => {
    expect(toCells(text)).toMatchObject([{ character }]);
  });

  it.each([
    ['a mark that composes with nothing', 'x\u0301', 0x301],
    ['a mark alone', '\u0301', 0x301],
    ['a variation selector', '葛\u{E0100}', 0xe0100],
  ])('%s is not printable', (_, text, codePoint) => {
    expect(toCells(text)).toEqual({ codePoint });
  });

  it('a character that only looks like a mark is one of its own', () => {
    expect(toCells('カﾞ')).toMatchObject([{ character: 'カ' }, { character: 'ﾞ' }]);
  });

  it('has a pair for exactly what GB18030 has a pair for, and the pair holds no control byte', () => {
    const decoder = new TextDecoder('gb18030', { fatal: true });
    const wrong: string[] = [];
    let pairs = 0;
    for (let codePoint = 0x80; codePoint < 0x10000; codePoint += 1) {
      if (codePoint >= 0xd800 && codePoint < 0xf900) continue;
      const character = String.fromCodePoint(codePoint);
      const cells = toCells(character);
      const code = isUnprintable(cells) ? undefined : cells[0]?.code;
      if (!code) continue;
      pairs += 1;
      if (code.length !== 2 || Math.min(...code) < 0x40 || decoder.decode(code) !== character)
        wrong.push(character);
    }
    expect(wrong).toEqual([]);
    expect(pairs).toBeGreaterThan(21_000);
  }, 30_000);
});

describe('lines', () => {
  it('are 42 half-width columns, 21 of large letters', () => {
    expect(texts({ type: 'text', text: 'a'.repeat(43) })).toEqual(['a'.repeat(42), 'a']);
    expect(texts({ type: 'text', text: '中'.repeat(22) })).toEqual(['中'.repeat(21), '中']);
    expect(texts({ type: 'text', text: 'a'.repeat(22), size: 'large' })).toEqual(['a'.repeat(21), 'a']);
    expect(texts({ type: 'text', text: '中'.repeat(11), size: 'large' })).toEqual(['中'.repeat(10), '中']);
  });

  it('break between words, and around Chinese', () => {
    expect(texts({ type: 'text', text: `${'word '.repeat(9)}end` })).toEqual(['word '.repeat(8), 'word end']);
    expect(texts({ type: 'text', text: `${'中'.repeat(20)}word` })).toEqual(['中'.repeat(20), 'word']);
  });

  it('do not begin with a closing mark', () => {
    expect(texts({ type: 'text', text: `${'中'.repeat(21)}。` })).toEqual(['中'.repeat(20), '中。']);
    expect(texts({ type: 'text', text: `${'中'.repeat(20)}1.0%` })).toEqual(['中'.repeat(20), '1.0%']);
  });

  it('stay on the paper even when a closing mark must not begin the next one', () => {
    expect(texts({ type: 'text', text: ` ${'a'.repeat(41)}，` })).toEqual([' ', 'a'.repeat(41), '，']);
  });

  it('one empty text is one empty line', () => {
    expect(texts({ type: 'text', text: '' })).toEqual(['']);
  });

  it('a pair is one line with the value at the right, or two when it must be', () => {
    const gap = (label: string, value: string) => `${label}${' '.repeat(42 - 8 - value.length)}${value}`;
    expect(texts({ type: 'pair', label: '业务编号', value: 'B-1' })).toEqual([gap('业务编号', 'B-1')]);
    const long = 'x'.repeat(33);
    expect(texts({ type: 'pair', label: '业务编号', value: long })).toEqual([`业务编号 ${long}`]);
    expect(texts({ type: 'pair', label: '业务编号', value: `${long}x` })).toEqual(['业务编号', `${long}x`]);
    expect(lines({ type: 'pair', label: '业务编号', value: `${long}x` })[1]).toMatchObject({
      style: { align: 'right' },
    });
  });

  it('no text is lost or added, and no line is too wide', () => {
    const character = fc.oneof(
      fc.constantFrom(...'ab1 ,.%中文，。）（ñ'),
      fc.integer({ min: 0x4e00, max: 0x9fff }).map((code) => String.fromCodePoint(code)),
    );
    const text = fc.array(character, { maxLength: 200 }).map((characters) => characters.join(''));
    fc.assert(
      fc.property(text, fc.constantFrom('normal', 'large'), (whole, size) => {
        const made = lines({ type: 'text', text: whole, size });
        expect(texts({ type: 'text', text: whole, size }).join('')).toBe(whole);
        for (const line of made)
          if (line.kind === 'text')
            expect(widthOf(line.cells)).toBeLessThanOrEqual(
              size === 'large' ? LINE_COLUMNS / 2 : LINE_COLUMNS,
            );
      }),
    );
  });
});

describe('length', () => {
  it('counts every kind of line, in millimetres of paper', () => {
    const measure = (...parts: readonly ReceiptPart[]) => {
      const result = layOut({ parts }, 10_000);
      return 'layout' in result ? result.layout.millimetres : Number.NaN;
    };
    // 142 dots to the cutter; 30 a line; 29 modules of 6 dots for 42 bytes.
    expect(measure()).toBe(Math.ceil((142 / 180) * 25.4));
    expect(measure({ type: 'rule' })).toBe(Math.ceil((172 / 180) * 25.4));
    expect(measure({ type: 'feed', lines: 10 })).toBe(Math.ceil((442 / 180) * 25.4));
    expect(measure({ type: 'text', text: 'A', size: 'large' })).toBe(Math.ceil((202 / 180) * 25.4));
    expect(measure({ type: 'qr', data: 'x'.repeat(42) })).toBe(Math.ceil(((142 + 29 * 6) / 180) * 25.4));
    expect(measure({ type: 'qr', data: 'x'.repeat(300) })).toBe(Math.ceil(((142 + 69 * 6) / 180) * 25.4));
  });

  it('is refused as soon as it is too much', () => {
    const parts: ReceiptPart[] = Array.from({ length: 1000 }, () => ({
      type: 'text',
      text: '中'.repeat(10_000),
    }));
    expect(layOut({ parts }, 600)).toEqual({ tooLong: true });
  });
});
