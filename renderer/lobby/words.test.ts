import { describe, expect, it } from 'vitest';
import { assistanceSchema } from '#contracts/branch/assistance.ts';
import { custodySchema } from '#contracts/branch/custody.ts';
import { SCREEN_KINDS } from '#contracts/screen/screen.ts';
import { SERVICE_IDS } from '#contracts/services/service.ts';
import { en } from './words-en.ts';
import { zhCN } from './words-zh.ts';

describe.each([
  ['zh-CN', zhCN],
  ['en', en],
])('the words of the lobby in %s', (language, words) => {
  it('name every step, service and reason there is', () => {
    expect(Object.keys(words.step).toSorted()).toEqual([...SCREEN_KINDS].toSorted());
    expect(Object.keys(words.service).toSorted()).toEqual([...SERVICE_IDS].toSorted());
    expect(Object.keys(words.reason)).toEqual(assistanceSchema.shape.reason.options);
    expect(Object.keys(words.keptWhy)).toEqual(custodySchema.shape.reason.options);
  });

  it('are all there, each step with words of its own, in the right script', () => {
    const steps = Object.values(words.step);
    expect(new Set(steps).size).toBe(steps.length);
    for (const text of [...steps, ...Object.values(words.service), ...Object.values(words.state)])
      expect(/\p{Script=Han}/u.test(text)).toBe(language === 'zh-CN');
  });

  it('say which call they speak of', () => {
    const { arrived, acknowledged, closed, gone, tooLate, failed, cardKept } = words.said;
    for (const sentence of [acknowledged, closed, gone, tooLate, failed])
      expect(sentence('H-0042')).toContain('H-0042');
    for (const sentence of [arrived, cardKept])
      expect(sentence('H-0042', 'T01')).toMatch(/H-0042.*T01|T01.*H-0042/);
  });
});
