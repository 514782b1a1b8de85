import type { Appointment } from '#contracts/branch/appointment.ts';
import type { Bilingual, Language } from '#contracts/language.ts';
import type { Step } from './plan.ts';
import { en } from './words-en.ts';
import { zhCN } from './words-zh.ts';

/** What the practice page says on which a customer books an appointment. */
export type BookWords = {
  readonly title: string;
  readonly practice: string;
  readonly other: { readonly language: Language; readonly name: string };
  readonly contrast: string;
  readonly name: (bilingual: Bilingual) => string;
  readonly looking: string;
  readonly unreachable: string;
  readonly lost: string;
  readonly again: string;
  readonly step: (at: number, of: number) => string;
  readonly ask: Readonly<Record<Step, string>>;
  readonly choose: string;
  readonly next: string;
  readonly back: string;
  readonly today: string;
  readonly tomorrow: string;
  readonly closed: string;
  readonly full: string;
  readonly left: (count: number) => string;
  readonly nothing: string;
  readonly noDay: string;
  readonly no: Readonly<Record<'full' | 'over' | 'closed', string>>;
  readonly otherDay: string;
  readonly part: Readonly<Record<'morning' | 'afternoon' | 'evening', string>>;
  readonly business: string;
  readonly when: string;
  readonly where: string;
  readonly bring: string;
  readonly bringNothing: string;
  readonly instead: (papers: readonly string[]) => string;
  readonly noName: string;
  readonly book: string;
  readonly sending: string;
  readonly unanswered: string;
  readonly askAgain: string;
  readonly gone: string;
  readonly refused: string;
  readonly notBooked: string;
  readonly earlier: string;
  readonly state: Readonly<Record<Appointment['state'], string>>;
  readonly means: Readonly<Record<Appointment['state'], string>>;
  readonly code: string;
  readonly picture: string;
  readonly how: string;
  readonly comeBetween: (from: string, until: string) => string;
  readonly atMachine: string;
  readonly late: string;
  readonly keep: string;
  readonly cancel: string;
  readonly cancelSure: string;
  readonly cancelMeans: string;
  readonly cancelNo: string;
  readonly cancelYes: string;
  readonly cancelUnanswered: string;
  readonly cancelTooLate: string;
  readonly bookAnother: string;
};

export const WORDS: Readonly<Record<Language, BookWords>> = { 'zh-CN': zhCN, en };

/** `11月23日 周一`, `Mon 23 Nov`; with the year where it is asked for. */
export const dayWords = (day: string, language: Language, year = false): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone: 'UTC',
    ...(year ? { year: 'numeric' } : {}),
    month: language === 'en' ? 'short' : 'long',
    day: 'numeric',
    weekday: 'short',
  }).format(Date.parse(`${day}T00:00:00Z`));
