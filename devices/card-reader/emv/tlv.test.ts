import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, fromHex, toHex } from '#foundation/bytes.ts';
import { encodeTlv, findTag, findTags, parseDol, parseTlv, TLV_LIMITS, type Tlv } from './tlv.ts';

type Tree = { readonly tag: number; readonly content: Uint8Array | readonly Tree[] };

const PRIMITIVE = [0x50, 0x5a, 0x87, 0x4f, 0x9f12, 0x5f24, 0x9f38, 0x9f8101];
const CONSTRUCTED = [0x70, 0x6f, 0xa5, 0x61, 0xbf0c];

const { tree } = fc.letrec<{ tree: Tree; leaf: Tree; branch: Tree }>((tie) => ({
  leaf: fc.record({ tag: fc.constantFrom(...PRIMITIVE), content: fc.uint8Array({ maxLength: 300 }) }),
  branch: fc.record({
    tag: fc.constantFrom(...CONSTRUCTED),
    content: fc.array(tie('tree'), { maxLength: 3 }),
  }),
  tree: fc.oneof({ maxDepth: 4 }, tie('leaf'), tie('branch')),
}));

const encode = ({ tag, content }: Tree): Uint8Array =>
  content instanceof Uint8Array ? encodeTlv(tag, content) : encodeTlv(tag, ...content.map(encode));

const asTree = ({ tag, value, children }: Tlv): Tree => ({
  tag,
  content: children ? children.map(asTree) : value,
});

describe('BER-TLV', () => {
  it('comes back as it went, with padding between', () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 3 }), (trees) => {
        const bytes = concat(...trees.flatMap((one) => [Uint8Array.of(0x00, 0xff), encode(one)]));
        fc.pre(bytes.length <= TLV_LIMITS.bytes);
        const parsed = parseTlv(bytes);
        expect(parsed.ok && parsed.value.map(asTree)).toEqual(trees);
      }),
    );
  });

  it('never throws on any bytes, and an error is coded', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        for (const parsed of [parseTlv(bytes), parseDol(bytes)])
          if (!parsed.ok) expect(parsed.error.code).toMatch(/^[a-zA-Z]+$/);
      }),
    );
  });

  it('every proper beginning of an object is refused', () => {
    const whole = fromHex('70 14 5A 08 4761739001010119 5F3401 01 5F2403 221231');
    for (let length = 1; length < whole.length; length += 1)
      expect(parseTlv(whole.subarray(0, length))).toEqual({ ok: false, error: { code: 'truncated' } });
    expect(parseTlv(whole).ok).toBe(true);
  });

  const nested = (depth: number): Uint8Array => {
    let bytes: Uint8Array = new Uint8Array(0);
    for (let level = 0; level < depth; level += 1) bytes = encodeTlv(0x70, bytes);
    return bytes;
  };

  it.each([
    ['a length past the end', fromHex('5A 09 47617390010101'), 'truncated'],
    ['a child past its parent', fromHex('70 03 5A 08 47 61 73 90 01 01 01 19'), 'truncated'],
    ['a length of two bytes past the end', fromHex('5A 82 FF FF 00'), 'truncated'],
    ['the indefinite form', fromHex('70 80 5A 01 01 00 00'), 'badLength'],
    ['a length of three bytes', fromHex('5A 83 00 00 01 01'), 'badLength'],
    ['a tag without an end', fromHex('9F 81 82 83 01 00'), 'badTag'],
    ['a thousand levels', nested(1000), 'tooDeep'],
    ['one level too many', nested(TLV_LIMITS.depth + 1), 'tooDeep'],
    [
      'too many objects',
      concat(...Array.from({ length: TLV_LIMITS.objects + 1 }, () => fromHex('50 00'))),
      'tooMany',
    ],
    ['too many bytes', new Uint8Array(TLV_LIMITS.bytes + 1), 'tooLong'],
  ])('%s: %s', (_name, bytes, code) => {
    expect(parseTlv(bytes)).toEqual({ ok: false, error: { code } });
  });

  it('the deepest allowed nesting is read', () => {
    expect(parseTlv(nested(TLV_LIMITS.depth)).ok).toBe(true);
  });

  it('lengths of 127, 128, 255 and 256 use the shortest form', () => {
    for (const [length, head] of [
      [127, '507F'],
      [128, '508180'],
      [255, '5081FF'],
      [256, '50820100'],
    ] as const)
      expect(toHex(encodeTlv(0x50, new Uint8Array(length))).slice(0, head.length)).toBe(head);
  });

  it('reads the directory FCI of emv.md', () => {
    const fci = parseTlv(
      fromHex(
        '6F 20 84 0E 31 50 41 59 2E 53 59 53 2E 44 44 46 30 31 A5 0E 88 01 01 5F 2D 04 6E 6C 65 6E 9F 11 01 01',
      ),
    );
    expect(fci.ok && toHex(findTag(fci.value, 0x88)?.value ?? new Uint8Array())).toBe('01');
    expect(fci.ok && toHex(findTag(fci.value, 0x5f2d)?.value ?? new Uint8Array())).toBe('6E6C656E');
    expect(fci.ok && findTag(fci.value, 0x50)).toBeUndefined();
  });

  it('finds every object of a tag', () => {
    const objects = parseTlv(fromHex('70 08 61 02 4F 00 61 02 4F 00'));
    expect(objects.ok && findTags(objects.value, 0x61)).toHaveLength(2);
  });
});

describe('data object lists', () => {
  it('are tags and lengths', () => {
    expect(parseDol(fromHex('9F33 03 9F1A 02 9A 03'))).toEqual({
      ok: true,
      value: [
        { tag: 0x9f33, length: 3 },
        { tag: 0x9f1a, length: 2 },
        { tag: 0x9a, length: 3 },
      ],
    });
  });

  it.each(['9F', '9F33', '9A 03 9F37'])('%s is truncated', (bytes) => {
    expect(parseDol(fromHex(bytes))).toEqual({ ok: false, error: { code: 'truncated' } });
  });
});
