import type { Language } from '#contracts/language.ts';
import type { Block } from '../../paper/paper.ts';
import { amountInWords, change, date, money, percent, pick } from '../shared/figures.ts';
import { clauses, customerRows, customerSigns } from '../shared/people.ts';
import { defineTemplate } from '../template.ts';
import { type WealthContractData, wealthContractData } from './data.ts';
import { outcomeOf } from './example.ts';
import { type WealthWords, WORDS } from './words.ts';

const CASES = ['good', 'middle', 'bad'] as const;

function exampleTable(data: WealthContractData, words: WealthWords): Block {
  const [name, yearly, end, won] = words.exampleColumns;
  return {
    kind: 'table',
    columns: [
      { title: name, align: 'start' },
      { title: yearly, align: 'end' },
      { title: end, align: 'end' },
      { title: won, align: 'end' },
    ],
    rows: CASES.map((one) => {
      const basisPoints = data.outcomes[one];
      const { endFen, changeFen } = outcomeOf(data.amountFen, basisPoints, data.product.termDays);
      return [words.cases[one], percent(basisPoints), money(endFen), change(changeFen)];
    }),
  };
}

function feeBlock({ product }: WealthContractData, words: WealthWords, language: Language): Block {
  if (product.fees.length === 0) return { kind: 'paragraph', text: words.noFees };
  const [name, when, rate] = words.feeColumns;
  return {
    kind: 'table',
    columns: [
      { title: name, align: 'start' },
      { title: when, align: 'start' },
      { title: rate, align: 'end' },
    ],
    rows: product.fees.map((fee) => [
      pick(fee.name, language),
      pick(fee.when, language),
      percent(fee.basisPoints),
    ]),
  };
}

function productRows(data: WealthContractData, words: WealthWords, language: Language) {
  const { product, amountFen } = data;
  const { labels } = words;
  const amount =
    language === 'zh-CN' ? `${money(amountFen)}（${amountInWords(amountFen)}）` : money(amountFen);
  return [
    { label: labels.name, value: pick(product.name, language) },
    { label: labels.code, value: product.code },
    { label: labels.issuer, value: pick(product.issuer, language) },
    { label: labels.riskLevel, value: words.levels[product.riskLevel] },
    {
      label: labels.term,
      value: words.term(
        date(product.startsOn, language),
        product.endsOn === null ? null : date(product.endsOn, language),
        product.termDays,
      ),
    },
    { label: labels.amount, value: amount },
    {
      label: labels.benchmark,
      value: words.benchmark(percent(product.benchmark.low), percent(product.benchmark.high)),
    },
    { label: labels.cooling, value: words.coolingHours(data.rules.coolingOffHours) },
  ];
}

/** The agreement by which a customer buys a wealth product. */
export const wealthContract = defineTemplate({
  name: 'wealthContract',
  textVersion: '2026-11',
  data: wealthContractData,
  write: (data, language) => {
    const words = WORDS[language];
    const { labels } = words;
    const [bank, issuer] = [pick(data.bank.name, language), pick(data.product.issuer, language)];
    return {
      title: words.title,
      blocks: [
        { kind: 'notice', text: words.notice },
        { kind: 'heading', level: 1, text: words.buyer },
        {
          kind: 'facts',
          rows: [
            ...customerRows(data.customer, language),
            {
              label: labels.riskClass,
              value: words.assessed(data.riskClass, date(data.assessedOn, language)),
            },
            { label: labels.account, value: data.account },
            { label: labels.bank, value: `${bank} ${pick(data.bank.branch, language)}` },
          ],
        },
        { kind: 'heading', level: 1, text: words.product },
        { kind: 'facts', rows: productRows(data, words, language) },
        { kind: 'paragraph', text: words.noPromise },
        { kind: 'heading', level: 1, text: words.example },
        { kind: 'paragraph', text: words.exampleText(money(data.amountFen), data.product.termDays) },
        exampleTable(data, words),
        { kind: 'paragraph', text: words.exampleAfter, weight: 'strong' },
        { kind: 'heading', level: 1, text: words.fees },
        feeBlock(data, words, language),
        { kind: 'heading', level: 1, text: words.cooling },
        ...clauses(words.coolingClauses(data.rules, data.bank.hotline)),
        { kind: 'heading', level: 1, text: words.terms },
        ...clauses(words.termClauses(bank, issuer, data.rules, data.bank.hotline)),
        { kind: 'heading', level: 1, text: words.confirm },
        { kind: 'paragraph', text: words.confirmation(bank) },
        { kind: 'facts', rows: [{ label: labels.date, value: date(data.signedOn, language) }] },
        customerSigns(language),
      ],
    };
  },
});
