import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Block, Paper } from '../paper/paper.ts';
import { CREATED } from '../test-support/examples.ts';
import { namesAndStreams, textOf, withoutSpaces } from '../test-support/read-pdf.ts';
import { type Bench, bench, isHere } from '../test-support/tools.ts';
import { render } from './render.ts';

const pdftotextIsHere = isHere('pdftotext');
if (!pdftotextIsHere) console.warn('Text is not read back by pdftotext: it is not installed.');

const paper = (...blocks: readonly Block[]): Paper => ({
  template: 't',
  textVersion: '1',
  language: 'zh-CN',
  title: '题',
  number: 'N',
  blocks,
});
const says = (text: string): Paper => paper({ kind: 'paragraph', text });

/** Bytes, or the code points that were refused. */
async function rendered(given: Paper): Promise<Uint8Array | readonly string[]> {
  const made = await render(given, { created: CREATED });
  if (made.ok) return made.value.bytes;
  if (made.error.code === 'unprintable') return made.error.codePoints;
  throw new Error(`${made.error.code} ${made.error.detail ?? ''}`);
}
async function bytesOf(given: Paper): Promise<Uint8Array> {
  const made = await rendered(given);
  if (made instanceof Uint8Array) return made;
  throw new Error(`unprintable ${made.join()}`);
}

/** What could be an operator, a key, a template's place or markup if text were ever more than text. */
const HOSTILE = [
  ') Tj ET Q',
  '\\) Tj (\\',
  'endstream endobj',
  '%PDF-1.7 %%EOF',
  '/JS (app.alert(1)) /JavaScript',
  '/AA /OpenAction /Launch /URI /EmbeddedFile /SubmitForm',
  '<</S/JavaScript>>',
  'xref trailer startxref 0',
  '{{amount}} <%= x %>',
  '<script>alert(1)</script> &lt; &#0;',
  'https://bank.example/ mailto:nobody@bank.example',
  '1 0 obj << >> stream',
];
const ACTS =
  /^(JS|JavaScript|AA|OpenAction|Launch|URI|EmbeddedFile|EmbeddedFiles|SubmitForm|Annots|AcroForm|Names|XFA|A)$/;

const EXACT = [
  ['a name with a dot', '卡朗·山·乌兰'],
  ['fifty Latin letters', 'Abcdefghij'.repeat(5)],
  ['rare characters that the font has', '喆堃犇龘囍燚'],
  ['accents, composed', 'Ünïcødé Ǘ ễ é Ж'],
  ['a letter with its mark beside it', 'cafe\u0301'],
  ['a letter both ways, composed and with its mark', 'é e\u0301 é'],
  ['two characters with one glyph', '·•·•'],
  ['a compatibility ideograph and its twin', '⼀一'],
  ['quotes in both settings', '他说“好”，he said “it’s fine”'],
  ['ligatures as they are and as they are not', 'ﬁ fi ffi'],
  ['signs', '¥￥€%‰℃①—…（）【】'],
] as const;

const REFUSED = [
  ['extension B', '\u{20BB7}', ['U+20BB7']],
  ['extension G', '许\u{30000}', ['U+30000']],
  ['a letter with a mark that no glyph shows', 'q\u0303', ['U+0071', 'U+0303']],
  ['a mark alone', '\u0301', ['U+0301']],
  ['Tibetan', '\u0F56', ['U+0F56']],
  ['an emoji', '\u{1F600}', ['U+1F600']],
  ['NUL', 'a\u0000b', ['U+0000']],
  ['a line feed', 'a\nb', ['U+000A']],
  ['escape', '\u001B', ['U+001B']],
  ['a right-to-left override', 'a\u202Eb', ['U+202E']],
  ['a zero width space', 'a\u200Bb', ['U+200B']],
  ['a byte order mark', '\uFEFF', ['U+FEFF']],
  ['a lone surrogate', '\uD842', ['U+D842']],
  ['a variation selector', '葛\u{E0100}', ['U+845B', 'U+E0100']],
  ['a soft hyphen, though the font draws one', 'a\u00ADb', ['U+00AD']],
  ['a noncharacter, though the font lists it', '\uFFFF', ['U+FFFF']],
  ['private use', '\uE000', ['U+E000']],
  ['what stands for something lost', '\uFFFD', ['U+FFFD']],
] as const;

