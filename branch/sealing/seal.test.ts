import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BranchSeal, SEAL_KEY_BYTES, sealKeyId } from './seal.ts';

const newKey = () => randomBytes(SEAL_KEY_BYTES);

describe('sealed text', () => {
  it('opens as what it was, under its own purpose and record', () => {
    const seal = new BranchSeal([newKey()]);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, about) => {
        const well = text.toWellFormed();
        expect(seal.open('draft', about, seal.seal('draft', about, well))).toEqual({ ok: true, value: well });
      }),
    );
  });

  it('shows nothing of the text, and twice the same text is sealed differently', () => {
    const seal = new BranchSeal([newKey()]);
    const once = seal.seal('draft', 'one', '13800138000');
    expect(once).not.toContain('13800138000');
    expect(seal.seal('draft', 'one', '13800138000')).not.toBe(once);
  });

  it('does not open for another record, another purpose, or with one bit changed', () => {
    const seal = new BranchSeal([newKey()]);
    const sealed = seal.seal('draft', 'one', 'words');
    expect(seal.open('draft', 'two', sealed)).toMatchObject({ error: { code: 'sealBroken' } });
    expect(seal.open('complaint', 'one', sealed)).toMatchObject({ error: { code: 'sealBroken' } });
    const [version, id, nonce, body = ''] = sealed.split('.');
    const bytes = Buffer.from(body, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 7) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const text = [version, id, nonce, changed.toString('base64url')].join('.');
      expect(seal.open('draft', 'one', text)).toMatchObject({ error: { code: 'sealBroken' } });
    }
  });

  it('refuses anything else by a code', () => {
    const seal = new BranchSeal([newKey()]);
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(seal.open('draft', 'one', text).ok).toBe(false);
      }),
    );
  });

  it('opens what an older key sealed, seals with the newer one, and names the key it does not hold', () => {
    const [older, newer] = [newKey(), newKey()];
    const before = new BranchSeal([older]).seal('draft', 'one', 'words');
    const both = new BranchSeal([newer, older]);
    expect(both.open('draft', 'one', before)).toEqual({ ok: true, value: 'words' });
    expect(both.seal('draft', 'one', 'words')).toContain(sealKeyId(newer));
    expect(new BranchSeal([newer]).open('draft', 'one', before)).toEqual({
      ok: false,
      error: { code: 'sealedByAnotherKey', detail: sealKeyId(older) },
    });
  });

  it('marks the same text the same way, and differently for another purpose or key', () => {
    const key = newKey();
    const seal = new BranchSeal([key]);
    const [mark] = seal.marks('draft', 'somebody');
    expect(new BranchSeal([key]).marks('draft', 'somebody')).toEqual([mark]);
    expect(seal.marks('complaint', 'somebody')).not.toContain(mark);
    expect(new BranchSeal([newKey()]).marks('draft', 'somebody')).not.toContain(mark);
    expect(new BranchSeal([newKey(), key]).marks('draft', 'somebody')[1]).toBe(mark);
  });
});
