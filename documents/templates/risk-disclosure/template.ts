import type { Block } from '../../paper/paper.ts';
import { date, money, percent, pick } from '../shared/figures.ts';
import { clauses, customerRows, customerSigns } from '../shared/people.ts';
import { defineTemplate } from '../template.ts';
import { outcomeOf } from '../wealth-contract/example.ts';
import { riskDisclosureData } from './data.ts';
import { WORDS } from './words.ts';

/** What can go wrong with a product, to be read and signed before its contract. */
export const riskDisclosure = defineTemplate({
  name: 'riskDisclosure',
  textVersion: '2026-11',
  data: riskDisclosureData,
  write: (data, language) => {
    const words = WORDS[language];
    const { labels } = words;
    const { product, amountFen, outcomes } = data;
    const { endFen, changeFen } = outcomeOf(amountFen, outcomes.bad, product.termDays);
    const care: readonly Block[] =
      data.careFromAge === undefined ? [] : [{ kind: 'notice', text: words.care(data.careFromAge) }];
    return {
      title: words.title,
      blocks: [
        { kind: 'notice', text: words.notice },
        ...care,
        { kind: 'heading', level: 1, text: words.you },
        {
          kind: 'facts',
          rows: [
            ...customerRows(data.customer, language),
            { label: labels.product, value: `${pick(product.name, language)} (${product.code})` },
            { label: labels.level, value: product.riskLevel },
            { label: labels.own, value: data.riskClass },
            { label: labels.amount, value: money(amountFen) },
          ],
        },
        { kind: 'heading', level: 1, text: words.worst },
        {
          kind: 'paragraph',
          weight: 'strong',
          text: words.worstText(money(amountFen), percent(outcomes.bad), money(endFen), money(changeFen)),
        },
        { kind: 'heading', level: 1, text: words.risks },
        ...clauses(words.riskTexts),
        { kind: 'heading', level: 1, text: words.rights },
        ...clauses(words.rightTexts(data.bank.hotline)),
        { kind: 'heading', level: 1, text: words.confirm },
        { kind: 'paragraph', text: words.confirmation(product.riskLevel, data.riskClass) },
        { kind: 'facts', rows: [{ label: labels.date, value: date(data.signedOn, language) }] },
        customerSigns(language),
      ],
    };
  },
});
