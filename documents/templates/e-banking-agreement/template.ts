import { consentTable } from '../shared/consents.ts';
import { date, money, pick } from '../shared/figures.ts';
import { clauses, customerRows, customerSigns } from '../shared/people.ts';
import { defineTemplate } from '../template.ts';
import { eBankingAgreementData } from './data.ts';
import { WORDS } from './words.ts';

/** By which a customer opens mobile and internet banking. */
export const eBankingAgreement = defineTemplate({
  name: 'eBankingAgreement',
  textVersion: '2026-11',
  data: eBankingAgreementData,
  write: (data, language) => {
    const words = WORDS[language];
    const { labels } = words;
    const bank = pick(data.bank.name, language);
    const { hotline } = data.bank;
    const [channel, once, daily] = words.columns;
    const consented = consentTable(data.consents, language);
    return {
      title: words.title,
      blocks: [
        { kind: 'heading', level: 1, text: words.you },
        {
          kind: 'facts',
          rows: [
            ...customerRows(data.customer, language),
            { label: labels.account, value: data.account },
            { label: labels.bank, value: `${bank} ${pick(data.bank.branch, language)}` },
          ],
        },
        { kind: 'heading', level: 1, text: words.channels },
        {
          kind: 'table',
          columns: [
            { title: channel, align: 'start' },
            { title: once, align: 'end' },
            { title: daily, align: 'end' },
          ],
          rows: data.channels.map((one) => [pick(one.name, language), money(one.onceFen), money(one.dayFen)]),
        },
        { kind: 'paragraph', text: words.channelText },
        { kind: 'heading', level: 1, text: words.safe },
        { kind: 'notice', text: words.notice },
        ...clauses(words.safeTexts(hotline, data.rules.recallHours)),
        { kind: 'heading', level: 1, text: words.terms },
        ...clauses(words.termTexts(data.rules.retentionYears, hotline)),
        ...(consented.length === 0
          ? []
          : [{ kind: 'heading' as const, level: 1 as const, text: words.consents }, ...consented]),
        { kind: 'heading', level: 1, text: words.confirm },
        { kind: 'paragraph', text: words.confirmation(bank) },
        { kind: 'facts', rows: [{ label: labels.date, value: date(data.signedOn, language) }] },
        customerSigns(language),
      ],
    };
  },
});
