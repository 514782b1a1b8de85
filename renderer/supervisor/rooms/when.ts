import type { Language } from '#contracts/language.ts';

const FORMATS: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  'zh-CN': formatOf('zh-CN'),
  en: formatOf('en-GB'),
};

function formatOf(locale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'medium',
    timeStyle: 'short',
  });
}

/** An instant (ISO 8601) as staff read it: day and minute. */
export const whenOf = (language: Language, at: string): string => FORMATS[language].format(new Date(at));
