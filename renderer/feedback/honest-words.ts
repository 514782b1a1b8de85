import { UNSEEN, WORDS_MOST } from '#contracts/branch/words.ts';

/**
 * What somebody typed as one line of honest text: line ends become blanks, what nobody can see goes, and what is left
 * is what he is shown before it is sent. Cut at so many characters as may be sent, never inside one.
 */
export function honestWords(typed: string): string {
  const line = typed
    .normalize('NFC')
    .replace(/[\s\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(new RegExp(UNSEEN.source, 'gu'), '');
  let words = '';
  for (const letter of line.normalize('NFC').replace(/ +/g, ' ').trim()) {
    if (words.length + letter.length > WORDS_MOST) break;
    words += letter;
  }
  return words.trim();
}
