import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CounterAct, CounterActName } from '#contracts/branch/counter.ts';
import type { DraftRequest } from '#contracts/branch/draft.ts';
import { SERVICES } from '#contracts/services/catalogue.ts';
import { ManualClock } from '#foundation/clock.ts';
import { Counters, EVERYBODY } from '../queue/counters.ts';
import { TicketOffice } from '../queue/tickets.ts';
import { BranchSeal } from '../sealing/seal.ts';
import { HOME_BRANCH } from '../store/branches.ts';
import type { BranchStore } from '../store/store.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { stepsOf } from './compare.ts';
import { type AskBank, DraftOffice, MOST_MISSES } from './office.ts';

const HOLDER = {
  documentType: 'residentIdCard',
  documentNumber: '11010519491231002X',
  name: '陈静',
} as const;
const CARD = { ref: 'card-0001', last4: '0001', product: { zh: '借记卡', en: 'Debit card' } };
const SERVED_BY = '1002';
const HOUR = 3_600_000;

const aDraft = (changes: Partial<DraftRequest> = {}): DraftRequest => ({
  id: 'draft-0123456789abcdef',
  sequence: 1,
  label: 'A001',
  service: 'changeReservedPhone',
  values: {
    card: { kind: 'card', value: CARD },
    newPhone: { kind: 'mobilePhone', value: '13800138000' },
  },
  holder: HOLDER,
  language: 'zh-CN',
  ...changes,
});

