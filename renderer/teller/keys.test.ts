import { describe, expect, it } from 'vitest';
import { CONTROL_KEYS, DEEDS, deedOf, letterOf, ROW_KEYS, shownKey } from './keys.ts';

const press = (key: string, held: Partial<KeyboardEvent> = {}) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...held,
});

describe('the keys of the desk', () => {
  it('are each one deed’s own, and none that a browser needs', () => {
    const keys = Object.values(DEEDS);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) {
      expect(key).toMatch(/^(Shift\+)?F\d{1,2}$/);
      expect(['F1', 'F5', 'F11', 'F12']).not.toContain(key);
    }
    for (const keysOfRow of [CONTROL_KEYS, ROW_KEYS])
      expect(new Set(Object.values(keysOfRow)).size).toBe(Object.keys(keysOfRow).length);
  });

  it('are heard alone or with Shift; with another modifier they are somebody else’s', () => {
    expect(deedOf(press('F2'))).toBe('next');
    expect(deedOf(press('F2', { shiftKey: true }))).toBe('presence');
    expect(deedOf(press('F2', { ctrlKey: true }))).toBeUndefined();
    expect(deedOf(press('a'))).toBeUndefined();
    expect(letterOf(press('H'))).toBe('h');
    expect(letterOf(press('h', { metaKey: true }))).toBeUndefined();
    expect(letterOf(press('F3'))).toBeUndefined();
    expect(shownKey('Shift+F3')).toBe('⇧F3');
  });
});
