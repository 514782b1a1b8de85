import type { Bilingual, Language } from '#contracts/language.ts';

/** `¥12,345.67` from whole fen, `-¥12.00` below nought; the same in every language. */
export function money(fen: number): string {
  const absolute = Math.abs(fen);
  const yuan = String(Math.trunc(absolute / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0 ? '-' : ''}¥${yuan}.${String(absolute % 100).padStart(2, '0')}`;
}

/** `+¥12.00`: what is won or lost. */
export const change = (fen: number): string => `${fen > 0 ? '+' : ''}${money(fen)}`;

/** `2.35%` from basis points. */
export function percent(basisPoints: number): string {
  const absolute = Math.abs(basisPoints);
  return `${basisPoints < 0 ? '-' : ''}${Math.trunc(absolute / 100)}.${String(absolute % 100).padStart(2, '0')}%`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2026年11月22日` or `22 Nov 2026` from `2026-11-22`; a day has no time zone. */
export function date(day: string, language: Language): string {
  const [year = 0, month = 1, of = 1] = day.split('-').map(Number);
  return language === 'zh-CN' ? `${year}年${month}月${of}日` : `${of} ${MONTHS[month - 1] ?? ''} ${year}`;
}

/** The side of a name given in both languages. */
export const pick = (name: Bilingual, language: Language): string =>
  language === 'zh-CN' ? name.zh : name.en;

const FIGURES = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿', '万亿'];

/** Four figures in words; noughts between them are said once, noughts at the end not at all. */
function groupInWords(group: number): string {
  let words = '';
  let nought = false;
  for (let place = 3; place >= 0; place -= 1) {
    const figure = Math.trunc(group / 10 ** place) % 10;
    if (figure === 0) nought = words !== '';
    else {
      words += `${nought ? '零' : ''}${FIGURES[figure] ?? ''}${PLACES[place] ?? ''}`;
      nought = false;
    }
  }
  return words;
}

/**
 * An amount in words that cannot be altered by a stroke: `壹拾万元整`, `壹仟零伍元零陆分`. The order is that of the rules for
 * filling in payment slips (《支付结算办法》附一); at most 9,999 万亿 yuan.
 */
export function amountInWords(fen: number): string {
  const yuan = Math.trunc(fen / 100);
  const [jiao, cents] = [Math.trunc(fen / 10) % 10, fen % 10];
  let words = '';
  for (let group = 3; group >= 0; group -= 1) {
    const value = Math.trunc(yuan / 10_000 ** group) % 10_000;
    if (value === 0) continue;
    const gap = words !== '' && (value < 1_000 || Math.trunc(yuan / 10_000 ** (group + 1)) % 10 === 0);
    words += `${gap ? '零' : ''}${groupInWords(value)}${GROUPS[group] ?? ''}`;
  }
  const whole = words === '' ? '' : `${words}元`;
  if (jiao === 0 && cents === 0) return `${whole || '零元'}整`;
  const tenths = jiao > 0 ? `${FIGURES[jiao] ?? ''}角` : whole === '' ? '' : '零';
  return `${whole}${tenths}${cents > 0 ? `${FIGURES[cents] ?? ''}分` : '整'}`;
}
