import { describe, expect, it } from 'vitest';
import { deedOf, KEYS } from './keys.ts';

const pressed = (
  key: string,
  held: Partial<Record<'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey', true>> = {},
) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...held,
});

describe('the keys of the counter', () => {
  it('each does one thing, and none is one that a browser needs', () => {
    const keys = Object.values(KEYS);
    expect(new Set(keys).size).toBe(keys.length);
    for (const taken of ['F1', 'F5', 'F11', 'F12']) expect(keys).not.toContain(taken);
    for (const [deed, key] of Object.entries(KEYS))
      expect(
        deedOf(pressed(key.replace('Shift+', ''), key.startsWith('Shift+') ? { shiftKey: true } : {})),
      ).toBe(deed);
  });

  it('with another key held they are somebody else’s', () => {
    expect(deedOf(pressed('F4', { altKey: true }))).toBeUndefined();
    expect(deedOf(pressed('F9', { ctrlKey: true }))).toBeUndefined();
    expect(deedOf(pressed('F6', { shiftKey: true }))).toBeUndefined();
    expect(deedOf(pressed('a'))).toBeUndefined();
  });
});
