import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApprovalSubject } from '#contracts/branch/approval-subject.ts';
import type { AskRefusal } from '#contracts/supervisor/line.ts';
import type { ManualClock } from '#foundation/clock.ts';
import type { Result } from '#foundation/result.ts';
import type { BranchClient } from '../client/client.ts';
import { PRACTICE_STAFF } from '../staff/practice.ts';
import { aKeptCard, type BranchHouse, enrolled, openBranch, withStore } from '../test-support/house.ts';

let house: BranchHouse<ManualClock>;
let client: BranchClient;
let beside: BranchClient;

beforeEach(async () => {
  house = await openBranch();
  client = await enrolled(house, 'T01');
  beside = await enrolled(house, 'T02');
});
afterEach(() => house.close());

const DAY = 86_400_000;
const pinOf = (number: string) => PRACTICE_STAFF.find((member) => member.number === number)?.pin ?? '';
const signIn = async (number: string, at = client) => {
  const entered = await at.staffSignIn(number, pinOf(number));
  if (!entered.ok) throw new Error(entered.error.code);
  return entered.value.token;
};
const said = (answer: Result<unknown, AskRefusal>) => (answer.ok ? 'ok' : answer.error.code);
const value = <T>(answer: Result<T, { readonly code: string }>): T => {
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
};
const HANDED = { to: 'owner', document: 'passport', slip: null } as const;

const phone: ApprovalSubject = {
  kind: 'changeReservedPhone',
  why: 'oldNumberUnreachable',
  cardLast4: '0019',
  oldPhone: '142****0001',
  newPhone: '14200009999',
};
const company: ApprovalSubject = {
  kind: 'companyAccount',
  companyName: '临江小铺',
  creditCode: '91450100MA5TEST00X',
  legalRepresentative: '许念安',
  person: { name: '许念安', documentType: 'residentIdCard', numberEnd: '002X' },
  role: 'legalRepresentative',
  differences: [],
  pictures: [{ id: randomUUID(), original: 'businessLicence', sha256: 'b'.repeat(64) }],
};
const question = async (subject: ApprovalSubject) =>
  value(
    await beside.requestApproval({
      id: randomUUID(),
      visit: 'visit-0001',
      service: subject.kind,
      step: 'awaitApproval',
      language: 'zh-CN',
      subject,
      digest: 'a'.repeat(64),
    }),
  );

