import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentDigest, matchesContentDigest } from './content-digest.ts';

describe('Content-Digest', () => {
  it('is what RFC 9530 gives for its example', () => {
    // RFC 9530, appendix B.1: {"hello": "world"} and a line feed.
    const content = new TextEncoder().encode('{"hello": "world"}\n');
    expect(contentDigest(content)).toBe('sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:');
  });

  it('matches its own content and no other', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (content, other) => {
        const field = contentDigest(content);
        expect(matchesContentDigest(field, content)).toBe(true);
        expect(matchesContentDigest(field, other)).toBe(Buffer.compare(content, other) === 0);
      }),
    );
  });

  it.each([
    ['another algorithm', 'sha-512=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:'],
    ['two members', 'sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:, md5=:1B2M2Y8AsgTpgAmY7PhCfg==:'],
    ['no byte sequence', 'sha-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='],
    ['too short', 'sha-256=:47DE:'],
    ['empty', ''],
  ])('refuses %s', (_, field) => {
    expect(matchesContentDigest(field, new Uint8Array(0))).toBe(false);
  });
});
