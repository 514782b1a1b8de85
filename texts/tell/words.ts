import {
  formatCard,
  formatDate,
  formatMoney,
  formatPercent,
  formatPhone,
  formatTime,
  type Texts,
} from '../format.ts';
import type { Words } from './telling.ts';

/** Shown and said alike. */
export const plain = (text: string): Words => ({ shown: text, said: text });

/** Digits and letters one by one, so that no voice makes a number of them. */
export const spelled = (text: string): string => [...text.replace(/[^0-9A-Za-z]/g, '')].join(' ');

/** A number is read in one piece, so no line ends inside it. */
const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0');

/** `•••• 1234`, said as "ending 1 2 3 4". */
export const cardWords = (last4: string, { t }: Texts): Words => ({
  shown: unbroken(formatCard(last4)),
  said: t('card.said', { digits: spelled(last4) }),
});

/** A number grouped 3-4-4; a masked one is said by its two ends. */
export function phoneWords(digits: string, { t, list }: Texts): Words {
  const ends = /^(\d+)\*+(\d+)$/.exec(digits);
  return {
    shown: unbroken(formatPhone(digits)),
    said: ends
      ? t('phone.said.masked', { first: spelled(ends[1] ?? ''), last: spelled(ends[2] ?? '') })
      : list([digits.slice(0, 3), digits.slice(3, 7), digits.slice(7)].map(spelled)),
  };
}

/** A reference number, said letter by letter. */
export const referenceWords = (reference: string): Words => ({ shown: reference, said: spelled(reference) });

/** Money in fen: `¥12,345.67`, said as an amount of yuan. */
export const moneyWords = (fen: number, { t }: Texts): Words => ({
  shown: formatMoney(fen),
  said: t('money.said', { yuan: String(fen / 100) }),
});

/** Basis points as a percentage: `3.25%`. */
export const percentWords = (basisPoints: number, { t }: Texts): Words => {
  const value = String(Math.abs(basisPoints) / 100);
  return {
    shown: formatPercent(basisPoints),
    said: t(basisPoints < 0 ? 'percent.said.minus' : 'percent.said', { value }),
  };
};

/** China has one time zone; what the bank dates it dates there. */
const BANK_ZONE = 'Asia/Shanghai';

/** A day `YYYY-MM-DD` as the language writes it. */
export function dayWords(day: string, { language }: Texts): Words {
  const said = formatDate(Date.parse(`${day}T00:00:00Z`), language, 'UTC');
  return { shown: unbroken(said), said };
}

/** A moment (ISO 8601) as day and time of the bank. */
export function momentWords(moment: string, { language }: Texts): Words {
  const wall = Date.parse(moment);
  return plain(`${formatDate(wall, language, BANK_ZONE)} ${formatTime(wall, BANK_ZONE)}`);
}
