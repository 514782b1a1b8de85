import type { Block } from '../../paper/paper.ts';
import { consentTable } from '../shared/consents.ts';
import { date, percent, pick } from '../shared/figures.ts';
import { clauses, customerRows, customerSigns } from '../shared/people.ts';
import { defineTemplate } from '../template.ts';
import { companyAccountApplicationData } from './data.ts';
import { WORDS } from './words.ts';

const heading = (text: string): Block => ({ kind: 'heading', level: 1, text });

/** By which a company, looked at beforehand, asks for an account. */
export const companyAccountApplication = defineTemplate({
  name: 'companyAccountApplication',
  textVersion: '2026-11',
  data: companyAccountApplicationData,
  write: (data, language) => {
    const words = WORDS[language];
    const { labels } = words;
    const { company } = data;
    const bank = pick(data.bank.name, language);
    const consented = consentTable(data.consents, language);
    const owners: Block = {
      kind: 'table',
      columns: [
        { title: words.ownerColumns[0], align: 'start' },
        { title: words.ownerColumns[1], align: 'end' },
      ],
      rows: data.owners.map((owner) => [owner.name, percent(owner.share)]),
    };
    const originals: Block = {
      kind: 'table',
      columns: words.originalColumns.map((title) => ({ title, align: 'start' as const })),
      rows: data.originals.map((one) => [one.name, one.sha256.slice(0, 16)]),
    };
    return {
      title: words.title,
      blocks: [
        heading(words.company),
        {
          kind: 'facts',
          rows: [
            { label: labels.case, value: data.caseCode },
            { label: labels.name, value: company.name },
            { label: labels.code, value: company.creditCode },
            { label: labels.representative, value: company.legalRepresentative },
            { label: labels.address, value: company.registeredAddress },
            { label: labels.business, value: company.business },
            ...(company.phone === null ? [] : [{ label: labels.phone, value: company.phone }]),
            ...(company.purpose === null ? [] : [{ label: labels.purpose, value: company.purpose }]),
            { label: labels.bank, value: `${bank} ${pick(data.bank.branch, language)}` },
          ],
        },
        heading(words.signer),
        {
          kind: 'facts',
          rows: [
            ...customerRows(data.customer, language),
            { label: labels.role, value: words.roles[data.role] },
          ],
        },
        ...(data.owners.length === 0 ? [] : [heading(words.owners), owners]),
        ...(data.originals.length === 0
          ? []
          : [heading(words.originals), { kind: 'paragraph' as const, text: words.originalText }, originals]),
        ...(consented.length === 0 ? [] : [heading(words.consents), ...consented]),
        heading(words.terms),
        ...clauses(words.termTexts(data.bank.hotline)),
        { kind: 'notice', text: words.notice },
        heading(words.confirm),
        { kind: 'paragraph', text: words.confirmation(company.name, bank) },
        { kind: 'facts', rows: [{ label: labels.date, value: date(data.signedOn, language) }] },
        customerSigns(language),
      ],
    };
  },
});
