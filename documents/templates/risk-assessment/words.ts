import type { Language } from '#contracts/language.ts';
import type { RiskClass } from '#contracts/sale/risk.ts';

export type AssessmentWords = {
  readonly title: string;
  readonly result: string;
  readonly labels: Readonly<Record<'class' | 'score' | 'assessed' | 'valid' | 'list' | 'bank', string>>;
  readonly score: (points: number) => string;
  readonly classes: Readonly<Record<RiskClass, string>>;
  readonly meanings: Readonly<Record<RiskClass, string>>;
  readonly answers: string;
  readonly columns: readonly [string, string, string];
  readonly good: string;
  readonly goodTexts: (valid: string) => readonly string[];
  readonly confirm: string;
  readonly confirmation: string;
};

export const WORDS: Readonly<Record<Language, AssessmentWords>> = {
  'zh-CN': {
    title: '风险承受能力评估报告',
    result: '一、评估结果',
    labels: {
      class: '您的类型',
      score: '得分',
      assessed: '评估日期',
      valid: '有效期至',
      list: '问卷版本',
      bank: '评估机构',
    },
    score: (points) => `${points}分`,
    classes: {
      C1: 'C1（谨慎型）',
      C2: 'C2（稳健型）',
      C3: 'C3（平衡型）',
      C4: 'C4（进取型）',
      C5: 'C5（激进型）',
    },
    meanings: {
      C1: '您希望本金尽量安全。适合您的是R1（低风险）产品。',
      C2: '您可以接受很小的波动。适合您的是R1至R2的产品。',
      C3: '您可以接受一定的波动和损失。适合您的是R1至R3的产品。',
      C4: '您可以接受较大的波动和损失。适合您的是R1至R4的产品。',
      C5: '您可以接受很大的波动，甚至损失全部本金。各个风险等级的产品都可以考虑。',
    },
    answers: '二、您的回答',
    columns: ['问题', '您的回答', '得分'],
    good: '三、这份报告怎么用',
    goodTexts: (valid) => [
      `这份报告的有效期到${valid}。过了这一天，或者您的收入、家庭和投资打算有大的变化，请重新评估。`,
      '我们只向您介绍不超过您类型的产品。评估结果不是投资建议，也不代表产品没有风险。',
      '您的回答只用来判断什么产品适合您。您可以随时要求重新评估。',
    ],
    confirm: '四、您的确认',
    confirmation:
      '以上问题都由我本人回答，回答符合我的真实情况，没有人替我回答或者提示我怎样回答。我了解并认可评估结果。',
  },
  en: {
    title: 'Risk assessment report',
    result: '1. Your result',
    labels: {
      class: 'Your risk class',
      score: 'Points',
      assessed: 'Assessed on',
      valid: 'Valid until',
      list: 'Questionnaire',
      bank: 'Assessed by',
    },
    score: (points) => String(points),
    classes: {
      C1: 'C1 (careful)',
      C2: 'C2 (steady)',
      C3: 'C3 (balanced)',
      C4: 'C4 (growth)',
      C5: 'C5 (bold)',
    },
    meanings: {
      C1: 'You want your capital to be as safe as possible. Products of level R1 suit you.',
      C2: 'You can accept small ups and downs. Products of levels R1 and R2 suit you.',
      C3: 'You can accept some ups and downs and some loss. Products of levels R1 to R3 suit you.',
      C4: 'You can accept larger ups and downs and losses. Products of levels R1 to R4 suit you.',
      C5: 'You can accept large swings and even the loss of all your capital. Products of every level can be considered.',
    },
    answers: '2. Your answers',
    columns: ['Question', 'Your answer', 'Points'],
    good: '3. How this report is used',
    goodTexts: (valid) => [
      `This report is valid until ${valid}. After that day, or if your income, family or plans change a good deal, please take the assessment again.`,
      'We only tell you about products within your class. The result is not investment advice and does not mean that a product is free of risk.',
      'Your answers are used only to tell which products suit you. You can ask to be assessed again at any time.',
    ],
    confirm: '4. Your confirmation',
    confirmation:
      'I answered all these questions myself and truthfully. Nobody answered for me or told me what to answer. I understand and accept the result.',
  },
};
