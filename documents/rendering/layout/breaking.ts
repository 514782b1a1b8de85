/**
 * Where a line may end. Chinese breaks between any two characters but for its punctuation (GB/T 15834, W3C "Requirements
 * for Chinese Text Layout" 3.1.3); Latin words and numbers stay whole, a number keeps its unit.
 */

/** Closes, pauses or continues: never first in a line. */
const NEVER_FIRST = new Set('、。，．：；！？…—·’”）】》〉」』〕〗］｝%‰°℃,.:;!?)]}/ー々～'.split(''));
/** Opens, or belongs to the figure after it: never last in a line. */
const NEVER_LAST = new Set('‘“（【《〈「『〔〖［｛([{¥￥$€£#№第·'.split(''));
/** Counts what the number before it says: 30天, 12个月, 2026年11月22日, 100.00元. */
const UNITS = new Set('年月日天时分秒元角万亿个份号页共条款项次岁期周级类名位笔张倍折%‰'.split(''));

const WIDE =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}\u3000-\u303F\uFF00-\uFFEF]/u;
const DIGIT = /^\p{Nd}/u;
const SPACE = /^[ \u3000]$/;

/** Figures in groups are one number: 400 000 0000. */
export const isFigure = (cluster: string): boolean => DIGIT.test(cluster);
export const isSpace = (cluster: string): boolean => SPACE.test(cluster);
/** Set in a square of its own: lines of these are stretched to one width, and break anywhere. */
export const isWide = (cluster: string): boolean => WIDE.test(cluster);

/** True when a line may end after `before` and the next begin with `after`; both are single clusters. */
export function mayBreak(before: string, after: string): boolean {
  if (isSpace(after)) return false;
  if (isSpace(before)) return true;
  if (NEVER_FIRST.has(after) || NEVER_LAST.has(before)) return false;
  if (DIGIT.test(before) && UNITS.has(after)) return false;
  if (before === '—' || before === '…') return true;
  if (before === '-') return /^\p{L}/u.test(after);
  return isWide(before) || isWide(after);
}
