import { randomBytes, randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { ApprovalDecision, ApprovalRequest } from '#contracts/branch/approval.ts';
import { DEFAULT_APPROVAL_POLICY } from '#contracts/branch/approval-policy.ts';
import { branchConfigurationSchema } from '#contracts/branch/configuration.ts';
import { ManualClock } from '#foundation/clock.ts';
import { Changes } from '../changes.ts';
import { defaultConfiguration } from '../queue/default-configuration.ts';
import { BranchSeal, SEAL_KEY_BYTES } from '../sealing/seal.ts';
import { HOME_BRANCH } from '../store/branches.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { ApprovalDesk } from './desk.ts';

const T01 = { terminal: 'T01', branch: HOME_BRANCH };
const by = (staff: string) => ({ staff, branch: HOME_BRANCH });
const YES: ApprovalDecision = { decision: 'approved', reason: 'faceAndDocument' };
const ALSO: ApprovalDecision = { decision: 'approved', reason: 'faceDocumentAndQuestions' };
const NO: ApprovalDecision = { decision: 'refused', reason: 'faceDiffers' };
const codeOf = (answer: { ok: boolean; error?: { code: string } }) => (answer.ok ? 'ok' : answer.error?.code);
const aQuestion = (): ApprovalRequest => ({
  id: randomUUID(),
  visit: 'visit-0001',
  service: 'changeReservedPhone',
  step: 'awaitApproval',
  language: 'zh-CN',
  subject: {
    kind: 'changeReservedPhone',
    why: 'oldNumberUnreachable',
    cardLast4: '0019',
    oldPhone: '142****0001',
    newPhone: '14200009999',
  },
  digest: 'a'.repeat(64),
});

it('is nobody’s rule who has not set it, in a configuration of before as well', () => {
  const { approvals, ...before } = defaultConfiguration;
  const { secondPerson: _, ...older } = approvals;
  for (const stored of [before, { ...before, approvals: older }])
    expect(branchConfigurationSchema.parse(stored).approvals.secondPerson).toEqual([]);
});

onBothEngines('a question that two people must approve', ({ emptyStore }) => {
  const desk = async (secondPerson: readonly string[] = ['changeReservedPhone']) => {
    const clock = new ManualClock();
    const store = await emptyStore(clock);
    const configuration = branchConfigurationSchema.parse({
      ...defaultConfiguration,
      approvals: { ...DEFAULT_APPROVAL_POLICY, secondPerson },
    });
    await store.write(({ db }) =>
      db
        .updateTable('branches')
        .set({ configuration: JSON.stringify(configuration) })
        .where('id', '=', HOME_BRANCH)
        .execute(),
    );
    const seal = new BranchSeal([randomBytes(SEAL_KEY_BYTES)]);
    const started = () => new ApprovalDesk(store, clock, new Changes(clock), seal);
    const approvals = started();
    const ask = async () => {
      const answer = await approvals.request(T01, aQuestion());
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.value.approval.id;
    };
    const look = async (id: string) => {
      const answer = await approvals.await('T01', id, 0, 0, new AbortController().signal);
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.value;
    };
    const log = async () =>
      (await store.db.selectFrom('staff_log').selectAll().orderBy('sequence').execute()).map(
        ({ event, actor }) => `${event} ${actor}`,
      );
    return { clock, approvals, restarted: started, ask, look, log };
  };

  it('is decided by the second, who is another; the terminal learns of nothing but the end, and of both', async () => {
    const { clock, approvals, ask, look, log } = await desk();
    const id = await ask();
    expect((await approvals.page(HOME_BRANCH)).approvals).toMatchObject([{ needsSecond: true, first: null }]);
    await approvals.see(by('1004'), id);
    expect(codeOf(await approvals.decide(by('1004'), id, YES))).toBe('ok');
    const between = await look(id);
    expect(between).toMatchObject({ state: 'seen', staff: null, reason: null, decidedAt: null });
    expect(between).not.toHaveProperty('second');
    const at = new Date(clock.wall()).toISOString();
    expect((await approvals.page(HOME_BRANCH)).approvals).toMatchObject([
      { state: 'waiting', seenBy: null, first: { staff: '1004', reason: 'faceAndDocument', at } },
    ]);
    clock.advance(30_000);
    await approvals.see(by('1006'), id);
    expect(await look(id)).toMatchObject({ state: 'seen', staff: null });
    expect(codeOf(await approvals.decide(by('1006'), id, ALSO))).toBe('ok');
    expect(await look(id)).toMatchObject({
      state: 'approved',
      staff: '1004',
      second: '1006',
      reason: 'faceDocumentAndQuestions',
      decidedAt: new Date(clock.wall()).toISOString(),
    });
    expect((await approvals.page(HOME_BRANCH)).total).toBe(0);
    expect(await log()).toEqual([
      'approvalSeen 1004',
      'approvalFirst 1004',
      'approvalSeen 1006',
      'approvalApproved 1006',
    ]);
    // Said again by either it is the same; said by a third it comes too late.
    expect(codeOf(await approvals.decide(by('1004'), id, YES))).toBe('ok');
    expect(codeOf(await approvals.decide(by('1006'), id, ALSO))).toBe('ok');
    expect(codeOf(await approvals.decide(by('1007'), id, ALSO))).toBe('alreadyDecided');
  });

  it('is not decided by the same person twice, whatever he says and after a restart as well', async () => {
    const { approvals, restarted, ask, look, log } = await desk();
    const id = await ask();
    await approvals.decide(by('1004'), id, YES);
    expect(codeOf(await approvals.decide(by('1004'), id, YES))).toBe('ok');
    expect(codeOf(await approvals.decide(by('1004'), id, ALSO))).toBe('notYourself');
    const again = restarted();
    await again.see(by('1004'), id);
    expect(codeOf(await again.decide(by('1004'), id, ALSO))).toBe('notYourself');
    expect((await look(id)).state).toBe('seen');
    expect(await log()).toEqual(['approvalFirst 1004']);
    expect(codeOf(await again.decide(by('1006'), id, YES))).toBe('ok');
    expect(await look(id)).toMatchObject({ state: 'approved', staff: '1004', second: '1006' });
  });

  it.each(['1004', '1006'])('is refused by either: %s', async (staff) => {
    const { approvals, ask, look } = await desk();
    const id = await ask();
    await approvals.decide(by('1004'), id, YES);
    expect(codeOf(await approvals.decide(by(staff), id, NO))).toBe('ok');
    const end = await look(id);
    expect(end).toMatchObject({ state: 'refused', staff, reason: 'faceDiffers' });
    expect(end).not.toHaveProperty('second');
    expect(codeOf(await approvals.decide(by('1004'), id, YES))).toBe('alreadyDecided');
    expect(codeOf(await approvals.decide(by('1007'), id, YES))).toBe('alreadyDecided');
  });

  it('has one first and one second person, whoever presses at the same instant', async () => {
    for (let round = 0; round < 8; round++) {
      const { approvals, ask, look, log } = await desk();
      const id = await ask();
      const all = ['1004', '1006', '1007', '1004'];
      await Promise.all(all.map((staff) => approvals.decide(by(staff), id, YES)));
      const { state, staff, second } = await look(id);
      expect(state).toBe('approved');
      expect(all).toContain(staff);
      expect(all).toContain(second);
      expect(second).not.toBe(staff);
      expect(await log()).toEqual([`approvalFirst ${staff}`, `approvalApproved ${second}`]);
    }
  });

  it('waits for the second as long as for the first before that is said, and ends when it would have ended', async () => {
    const { clock, approvals, ask, look, log } = await desk();
    const id = await ask();
    const { escalateSeconds, validMinutes } = DEFAULT_APPROVAL_POLICY;
    clock.advance(escalateSeconds * 1_000 - 1);
    await approvals.decide(by('1004'), id, YES);
    clock.advance(escalateSeconds * 1_000 - 1);
    await approvals.sweep();
    expect((await approvals.page(HOME_BRANCH)).approvals).toMatchObject([{ escalated: false }]);
    clock.advance(1);
    await approvals.sweep();
    expect((await approvals.page(HOME_BRANCH)).approvals).toMatchObject([{ escalated: true }]);
    expect((await look(id)).state).toBe('seen');
    expect((await log()).at(-1)).toContain('approvalEscalated');
    clock.advance(validMinutes * 60_000);
    await approvals.sweep();
    expect(await look(id)).toMatchObject({ state: 'expired', staff: null });
    expect(codeOf(await approvals.decide(by('1006'), id, YES))).toBe('approvalOver');
    expect(codeOf(await approvals.decide(by('1004'), id, YES))).toBe('approvalOver');
  });

  it('is taken back between the two', async () => {
    const { approvals, ask, look } = await desk();
    const id = await ask();
    await approvals.decide(by('1004'), id, YES);
    expect(codeOf(await approvals.withdraw('T01', id))).toBe('ok');
    expect((await look(id)).state).toBe('withdrawn');
    expect(codeOf(await approvals.decide(by('1006'), id, YES))).toBe('approvalOver');
  });

  it('is a question of another kind where the rule names only others', async () => {
    const { approvals, ask, look } = await desk(['issueCard']);
    const id = await ask();
    expect((await approvals.page(HOME_BRANCH)).approvals).toMatchObject([
      { needsSecond: false, first: null },
    ]);
    await approvals.decide(by('1004'), id, YES);
    const end = await look(id);
    expect(end).toMatchObject({ state: 'approved', staff: '1004' });
    expect(end).not.toHaveProperty('second');
  });
});
