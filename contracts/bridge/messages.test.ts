import { describe, expect, it } from 'vitest';
import { CHANNELS } from './channels.ts';
import { BRIDGE_LIMITS, pageRoleSchema, toHostSchema, toPageSchema } from './messages.ts';

const hello = { type: 'hello', protocol: 1, role: 'customer', token: 'bcdfghjkmnpqrstvwxzbcdfg' };
const act = { type: 'intent', intent: { type: 'act', step: 3, action: 'choose', choice: 1 } };
const chunk = { type: 'chunk', name: 'bench.raster', stream: 1, index: 0, last: true, data: 'AAAA' };

describe('what a page may send', () => {
  it.each([
    ['hello', hello],
    ['an act', act],
    ['a key', { type: 'intent', intent: { type: 'key', key: 'enter' } }],
    ['a touch that hit nothing', { type: 'intent', intent: { type: 'activity' } }],
    ['a message on a channel', { type: 'channel', name: 'bench.act', message: { id: 1 } }],
    ['a chunk', chunk],
    ['a credit', { type: 'credit', name: 'bench.raster', stream: 1, count: 1 }],
  ])('%s', (_, message) => {
    expect(toHostSchema.safeParse(message).success).toBe(true);
  });

  it.each([
    ['another protocol', { ...hello, protocol: 2 }],
    ['a role there is not', { ...hello, role: 'teller' }],
    ['a token that is too short', { ...hello, token: 'abc' }],
    ['a field too many', { ...hello, also: 1 }],
    ['a field too many inside', { ...act, intent: { ...act.intent, also: 1 } }],
    ['an action there is not', { ...act, intent: { ...act.intent, action: 'approve' } }],
    ['a step before the first', { ...act, intent: { ...act.intent, step: -1 } }],
    ['half a step', { ...act, intent: { ...act.intent, step: 0.5 } }],
    ['a choice beyond every list', { ...act, intent: { ...act.intent, choice: 32 } }],
    ['a key there is not', { type: 'intent', intent: { type: 'key', key: 'f1' } }],
    ['a channel there is not', { type: 'channel', name: 'bench.secrets', message: 1 }],
    ['a chunk too large', { ...chunk, data: 'A'.repeat(4 * Math.ceil(BRIDGE_LIMITS.chunkBytes / 3) + 4) }],
    ['a chunk that is not base64', { ...chunk, data: '<b>' }],
    [
      'more credit than the window',
      { type: 'credit', name: 'bench.raster', stream: 1, count: BRIDGE_LIMITS.window + 1 },
    ],
    ['a word of the host', { type: 'welcome', role: 'customer' }],
    ['nothing', null],
    ['a list', []],
  ])('not %s', (_, message) => {
    expect(toHostSchema.safeParse(message).success).toBe(false);
  });

  it('nothing of it reaches an object’s prototype', () => {
    const read = toHostSchema.safeParse(
      JSON.parse('{"type":"intent","intent":{"type":"activity"},"__proto__":{"a":1}}'),
    );
    expect(read.success).toBe(false);
    expect({}).not.toHaveProperty('a');
  });
});

describe('what a page is sent', () => {
  it('is checked on its side too', () => {
    expect(toPageSchema.safeParse({ type: 'refused', code: 'badToken' }).success).toBe(true);
    expect(toPageSchema.safeParse({ type: 'refused', code: 'becauseWhy' }).success).toBe(false);
    expect(toPageSchema.safeParse({ type: 'screen', screen: { step: 0 } }).success).toBe(false);
  });

  it('a whole chunk of bytes fits into one message', () => {
    expect(
      toPageSchema.safeParse({ ...chunk, data: Buffer.alloc(BRIDGE_LIMITS.chunkBytes).toString('base64') })
        .success,
    ).toBe(true);
  });

  it('a channel belongs to a role there is', () => {
    for (const { role } of Object.values(CHANNELS)) expect(pageRoleSchema.options).toContain(role);
  });
});