onBothEngines('Drafts', ({ emptyStore }) => {
  let store: BranchStore;
  let clock: ManualClock;
  let bank: AskBank;
  let office: DraftOffice;
  beforeEach(async () => {
    clock = new ManualClock();
    store = await emptyStore(clock);
    bank = async () => [{ cardRef: CARD.ref, status: 'active', reservedPhone: { masked: '142****0001' } }];
    office = new DraftOffice(store, clock, new BranchSeal([Buffer.alloc(32, 7)]), (holder) => bank(holder));
    const taken = await new TicketOffice(store, clock).issue(HOME_BRANCH, 'T01', {
      id: 'ticket-0123456789abcdef',
      services: ['cash'],
      segment: 'ordinary',
      needs: [],
      language: 'zh-CN',
      channel: 'idCard',
    });
    if (!taken.ok) throw new Error(taken.error.code);
    label = taken.value.ticket.label;
  });
  let label = '';
  const keep = (changes: Partial<DraftRequest> = {}, terminal = 'T01') =>
    office.keep(HOME_BRANCH, terminal, aDraft({ label, ...changes }));
  const open = (changes: object = {}) =>
    office.open(HOME_BRANCH, SERVED_BY, {
      documentType: HOLDER.documentType,
      documentNumber: HOLDER.documentNumber,
      ...changes,
    });

  it('are opened by the person’s document as the declared steps: done, different, open', async () => {
    expect(await keep()).toMatchObject({ ok: true });
    expect(await open()).toMatchObject({
      value: {
        drafts: [
          {
            label,
            service: 'changeReservedPhone',
            holder: { name: '陈静', documentEnd: '002X' },
            compared: true,
            steps: expect.arrayContaining([
              { step: 'identify', state: 'done', fields: [] },
              expect.objectContaining({ step: 'chooseCard', state: 'done' }),
              expect.objectContaining({ step: 'proveOldNumber', state: 'open' }),
              expect.objectContaining({ step: 'newNumber', state: 'done' }),
              { step: 'review', state: 'open', fields: [] },
            ]),
          },
        ],
      },
    });
  });

  it('lie in the store sealed: neither name nor number nor document stands in any row', async () => {
    await keep();
    const rows = JSON.stringify([
      await store.db.selectFrom('drafts').selectAll().execute(),
      await store.db.selectFrom('queue_events').selectAll().execute(),
    ]);
    for (const secret of ['陈静', '13800138000', '11010519491231002X', '0001"', 'card-0001'])
      expect(rows).not.toContain(secret);
  });

  it('say what the bank says otherwise now, and nothing of it where it cannot be asked', async () => {
    await keep();
    bank = async () => [{ cardRef: CARD.ref, status: 'lost', reservedPhone: { masked: '138****8000' } }];
    const opened = await open();
    const steps = opened.ok ? opened.value.drafts[0]?.steps : [];
    expect(steps?.map(({ step, state }) => [step, state])).toContainEqual(['chooseCard', 'different']);
    expect(steps?.map(({ step, state }) => [step, state])).toContainEqual(['newNumber', 'different']);
    bank = async () => undefined;
    expect(await open()).toMatchObject({ value: { drafts: [{ compared: false }] } });
  });

  it('are nobody’s who shows another document, and looking for people ends after so many', async () => {
    await keep();
    for (let miss = 0; miss < MOST_MISSES; miss++)
      expect(await open({ documentNumber: '110105194912310038' })).toEqual({
        ok: true,
        value: { drafts: [] },
      });
    expect(await open()).toMatchObject({ error: { code: 'tooManyRequests' } });
  });

  it('take a later state, never an earlier one, and stay gone once dropped', async () => {
    await keep({ sequence: 2 });
    await keep({ sequence: 1, values: {} });
    const opened = await open();
    expect(opened.ok && opened.value.drafts[0]?.steps[1]?.state).toBe('done');
    expect(await office.drop(HOME_BRANCH, 'T01', aDraft().id)).toMatchObject({ ok: true });
    expect(await office.drop(HOME_BRANCH, 'T01', aDraft().id)).toMatchObject({ ok: true });
    expect(await keep({ sequence: 3 })).toMatchObject({ error: { code: 'illegalMove' } });
    expect(await open()).toEqual({ ok: true, value: { drafts: [] } });
  });

  it('stay gone where the word to drop them was quicker than the draft', async () => {
    await office.drop(HOME_BRANCH, 'T01', aDraft().id);
    expect(await keep()).toMatchObject({ error: { code: 'illegalMove' } });
  });

  it('are gone after the time of the branch’s policy', async () => {
    await keep();
    clock.advance(24 * HOUR - 1);
    expect(await open()).toMatchObject({ value: { drafts: [{}] } });
    clock.advance(1);
    expect(await open()).toEqual({ ok: true, value: { drafts: [] } });
  });

  describe('when their number is over', () => {
    const staff = { staff: SERVED_BY, branch: HOME_BRANCH };
    const number = 'ticket-0123456789abcdef';
    const stands = async () => (await store.db.selectFrom('drafts').select('id').execute()).length;
    const act = async (name: CounterActName, rest: object) => {
      const counters = new Counters(store, clock, EVERYBODY);
      const done = await counters.act(staff, name, { request: randomUUID(), ...rest } as CounterAct<
        typeof name
      >);
      if (!done.ok) throw new Error(`${name}: ${done.error.code}`);
    };
    const on = async () => {
      const ticket = await new TicketOffice(store, clock).find(HOME_BRANCH, number);
      return { ticket: number, version: ticket?.version };
    };
    const called = async () => {
      await keep();
      await act('open', { counter: '1' });
      await act('callNext', {});
    };
    const noted = async () =>
      (await store.db.selectFrom('queue_events').select('kind').where('kind', '=', 'draftGone').execute())
        .length;

    it('are gone when the counter has finished', async () => {
      await called();
      expect(await stands()).toBe(1);
      await act('finish', { ...(await on()), outcome: 'done' });
      expect([await stands(), await noted()]).toEqual([0, 1]);
      // A word that comes late keeps nothing.
      expect(await keep({ sequence: 2 })).toMatchObject({ error: { code: 'notFound' } });
    });

    it('are gone when their holder gives the number back', async () => {
      await keep();
      await new TicketOffice(store, clock).giveUp(HOME_BRANCH, number);
      expect([await stands(), await noted()]).toEqual([0, 1]);
    });

    it('stay for whoever was missed or put aside, until the policy’s time', async () => {
      await called();
      await act('park', await on());
      expect(await stands()).toBe(1);
      await act('call', { label });
      clock.advance(HOUR);
      await act('noShow', await on());
      expect(await open()).toMatchObject({ value: { drafts: [{ label }] } });
      clock.advance(23 * HOUR);
      expect(await open()).toEqual({ ok: true, value: { drafts: [] } });
    });
  });

  it('are closed by the counter that used them, which is written down', async () => {
    await keep();
    await open();
    expect(await office.close(HOME_BRANCH, SERVED_BY, { id: aDraft().id, outcome: 'used' })).toMatchObject({
      ok: true,
    });
    expect(await open()).toEqual({ ok: true, value: { drafts: [] } });
    const log = await store.db.selectFrom('staff_log').select(['event', 'actor']).execute();
    expect(log).toEqual([
      { event: 'draftOpened', actor: SERVED_BY },
      { event: 'draftClosed', actor: SERVED_BY },
    ]);
  });

  it('are refused for a number of another terminal, a form that is not this service’s, another’s id', async () => {
    expect(await keep({}, 'T02')).toMatchObject({ error: { code: 'notFound' } });
    expect(await keep({ label: 'A999' })).toMatchObject({ error: { code: 'notFound' } });
    expect(await keep({ service: 'reportLostCard' })).toMatchObject({ error: { code: 'badRequest' } });
    await keep();
    expect(await office.drop(HOME_BRANCH, 'T02', aDraft().id)).toMatchObject({
      error: { code: 'idConflict' },
    });
  });
});

describe('a step with a proof', () => {
  it('is open again at the counter: the proof was for that visit', () => {
    const steps = stepsOf(
      SERVICES.changeReservedPhone,
      { oldNumber: { kind: 'proof', value: 'given' } },
      undefined,
    );
    expect(steps.find(({ step }) => step === 'proveOldNumber')?.state).toBe('open');
  });
});
