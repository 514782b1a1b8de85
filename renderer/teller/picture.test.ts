import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { FromTerminal } from '#contracts/branch/call.ts';
import type { CallCase } from '#contracts/branch/teller.ts';
import { actIs, heard, KEPT, lineIs, NOTHING, ringOf, withAct, withLine } from './picture.ts';
import { aCase, CALL } from './teller.test-data.ts';

const taken = (changes: Partial<CallCase> = {}) => heard(NOTHING, { type: 'case', case: aCase(changes) }, 0);
const said = (sequence: number, message: FromTerminal, call = CALL) =>
  ({ type: 'message', call, sequence, message }) as const;
const chat = (text: string, id = randomUUID()): FromTerminal => ({ kind: 'chat', id, text });
const own = (number: number) =>
  ({
    is: 'own',
    number,
    at: '2026-11-22T02:00:00.000Z',
    what: 'code',
    kind: 'enterCode',
    service: null,
    step: number,
  }) as const;

describe('what the desk knows of a case', () => {
  it('is what the service hands over, and nothing once there is none', () => {
    const picture = taken();
    expect(picture.inHand?.case.call.id).toBe(CALL);
    expect(heard(picture, { type: 'case', case: null }, 0).inHand).toBeNull();
  });

  it('takes each message once, in its order, of this call alone', () => {
    const first = chat('一');
    let picture = heard(taken(), said(1, first), 0);
    picture = heard(picture, said(1, chat('再一次')), 0);
    picture = heard(picture, said(2, chat('别人的'), 'call-of-somebody-else'), 0);
    // The same line under another number is the same line.
    picture = heard(picture, said(2, first), 0);
    picture = heard(picture, said(5, chat('二')), 0);
    picture = heard(picture, said(4, chat('晚到的')), 0);
    expect(picture.inHand?.chat.map(({ text }) => text)).toEqual(['一', '二']);
    expect(picture.inHand?.sequence).toBe(5);
  });

  it('shows the newest view, whatever comes late', () => {
    let picture = heard(taken(), { type: 'view', call: CALL, view: own(4) }, 0);
    picture = heard(picture, { type: 'view', call: CALL, view: own(3) }, 0);
    picture = heard(picture, { type: 'view', call: 'call-of-somebody-else', view: own(9) }, 0);
    expect(picture.inHand?.view?.number).toBe(4);
    expect(heard(picture, { type: 'case', case: aCase({ view: own(2) }) }, 0).inHand?.view?.number).toBe(4);
    expect(heard(picture, { type: 'case', case: aCase({ view: own(5) }) }, 0).inHand?.view?.number).toBe(5);
  });

  it('goes on when the same assignment comes whole again, and begins anew with another turn', () => {
    const line = { id: randomUUID(), from: 'teller', at: '2026-11-22T02:00:00.000Z', text: '您好' } as const;
    let { inHand } = heard(taken(), said(3, chat('我听不见')), 0);
    if (!inHand) throw new Error('nothing in hand');
    inHand = withLine(inHand, { ...line, state: 'sending' });
    inHand = withAct(inHand, { id: 'a', act: { do: 'still' }, about: '', state: 'sent', picture: null });
    const before = { ...NOTHING, inHand };
    const again = heard(before, { type: 'case', case: aCase({ chat: [line] }) }, 0).inHand;
    expect(again?.chat.map(({ text, state }) => [text, state])).toEqual([
      ['您好', 'said'],
      ['我听不见', 'said'],
    ]);
    expect([again?.acts.length, again?.sequence]).toEqual([1, 3]);
    const { call } = aCase();
    const next = heard(before, { type: 'case', case: aCase({ call: { ...call, turn: 2 } }) }, 0).inHand;
    expect([next?.acts.length, next?.sequence, next?.chat.length]).toEqual([0, 0, 0]);
  });

  it('keeps a bounded number of lines and acts, however many come', () => {
    let picture = taken();
    for (let count = 1; count <= KEPT.chat + 20; count++)
      picture = heard(picture, said(count, chat(String(count))), 0);
    expect(picture.inHand?.chat.length).toBe(KEPT.chat);
    let { inHand } = picture;
    for (let count = 0; count < KEPT.acts + 5 && inHand; count++)
      inHand = withAct(inHand, {
        id: String(count),
        act: { do: 'still' },
        about: '',
        state: 'sent',
        picture: null,
      });
    expect(inHand?.acts.length).toBe(KEPT.acts);
  });

  it('hears how the terminal has it, of this turn alone', () => {
    const link = (turn: number): FromTerminal => ({
      kind: 'link',
      turn,
      mode: 'audio',
      state: 'interrupted',
      camera: false,
      microphone: true,
    });
    expect(heard(taken(), said(1, link(2)), 0).inHand?.link).toBeNull();
    expect(heard(taken(), said(1, link(1)), 0).inHand?.link?.state).toBe('interrupted');
  });
});

describe('an act', () => {
  const highlight = { do: 'highlight', what: { action: 'choose', choice: 1 } } as const;
  const begun = () => {
    const { inHand } = taken();
    if (!inHand) throw new Error('nothing in hand');
    return withAct(inHand, { id: 'a', act: highlight, about: '', state: 'sending', picture: null });
  };
  const stateOf = (inHand: ReturnType<typeof begun>) => inHand.acts[0]?.state;

  it.each([
    [['sent', 'asked', 'accepted'], 'accepted'],
    [['sent', 'asked', 'declined', 'accepted'], 'declined'],
    [['asked', 'sent'], 'asked'],
    [['shown', 'sent'], 'shown'],
    [['sent', 'expired', 'shown'], 'expired'],
    [['notSent', 'sent'], 'notSent'],
  ] as const)('that becomes %j ends as %s', (states, end) => {
    expect(stateOf(states.reduce((inHand, state) => actIs(inHand, 'a', state), begun()))).toBe(end);
  });

  it('puts the ring where the customer has seen it last', () => {
    const shownOnce = actIs(begun(), 'a', 'shown');
    expect(ringOf(begun())).toBeNull();
    expect(ringOf(shownOnce)).toEqual(highlight.what);
    const off = withAct(shownOnce, {
      id: 'b',
      act: { do: 'highlight', what: null },
      about: '',
      state: 'shown',
      picture: null,
    });
    expect(ringOf(off)).toBeNull();
  });

  it('leaves the others alone; a line that failed says so', () => {
    expect(stateOf(actIs(begun(), 'z', 'accepted'))).toBe('sending');
    const line = { id: 'l', from: 'teller', at: '', text: 'x', state: 'sending' } as const;
    expect(lineIs(withLine(begun(), line), 'l', 'failed').chat[0]?.state).toBe('failed');
  });
});
