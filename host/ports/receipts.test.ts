import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '#contracts/language.ts';
import { shortCode } from '#documents/paper/short-code.ts';
import type { ReceiptFacts } from '#flows/ports.ts';
import { ManualClock } from '#foundation/clock.ts';
import { receipt } from './receipts.ts';

const place = {
  terminal: {
    id: 'T01',
    branch: { zh: '示例支行', en: 'Example Branch' },
    counter: { zh: '服务台', en: 'the service desk' },
  },
  clock: new ManualClock(),
  simulated: true,
  publicUrl: null,
};
const ticket: Extract<ReceiptFacts, { type: 'ticket' }> = {
  type: 'ticket',
  label: 'A007',
  services: [
    { zh: '现金存取、转账', en: 'Cash and transfers' },
    { zh: '开户、销户', en: 'Open or close an account' },
  ],
  wait: { ahead: 3, minutes: { from: 5, to: 12 }, reason: 'counterClosed', counter: '3' },
  phoneUrl: 'https://queue.example/t/abc',
};

describe('the paper with a number', () => {
  it.each(LANGUAGES)('says number, services, wait and reason, and how to follow it (%s)', (language) => {
    const { parts } = receipt(ticket, place, language);
    expect(parts).toContainEqual({
      type: 'text',
      text: 'A007',
      align: 'centre',
      size: 'large',
      bold: true,
    });
    expect(parts).toContainEqual({ type: 'qr', data: ticket.phoneUrl });
    const text = JSON.stringify(parts);
    for (const { zh, en } of ticket.services) expect(text).toContain(language === 'en' ? en : zh);
    expect(text).toContain(language === 'en' ? 'about 5 to 12 min' : '大约 5–12 分钟');
    expect(text).toContain(language === 'en' ? 'Counter 3 has closed' : '3 号柜台停办了');
  });

  it('promises no phone page where there is none, or where the code would not hold it', () => {
    for (const phoneUrl of [null, `https://queue.example/t/${'a'.repeat(300)}`]) {
      const { parts } = receipt({ ...ticket, phoneUrl }, place, 'en');
      expect(parts.map(({ type }) => type)).not.toContain('qr');
      expect(JSON.stringify(parts)).not.toContain('Scan');
    }
  });

  it('says no minutes where nobody can', () => {
    const { parts } = receipt(
      { ...ticket, wait: { ahead: 0, minutes: null, reason: 'noCounter', counter: null } },
      place,
      'en',
    );
    expect(JSON.stringify(parts)).toContain('no counter serves this now');
    expect(JSON.stringify(parts)).not.toContain(' min');
  });

  it.each(['zh-CN', 'en'] as const)(
    '%s: of a number given out while cut off: no wait, no code, since when it counts',
    (language) => {
      const { parts } = receipt(
        { ...ticket, wait: null, phoneUrl: null, countsFrom: '10:42' },
        place,
        language,
      );
      const text = JSON.stringify(parts);
      expect(text).toContain(language === 'en' ? 'Your number counts from 10:42.' : '您的号从 10:42 算起');
      expect(text).toContain(language === 'en' ? 'not known now' : '暂时不知道');
      expect(parts.some(({ type }) => type === 'qr')).toBe(false);
    },
  );
});

describe('the receipt of what was signed', () => {
  const sha256 = '0123456789abcdef'.repeat(4);
  const order: ReceiptFacts = {
    type: 'order',
    outcome: 'done',
    refusal: null,
    product: { zh: '示例产品', en: 'Example product' },
    amountFen: 100_000,
    cardLast4: '0019',
    orderNumber: 'W000001',
    coolingOffUntil: null,
    paper: { sha256, number: 'T01-AAAA-1', stamped: false },
    reference: 'T01-AAAA-1',
  };

  it('names the paper and the code by which anybody can check it', () => {
    const lines = JSON.stringify(receipt(order, place, 'en').parts);
    expect(lines).toContain('T01-AAAA-1');
    expect(lines).toContain(shortCode(sha256));
    expect(lines).toContain('1,000.00');
    expect(lines).not.toContain('"qr"');
  });

  it('leads a phone to that check where the branch can be reached', () => {
    const { parts } = receipt(order, { ...place, publicUrl: 'https://branch.example/' }, 'en');
    expect(parts).toContainEqual({
      type: 'qr',
      data: `https://branch.example/p/${shortCode(sha256)}#T01-AAAA-1`,
    });
  });
});

describe('the receipt of e-banking', () => {
  const facts: ReceiptFacts = {
    type: 'eBanking',
    outcome: 'done',
    refusal: null,
    cardLast4: '0019',
    channels: ['mobile', 'web'],
    perPaymentFen: 500_000,
    perDayFen: 2_000_000,
    contractNumber: 'E000042',
    paper: { sha256: '0123456789abcdef'.repeat(4), number: 'T01-AAAA-1', stamped: true },
    reference: 'T01-AAAA-2',
  };

  it.each(LANGUAGES)('says what is open, with which limits, and by which paper (%s)', (language) => {
    const lines = JSON.stringify(receipt(facts, place, language).parts);
    for (const said of ['0019', '5,000.00', '20,000.00', 'E000042', 'T01-AAAA-1', 'T01-AAAA-2'])
      expect(lines).toContain(said);
  });

  it('names no limits where nothing is open', () => {
    const refused = {
      ...facts,
      outcome: 'refused',
      refusal: 'alreadySignedUp',
      contractNumber: null,
    } as const;
    const lines = JSON.stringify(receipt(refused, place, 'en').parts);
    expect(lines).toContain('Opened before');
    expect(lines).not.toContain('20,000.00');
  });
});

describe('the receipt of an order taken back', () => {
  const facts: ReceiptFacts = {
    type: 'withdrawal',
    outcome: 'done',
    refusal: null,
    product: { zh: '示例产品', en: 'Example product' },
    amountFen: 100_000,
    cardLast4: '0019',
    orderNumber: 'W000001',
    reference: 'T01-AAAA-1',
  };

  it('says what came back, where to, and of which order', () => {
    const lines = JSON.stringify(receipt(facts, place, 'en').parts);
    for (const said of ['Amount back', '1,000.00', 'Back to', '0019', 'W000001', 'Taken back', 'T01-AAAA-1'])
      expect(lines).toContain(said);
  });

  it('does not say that money is back that is not', () => {
    const late = { ...facts, outcome: 'refused', refusal: 'tooLate' } as const;
    for (const one of [late, { ...facts, outcome: 'unknown' } as const]) {
      const lines = JSON.stringify(receipt(one, place, 'en').parts);
      expect(lines).not.toContain('Amount back');
      expect(lines).not.toContain('Back to');
    }
    expect(JSON.stringify(receipt(late, place, 'en').parts)).toContain('Too late to take it back');
  });
});
