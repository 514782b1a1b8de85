import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '#foundation/bytes.ts';
import { settle } from '#foundation/clock.ts';
import { isHonestText } from '#foundation/text.ts';
import { bundledFont, firstOf, systemAndBundledFonts } from '../../fonts/fonts.ts';
import type { ReceiptDocument, ReceiptPart } from '../contract.ts';
import { toCells } from './charset.ts';
import { encodeReceipt } from './encode.ts';
import { layOut, type ReceiptLine } from './layout.ts';
import { assemble, initialise } from './protocol.ts';
import type { PaperLine } from './simulator/paper.ts';
import { condition, Stand } from './test-stand.ts';

/** What the simulated printer makes of a document's bytes. */
async function printed(document: ReceiptDocument): Promise<readonly PaperLine[] | object> {
  const encoded = await encodeReceipt(document);
  if (!encoded.ok) return encoded.error;
  const stand = new Stand();
  stand.connect();
  const { preamble, content } = encoded.value;
  await stand.line.write(assemble([initialise(), ...preamble, ...content]));
  await settle();
  stand.clock.advance(60_000);
  expect(stand.state.violations).toEqual([]);
  expect(stand.state.waitingBytes).toBe(0);
  return stand.state.receipts[0]?.lines ?? [];
}

const isPaper = (result: readonly PaperLine[] | object): result is readonly PaperLine[] =>
  Array.isArray(result);

const honest = (text: string): boolean => isHonestText(text) && !/^\s*$/u.test(text);
const codePoints = (min: number, max: number) =>
  fc.integer({ min, max }).map((codePoint) => String.fromCodePoint(codePoint));
const character = fc.oneof(
  { weight: 4, arbitrary: codePoints(0x20, 0x7e) },
  { weight: 6, arbitrary: codePoints(0x4e00, 0x9fa5) },
  { weight: 1, arbitrary: codePoints(0xa0, 0x24f) },
  { weight: 1, arbitrary: codePoints(0x3000, 0x33ff) },
  { weight: 1, arbitrary: codePoints(0x3400, 0x4dbf) },
  { weight: 1, arbitrary: codePoints(0xff01, 0xffe6) },
  { weight: 1, arbitrary: codePoints(0x20000, 0x2ebef) },
);
const anyText = (maxLength: number) =>
  fc
    .array(character, { minLength: 1, maxLength })
    .map((characters) => characters.join('').normalize('NFC'))
    .filter(honest);
const style = fc.record({
  align: fc.constantFrom('left', 'centre', 'right'),
  size: fc.constantFrom('normal', 'large'),
  bold: fc.boolean(),
} as const);

type TextLine = Extract<ReceiptLine, { kind: 'text' }>;

function laidOut(part: ReceiptPart): readonly TextLine[] {
  const result = layOut({ parts: [part] }, 10_000);
  if (!('layout' in result)) throw new Error('not laid out');
  return result.layout.lines.filter((line) => line.kind === 'text');
}

/** Ink inside a rectangle of a raster line. */
function hasInk(
  line: Extract<PaperLine, { kind: 'raster' }>,
  [left, right]: number[],
  [top, bottom]: number[],
) {
  const data = Buffer.from(line.dataBase64, 'base64');
  for (let row = top ?? 0; row < (bottom ?? 0); row += 1)
    for (let dot = left ?? 0; dot < (right ?? 0); dot += 1)
      if (((data[row * (line.width / 8) + (dot >> 3)] ?? 0) & (0x80 >> (dot & 7))) !== 0) return true;
  return false;
}

/** Each laid out line is on paper in order: as text with the same characters and style, or drawn, every cell inked. */
function expectOnPaper(lines: readonly TextLine[], paper: readonly PaperLine[]): void {
  let at = 0;
  let row = 0;
  for (const { cells, style: wanted } of lines) {
    const line = paper[at];
    if (line?.kind === 'raster') {
      const scale = wanted.size === 'large' ? 2 : 1;
      const width = cells.reduce((sum, { columns }) => sum + columns, 0) * 12 * scale;
      let left = { left: 0, centre: (512 - width) >> 1, right: 512 - width }[wanted.align];
      for (const cell of cells) {
        const right = left + cell.columns * 12 * scale;
        if (!/\s/u.test(cell.character))
          expect(hasInk(line, [left, right], [row, row + 30 * scale]), cell.character).toBe(true);
        left = right;
      }
      row += 30 * scale;
      if (row === line.height) {
        at += 1;
        row = 0;
      }
      continue;
    }
    const text = cells.map((cell) => cell.character).join('');
    expect(line).toEqual({
      kind: 'text',
      text,
      align: wanted.align,
      size: text === '' ? 'normal' : wanted.size,
      bold: text === '' ? false : wanted.bold,
    });
    at += 1;
  }
  expect(at).toBe(paper.length);
}

