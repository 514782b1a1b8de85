import { randomBytes, randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { ApprovalDecision, ApprovalRequest } from '#contracts/branch/approval.ts';
import { DEFAULT_APPROVAL_POLICY } from '#contracts/branch/approval-policy.ts';
import { ManualClock } from '#foundation/clock.ts';
import { Changes } from '../changes.ts';
import { BranchSeal, SEAL_KEY_BYTES } from '../sealing/seal.ts';
import { HOME_BRANCH } from '../store/branches.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { ApprovalDesk, ENDED_KEPT } from './desk.ts';

const NEW_PHONE = '14200009999';
const aQuestion = (changes: Partial<ApprovalRequest> = {}): ApprovalRequest => ({
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
    newPhone: NEW_PHONE,
  },
  digest: 'a'.repeat(64),
  ...changes,
});
const T01 = { terminal: 'T01', branch: HOME_BRANCH };
const by = (staff: string, branch = HOME_BRANCH) => ({ staff, branch });
const YES: ApprovalDecision = { decision: 'approved', reason: 'faceAndDocument' };
const NO: ApprovalDecision = { decision: 'refused', reason: 'faceDiffers' };
const codeOf = (answer: { ok: boolean; error?: { code: string } }) => (answer.ok ? 'ok' : answer.error?.code);

