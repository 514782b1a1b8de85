import { describe, expect, it } from 'vitest';
import { APPROVE_REASONS, REFUSE_REASONS } from '#contracts/branch/approval-reason.ts';
import { PERSON_NEEDED } from '#contracts/branch/approval-subject.ts';
import { SERVICE_IDS } from '#contracts/services/service.ts';
import { en } from './words-en.ts';
import { zhCN } from './words-zh.ts';

describe.each([
  ['zh-CN', zhCN],
  ['en', en],
])('the words of the approvals page in %s', (language, words) => {
  it('name every reason, service and ground there is, each differently, in the right script', () => {
    expect(Object.keys(words.approveReason)).toEqual([...APPROVE_REASONS]);
    expect(Object.keys(words.refuseReason)).toEqual([...REFUSE_REASONS]);
    expect(Object.keys(words.why)).toEqual([...PERSON_NEEDED]);
    expect(Object.keys(words.service).toSorted()).toEqual([...SERVICE_IDS].toSorted());
    const reasons = [...Object.values(words.approveReason), ...Object.values(words.refuseReason)];
    expect(new Set(reasons).size).toBe(reasons.length);
    for (const text of [...reasons, ...Object.values(words.why), ...Object.values(words.checks).flat()])
      expect(/\p{Script=Han}/u.test(text)).toBe(language === 'zh-CN');
  });

  it('say which question they speak of', () => {
    const { arrived, ...said } = words.said;
    for (const sentence of [...Object.values(said), ...Object.values(words.wrong)])
      expect(sentence('P-0042')).toContain('P-0042');
    expect(arrived('P-0042', 'T01')).toMatch(/P-0042.*T01/);
    expect(words.confirmTitle.approved('P-0042')).not.toBe(words.confirmTitle.refused('P-0042'));
  });

  it('tell a wait by minutes and seconds', () => {
    expect(words.duration(2, '05')).toMatch(/2.*05/);
    expect(words.duration(0, '05')).toMatch(/^5/);
  });
});
