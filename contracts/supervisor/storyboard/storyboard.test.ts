import { describe, expect, it } from 'vitest';
import { bilingualSchema } from '../../language.ts';
import { FAULT_CODES } from '../fault-code.ts';
import { CABINET_PARTS } from './story.ts';
import { STORYBOARD } from './storyboard.ts';

describe.each(FAULT_CODES)('%s', (code) => {
  const { title, causes, steps, proof } = STORYBOARD[code];
  it('says in both languages what it is, why, and what to do, and how it is proved', () => {
    expect(causes.length).toBeGreaterThan(0);
    expect(steps.length).toBeGreaterThan(0);
    for (const text of [title, ...causes, ...steps.map(({ say }) => say)]) {
      bilingualSchema.parse(text);
      expect(text.zh).toMatch(/[一-鿿]/);
      expect(text.en).toMatch(/[a-z]/);
    }
    for (const { at } of steps) expect(['device', ...CABINET_PARTS]).toContain(at);
    expect(proof.test).toMatch(/^(device|network|clock|disk|camera|microphone|speaker|touch|display)$/);
  });
});
