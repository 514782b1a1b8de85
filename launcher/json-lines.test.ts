import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat } from '#foundation/bytes.ts';
import { JsonLineReader, jsonLine, MAXIMUM_LINE_BYTES } from './json-lines.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('lines of JSON', () => {
  it('come out as they went in, however they are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue({ maxDepth: 2 })),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
        (values, cuts) => {
          const stream = concat(...values.map(jsonLine));
          const reader = new JsonLineReader();
          const seen: unknown[] = [];
          for (let at = 0, i = 0; at < stream.length; i++) {
            const length = cuts[i % cuts.length] ?? 1;
            seen.push(...(reader.push(stream.subarray(at, at + length)) ?? ['refused']));
            at += length;
          }
          expect(seen).toEqual(JSON.parse(JSON.stringify(values)));
        },
      ),
    );
  });

  it('are held until they are whole', () => {
    const reader = new JsonLineReader();
    expect(reader.push(bytes('{"a":'))).toEqual([]);
    expect(reader.push(bytes('1}\n[2]\n3'))).toEqual([{ a: 1 }, [2]]);
  });

  it.each([
    ['no JSON', bytes('nonsense\n')],
    ['nothing', bytes('\n')],
    ['no UTF-8', Uint8Array.of(0x22, 0xff, 0x22, 0x0a)],
    ['too long', new Uint8Array(MAXIMUM_LINE_BYTES + 1).fill(0x20)],
  ])('that are %s are refused', (_, line) => {
    expect(new JsonLineReader().push(line)).toBeUndefined();
  });

  it('are refused as soon as they are too long, whatever the pieces', () => {
    const reader = new JsonLineReader();
    const piece = new Uint8Array(1_024).fill(0x31);
    for (let i = 0; i < MAXIMUM_LINE_BYTES / piece.length; i++) expect(reader.push(piece)).toEqual([]);
    expect(reader.push(Uint8Array.of(0x31))).toBeUndefined();
  });
});
