import { describe, expect, test } from 'vitest';
import { KEYS, type KeyStroke, reachesPage } from './keys.ts';

const stroke = (key: string, held: Partial<KeyStroke> = {}): KeyStroke => ({
  key,
  control: false,
  alt: false,
  meta: false,
  isComposing: false,
  ...held,
});

const FUNCTION_KEYS = Array.from({ length: 24 }, (_, at) => `F${at + 1}`);
const LETTERS = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const DIGITS = [...'0123456789'];
const SYSTEM = [
  ...[
    'PrintScreen',
    'ContextMenu',
    'Pause',
    'ScrollLock',
    'Insert',
    'Meta',
    'Alt',
    'Control',
    'Shift',
    'Hyper',
  ],
  ...['BrowserBack', 'BrowserForward', 'BrowserHome', 'BrowserRefresh', 'BrowserSearch', 'BrowserFavorites'],
  ...[
    'LaunchMail',
    'LaunchApplication1',
    'MediaPlayPause',
    'AudioVolumeUp',
    'Power',
    'Sleep',
    'WakeUp',
    'ZoomIn',
  ],
  ...[
    'Process',
    'Unidentified',
    'Dead',
    'GoBack',
    'Copy',
    'Paste',
    'Find',
    'Help',
    'Open',
    'Print',
    'Save',
    '',
  ],
];
const HELD: readonly Partial<KeyStroke>[] = [
  { control: true },
  { alt: true },
  { meta: true },
  { control: true, alt: true },
  { control: true, meta: true },
  { alt: true, meta: true },
  { control: true, alt: true, meta: true },
];

describe('keys', () => {
  test('the customer has a keypad, and what a keyboard has for it', () => {
    expect([...KEYS.customer].sort()).toEqual(
      [...DIGITS, 'Tab', ' ', 'Enter', 'Escape', 'Backspace', 'Delete', 'F1', '?', '*'].sort(),
    );
    for (const key of KEYS.customer) expect(reachesPage('customer', stroke(key))).toBe(true);
  });

  test('no shortcut reaches any page', () => {
    const every = [
      ...FUNCTION_KEYS,
      ...LETTERS,
      ...DIGITS,
      ...SYSTEM,
      ...KEYS.customer,
      ...KEYS.bench,
      '+',
      '-',
      '=',
    ];
    for (const role of ['customer', 'bench'] as const)
      for (const key of every)
        for (const held of HELD) expect(reachesPage(role, stroke(key, held)), `${role} ${key}`).toBe(false);
  });

  test('no other key reaches a page, alone either', () => {
    for (const key of [...FUNCTION_KEYS, ...LETTERS, ...SYSTEM, '+', '-', '=', '/']) {
      expect(reachesPage('customer', stroke(key)), key).toBe(key === 'F1');
      expect(reachesPage('bench', stroke(key)), key).toBe(false);
    }
    expect(reachesPage('customer', stroke('ArrowLeft'))).toBe(false);
  });

  test('an input method in the middle of a word reaches none', () => {
    expect(reachesPage('customer', stroke('1', { isComposing: true }))).toBe(false);
  });
});
