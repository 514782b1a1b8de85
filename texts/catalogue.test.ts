import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '#contracts/language.ts';
import { ACTION_IDS } from '#contracts/screen/actions.ts';
import { SCREEN_KINDS } from '#contracts/screen/screen.ts';
import { SERVICES } from '#contracts/services/catalogue.ts';
import { CATALOGUE, isTextKey } from './catalogue.ts';
import * as en from './en/index.ts';
import * as zh from './zh-CN/index.ts';

type Ast = ReturnType<IntlMessageFormat['getAst']>;

/** Names of all places of a message, those inside plural forms too. */
function placesOf(parts: Ast): Set<string> {
  const places = new Set<string>();
  for (const part of parts) {
    // 0 is literal text and 7 the figure of a plural; everything else names a value.
    if (part.type === 0 || part.type === 7 || !('value' in part)) continue;
    places.add(String(part.value));
    if ('options' in part)
      for (const option of Object.values(part.options))
        for (const name of placesOf(option.value)) places.add(name);
  }
  return places;
}
const places = (message: string): string[] =>
  [...placesOf(new IntlMessageFormat(message, 'en').getAst())].sort();

const SOURCE = CATALOGUE['zh-CN'];
const keys = Object.keys(SOURCE).filter(isTextKey);
const texts = LANGUAGES.flatMap((language) =>
  keys.map((key) => ({ language, key, text: CATALOGUE[language][key] })),
);

/** Words of our trade, which no customer uses. */
const JARGON = [
  ...['会话', '超时', '设备', '接口', '服务器', '系统', '异常', '客户端', '终端', '介质', '吞卡', '提交失败'],
  ...['预处理', '流程', '模块', '日志', '鉴权', '令牌', '请求', '返回码', '错误码', '无效'],
];
const JARGON_EN =
  /\b(session|time-?out|device|error|server|client|system|invalid|exception|token|journal|request failed|null|submit|media|terminal|authenticat\w*|retained|eject\w*|abort\w*|reserved)\b/i;

describe('the catalogue', () => {
  test('every text is a well-formed message with the same places in every language', () => {
    for (const { language, key, text } of texts)
      expect({ language, key, places: places(text) }).toEqual({ language, key, places: places(SOURCE[key]) });
  });

  test('no text is empty or has loose blanks', () => {
    for (const { language, key, text } of texts) {
      expect(text.trim(), `${language} ${key}`).toBe(text);
      expect(text, `${language} ${key}`).not.toBe('');
    }
  });

  test('no file says a key again that another file says', async () => {
    for (const [folder, whole] of [
      ['zh-CN', zh.zhCN],
      ['en', en.en],
    ] as const) {
      const files = [
        'actions',
        'approval',
        'business',
        'e-banking',
        'company',
        'finding',
        'feedback',
        'frame',
        'issue',
        'line',
        'media',
        'overlays',
        'queue',
        'receipt',
        'sale',
        'services',
        'signing',
        'speech',
        'welcome',
        'withdrawal',
        'helper',
        'call',
      ];
      let count = 0;
      for (const file of files) {
        const exported: Readonly<Record<string, object>> = await import(`./${folder}/${file}.ts`);
        for (const part of Object.values(exported)) count += Object.keys(part).length;
      }
      expect(count).toBe(Object.keys(whole).length);
    }
  });

  test('Chinese says 您, uses its own punctuation and none of our trade words', () => {
    for (const key of keys) {
      const text = SOURCE[key];
      expect(text, key).not.toMatch(/你/);
      expect(text, key).not.toMatch(/[\u4e00-\u9fff][,;:?!]|[\u4e00-\u9fff]\.(?!\d)/);
      for (const word of JARGON) expect(text, key).not.toContain(word);
    }
  });

  test('English is English, calm, and without our trade words', () => {
    for (const key of keys) {
      const text = CATALOGUE.en[key].replaceAll(/\{[^}]*\}/g, '');
      if (key !== 'language.zh-CN') expect(text, key).not.toMatch(/[\u3000-\u9fff\uff00-\uffef]/);
      expect(text, key).not.toMatch(/!|\b(?!PIN\b)[A-Z]{3,}\b/);
      expect(text, key).not.toMatch(JARGON_EN);
    }
  });

  test('phrase ends stand in titles only', () => {
    for (const { key, text } of texts)
      if (text.includes('|')) expect(key).toMatch(/\.title(\.\w+)?$|^working\.[a-zA-Z]+$/);
  });

  test('every action, kind of screen, service and step has its words', () => {
    const onNoButton: readonly string[] = ['digit', 'quietHelp', 'requestSupervisor'];
    for (const id of ACTION_IDS)
      if (!onNoButton.includes(id)) expect(isTextKey(`action.${id}`), id).toBe(true);
    for (const kind of SCREEN_KINDS) expect(isTextKey(`explain.${kind}`), kind).toBe(true);
    for (const { id, steps } of Object.values(SERVICES)) {
      expect(isTextKey(`service.${id}`), id).toBe(true);
      for (const step of steps) expect(isTextKey(`step.${step}`), step).toBe(true);
    }
  });
});