onBothEngines('questions to a person', ({ emptyStore, engine }) => {
  const desk = async () => {
    const clock = new ManualClock();
    const store = await emptyStore(clock);
    const changes = new Changes(clock);
    store.onTold((subject) => changes.tell(subject));
    const approvals = new ApprovalDesk(store, clock, changes, new BranchSeal([randomBytes(SEAL_KEY_BYTES)]));
    const ask = async (changesTo: Partial<ApprovalRequest> = {}, caller = T01) => {
      const answer = await approvals.request(caller, aQuestion(changesTo));
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.value.approval;
    };
    const look = async (id: string) => {
      const answer = await approvals.await('T01', id, 0, 0, new AbortController().signal);
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.value;
    };
    const subjectOf = async (id: string) =>
      (await store.db.selectFrom('approvals').select('subject').where('id', '=', id).executeTakeFirst())
        ?.subject;
    const log = () => store.db.selectFrom('staff_log').selectAll().orderBy('sequence').execute();
    return { clock, store, changes, approvals, ask, look, subjectOf, log };
  };

  it('are asked once however often they are sent, seen, and decided with both identities written down', async () => {
    const h = await desk();
    const question = aQuestion();
    const first = await h.approvals.request(T01, question);
    const again = await h.approvals.request(T01, question);
    expect(first).toMatchObject({ ok: true, value: { opened: true } });
    expect(again).toMatchObject({ ok: true, value: { opened: false } });
    expect(codeOf(await h.approvals.request(T01, { ...question, digest: 'b'.repeat(64) }))).toBe(
      'idConflict',
    );
    expect(codeOf(await h.approvals.request({ ...T01, terminal: 'T02' }, question))).toBe('idConflict');
    expect(await h.approvals.page(HOME_BRANCH)).toMatchObject({
      total: 1,
      approvals: [{ id: question.id, reference: 'P-0001', state: 'waiting', subject: question.subject }],
    });
    expect(codeOf(await h.approvals.see(by('1004'), question.id))).toBe('ok');
    expect(await h.look(question.id)).toMatchObject({ state: 'seen', staff: null });
    expect(codeOf(await h.approvals.decide(by('1004'), question.id, YES))).toBe('ok');
    expect(await h.look(question.id)).toMatchObject({
      state: 'approved',
      staff: '1004',
      reason: 'faceAndDocument',
      digest: question.digest,
    });
    const log = await h.log();
    expect(log.map(({ event, actor }) => [event, actor])).toEqual([
      ['approvalSeen', '1004'],
      ['approvalApproved', '1004'],
    ]);
    expect(log.at(-1)?.detail).toContain('visit visit-0001');
    expect(JSON.stringify(log)).not.toContain(NEW_PHONE);
  });

  it('are forgotten, what is personal in them, at every end', async () => {
    const h = await desk();
    const ends: ((id: string) => Promise<unknown>)[] = [
      (id) => h.approvals.decide(by('1004'), id, YES),
      (id) => h.approvals.decide(by('1004'), id, NO),
      (id) => h.approvals.withdraw('T01', id),
      () => h.ask(),
      async () => {
        h.clock.advance(DEFAULT_APPROVAL_POLICY.validMinutes * 60_000);
        await h.approvals.sweep();
      },
    ];
    for (const end of ends) {
      const { id } = await h.ask();
      const kept = await h.subjectOf(id);
      expect(kept).toMatch(/^v1\./);
      expect(kept).not.toContain(NEW_PHONE);
      await end(id);
      expect(await h.subjectOf(id)).toBeNull();
    }
  });

  it('are decided once, whoever presses at the same instant: the other is told who was quicker', async () => {
    const h = await desk();
    const rounds = engine === 'sqlite' ? 40 : 15;
    for (let round = 0; round < rounds; round++) {
      const { id } = await h.ask();
      const answers = await Promise.all([
        h.approvals.decide(by('1004'), id, YES),
        h.approvals.decide(by('1005'), id, NO),
        h.approvals.withdraw('T01', id),
      ]);
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      const codes = answers.map(codeOf);
      for (const code of codes) expect(['ok', 'alreadyDecided', 'approvalOver']).toContain(code);
      const { state, staff } = await h.look(id);
      const [yes, no, gone] = codes;
      expect([yes === 'ok' && 'approved', no === 'ok' && 'refused', gone === 'ok' && 'withdrawn']).toContain(
        state,
      );
      expect(staff).toBe(state === 'approved' ? '1004' : state === 'refused' ? '1005' : null);
    }
    const decided = (await h.log()).filter(({ event }) => event !== 'approvalSeen');
    expect(decided.length).toBeLessThanOrEqual(rounds);
  });

  it('answer the same decision again to the one who made it, and to nobody else', async () => {
    const h = await desk();
    const { id } = await h.ask();
    await h.approvals.decide(by('1004'), id, NO);
    expect(codeOf(await h.approvals.decide(by('1004'), id, NO))).toBe('ok');
    expect(codeOf(await h.approvals.decide(by('1005'), id, NO))).toBe('alreadyDecided');
    expect(codeOf(await h.approvals.decide(by('1004'), id, YES))).toBe('alreadyDecided');
    expect(codeOf(await h.approvals.see(by('1005'), id))).toBe('alreadyDecided');
    expect(codeOf(await h.approvals.withdraw('T01', id))).toBe('alreadyDecided');
    expect((await h.log()).filter(({ event }) => event === 'approvalRefused')).toHaveLength(1);
  });

  it('belong to their own branch and terminal', async () => {
    const h = await desk();
    const { id } = await h.ask();
    expect(codeOf(await h.approvals.see(by('2001', 'GX-014'), id))).toBe('notFound');
    expect(codeOf(await h.approvals.decide(by('2001', 'GX-014'), id, YES))).toBe('notFound');
    expect((await h.approvals.page('GX-014')).total).toBe(0);
    expect(codeOf(await h.approvals.withdraw('T02', id))).toBe('notFound');
    expect(codeOf(await h.approvals.await('T02', id, 0, 0, new AbortController().signal))).toBe('notFound');
    expect((await h.look(id)).state).toBe('waiting');
  });

  it('are said to be unopened when nobody has come in time, and are over by the branch’s rule', async () => {
    const h = await desk();
    const { id } = await h.ask();
    h.clock.advance(DEFAULT_APPROVAL_POLICY.escalateSeconds * 1_000 - 1);
    expect(await h.look(id)).toMatchObject({ state: 'waiting', escalated: false, version: 1 });
    h.clock.advance(1);
    expect(await h.look(id)).toMatchObject({ state: 'waiting', escalated: true, version: 2 });
    expect((await h.log()).map(({ event }) => event)).toEqual(['approvalEscalated']);
    h.clock.advance(DEFAULT_APPROVAL_POLICY.validMinutes * 60_000);
    expect(codeOf(await h.approvals.decide(by('1004'), id, YES))).toBe('approvalOver');
    expect((await h.look(id)).state).toBe('expired');
    expect((await h.approvals.page(HOME_BRANCH)).total).toBe(0);
  });

  it('a terminal that asks anew has withdrawn what it asked before', async () => {
    const h = await desk();
    const before = await h.ask();
    const now = await h.ask({ visit: 'visit-0002' });
    expect((await h.look(before.id)).state).toBe('withdrawn');
    expect((await h.approvals.page(HOME_BRANCH)).approvals.map(({ id }) => id)).toEqual([now.id]);
  });

  it('wake the terminal and the page at once', async () => {
    const h = await desk();
    const { id, version } = await h.ask();
    const revision = await h.approvals.revision(HOME_BRANCH);
    const waiting = h.approvals.await('T01', id, version, 20_000, new AbortController().signal);
    while (h.changes.open === 0) await new Promise((resolve) => setImmediate(resolve));
    await h.approvals.see(by('1004'), id);
    expect(await waiting).toMatchObject({ ok: true, value: { state: 'seen' } });
    expect(await h.approvals.revision(HOME_BRANCH)).toBeGreaterThan(revision);
  });

  it('is forgotten a week after its end, and never while it is open', async () => {
    const h = await desk();
    const first = await h.ask();
    await h.approvals.withdraw('T01', first.id);
    const left = async () => (await h.store.db.selectFrom('approvals').select('state').execute()).length;
    h.clock.advance(ENDED_KEPT - 1);
    await h.ask();
    expect(await left()).toBe(2);
    h.clock.advance(1);
    await h.ask();
    // The second one is over by its age, and stands; the first one is gone.
    expect(await left()).toBe(2);
  });
});