describe('text in a paper', () => {
  let at: Bench;
  beforeAll(() => {
    at = bench();
  });
  afterAll(() => at.dispose());
  const read = (bytes: Uint8Array): string =>
    Buffer.from(at.run('pdftotext', '-raw', at.write('paper.pdf', bytes), '-').out, 'latin1').toString();

  it.each(EXACT)('is read back exactly: %s', async (_, text) => {
    const bytes = await bytesOf(says(text));
    expect(await textOf(bytes)).toContain(withoutSpaces(text));
    if (pdftotextIsHere) expect(read(bytes).split('\n')).toContain(text);
  });

  it.each(REFUSED)('is refused by its code points where no glyph shows it: %s', async (_, text, points) => {
    expect(await rendered(says(text))).toEqual(points);
  });

  it.each(HOSTILE)('stays literal: %s', async (text) => {
    const bytes = await bytesOf({ ...says(text), title: text, number: text.slice(0, 40) });
    expect(await textOf(bytes)).toContain(withoutSpaces(text));
    if (pdftotextIsHere) expect(withoutSpaces(read(bytes))).toContain(withoutSpaces(text));
    const { names, streams } = await namesAndStreams(bytes);
    expect([...names].filter((name) => ACTS.test(name))).toEqual([]);
    for (const stream of streams) expect(stream).not.toContain(text);
    expect(Buffer.from(bytes).toString('latin1')).not.toContain(text);
  });

  it('stays literal in every kind of block', async () => {
    const text = HOSTILE.join(' ');
    const bytes = await bytesOf(
      paper(
        { kind: 'heading', level: 1, text },
        { kind: 'heading', level: 2, text },
        { kind: 'clause', number: '/JS', text },
        { kind: 'notice', text },
        { kind: 'facts', rows: [{ label: text, value: text }] },
        { kind: 'table', columns: [{ title: text, align: 'end' }], rows: [[text]] },
        { kind: 'qr', content: '/JS (x)', caption: text },
        { kind: 'signature', name: 'customer', caption: text },
      ),
    );
    const { names, streams } = await namesAndStreams(bytes);
    expect([...names].filter((name) => ACTS.test(name))).toEqual([]);
    for (const stream of streams) expect(stream).not.toMatch(/\/JS|endstream|<script/);
    expect((await textOf(bytes)).split(withoutSpaces(text)).length - 1).toBe(10);
  });

  it('is read back exactly or refused, whatever it is', async () => {
    const character = fc.oneof(
      fc.integer({ min: 0x20, max: 0x24f }),
      fc.integer({ min: 0x4e00, max: 0x9fff }),
      fc.integer({ min: 0x3000, max: 0x30ff }),
      fc.integer({ min: 0xff00, max: 0xffef }),
      fc.constantFrom(0xb7, 0x301, 0x2014, 0x2019, 0x201c, 0x2022, 0x202e, 0x20bb7, 0xd800),
    );
    const text = fc
      .array(character, { minLength: 1, maxLength: 60 })
      .map((points) => points.map((point) => String.fromCodePoint(point)).join(''));
    await fc.assert(
      fc.asyncProperty(text, async (given) => {
        const first = await rendered(says(given));
        const refused = new Set(first instanceof Uint8Array ? [] : first);
        const name = (one: string) =>
          `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
        if (!(first instanceof Uint8Array))
          for (const point of refused) expect([...given].map(name)).toContain(point);
        else expect(await textOf(first)).toContain(withoutSpaces(given));
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
