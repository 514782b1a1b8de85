import { describe, expect, it } from 'vitest';
import type { EBankingChannel } from '#contracts/bank/e-banking.ts';
import { LANGUAGES } from '#contracts/language.ts';
import type { PaperWish } from '#flows/sale-ports.ts';
import { fillPaper, SANDBOX_HOUSE } from './fill.ts';

const CHANNELS: readonly (readonly EBankingChannel[])[] = [['mobile'], ['web'], ['mobile', 'web']];

describe.each(LANGUAGES)('an agreement for e-banking in %s', (language) => {
  const fill = (over: Partial<Extract<PaperWish, { template: 'eBankingAgreement' }>> = {}) =>
    fillPaper(
      {
        template: 'eBankingAgreement',
        cardLast4: '1018',
        phone: '142****0001',
        channels: ['mobile'],
        perPaymentFen: 500_000,
        perDayFen: 2_000_000,
        ...over,
      },
      {
        language,
        number: 'T01-7K4Q-1',
        today: '2026-11-22',
        customer: { name: '许念安', documentType: 'residentIdCard', documentNumber: '799999198807190010' },
        address: null,
        consents: [],
        house: { ...SANDBOX_HOUSE, branch: { zh: '示例支行', en: 'Example Branch' } },
      },
    );

  it.each(CHANNELS)('names what is opened, with one limit for all of it (%s, %s)', (...channels) => {
    const filled = fill({ channels: channels.filter((one) => one !== undefined) });
    if (!filled.ok) throw new Error(filled.error.detail);
    const tables = filled.value.blocks.filter((block) => block.kind === 'table');
    expect(tables.flatMap((table) => table.rows)).toEqual([[expect.any(String), '¥5,000.00', '¥20,000.00']]);
    expect(JSON.stringify(filled.value.blocks)).toContain('142****0001');
  });

  it('is filled whatever the limits are that a bank may have, with a phone and without', () => {
    for (const phone of ['142****0001', null])
      expect(fill({ phone, perPaymentFen: 1, perDayFen: 1_000_000_000_000 }).ok).toBe(true);
  });
});
