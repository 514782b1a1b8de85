const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'] as const;
const GROUPS = ['', '万', '亿'] as const;

/** Four digits: `1010` is 壹仟零壹拾. A zero is said once between figures, and not at the end. */
function group(value: number): string {
  let words = '';
  let gap = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.trunc(value / 10 ** place) % 10;
    if (digit === 0) {
      gap = words !== '';
      continue;
    }
    words += `${gap ? '零' : ''}${DIGITS[digit] ?? ''}${PLACES[place] ?? ''}`;
    gap = false;
  }
  return words;
}

/** Whole yuan in the capital figures of Chinese contracts: 壹万贰仟元整. From 1 to 999,999,999,999. */
export function capitalYuan(yuan: number): string {
  if (!Number.isSafeInteger(yuan) || yuan < 1 || yuan >= 10 ** 12)
    throw new RangeError('an amount in words is whole yuan from 1 to 999,999,999,999');
  let words = '';
  let gap = false;
  for (let place = 2; place >= 0; place -= 1) {
    const value = Math.trunc(yuan / 10_000 ** place) % 10_000;
    if (value === 0) {
      gap = words !== '';
      continue;
    }
    words += `${words !== '' && (gap || value < 1_000) ? '零' : ''}${group(value)}${GROUPS[place] ?? ''}`;
    gap = false;
  }
  return `${words}元整`;
}
