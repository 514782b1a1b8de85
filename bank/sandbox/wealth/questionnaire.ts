import type { AssessmentRecord, RiskClass, RiskQuestionnaire } from '#contracts/bank/risk.ts';

type Words = { readonly zh: string; readonly en: string };
type Question = RiskQuestionnaire['questions'][number];

/** A question with its options, least risk first: `step` points more with each. */
const question = (id: string, text: Words, step: number, options: readonly Words[]): Question => ({
  id,
  text,
  options: options.map((words, place) => ({ id: `o${place + 1}`, text: words, score: place * step })),
});

/**
 * The questionnaire the sandbox asks now; at most 100 points. How often one may be assessed follows the measures on
 * suitability that hold since 2026-02-01 (twice a day, eight times in twelve months); another bank has its own.
 */
export const QUESTIONNAIRE: RiskQuestionnaire = {
  version: 'RQ-2026-1',
  questions: [
    question(
      'income',
      { zh: '您的家庭年收入大约是？', en: 'About how much does your household earn in a year?' },
      3,
      [
        { zh: '10 万元以下', en: 'Less than 100,000 yuan' },
        { zh: '10 万元至 30 万元', en: '100,000 to 300,000 yuan' },
        { zh: '30 万元至 80 万元', en: '300,000 to 800,000 yuan' },
        { zh: '80 万元以上', en: 'More than 800,000 yuan' },
      ],
    ),
    question(
      'share',
      { zh: '您打算拿家里多少积蓄来投资？', en: 'How much of your savings would you invest?' },
      3,
      [
        { zh: '不到一成', en: 'Less than a tenth' },
        { zh: '一成到三成', en: 'A tenth to a third' },
        { zh: '三成到一半', en: 'A third to a half' },
        { zh: '一半以上', en: 'More than half' },
      ],
    ),
    question('experience', { zh: '您做过哪些投资？', en: 'What have you invested in before?' }, 5, [
      { zh: '只有存款和国债', en: 'Deposits and government bonds only' },
      { zh: '银行理财或货币基金', en: 'Wealth products or money market funds' },
      { zh: '债券基金或混合基金', en: 'Bond funds or mixed funds' },
      { zh: '股票或股票基金', en: 'Shares or share funds' },
    ]),
    question('years', { zh: '您有几年这样的经验？', en: 'For how many years have you done so?' }, 3, [
      { zh: '没有', en: 'None' },
      { zh: '不到 2 年', en: 'Less than 2 years' },
      { zh: '2 年到 5 年', en: '2 to 5 years' },
      { zh: '5 年以上', en: 'More than 5 years' },
    ]),
    question('aim', { zh: '您最看重什么？', en: 'What matters most to you?' }, 6, [
      { zh: '本金不受损失', en: 'Not to lose what I put in' },
      { zh: '比存款多一点，亏损很小', en: 'A little more than a deposit, with very small losses' },
      { zh: '多一些收益，可以有些亏损', en: 'More of a return, with some losses' },
      { zh: '高收益，可以有大的亏损', en: 'A high return, with large losses' },
    ]),
    question('horizon', { zh: '这笔钱您多久不用？', en: 'For how long can you do without this money?' }, 3, [
      { zh: '不到半年', en: 'Less than half a year' },
      { zh: '半年到 1 年', en: 'Half a year to a year' },
      { zh: '1 年到 3 年', en: '1 to 3 years' },
      { zh: '3 年以上', en: 'More than 3 years' },
    ]),
    question('loss', { zh: '亏到多少您会睡不好？', en: 'Which loss would keep you awake?' }, 7, [
      { zh: '任何亏损', en: 'Any loss at all' },
      { zh: '亏损一成', en: 'A loss of a tenth' },
      { zh: '亏损三成', en: 'A loss of a third' },
      { zh: '亏损一半', en: 'A loss of a half' },
    ]),
    question(
      'choice',
      {
        zh: '投 10 万元一年，您选哪一个？',
        en: 'You invest 100,000 yuan for a year. Which would you choose?',
      },
      3,
      [
        { zh: '稳得 2,000 元', en: '2,000 yuan for certain' },
        { zh: '可能赚 5,000 元，也可能亏 1,000 元', en: 'Perhaps 5,000 more, perhaps 1,000 less' },
        { zh: '可能赚 15,000 元，也可能亏 8,000 元', en: 'Perhaps 15,000 more, perhaps 8,000 less' },
        { zh: '可能赚 40,000 元，也可能亏 30,000 元', en: 'Perhaps 40,000 more, perhaps 30,000 less' },
      ],
    ),
  ],
  classes: [
    { riskClass: 'C1', fromScore: 0 },
    { riskClass: 'C2', fromScore: 20 },
    { riskClass: 'C3', fromScore: 40 },
    { riskClass: 'C4', fromScore: 60 },
    { riskClass: 'C5', fromScore: 80 },
  ],
  policy: { minimumAge: 18, perDay: 2, perYear: 8 },
};

export type Finding = { readonly score: number; readonly riskClass: RiskClass };

/** What follows from the answers; nothing when a question is left out, answered twice or with what is no option of it. */
export function findingOf(
  { questions, classes }: RiskQuestionnaire,
  answers: AssessmentRecord['answers'],
): Finding | undefined {
  if (answers.length !== questions.length) return undefined;
  let score = 0;
  for (const { id, options } of questions) {
    const [given, second] = answers.filter(({ questionId }) => questionId === id);
    const option = options.find((one) => one.id === given?.optionId);
    if (!option || second) return undefined;
    score += option.score;
  }
  const found = classes.findLast(({ fromScore }) => score >= fromScore);
  return found && { score, riskClass: found.riskClass };
}
