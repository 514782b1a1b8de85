import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundTo, factsOf, NONCE, STROKES } from '../test-support/papers.ts';
import { bindingOf, checkEvidence, evidenceBytes, makeEvidence, readEvidence } from './record.ts';
import { strokesHash, strokesSchema } from './strokes.ts';

const DOCUMENT = Buffer.from('some paper');
const facts = factsOf(DOCUMENT);
const bound = boundTo(DOCUMENT);
const made = makeEvidence(facts, bound);
if (!made.ok) throw new Error(made.error.code);
const record = made.value;
const codeOf = (of: { readonly ok: boolean; readonly error?: { readonly code: string } }) => of.error?.code;

describe('an evidence record', () => {
  it('binds document, nonce and strokes, and is read again from its own bytes', () => {
    expect(record.binding).toBe(
      bindingOf({ document: facts.document.sha256, nonce: NONCE, strokes: strokesHash(STROKES) }),
    );
    expect(record.strokes).toMatchObject({ count: 3, points: 6, durationMs: 440, source: 'touch' });
    expect(readEvidence(evidenceBytes(record))).toEqual({ ok: true, value: record });
  });

  it('is not made of strokes drawn for another document or another signing', () => {
    expect(codeOf(makeEvidence(facts, boundTo(Buffer.from('another'))))).toBe('strokesOfAnother');
    expect(codeOf(makeEvidence(facts, { ...bound, nonce: '00'.repeat(32) }))).toBe('strokesOfAnother');
    expect(codeOf(makeEvidence({ ...facts, nonce: '00'.repeat(32) }, bound))).toBe('strokesOfAnother');
  });

  it('wants every page shown, once, from the bytes that are signed', () => {
    const [first, second] = record.shown;
    if (!first || !second) throw new Error('two pages');
    const shown = (pages: unknown) => codeOf(checkEvidence({ ...record, shown: pages }));
    expect(shown([first])).toBe('pageNotShown');
    expect(shown([first, first])).toBe('pageNotShown');
    expect(shown([first, { ...second, page: 3 }])).toBe('pageNotShown');
    expect(shown([first, { ...second, sha256: 'ab'.repeat(32) }])).toBe('shownIsNotSigned');
    expect(shown([second, first])).toBeUndefined();
  });

  it('does not hold together when any part of the binding is another', () => {
    const other = 'cd'.repeat(32);
    expect(codeOf(checkEvidence({ ...record, nonce: other }))).toBe('bindingWrong');
    expect(codeOf(checkEvidence({ ...record, binding: other }))).toBe('bindingWrong');
    expect(codeOf(checkEvidence({ ...record, strokes: { ...record.strokes, sha256: other } }))).toBe(
      'bindingWrong',
    );
    expect(codeOf(checkEvidence({ ...record, document: { ...record.document, sha256: other } }))).toBe(
      'bindingWrong',
    );
  });

  it('names nobody: a name, a number with spaces around or a new field is no part of it', () => {
    for (const visit of ['许念安', '', ' v', 'v\n', 'a'.repeat(97)])
      expect(codeOf(checkEvidence({ ...record, visit }))).toBe('recordInvalid');
    expect(codeOf(checkEvidence({ ...record, name: 'x' }))).toBe('recordInvalid');
  });

  it('says which earlier steps were operated for the customer, where there were any', () => {
    const at = '2026-11-22T02:00:00.000Z';
    const step = { service: 'reportLostCard', step: 'chooseCard', from: at, to: at, by: '0123456789abcdef' };
    const assisted = makeEvidence({ ...facts, assisted: [step] }, bound);
    if (!assisted.ok) throw new Error(assisted.error.code);
    expect(readEvidence(evidenceBytes(assisted.value))).toEqual(assisted);
    expect(codeOf(checkEvidence({ ...record, assisted: [] }))).toBe('recordInvalid');
    expect(codeOf(checkEvidence({ ...record, assisted: [{ ...step, name: 'x' }] }))).toBe('recordInvalid');
    expect(codeOf(checkEvidence({ ...record, assisted: Array(101).fill(step) }))).toBe('recordInvalid');
  });

  it('has one form: other bytes of the same record are refused', () => {
    const text = Buffer.from(evidenceBytes(record)).toString('utf8');
    for (const other of [
      ` ${text}`,
      `${text}\n`,
      text.replace('{', '{ '),
      `{"version":1,${text.slice(1)}`,
      JSON.stringify({ z: 1, ...record }),
    ])
      expect(codeOf(readEvidence(Buffer.from(other)))).toBe('recordInvalid');
    expect(codeOf(readEvidence(new Uint8Array(300_000)))).toBe('recordInvalid');
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => !readEvidence(bytes).ok));
  });
});

describe('strokes', () => {
  const point = { t: 0, x: 1, y: 1, pressure: 0.5 };
  const box = { width: 10, height: 10 };
  it.each([
    ['nothing', { box, strokes: [] }],
    ['an empty stroke', { box, strokes: [[]] }],
    ['a point outside', { box, strokes: [[{ ...point, x: 11 }]] }],
    ['time going back', { box, strokes: [[{ ...point, t: 5 }], [{ ...point, t: 4 }]] }],
    ['more pressure than there is', { box, strokes: [[{ ...point, pressure: 1.1 }]] }],
    ['no number', { box, strokes: [[{ ...point, y: Number.NaN }]] }],
    ['too many points', { box, strokes: Array.from({ length: 3 }, () => Array(8_000).fill(point)) }],
    ['too many strokes', { box, strokes: Array(501).fill([point]) }],
  ])('are not %s', (_, strokes) => {
    expect(strokesSchema.safeParse(strokes).success).toBe(false);
  });

  it('hash the same whatever the order of keys, and otherwise when one number differs', () => {
    const turned = { strokes: STROKES.strokes, box: { height: 200, width: 600 } };
    expect(strokesHash(turned)).toBe(strokesHash(STROKES));
    expect(strokesHash({ ...STROKES, box: { width: 601, height: 200 } })).not.toBe(strokesHash(STROKES));
  });
});
