import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { CALL_MODES, CALL_OUTCOMES, CALL_REASONS } from '#contracts/branch/call.ts';
import { ACT_RESULTS } from '#contracts/branch/call-act.ts';
import { DESK_REFUSALS, WRAP_UP_CODES } from '#contracts/branch/teller.ts';
import { MEDIA_FAULTS } from '#contracts/bridge/media.ts';
import { bodySchema } from '#contracts/screen/screen.ts';
import { DEEDS } from './keys.ts';
import { en } from './words-en.ts';
import { zhCN } from './words-zh.ts';

/** Every word there is, however deep. */
const all = (words: unknown): string[] => {
  if (typeof words === 'string') return [words];
  return typeof words === 'object' && words !== null ? Object.values(words).flatMap(all) : [];
};

/** The words a field of a screen may have, where it is one of a list. */
function namesIn(shape: Readonly<Record<string, unknown>>, field: string): string[] {
  const schema = Object.hasOwn(shape, field) ? shape[field] : undefined;
  const inner = schema instanceof z.ZodNullable ? schema.unwrap() : schema;
  return inner instanceof z.ZodEnum ? inner.options.map(String) : [];
}

describe.each([
  ['zh-CN', zhCN],
  ['en', en],
])('the words of the teller’s desk in %s', (language, words) => {
  it('name everything that can happen, each differently, in the right script', () => {
    const lists = [
      [words.actState, [...ACT_RESULTS, 'sending', 'sent', 'notSent']],
      [words.refused, [...DESK_REFUSALS, 'unsent', 'unanswered']],
      [words.code, WRAP_UP_CODES],
      [words.reason, CALL_REASONS],
      [words.mode, CALL_MODES],
      [words.ended, CALL_OUTCOMES],
      [words.fault, MEDIA_FAULTS],
      [words.deed, Object.keys(DEEDS)],
    ] as const;
    for (const [said, names] of lists) expect(Object.keys(said).toSorted()).toEqual([...names].toSorted());
    for (const said of [words.actState, words.code, words.reason, words.deed, words.ended]) {
      const each = Object.values(said);
      expect(new Set(each).size).toBe(each.length);
    }
    for (const text of all(words)) {
      expect(text).not.toBe('');
      expect([text, /\p{Script=Han}/u.test(text)]).toEqual([text, language === 'zh-CN']);
    }
  });

  it('tell a teller in his own words whatever can go wrong or come out on a screen', () => {
    for (const body of bodySchema.options) {
      for (const [field, told] of [
        ['problem', words.problem],
        ['outcome', words.outcome],
      ] as const)
        for (const name of namesIn(body.shape, field))
          expect([body.shape.kind.value, name, told(name)]).not.toEqual([
            body.shape.kind.value,
            name,
            told('noWordForThis'),
          ]);
    }
  });

  it('say which customer they speak of, and never a name that means nothing to a teller', () => {
    expect(words.said.arrived('V-0042', 'x')).toContain('V-0042');
    expect(words.said.taken('V-0042')).toContain('V-0042');
    expect(words.wrapUpMore('V-0042')).toContain('V-0042');
    expect(words.titleCase('V-0042')).toContain('V-0042');
    for (const name of ['somethingNew', '__proto__', 'constructor', 'toString']) {
      for (const told of [words.outcome(name), words.device(name), words.paperState(name)])
        expect(told).not.toContain(name);
      expect(words.problem(name)).toBeNull();
    }
  });
});
