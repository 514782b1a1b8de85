import { describe, expect, it } from 'vitest';
import { durationWords } from './duration.ts';
import { en } from './words-en.ts';
import { zhCN } from './words-zh.ts';

describe('a wait in words', () => {
  it.each([
    [-5_000, '0 秒', '0 s'],
    [0, '0 秒', '0 s'],
    [59_999, '59 秒', '59 s'],
    [60_000, '1 分 00 秒', '1 min 00 s'],
    [3_599_000, '59 分 59 秒', '59 min 59 s'],
    [3_600_000, '1 小时 00 分', '1 h 00 min'],
    [86_399_000, '23 小时 59 分', '23 h 59 min'],
    [90_000_000, '1 天 1 小时', '1 d 1 h'],
  ])('%d ms', (milliseconds, chinese, english) => {
    expect(durationWords(milliseconds, zhCN)).toBe(chinese);
    expect(durationWords(milliseconds, en)).toBe(english);
  });
});
