import { IntlMessageFormat } from 'intl-messageformat';
import type { Bilingual, Language } from '#contracts/language.ts';
import { CATALOGUE, type TextKey, type TextValues } from './catalogue.ts';

/** Locale whose dates and plurals the language uses. British order for English: 22 Nov 2026. */
const LOCALE: Readonly<Record<Language, string>> = { 'zh-CN': 'zh-CN', en: 'en-GB' };
const CARD_DOTS = '••••';

/** The texts of one language, and how that language writes figures. */
export type Texts = {
  readonly language: Language;
  /** The message of that key with its places filled. */
  readonly t: <Key extends TextKey>(key: Key, ...values: TextValues<Key>) => string;
  /** The same for a key known only at run time; values without a place are ignored, a missing one throws. */
  readonly message: (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;
  /** The side of a name given in both languages. */
  readonly pick: (name: Bilingual) => string;
  /** Parts of one sentence with the language's own comma between them. */
  readonly list: (parts: readonly string[]) => string;
  /** Sentences joined as the language joins them. */
  readonly join: (sentences: readonly string[]) => string;
};

const made = new Map<Language, Texts>();

/** Texts of a language; made once and kept, with every message compiled at its first use. */
export function textsFor(language: Language): Texts {
  const known = made.get(language);
  if (known) return known;
  const compiled = new Map<TextKey, IntlMessageFormat>();
  const message: Texts['message'] = (key, values) => {
    let format = compiled.get(key);
    if (!format) {
      format = new IntlMessageFormat(CATALOGUE[language][key], LOCALE[language]);
      compiled.set(key, format);
    }
    return String(format.format(values));
  };
  const texts: Texts = {
    language,
    t: (key, ...values) => message(key, values[0]),
    message,
    pick: (name) => (language === 'zh-CN' ? name.zh : name.en),
    list: (parts) => parts.filter((part) => part !== '').join(language === 'zh-CN' ? '，' : ', '),
    join: (sentences) =>
      sentences.filter((sentence) => sentence !== '').join(language === 'zh-CN' ? '' : ' '),
  };
  made.set(language, texts);
  return texts;
}

/** `¥12,345.67` from a whole number of fen. The same in both languages. */
export function formatMoney(fen: number): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError('money is a whole number of fen');
  const absolute = Math.abs(fen);
  const yuan = String(Math.trunc(absolute / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0 ? '-' : ''}¥${yuan}.${String(absolute % 100).padStart(2, '0')}`;
}

/** `3.25%` from whole basis points. The same in both languages. */
export const formatPercent = (basisPoints: number): string =>
  `${basisPoints < 0 ? '-' : ''}${(Math.abs(basisPoints) / 100).toFixed(2)}%`;

/** `•••• 1234`. */
export const formatCard = (last4: string): string => `${CARD_DOTS} ${last4}`;

/** A mobile number as people read it, 3-4-4: `142 0001 0001`, `142 **** 0001`, or the part typed so far. */
export const formatPhone = (digits: string): string =>
  [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7)].filter((group) => group !== '').join(' ');

/** `2026年11月22日` or `22 Nov 2026` for a wall-clock moment (milliseconds since 1970) in that time zone. */
export const formatDate = (wall: number, language: Language, timeZone?: string): string =>
  new Intl.DateTimeFormat(LOCALE[language], {
    year: 'numeric',
    month: language === 'zh-CN' ? 'long' : 'short',
    day: 'numeric',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(wall);

/** `14:05`, 24 hours, the same in both languages. */
export const formatTime = (wall: number, timeZone?: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(wall);
