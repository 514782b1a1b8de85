import { describe, expect, test } from 'vitest';
import { KEYPAD_KEYS } from '#contracts/keypad.ts';
import { fateOf, keypadKeyOf } from './keys.ts';

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'altKey' | 'metaKey' | 'repeat', boolean>> = {},
) => ({
  key,
  code: '',
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  repeat: false,
  ...held,
});

describe('a keyboard as the keypad', () => {
  test.each([
    ['0', 'zero'],
    ['9', 'nine'],
    ['Enter', 'enter'],
    ['Escape', 'cancel'],
    ['Backspace', 'backspace'],
    ['Delete', 'clear'],
    ['F1', 'help'],
    ['?', 'help'],
    ['*', 'help'],
  ])('%s is %s', (key, expected) => expect(keypadKeyOf(press(key))).toBe(expected));

  test('the number block types figures with and without NumLock', () => {
    expect(keypadKeyOf({ ...press('ArrowLeft'), code: 'Numpad4' })).toBe('four');
    expect(keypadKeyOf({ ...press('4'), code: 'Numpad4' })).toBe('four');
    expect(keypadKeyOf({ ...press('ArrowLeft'), code: 'ArrowLeft' })).toBeNull();
    expect(keypadKeyOf({ ...press('Enter'), code: 'NumpadEnter' })).toBe('enter');
  });

  test('every key of the keypad can be reached', () => {
    const keys = [
      '0',
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
      '9',
      'Enter',
      'Escape',
      'Backspace',
      'Delete',
      'F1',
    ];
    expect(new Set(keys.map((key) => keypadKeyOf(press(key))))).toEqual(new Set(KEYPAD_KEYS));
  });

  test.each([
    'a',
    'F5',
    'F12',
    'Tab',
    ' ',
    'PrintScreen',
    'ContextMenu',
    'BrowserBack',
    'constructor',
    '__proto__',
  ])('%s is no key of it', (key) => expect(keypadKeyOf(press(key))).toBeNull());

  test('with Ctrl, Alt or Meta nothing is a key of it', () => {
    for (const held of ['ctrlKey', 'altKey', 'metaKey'] as const)
      expect(keypadKeyOf(press('1', { [held]: true }))).toBeNull();
  });
});

describe('what becomes of a key', () => {
  test('Tab moves on, with Ctrl or Alt it does not', () => {
    expect(fateOf(press('Tab'), false)).toEqual({ fate: 'leave' });
    expect(fateOf(press('Tab', { ctrlKey: true }), false)).toEqual({ fate: 'swallow' });
    expect(fateOf(press('Tab', { altKey: true }), true)).toEqual({ fate: 'swallow' });
  });

  test('Enter answers the screen, but on a button reached by Tab it presses that button alone', () => {
    expect(fateOf(press('Enter'), false)).toEqual({ fate: 'send', key: 'enter' });
    expect(fateOf(press('Enter'), true)).toEqual({ fate: 'leave' });
    expect(fateOf(press(' '), true)).toEqual({ fate: 'leave' });
    expect(fateOf(press(' '), false)).toEqual({ fate: 'swallow' });
  });

  test('a key held down acts once', () => {
    expect(fateOf(press('Enter', { repeat: true }), false)).toEqual({ fate: 'swallow' });
    expect(fateOf(press('Enter', { repeat: true }), true)).toEqual({ fate: 'swallow' });
    expect(fateOf(press('5', { repeat: true }), false)).toEqual({ fate: 'swallow' });
  });

  test('every browser shortcut ends here', () => {
    for (const key of ['r', 't', 'n', 'w', 'p', '+', '-', '0', 'F', 'Enter'])
      for (const held of ['ctrlKey', 'altKey', 'metaKey'] as const)
        expect(fateOf(press(key, { [held]: true }), true)).toEqual({ fate: 'swallow' });
    for (const key of ['F5', 'F11', 'F12', 'BrowserHome', 'ArrowLeft', 'Home'])
      expect(fateOf(press(key), true)).toEqual({ fate: 'swallow' });
  });
});
