import { describe, expect, test } from 'vitest';
import type { Action } from '#contracts/screen/actions.ts';
import type { Frame } from '#contracts/screen/frame.ts';
import type { Body } from '#contracts/screen/screen.ts';
import { spoken } from './spoken.ts';

const frame: Frame = {
  branch: { zh: '样例银行', en: 'Sample Bank' },
  clock: '14:05',
  language: 'zh-CN',
  textSize: 'normal',
  contrast: 'normal',
  reach: false,
  simulated: false,
  card: null,
  idCard: 'none',
  customerName: null,
  progress: null,
  slot: null,
  help: { state: 'none', reference: null },
  overlay: null,
};
const say = (body: Body, actions: Action[], change: Partial<Frame> = {}, language: 'zh-CN' | 'en' = 'en') =>
  spoken({ step: 1, frame: { ...frame, ...change }, body, actions }, language);

const card = { last4: '1018', product: { zh: '安居借记卡', en: 'Anju debit card' }, kind: 'debit' as const };

describe('the spoken text', () => {
  test('lists what can be chosen with its key, and says what the other keys do', () => {
    const text = say(
      {
        kind: 'chooseCard',
        service: 'reportLostCard',
        cards: [
          { ...card, selectable: true, reason: null },
          { ...card, last4: '3033', selectable: false, reason: 'alreadyBlocked' },
        ],
      },
      [
        { id: 'choose', role: 'choice', choice: 0, key: 'one' },
        { id: 'back', role: 'back', key: 'cancel' },
        { id: 'help', role: 'help', key: 'help' },
      ],
    );
    expect(text).toContain('Which card is lost?');
    expect(text).toContain('Press 1: Anju debit card, ending 1 0 1 8, Debit card.');
    expect(text).toContain('ending 3 0 3 3: Already blocked.');
    expect(text).toContain('Cancel key: Back.');
    expect(text).toContain('Help key: Get help.');
  });

  test('never says the digits of a code, only how many there are', () => {
    const text = say(
      {
        kind: 'enterCode',
        sentTo: '142****0001',
        entered: '4182',
        length: 6,
        problem: null,
        triesLeft: null,
        resend: 'wait',
        secondsLeft: 42,
      },
      [],
    );
    expect(text).toContain('4 of 6 digits entered');
    expect(text).toContain('the number starting 1 4 2 and ending 0 0 0 1');
    expect(text.replaceAll(/[^0-9]/g, '')).not.toContain('4182');
  });

  test('reads a number back as it was typed', () => {
    const body: Body = { kind: 'enterPhone', entered: '14200', problem: 'notMobile', route: 'change' };
    expect(say(body, [])).toContain('1 4 2, 0 0');
    expect(say(body, [], {}, 'zh-CN')).toContain('这不是手机号，请检查一下。');
  });

  test('says where the card is, and what is known about the call for a person', () => {
    const text = say({ kind: 'elderOffer' }, [], {
      card: { last4: '1018', where: 'gate' },
      help: { state: 'asked', reference: 'H-0042' },
    });
    expect(text).toContain('Card ending 1 0 1 8 is at the slot. Please take it.');
    expect(text).toContain('number H 0 0 4 2.');
  });

  test('what lies over the step is said instead of the step', () => {
    const text = say({ kind: 'reviewBlock', card }, [{ id: 'moreTime', role: 'primary', key: 'enter' }], {
      overlay: { kind: 'attention', secondsLeft: 30, extensionsLeft: 3 },
    });
    expect(text).toContain('Are you still there? We will end here in 30 seconds.');
    expect(text).toContain('Enter key: Yes, carry on.');
    expect(text).not.toContain('Block this card?');
  });

  test('what can only be touched is named too', () => {
    const text = say({ kind: 'elderOffer' }, [{ id: 'callPerson', role: 'secondary' }]);
    expect(text).toContain('On the screen you can touch: Call staff.');
  });

  test('is never longer than the screen may carry', () => {
    const cards = Array.from({ length: 20 }, () => ({
      ...card,
      product: { zh: '卡'.repeat(60), en: 'x'.repeat(120) },
      selectable: true,
      reason: null,
    }));
    const text = say({ kind: 'chooseCard', service: 'reportLostCard', cards }, []);
    expect(text.length).toBeLessThanOrEqual(2_000);
  });
});
