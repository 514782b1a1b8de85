import { consentTable } from '../shared/consents.ts';
import { date, money, pick } from '../shared/figures.ts';
import { clauses, customerRows, customerSigns } from '../shared/people.ts';
import { defineTemplate } from '../template.ts';
import { cardApplicationData } from './data.ts';
import { WORDS } from './words.ts';

/** By which a customer asks for an account and a debit card. */
export const cardApplication = defineTemplate({
  name: 'cardApplication',
  textVersion: '2026-11',
  data: cardApplicationData,
  write: (data, language) => {
    const words = WORDS[language];
    const { labels } = words;
    const { card } = data;
    const [item, when, amount] = words.feeColumns;
    const consented = consentTable(data.consents, language);
    return {
      title: words.title,
      blocks: [
        { kind: 'heading', level: 1, text: words.you },
        {
          kind: 'facts',
          rows: [
            ...customerRows(data.customer, language),
            ...(data.address === undefined ? [] : [{ label: labels.address, value: data.address }]),
            { label: labels.occupation, value: data.occupation },
            { label: labels.purpose, value: data.purpose },
            {
              label: labels.bank,
              value: `${pick(data.bank.name, language)} ${pick(data.bank.branch, language)}`,
            },
          ],
        },
        { kind: 'heading', level: 1, text: words.card },
        {
          kind: 'facts',
          rows: [
            { label: labels.card, value: pick(card.name, language) },
            { label: labels.limit, value: money(card.dailyLimitFen) },
          ],
        },
        { kind: 'heading', level: 1, text: words.fees },
        ...(card.fees.length === 0
          ? [{ kind: 'paragraph' as const, text: words.free }]
          : [
              {
                kind: 'table' as const,
                columns: [
                  { title: item, align: 'start' as const },
                  { title: when, align: 'start' as const },
                  { title: amount, align: 'end' as const },
                ],
                rows: card.fees.map((fee) => [
                  pick(fee.name, language),
                  pick(fee.when, language),
                  fee.amountFen === 0 ? words.free : money(fee.amountFen),
                ]),
              },
            ]),
        ...(consented.length === 0
          ? []
          : [{ kind: 'heading' as const, level: 1 as const, text: words.consents }, ...consented]),
        { kind: 'heading', level: 1, text: words.rules },
        ...clauses(words.ruleTexts(data.bank.hotline, data.retentionYears)),
        { kind: 'notice', text: words.warning },
        { kind: 'heading', level: 1, text: words.confirm },
        { kind: 'paragraph', text: words.confirmation(pick(data.bank.name, language)) },
        { kind: 'facts', rows: [{ label: labels.date, value: date(data.signedOn, language) }] },
        customerSigns(language),
      ],
    };
  },
});