describe('text', { timeout: 60_000 }, () => {
  it('comes out as it went in, by letters or drawn, or is refused by name', async () => {
    await fc.assert(
      fc.asyncProperty(anyText(60), style, async (text, how) => {
        const part: ReceiptPart = { type: 'text', text, ...how };
        const paper = await printed({ parts: [part] });
        if (isPaper(paper)) return expectOnPaper(laidOut(part), paper);
        expect(paper).toMatchObject({ code: 'condition', condition: 'unprintable' });
        const codePoint = Number.parseInt(('detail' in paper ? String(paper.detail) : '').slice(2), 16);
        expect(text).toContain(String.fromCodePoint(codePoint));
        // A mark alone, what nobody can see, or what no font here has; nothing else.
        const unseen = /\p{M}|\p{Default_Ignorable_Code_Point}/u.test(String.fromCodePoint(codePoint));
        expect(unseen || !systemAndBundledFonts.fontFor(codePoint)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('pairs come out as they went in', async () => {
    const short = fc
      .array(character, { minLength: 1, maxLength: 30 })
      .map((all) => all.join(''))
      .filter(honest);
    await fc.assert(
      fc.asyncProperty(short, short, async (label, value) => {
        const part: ReceiptPart = { type: 'pair', label, value };
        const paper = await printed({ parts: [part] });
        if (isPaper(paper)) expectOnPaper(laidOut(part), paper);
        else expect(paper).toMatchObject({ condition: 'unprintable' });
      }),
      { numRuns: 60 },
    );
  });

  it('every two-byte character comes out as itself', async () => {
    const all: string[] = [];
    for (let codePoint = 0x80; codePoint < 0x10000; codePoint += 1) {
      const text = String.fromCodePoint(codePoint);
      if (!isHonestText(text)) continue;
      const cells = toCells(text);
      if (Array.isArray(cells) && cells[0]?.memory === 'every') all.push(text);
    }
    expect(all.length).toBeGreaterThan(21_000);
    for (let at = 0; at < all.length; at += 400) {
      const text = all.slice(at, at + 400).join('');
      const paper = await printed({ parts: [{ type: 'text', text }] });
      if (!isPaper(paper)) throw new Error('refused');
      expect(paper.map((line) => (line.kind === 'text' ? line.text : '')).join('')).toBe(text);
    }
  });

  it('a rare character is drawn with its line; GBK neighbours stay letters on their own lines', async () => {
    const paper = await printed({
      parts: [
        { type: 'text', text: '姓名' },
        { type: 'pair', label: '客户', value: '王㼛' },
        { type: 'text', text: '谢谢' },
      ],
    });
    expect(paper).toMatchObject([
      { kind: 'text', text: '姓名' },
      { kind: 'raster', width: 512, height: 30 },
      { kind: 'text', text: '谢谢' },
    ]);
  });

  it('a drawn line is as wide as the paper and begins at its left edge, whatever stood before', async () => {
    const parts: ReceiptPart[] = [
      { type: 'text', text: '中', align: 'centre' },
      { type: 'text', text: '㼛', align: 'centre' },
    ];
    const encoded = await encodeReceipt({ parts });
    expect(encoded.ok && encoded.value.content.map(({ bytes }) => toHex(bytes.subarray(0, 8)))).toEqual([
      '1B6101',
      'D6D0',
      '0A',
      '1B6100',
      '1D76300040001800',
      '1D76300040000600',
    ]);
  });

  it('a character that only newer printers have is drawn where a font has it, else trusted to the printer', async () => {
    const text = (value: string) => ({ parts: [{ type: 'text', text: value }] }) satisfies ReceiptDocument;
    const kinds = async (value: string, fonts = bundledFont()) => {
      const encoded = await encodeReceipt(text(value), fonts);
      return encoded.ok ? encoded.value.content.map(({ name }) => name) : encoded.error;
    };
    expect(await kinds('€5')).toEqual(['GS v 0', 'GS v 0']);
    expect(await kinds('䶮')).toEqual(['text', 'LF']);
    expect(await kinds('€5', firstOf())).toEqual(['text', 'LF']);
    expect(await kinds('㼛', firstOf())).toMatchObject({ condition: 'unprintable', detail: 'U+3F1B' });
  });
});

describe('the byte stream', { timeout: 60_000 }, () => {
  it('holds only our commands, whatever the text: control bytes are in command tokens alone, real-time ones nowhere', async () => {
    const parts = fc.array(
      fc.oneof(
        fc.tuple(anyText(40), style).map(([text, how]): ReceiptPart => ({ type: 'text', text, ...how })),
        fc.constant<ReceiptPart>({ type: 'rule' }),
        fc.integer({ min: 1, max: 50 }).map((lines): ReceiptPart => ({ type: 'feed', lines })),
        fc
          .array(codePoints(0x20, 0x7e), { minLength: 1, maxLength: 300 })
          .map((all): ReceiptPart => ({ type: 'qr', data: all.join('') })),
      ),
      { maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(parts, async (all) => {
        const encoded = await encodeReceipt({ parts: all });
        if (!encoded.ok) return;
        const { content, preamble } = encoded.value;
        for (const { kind, bytes } of content)
          if (kind === 'text') expect(Math.min(...bytes)).toBeGreaterThanOrEqual(0x20);
        const whole = assemble([...preamble, ...content]);
        whole.forEach((byte, at) => {
          expect(whole[at - 1] === 0x10 && [0x04, 0x05, 0x14].includes(byte)).toBe(false);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('a QR code carries its data unchanged', async () => {
    const data = fc
      .array(codePoints(0x20, 0x7e), { minLength: 1, maxLength: 300 })
      .map((all) => all.join(''));
    await fc.assert(
      fc.asyncProperty(data, async (text) => {
        expect(await printed({ parts: [{ type: 'qr', data: text }] })).toEqual([{ kind: 'qr', data: text }]);
      }),
      { numRuns: 50 },
    );
  });
});

const INJECTIONS: readonly (readonly [string, string])[] = [
  ['ESC p, drawer', '\u001bp\u0000\u0019\u00fa'],
  ['GS V, cut', 'A\u001dV\u0000'],
  ['DLE DC4, drawer in real time', '\u0010\u0014\u0001\u0000\u0005'],
  ['DLE ENQ', '\u0010\u0005\u0002'],
  ['ESC @', '\u001b@'],
  ['FS .', '\u001c.'],
  ['a line of its own', '王\n余额 0.00'],
  ['NUL', 'A\u0000B'],
  ['DEL', 'A\u007f'],
  ['C1 CSI', '\u009b31m'],
  ['C1 NEL', 'A\u0085B'],
  ['right-to-left override', '\u202e00.001'],
  ['bidi isolate', '\u2066A'],
  ['zero width', '王\u200b五'],
  ['line separator', 'A\u2028B'],
  ['private use', '\ue000'],
  ['lone surrogate', '\ud800'],
];

describe('injection', () => {
  const places: readonly (readonly [string, (text: string) => ReceiptPart])[] = [
    ['text', (text) => ({ type: 'text', text })],
    ['label', (text) => ({ type: 'pair', label: text, value: 'B' })],
    ['value', (text) => ({ type: 'pair', label: 'A', value: text })],
    ['QR code', (text) => ({ type: 'qr', data: text })],
  ];
  const cases = INJECTIONS.flatMap(([what, text]) =>
    places.map(([place, part]) => ({ what, place, document: { parts: [part(text)] } })),
  );

  it.each(cases)('$what in a $place is refused with nothing on the wire', async ({ document }) => {
    const stand = new Stand();
    const driver = await stand.ready();
    stand.sent = [];
    const result = await stand.until(stand.print(driver, document));
    expect(result).toMatchObject({ ok: false, error: { code: 'invalidData' } });
    expect(JSON.stringify(result)).not.toContain('余额');
    expect(stand.sent).toEqual([]);
  });

  it.each(['ESC p 0 25 250', '{{name}}', '%-12345X@PJL', '\\x1b@', '^XA~JA', '<cut/>'])(
    '%s is only text',
    async (text) => {
      expect(await printed({ parts: [{ type: 'text', text }] })).toMatchObject([{ kind: 'text', text }]);
    },
  );
});

describe('a document', () => {
  it.each<[string, unknown]>([
    ['that is nothing', undefined],
    ['without parts', {}],
    ['with an unknown key', { parts: [], raw: '1B70' }],
    ['with an unknown part', { parts: [{ type: 'raw', bytes: [27] }] }],
    ['with an unknown key in a part', { parts: [{ type: 'rule', bytes: [27] }] }],
    ['with an unknown alignment', { parts: [{ type: 'text', text: 'A', align: 'justify' }] }],
    ['with a text that is none', { parts: [{ type: 'text', text: 5 }] }],
    ['feeding nothing', { parts: [{ type: 'feed', lines: 0 }] }],
    ['feeding half a line', { parts: [{ type: 'feed', lines: 1.5 }] }],
    ['feeding the roll', { parts: [{ type: 'feed', lines: 51 }] }],
    ['with an empty QR code', { parts: [{ type: 'qr', data: '' }] }],
    ['with too long a QR code', { parts: [{ type: 'qr', data: 'x'.repeat(301) }] }],
    ['with Chinese in a QR code', { parts: [{ type: 'qr', data: '中' }] }],
    ['with a huge text', { parts: [{ type: 'text', text: 'x'.repeat(10_001) }] }],
    ['with too many parts', { parts: Array.from({ length: 1001 }, () => ({ type: 'rule' })) }],
  ])('%s is invalid', async (_, document) => {
    expect(await encodeReceipt(document)).toMatchObject({ ok: false, error: { code: 'invalidData' } });
  });

  it('says where it is wrong, and not what it says', async () => {
    const parts = [{ type: 'rule' }, { type: 'pair', label: '卡号', value: '6299\u001b' }];
    expect(await encodeReceipt({ parts })).toEqual({
      ok: false,
      error: { code: 'invalidData', detail: 'parts.1.value' },
    });
  });

  it('that is longer than the paper allows is too long', async () => {
    const lines = (count: number) => ({ parts: Array.from({ length: count }, () => ({ type: 'rule' })) });
    expect((await encodeReceipt(lines(136))).ok).toBe(true);
    expect(await encodeReceipt(lines(137))).toEqual(condition('tooLong'));
  });
});
