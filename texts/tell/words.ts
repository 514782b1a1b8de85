import { formatCard, formatPhone, type Texts } from '../format.ts';
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
