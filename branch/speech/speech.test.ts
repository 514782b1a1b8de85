import { describe, expect, it } from 'vitest';
import { callSentence, Speech } from './speech.ts';

describe('a call for the ear', () => {
  it('is read sign by sign in both languages', () => {
    expect(callSentence('A007', '3', 'zh-CN')).toBe('请 A 0 0 7 号 到 3 号窗口');
    expect(callSentence('A007', '3', 'en')).toBe('Number A 0 0 7, counter 3, please');
  });

  it('nobody speaks where the program is not installed', async () => {
    expect(await Speech.find('there-is-no-such-program')).toBeUndefined();
  });

  it('is sound in both languages where the program is', async (context) => {
    const speech = await Speech.find();
    if (!speech) return context.skip();
    for (const language of ['zh-CN', 'en'] as const) {
      const sound = await speech.say(callSentence('A007', '3', language), language);
      expect(sound?.subarray(0, 4).toString()).toBe('RIFF');
      expect(await speech.say(callSentence('A007', '3', language), language)).toBe(sound);
    }
  });
});
