import { customPinyin, pinyin } from 'pinyin-pro';
import { MOST_QUERY } from '#contracts/finding/answer.ts';

/** Words of the trade that have another reading elsewhere. */
customPinyin({ 重置: 'chóng zhì', 重设: 'chóng shè', 还款: 'huán kuǎn', 还贷: 'huán dài' });

const HAN = /\p{Script=Han}/u;
export const hasHan = (text: string): boolean => HAN.test(text);

/**
 * A text as it is compared: full width and compatibility forms folded (NFKC), small letters, everything that is neither
 * letter nor figure a blank. Traditional characters stay what they are. At most `MOST_QUERY` units of it count.
 */
export const normalised = (text: string): string =>
  text
    .slice(0, MOST_QUERY)
    .normalize('NFKC')
    .toLowerCase()
    .slice(0, MOST_QUERY)
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();

/**
 * A text in the pieces people abbreviate by: a syllable for each Chinese character (without tones, ü as v), a word for
 * each run of other letters. `ATM吞卡` = `atm tun ka`.
 */
export const piecesOf = (text: string): string[] =>
  text
    .split(' ')
    .flatMap((part) => (hasHan(part) ? pinyin(part, PINYIN) : [part]))
    .map((piece) => piece.replace(/[^a-z0-9]/g, ''))
    .filter((piece) => piece !== '');

const PINYIN = { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true } as const;

/** Figures of a telephone's keys, by the letters on them (ITU-T E.161). */
const KEYS = '22233344455566677778889999';
export const onKeys = (piece: string): string =>
  piece.replace(/[a-z]/g, (letter) => KEYS[letter.charCodeAt(0) - 97] ?? '');

/** Sounds that many speakers do not tell apart: zh z, ch c, sh s, and -ng -n. */
export const softened = (text: string): string =>
  text.replace(/([zcs])h/g, '$1').replace(/(an|en|in)g/g, '$1');

/** Words that say nothing of what is wanted. */
const FILLERS_ZH =
  /请问一下|请问|你好|您好|我想要|我想|我要|我的|怎么办理|怎么办|怎么|如何|办理一下|办理|想办|一下|咋办|咋|吗|呢|啊|吧/g;
const FILLERS_EN = new Set(
  'a an the i im me my we our to for of in on at is are was be do does did how can could would want wanna like need please into with it this that what where and or have has get got who somebody someone something'.split(
    ' ',
  ),
);

/** A Chinese question without its polite frame; the whole of it where nothing else is left. */
export const coreOf = (text: string): string => {
  const core = text.replace(FILLERS_ZH, '').replace(/\s+/g, '');
  return core === '' ? text.replace(/\s+/g, '') : core;
};

/** The root of an English word, roughly: enough for lost cards and a lost card. */
export const rootOf = (word: string): string => {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 5 && /(ing|ed)$/.test(word)) return word.replace(/(ing|ed)$/, '').replace(/(.)\1$/, '$1');
  return word.length > 3 && /[^s]s$/.test(word) ? word.slice(0, -1) : word;
};

/** Words of an English text that say something, as roots; all of them where none does. */
export const rootsOf = (text: string): string[] => {
  const all = text.split(' ').filter((word) => word !== '' && !hasHan(word));
  const telling = all.filter((word) => !FILLERS_EN.has(word));
  return (telling.length > 0 ? telling : all).map(rootOf);
};

/** Two neighbours each: `挂失补` = `挂失 失补`. */
export const pairsOf = (text: string): string[] =>
  [...text].slice(0, -1).map((first, at) => `${first}${[...text][at + 1] ?? ''}`);
