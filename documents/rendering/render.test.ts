import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Block, Paper } from '../paper/paper.ts';
import { CREATED as created, examplePaper } from '../test-support/examples.ts';
import { namesAndStreams, textOf } from '../test-support/read-pdf.ts';
import { type Bench, bench, isHere } from '../test-support/tools.ts';
import { BOUNDS } from './bounds.ts';
import { letteringFor } from './lettering.ts';
import { render } from './render.ts';

const paper = (...blocks: readonly Block[]): Paper => ({
  template: 'example',
  textVersion: '2026-11',
  language: 'zh-CN',
  title: '示例协议书',
  number: 'WM-20261122-000017',
  blocks,
});
const sentence: Block = { kind: 'paragraph', text: '本金可能受损失。' };
const sign: Block = { kind: 'signature', name: 'customer', caption: '客户签字' };
async function rendered(given: Paper, more: { created?: Date; verifyAt?: string } = {}) {
  const made = await render(given, { created, ...more });
  if (!made.ok) throw new Error(`${made.error.code} ${made.error.detail ?? ''}`);
  return made.value;
}

describe('the bytes of a paper', () => {
  it('are the same for the same paper and instant, and others for another', async () => {
    const contract = examplePaper('wealthContract', 'zh-CN');
    const one = await rendered(contract);
    const [again, later, other] = [
      await rendered(contract),
      await rendered(contract, { created: new Date(created.getTime() + 1_000) }),
      await rendered({ ...contract, number: 'WM-20261122-000018' }),
    ];
    expect(Buffer.compare(one.bytes, again.bytes)).toBe(0);
    expect(again.sha256).toBe(one.sha256);
    expect(new Set([one.sha256, later.sha256, other.sha256]).size).toBe(3);
  });

  it('have a classic table of objects, say their language and title, and compress no objects', async () => {
    const { bytes } = await rendered(paper(sentence));
    const text = Buffer.from(bytes).toString('latin1');
    expect(text.startsWith('%PDF-1.7')).toBe(true);
    expect(text).toMatch(/\nxref\n0 \d+\n/);
    expect(text).toContain('/Lang (zh-CN)');
    const { names, streams } = await namesAndStreams(bytes);
    expect(names.has('ObjStm') || names.has('XRef')).toBe(false);
    expect(names.has('StructTreeRoot') && names.has('MarkInfo')).toBe(true);
    const xmp = streams.find((stream) => stream.includes('<x:xmpmeta')) ?? '';
    const title = [...xmp.matchAll(/&#(\d+);/g)].map(([, point]) => String.fromCodePoint(Number(point)));
    expect(title.join('')).toBe('示例协议书');
    expect(xmp).toContain('<xmp:CreateDate>2026-11-22T08:00:00.000Z<');
  });
});

describe('the foot of a page', () => {
  it('carries the paper’s number, its wording’s version and the page’s number', async () => {
    const zh = await textOf((await rendered(paper(sentence))).bytes);
    expect(zh).toContain('WM-20261122-000017|example2026-11');
    expect(zh).toContain('第1页共1页');
    const en = await rendered(examplePaper('wealthContract', 'en'));
    expect(await textOf(en.bytes)).toContain(`Page${en.pages}of${en.pages}`);
  });
});

describe('a signature', () => {
  it('stands on the page of its last paragraph, wherever that falls', async () => {
    for (let before = 20; before < 44; before += 1) {
      const filler = Array.from({ length: before }, (): Block => ({ kind: 'paragraph', text: '条款。' }));
      const facts: Block = { kind: 'facts', rows: [{ label: '签署日期', value: '2026年11月22日' }] };
      const made = await rendered(paper(...filler, { kind: 'paragraph', text: '我确认。' }, facts, sign));
      const [place] = made.signatures;
      expect(place?.page).toBe(made.pages);
      const text = await textOf(made.bytes);
      const lastFoot = text.lastIndexOf('第1页共2页');
      if (made.pages === 2) expect(text.indexOf('我确认。')).toBeGreaterThan(lastFoot);
      expect(place?.rect.y).toBeGreaterThan(70);
    }
  });

  it('is told by name, and may stand once', async () => {
    const made = await rendered(paper(sentence, sign));
    expect(made.signatures.map(({ name, page }) => [name, page])).toEqual([['customer', 1]]);
    expect(await render(paper(sign, sign), { created })).toMatchObject({ error: { code: 'malformed' } });
  });
});

describe('where a paper can be looked up', () => {
  it('stands on it as a code of filled squares and in words, and leads nowhere by itself', async () => {
    const verifyAt = 'https://bank.example/papers/WM-20261122-000017';
    const made = await rendered(paper(sentence, sign), { verifyAt });
    expect(await textOf(made.bytes)).toContain(verifyAt);
    const { names, streams } = await namesAndStreams(made.bytes);
    expect(names.has('URI') || names.has('Annots')).toBe(false);
    expect(streams.some((stream) => stream.split(' re f').length > 100)).toBe(true);
    expect(made.pages).toBe(1);
  });
});

describe('bounds', () => {
  const table = (columns: number, rows: readonly (readonly string[])[]): Block => ({
    kind: 'table',
    columns: Array.from({ length: columns }, () => ({ title: '项', align: 'start' })),
    rows,
  });
  it.each<[string, Paper, string]>([
    ['a text', paper({ kind: 'paragraph', text: '一'.repeat(BOUNDS.text + 1) }), 'tooLong'],
    ['blocks', paper(...Array.from({ length: BOUNDS.blocks + 1 }, () => sentence)), 'tooLong'],
    [
      'all text',
      paper(...Array.from({ length: 30 }, (): Block => ({ kind: 'paragraph', text: '一'.repeat(6_000) }))),
      'tooLong',
    ],
    ['pages', paper(...Array.from({ length: 1_990 }, () => sentence)), 'tooLong'],
    ['a notice taller than a page', paper({ kind: 'notice', text: '一'.repeat(3_000) }), 'tooLong'],
    ['a title', { ...paper(sentence), title: '一'.repeat(BOUNDS.title + 1) }, 'tooLong'],
    ['a number', { ...paper(sentence), number: '1'.repeat(BOUNDS.number + 1) }, 'tooLong'],
    ['columns', paper(table(9, [])), 'tooLong'],
    [
      'rows',
      paper(
        table(
          1,
          Array.from({ length: BOUNDS.rows + 1 }, () => ['1']),
        ),
      ),
      'tooLong',
    ],
    ['a code', paper({ kind: 'qr', content: 'x'.repeat(BOUNDS.qr + 1), caption: '码' }), 'tooLong'],
    ['no columns', paper(table(0, [])), 'malformed'],
    ['a row of another length', paper(table(2, [['1']])), 'malformed'],
    ['a code with hidden characters', paper({ kind: 'qr', content: 'a\u202Eb', caption: '码' }), 'malformed'],
  ])('%s: refused', async (_, given, code) => {
    expect(await render(given, { created })).toMatchObject({ ok: false, error: { code } });
  });
  it('nothing at all is a paper, and so are empty texts', async () => {
    const empty = paper({ kind: 'paragraph', text: '' }, { kind: 'facts', rows: [] }, table(1, []));
    expect((await rendered(empty)).pages).toBe(1);
    expect((await rendered(paper())).pages).toBe(1);
  });
});

const toolsAreHere = isHere('qpdf') && isHere('pdfinfo');
if (!toolsAreHere) console.warn('Papers are not shown to qpdf and pdfinfo: they are not installed.');

describe.skipIf(!toolsAreHere)('other programs', () => {
  let at: Bench;
  beforeAll(() => {
    at = bench();
  });
  afterAll(() => at.dispose());

  it('find nothing to complain of, and read title, language and structure', async () => {
    const { bytes, pages } = await rendered(examplePaper('wealthContract', 'zh-CN'), {
      verifyAt: 'https://bank.example/p/1',
    });
    const file = at.write('contract.pdf', bytes);
    expect(at.run('qpdf', '--check', file)).toMatchObject({ status: 0 });
    const info = Buffer.from(at.run('pdfinfo', file).out, 'latin1').toString();
    expect(info).toMatch(/Title: +理财产品销售协议书/);
    expect(info).toMatch(/Producer: +Vestibule/);
    expect(info).toMatch(/Tagged: +yes/);
    expect(info).toMatch(/JavaScript: +no/);
    expect(info).toMatch(new RegExp(`Pages: +${pages}\n`));
    expect(info).toMatch(/Page size: +595\.28 x 841\.89 pts \(A4\)/);
    const structure = at.run('pdfinfo', '-struct', file).out;
    for (const role of ['H1', 'H2', 'Table', 'TR', 'TH', 'TD', 'L', 'LI', 'Figure'])
      expect(structure).toMatch(new RegExp(`^ *${role}\\b`, 'm'));
    expect(structure).not.toMatch(/error/i);
  });
});

describe('lettering', () => {
  it('gives outlines of the lines that were asked for, and refuses what no glyph shows', async () => {
    const made = await letteringFor(['许念安 2026']);
    if (!made.ok) throw new Error(made.error.code);
    const outlines = made.value('许念安 2026');
    expect(outlines?.advance).toBeGreaterThan(5);
    expect(outlines?.steps.filter(([kind]) => kind === 'close').length).toBeGreaterThan(10);
    expect(made.value('别人')).toBeUndefined();
    expect(await letteringFor(['\u{20BB7}'])).toMatchObject({ ok: false, error: { code: 'unprintable' } });
  });
});
