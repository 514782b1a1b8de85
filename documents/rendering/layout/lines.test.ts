import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { findGlyphs, type Glyphs } from '../fonts/glyphs.ts';
import { mayBreak } from './breaking.ts';
import { type Line, setLines } from './lines.ts';

const ALPHABET = [...'人民币的一二三，。；：！？（）《》“”、·ABCabc 0123456789¥%年月天元-—…'];
let glyphs: Glyphs;
beforeAll(async () => {
  const found = await findGlyphs([ALPHABET.join('')]);
  if (!found.ok) throw new Error('the alphabet has no glyphs');
  glyphs = found.value;
});

const size = 10;
const set = (text: string, width: number, even = true): readonly Line[] =>
  setLines(glyphs(text, 'regular'), { size, width, even });
const textOf = (line: Line): string => line.glyphs.map((glyph) => glyph.text).join('');

describe('where a line may end', () => {
  it.each([
    ['between two Chinese characters', '人', '民', true],
    ['not before a comma', '人', '，', false],
    ['not before a closing bracket', '人', '）', false],
    ['not after an opening one', '《', '人', false],
    ['not between a figure and its unit', '2', '年', false],
    ['not between a sign and its figure', '¥', '1', false],
    ['not within a word', 'a', 'b', false],
    ['not within a number', '1', '2', false],
    ['between a word and Chinese', 'a', '人', true],
    ['after a space', ' ', 'a', true],
    ['not before one', 'a', ' ', false],
    ['not beside the dot of a name', '·', '人', false],
    ['not before it either', '人', '·', false],
    ['after a hyphen before a letter', '-', 'a', true],
    ['not after a minus', '-', '1', false],
    ['not within a dash', '—', '—', false],
  ])('%s', (_, before, after, may) => {
    expect(mayBreak(before, after)).toBe(may);
  });
});

describe('lines', () => {
  const text = fc.array(fc.constantFrom(...ALPHABET), { maxLength: 200 }).map((all) => all.join(''));

  it('are the text, none is wider than it may be, stretched or not', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 30, max: 400 }), fc.boolean(), (given, width, even) => {
        const lines = set(given, width, even);
        expect(lines.map(textOf).join('')).toBe(given);
        for (const line of lines) expect(line.width).toBeLessThanOrEqual(width + 0.01);
      }),
    );
  });

  it('never begin with what closes or end with what opens, where a line holds the part', () => {
    fc.assert(
      fc.property(text, (given) => {
        const lines = set(given.replace(/[^人民币的一二三，。（）]/g, '').replace(/[，。）（]+/g, '，'), 60);
        for (const line of lines.slice(1)) expect(textOf(line)).not.toMatch(/^[，。）]/);
      }),
    );
    expect(set('人民人民人民《人民》', 70).map(textOf)).toEqual(['人民人民人民', '《人民》']);
  });

  it('keep words, numbers in groups and units whole', () => {
    expect(set('aaa bbb ccc', 45, false).map(textOf)).toEqual(['aaa bbb ', 'ccc']);
    expect(set('人民人民 400 000 0000', 80, false).map(textOf)).toEqual(['人民人民 ', '400 000 0000']);
    expect(set('人民人民人30天', 60, false).map(textOf)).toEqual(['人民人民人', '30天']);
  });

  it('break a word only where no line holds it', () => {
    const lines = set('A'.repeat(50), 100, false).map(textOf);
    expect(lines.join('')).toBe('A'.repeat(50));
    expect(lines.length).toBeGreaterThan(2);
  });

  it('leave no character alone at the end of an even paragraph', () => {
    for (let length = 11; length < 60; length += 1) {
      const last = set(`${'人'.repeat(length)}。`, 100).at(-1);
      expect(last?.width).toBeGreaterThanOrEqual(length < 20 ? 10 : 25);
    }
  });

  it('an apostrophe is narrow beside letters and square beside Chinese', async () => {
    const found = await findGlyphs(['a’s 人”人']);
    if (!found.ok) throw new Error('no glyphs');
    expect(found.value('a’s', 'regular')[1]?.advance).toBeLessThan(300);
    expect(found.value('人”人', 'regular')[1]?.advance).toBe(1000);
  });
});
