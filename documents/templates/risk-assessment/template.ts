import { date, pick } from '../shared/figures.ts';
import { clauses, customerRows, customerSigns } from '../shared/people.ts';
import { defineTemplate } from '../template.ts';
import { riskAssessmentData } from './data.ts';
import { WORDS } from './words.ts';

/** What a customer answered about himself, the class it makes, and until when. */
export const riskAssessment = defineTemplate({
  name: 'riskAssessment',
  textVersion: '2026-11',
  data: riskAssessmentData,
  write: (data, language) => {
    const words = WORDS[language];
    const { labels } = words;
    const valid = date(data.validUntil, language);
    const [question, answer, points] = words.columns;
    return {
      title: words.title,
      blocks: [
        {
          kind: 'facts',
          rows: [
            ...customerRows(data.customer, language),
            {
              label: labels.bank,
              value: `${pick(data.bank.name, language)} ${pick(data.bank.branch, language)}`,
            },
          ],
        },
        { kind: 'heading', level: 1, text: words.result },
        {
          kind: 'facts',
          rows: [
            { label: labels.class, value: words.classes[data.riskClass] },
            { label: labels.score, value: words.score(data.score) },
            { label: labels.assessed, value: date(data.assessedOn, language) },
            { label: labels.valid, value: valid },
            { label: labels.list, value: data.questionnaire },
          ],
        },
        { kind: 'notice', text: words.meanings[data.riskClass] },
        { kind: 'heading', level: 1, text: words.answers },
        {
          kind: 'table',
          columns: [
            { title: question, align: 'start' },
            { title: answer, align: 'start' },
            { title: points, align: 'end' },
          ],
          rows: data.answers.map((one) => [one.question, one.answer, String(one.points)]),
        },
        { kind: 'heading', level: 1, text: words.good },
        ...clauses(words.goodTexts(valid)),
        { kind: 'heading', level: 1, text: words.confirm },
        { kind: 'paragraph', text: words.confirmation },
        customerSigns(language),
      ],
    };
  },
});
