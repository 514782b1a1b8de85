import { describe, expect, it } from 'vitest';
import { KEYPAD_KEYS } from '../keypad.ts';
import { ACTION_IDS, actionSchema } from './actions.ts';
import { SCREEN_KINDS, screenSchema } from './screen.ts';

const frame = {
  branch: { zh: '示例支行', en: 'Example Branch' },
  clock: '14:05',
  language: 'zh-CN',
  textSize: 'normal',
  contrast: 'normal',
  reach: false,
  simulated: true,
  card: null,
  idCard: 'none',
  customerName: null,
  progress: null,
  slot: null,
  help: { state: 'none', reference: null },
  overlay: null,
};
const screen = { step: 1, frame, body: { kind: 'starting' }, actions: [], spoken: '' };
const takes = (change: object) => screenSchema.safeParse({ ...screen, ...change }).success;

describe('a screen', () => {
  it('is one of a list of kinds, each once', () => {
    expect(new Set(SCREEN_KINDS).size).toBe(SCREEN_KINDS.length);
    expect(SCREEN_KINDS).toContain('result');
    expect(takes({})).toBe(true);
  });

  it.each([
    ['a kind there is not', { body: { kind: 'advertisement' } }],
    ['a field of another kind', { body: { kind: 'starting', reference: 'T01' } }],
    [
      'a card number where four digits belong',
      { frame: { ...frame, card: { last4: '9999990000010100', where: 'inside' } } },
    ],
    ['a clock of twelve hours', { frame: { ...frame, clock: '2:05 pm' } }],
    ['a language nobody has', { frame: { ...frame, language: 'fr' } }],
    ['a name without an end', { frame: { ...frame, customerName: 'x'.repeat(81) } }],
    [
      'a code of seven digits',
      {
        body: {
          kind: 'enterCode',
          sentTo: '142****0001',
          entered: '1234567',
          length: 6,
          problem: null,
          triesLeft: null,
          resend: 'none',
        },
      },
    ],
    ['sixty-five actions', { actions: Array.from({ length: 65 }, () => ({ id: 'help', role: 'help' })) }],
    ['an action with words of its own', { actions: [{ id: 'help', role: 'help', label: 'Help' }] }],
    ['a speech without an end', { spoken: 'x'.repeat(2_001) }],
  ])('not with %s', (_, change) => {
    expect(takes(change)).toBe(false);
  });
});

describe('actions and keys', () => {
  it('are each named once', () => {
    expect(new Set(ACTION_IDS).size).toBe(ACTION_IDS.length);
    expect(new Set(KEYPAD_KEYS).size).toBe(KEYPAD_KEYS.length);
  });

  it('an action is a name, a place and perhaps a key', () => {
    expect(actionSchema.safeParse({ id: 'confirm', role: 'primary', key: 'enter' }).success).toBe(true);
    expect(actionSchema.safeParse({ id: 'confirm', role: 'anywhere' }).success).toBe(false);
  });
});
