import { describe, expect, it } from 'vitest';
import { canary } from '../campaigns/canary/canary.ts';
import { tracesOf } from '../campaigns/canary/encodings.ts';
import { Sweep } from '../campaigns/canary/sweep.ts';

describe('what stays of a customer', () => {
  /** A short piece of `npm run campaign -- canary`: one visit to its end, one cut off by a kill. */
  it('is nothing, in no file, no line and no later page, in no encoding', async () => {
    const { failures } = await canary.run({ seed: 20_261_122, rounds: 2, say: () => {} });
    expect(failures).toEqual([]);
  });

  it.each([
    '许念安',
    '卡朗·\u{21413}山',
    '79999919880719002X',
    '9999990001010023',
    '14200010001',
    '142****0001',
    '482913',
  ])('would be seen: %s in every encoding, and in nothing else', (text) => {
    const sweep = new Sweep([{ what: 'canary', text }]);
    expect(sweep.blindTo()).toEqual([]);
    expect(tracesOf(text).length).toBeGreaterThan(10);
    const others = ['许念平', '14200010002', '482914', 'f48291300', '{"choice":4}{"choice":8}'].join('\n');
    expect(sweep.text(others, 'others')).toEqual([]);
  });
});
