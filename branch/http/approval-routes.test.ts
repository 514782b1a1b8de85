import { randomUUID } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import {
  type ApprovalDecision,
  type ApprovalPage,
  type ApprovalRequest,
  approvalPageSchema,
} from '#contracts/branch/approval.ts';
import { hallSchema } from '#contracts/branch/hall.ts';
import { ManualClock } from '#foundation/clock.ts';
import type { BranchClient } from '../client/client.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { type BranchHouse, enrolled, openBranch, pageHeaders, rawRequest } from '../test-support/house.ts';

const NEW_PHONE = '14200009999';
const YES: ApprovalDecision = { decision: 'approved', reason: 'faceAndDocument' };
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
    newPhone: NEW_PHONE,
  },
  digest: 'a'.repeat(64),
});

onBothEngines('questions to staff over HTTP', ({ emptyDatabase }) => {
  let house: BranchHouse<ManualClock> | undefined;
  afterEach(() => house?.close());

  const open = async () => {
    const database = await emptyDatabase();
    const opened = await openBranch(new ManualClock(), { ...(database && { database }) });
    house = opened;
    const { port } = opened.service;
    const terminal = await enrolled(opened);
    const of = async (number: string) => {
      const headers = await pageHeaders(port, number);
      const post = async (path: string, content: object | null) =>
        rawRequest(
          port,
          'POST',
          `/approvals/api/${path}`,
          content === null ? headers : { ...headers, 'content-type': 'application/json' },
          content === null ? '' : JSON.stringify(content),
        );
      return {
        headers,
        page: async (query = ''): Promise<ApprovalPage> =>
          approvalPageSchema.parse(
            JSON.parse((await rawRequest(port, 'GET', `/approvals/api/state${query}`, headers)).text),
          ),
        state: () => rawRequest(port, 'GET', '/approvals/api/state', headers),
        see: (id: string) => post(`${id}/seen`, null),
        decide: (id: string, decision: object) => post(`${id}/decide`, decision),
        hall: async () =>
          hallSchema.parse(JSON.parse((await rawRequest(port, 'GET', '/lobby/api/hall', headers)).text)),
      };
    };
    return { house: opened, terminal, of };
  };
  const ask = async (terminal: BranchClient, question = aQuestion()) => {
    const asked = await terminal.requestApproval(question);
    if (!asked.ok) throw new Error(asked.error.reason ?? asked.error.code);
    return asked.value;
  };

  it('are decided once: the same again is a resend, another word comes too late', async () => {
    const { terminal, of } = await open();
    const staff = await of('1004');
    const { id } = await ask(terminal);
    expect((await staff.page()).approvals).toMatchObject([{ id, state: 'waiting', terminal: 'T01' }]);
    expect((await staff.see(id)).status).toBe(200);
    expect((await staff.decide(id, YES)).status).toBe(200);
    expect((await staff.decide(id, YES)).status).toBe(200);
    expect((await staff.decide(id, { decision: 'refused', reason: 'faceDiffers' })).code).toBe(
      'alreadyDecided',
    );
    const page = await staff.page();
    expect([page.total, page.approvals]).toEqual([0, []]);
  });

  it('are neither seen nor decided by an approver of another branch', async () => {
    const { house: branch, of } = await open();
    const staff = await of('1004');
    const elsewhere = await enrolled(branch, 'T09', undefined, 'GX-014');
    const { id } = await ask(elsewhere);
    expect((await staff.page()).total).toBe(0);
    expect((await staff.see(id)).code).toBe('notFound');
    expect((await staff.decide(id, YES)).code).toBe('notFound');
    expect((await staff.hall()).approvals).toBe(0);
    for await (const news of elsewhere.watchApproval(id, 0, new AbortController().signal)) {
      expect(news).toMatchObject({ ok: true, value: { state: 'waiting', staff: null } });
      break;
    }
  });

  it('are no business of staff without the right, of another terminal, or of nobody', async () => {
    const { house: branch, terminal, of } = await open();
    const { id } = await ask(terminal);
    for (const number of ['1001', '1002', '1003']) {
      const member = await of(number);
      expect([number, (await member.state()).code]).toEqual([number, 'notAllowed']);
      expect([number, (await member.decide(id, YES)).code]).toEqual([number, 'notAllowed']);
    }
    const other = await enrolled(branch, 'T02');
    const taken = await other.withdrawApproval(id);
    expect(taken.ok ? 'ok' : taken.error.reason).toBe('notFound');
    expect((await rawRequest(branch.service.port, 'GET', '/approvals/api/state')).status).toBeGreaterThan(
      400,
    );
  });

  it('take no decision that is none', async () => {
    const { terminal, of } = await open();
    const staff = await of('1004');
    const { id } = await ask(terminal);
    for (const wrong of [
      {},
      { decision: 'approved', reason: 'faceDiffers' },
      { decision: 'refused', reason: 'faceAndDocument' },
      { ...YES, more: 1 },
    ])
      expect((await staff.decide(id, wrong)).code).toBe('badRequest');
    expect((await staff.page()).total).toBe(1);
  });

  it('are counted for the lobby and the manager, without a word of what they are about', async () => {
    const { terminal, of } = await open();
    const manager = await of('1001');
    const before = await manager.hall();
    const { id } = await ask(terminal);
    const during = await manager.hall();
    expect([before.approvals, during.approvals]).toEqual([0, 1]);
    expect(during.revision).not.toBe(before.revision);
    expect(JSON.stringify(during)).not.toContain(NEW_PHONE);
    await terminal.withdrawApproval(id);
    expect((await manager.hall()).approvals).toBe(0);
  });
});