describe('for whoever works at a terminal', () => {
  it('who he is and what he may is asked at every question', async () => {
    const keeper = await signIn('1007');
    const everything = (token: string) =>
      Promise.all([
        client.keptHere(token),
        client.handOut(token, randomUUID(), HANDED),
        client.promises(token),
        client.todaysFigures(token),
        client.approvalsWaiting(token),
        client.decideApproval(token, randomUUID(), { decision: 'approved', reason: 'faceAndDocument' }),
      ]);
    expect((await everything(keeper)).map(said)).toEqual([
      'ok',
      'stale',
      'ok',
      'ok',
      'notAllowed',
      'notAllowed',
    ]);
    const nobody = Array.from({ length: 6 }, () => 'notSignedIn');
    expect((await everything('x'.repeat(43))).map(said)).toEqual(nobody);
    // Of another terminal: nobody here.
    expect((await everything(await signIn('1009', beside))).map(said)).toEqual(nobody);
    await withStore(house, (store) =>
      store.db.updateTable('staff').set({ roles: 'approver' }).where('number', '=', '1007').execute(),
    );
    expect((await everything(keeper)).map(said)).toEqual([
      ...Array.from({ length: 4 }, () => 'notAllowed'),
      'ok',
      'stale',
    ]);
    const technician = await signIn('1008');
    expect((await everything(technician)).map(said)).toEqual(Array.from({ length: 6 }, () => 'notAllowed'));
    expect((await everything(keeper)).map(said)).toEqual(nobody);
  });

  it('what is kept is listed, handed out, and gone from the lobby too', async () => {
    const token = await signIn('1007');
    const card = aKeptCard();
    await client.openCustody(card);
    await beside.openCustody(aKeptCard({ reference: 'C-8Q2W' }));
    expect(value(await client.keptHere(token)).kept.map(({ reference }) => reference)).toEqual(['C-7Q2W']);
    expect(said(await client.handOut(token, card.id, { ...HANDED, slip: 'C-8Q2W' }))).toBe('badInput');
    const done = value(await client.handOut(token, card.id, HANDED));
    expect(done.handedOut).toMatchObject({ by: '1007', evidence: HANDED });
    expect(value(await client.keptHere(token))).toMatchObject({ total: 0, handedOut: [{ id: card.id }] });
  });

  it('promises of every kind stand in one list, the earliest deadline first', async () => {
    const token = await signIn('1007');
    await beside.openCustody(aKeptCard());
    value(
      await client.fileComplaint({
        id: randomUUID(),
        subject: 'machine',
        wish: 'byNumber',
        contact: null,
        language: 'zh-CN',
      }),
    );
    const [time] = value(await client.callBackTimes()).times;
    value(
      await client.requestCallBack({
        ...{ id: randomUUID(), visit: 'visit-0001', call: null, phone: '14200001234', name: '许念安' },
        ...{ customerRef: null, service: null, language: 'zh-CN', from: '', to: '', ...time },
      }),
    );
    const list = value(await client.promises(token));
    expect(list.promises.map(({ kind, here, overdue, owner }) => [kind, here, overdue, owner.role])).toEqual([
      ['callBack', true, false, 'teller'],
      ['complaint', true, false, 'lobby'],
      ['keptCard', false, false, 'lobby'],
    ]);
    expect(list.total).toBe(3);
    expect(JSON.stringify(list)).not.toMatch(/14200001234|许念安/);
    house.clock.advance(3 * DAY);
    const later = value(await client.promises(await signIn('1007')));
    expect(later.promises.map(({ overdue }) => overdue)).toEqual([true, true, true]);
  });

  it('an approver decides what another terminal asks, but not what he would have to see pictures of', async () => {
    const token = await signIn('1009');
    const asked = await question(phone);
    const page = value(await client.approvalsWaiting(token));
    expect(page.approvals.map(({ reference, subject }) => [reference, subject])).toEqual([
      [asked.reference, phone],
    ]);
    const yes = { decision: 'approved', reason: 'faceAndDocument' } as const;
    expect(value(await client.decideApproval(token, asked.id, yes)).total).toBe(0);
    expect(said(await client.decideApproval(token, asked.id, yes))).toBe('ok');
    expect(
      said(await client.decideApproval(token, asked.id, { decision: 'refused', reason: 'faceDiffers' })),
    ).toBe('stale');
    const pictured = await question(company);
    expect(said(await client.decideApproval(token, pictured.id, yes))).toBe('stale');
    expect(value(await client.approvalsWaiting(token)).total).toBe(1);
  });

  it('today’s visits are counted here and in the branch', async () => {
    const token = await signIn('1007');
    const today = value(await client.queue()).businessDate;
    await withStore(house, (store) =>
      store.db
        .insertInto('visit_outcomes')
        .values(
          [
            ['T01', today, 'done', 3],
            ['T02', today, 'done', 2],
            ['T02', today, 'handedOver', 1],
            ['T01', '2020-01-01', 'done', 9],
          ].map(([terminal, business_date, outcome, visits]) => ({
            branch: 'MAIN',
            business_date: String(business_date),
            terminal: String(terminal),
            outcome: String(outcome),
            visits: Number(visits),
          })),
        )
        .execute(),
    );
    expect(value(await client.todaysFigures(token))).toEqual({
      businessDate: today,
      here: [{ outcome: 'done', visits: 3 }],
      branch: [
        { outcome: 'done', visits: 5 },
        { outcome: 'handedOver', visits: 1 },
      ],
    });
  });
});
