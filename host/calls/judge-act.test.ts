import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACT_VALID, type RemoteAct } from '#contracts/branch/call-act.ts';
import type { Screen } from '#contracts/screen/screen.ts';
import { actOf, callOf, NEW_PHONE, screenOf, TOKEN, teller } from './calls.test-data.ts';
import { judgeAct } from './judge-act.ts';

const NOW = Date.parse('2026-11-22T02:00:00.000Z');
const call = callOf({ state: 'live', turn: 1, teller });
const DIGITS: RemoteAct = { do: 'propose', inputs: [{ action: 'digit', choice: 1 }] };

const judged = (
  act: ReturnType<typeof actOf>,
  over: { readonly screen?: Screen; readonly call?: typeof call; readonly seen?: boolean } = {},
) =>
  judgeAct(act, {
    call: over.call ?? call,
    screen: over.screen ?? screenOf(NEW_PHONE),
    now: NOW,
    seen: () => over.seen ?? false,
  });

describe('an act of a teller’s at the terminal', () => {
  it('passes where token, turn, step, time and right are right', () => {
    expect(judged(actOf(DIGITS))).toBeNull();
    expect(judged(actOf({ do: 'highlight', what: { action: 'next' } }))).toBeNull();
    expect(judged(actOf({ do: 'move', action: 'back' }))).toBeNull();
    expect(judged(actOf({ do: 'still' }))).toBeNull();
  });

  it('is refused with another token, another assignment’s, one that has run out, or none to hold it against', () => {
    expect(judged(actOf(DIGITS, { token: `${TOKEN.slice(1)}U` }))).toBe('badToken');
    expect(judged(actOf(DIGITS, { turn: 2 }))).toBe('badToken');
    const later = { ...call, turn: 2, teller: { ...teller, tokenDigest: 'f'.repeat(64) } };
    expect(judged(actOf(DIGITS, { turn: 2 }), { call: later })).toBe('badToken');
    const old = { ...call, teller: { ...teller, tokenExpiresAt: '2026-11-22T01:58:00.000Z' } };
    expect(judged(actOf(DIGITS), { call: old })).toBe('badToken');
    expect(judged(actOf(DIGITS), { call: callOf({ turn: 1 }) })).toBe('badToken');
    expect(judged(actOf(DIGITS), { call: { ...call, state: 'over' } })).toBe('badToken');
  });

  it('is done once', () => {
    expect(judged(actOf(DIGITS), { seen: true })).toBe('replayed');
  });

  it('is refused late, and where it asks for more time than anybody may', () => {
    expect(judged(actOf(DIGITS, { expiresAt: '2026-11-22T01:58:59.000Z' }))).toBe('expired');
    const long = new Date(NOW + ACT_VALID + 61_000).toISOString();
    expect(judged(actOf(DIGITS, { expiresAt: long }))).toBe('expired');
  });

  it('is refused on a step that is another one by now; quiet help is not', () => {
    expect(judged(actOf(DIGITS, { step: 6 }))).toBe('stale');
    expect(judged(actOf({ do: 'quiet' }, { step: 6 }))).toBeNull();
  });

  it('never goes on, agrees or signs for the customer', () => {
    expect(judged(actOf({ do: 'propose', inputs: [{ action: 'next' }] }))).toBe('notAllowed');
    const mixed: RemoteAct = { do: 'propose', inputs: [{ action: 'digit', choice: 1 }, { action: 'next' }] };
    expect(judged(actOf(mixed))).toBe('notAllowed');
    expect(judged(actOf({ do: 'propose', inputs: [{ action: 'agree' }] }))).toBe('notOffered');
  });

  it('reaches nothing where codes are typed, answers given or names signed', () => {
    const code = screenOf({
      kind: 'enterCode',
      sentTo: '142****0001',
      entered: '12',
      length: 6,
      problem: null,
      triesLeft: null,
      resend: 'none',
      secondsLeft: 0,
    });
    expect(judged(actOf(DIGITS), { screen: code })).toBe('own');
  });

  it('proposes nothing where the step lets a helper explain and no more', () => {
    const screen = screenOf(NEW_PHONE);
    const result = {
      ...screen,
      frame: { ...screen.frame, progress: { service: 'buyWealth', step: 'amount', position: 1, of: 5 } },
    };
    expect(judged(actOf(DIGITS), { screen: result })).toMatch(/own|notAllowed/);
  });

  it('moves and points only where the screen offers that', () => {
    expect(judged(actOf({ do: 'move', action: 'nextPage' }))).toBe('notOffered');
    expect(judged(actOf({ do: 'highlight', what: { action: 'digit', choice: 31 } }))).toBe('notOffered');
    expect(judged(actOf({ do: 'highlight', what: null }))).toBeNull();
  });

  it('passes with no token but the one (any other of its shape)', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{43}$/), (token) => {
        fc.pre(token !== TOKEN);
        expect(judged(actOf(DIGITS, { token }))).toBe('badToken');
      }),
    );
  });
});
