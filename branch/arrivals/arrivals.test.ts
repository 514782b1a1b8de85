import { beforeEach, expect, it } from 'vitest';
import type { BankClient } from '#bank/client/client.ts';
import type { ArrivalNotice } from '#contracts/bank/customers.ts';
import type { StaffMember } from '#contracts/branch/staff.ts';
import { ManualClock } from '#foundation/clock.ts';
import { err, ok } from '#foundation/result.ts';
import { BranchSeal } from '../sealing/seal.ts';
import { foundBranch, HOME_BRANCH } from '../store/branches.ts';
import type { BranchStore } from '../store/store.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { ArrivalOffice } from './arrival-office.ts';
import { NoticeBoard } from './notice-board.ts';

const NOW = Date.parse('2026-11-22T02:20:30.000Z');
const MINUTE = 60_000;
/** Stands nowhere else in this repository: wherever it is found, a name was written down. */
const NAME = '祝鸢先生';

const CUSTOMERS: Readonly<Record<string, ArrivalNotice | undefined>> = {
  cus_consents1: { consent: true, displayName: NAME, manager: '2001' },
  cus_consents2: { consent: true, displayName: '万女士', manager: '2001', corporateManager: '2002' },
  cus_nomanager: { consent: true, displayName: '卡先生', manager: null },
  cus_consentsnot: undefined,
};
const TAGS: Readonly<Record<string, string>> = {
  bcn_consents1: 'cus_consents1',
  bcn_not00001: 'cus_consentsnot',
};

const member = (number: string, ...roles: StaffMember['roles']): StaffMember => ({
  number,
  name: `M${number}`,
  branch: HOME_BRANCH,
  roles,
  state: 'active',
});
const manager = member('2001', 'counter');
const corporate = member('2002', 'counter');
const lobby = member('2003', 'lobby');
const head = member('2004', 'manager');
const stranger = member('2005', 'counter', 'approver', 'administrator');

const HERE = { branch: HOME_BRANCH, terminal: 'T01' };
const THERE = { branch: HOME_BRANCH, terminal: 'T02' };
const visit = (number: number) => `visit-of-a-test-${String(number).padStart(4, '0')}`;
const laid = (customerRef: string, number = 1) =>
  ({ id: visit(number), customerRef, reason: 'idCard' }) as const;

onBothEngines('arrivals', (house) => {
  let clock: ManualClock;
  let store: BranchStore;
  let bankAway: boolean;
  let asked: number;
  let office: ArrivalOffice;
  let board: NoticeBoard;
  const told: string[] = [];
  const bank: Pick<BankClient, 'recognise'> = {
    recognise: async ({ by, value }) => {
      asked++;
      if (bankAway) return err({ code: 'unreachable', detail: 'test' });
      const customerRef = by === 'beaconTag' ? TAGS[value] : value;
      if (customerRef === undefined || !Object.hasOwn(CUSTOMERS, customerRef))
        return err({ code: 'notFound', bankCode: 'customerUnknown' });
      const arrivalNotice = CUSTOMERS[customerRef];
      return ok({ customerRef, ...(arrivalNotice && { arrivalNotice }) });
    },
  };
  const seal = new BranchSeal([Buffer.alloc(32, 3)]);
  beforeEach(async () => {
    clock = new ManualClock(NOW);
    store = await house.emptyStore(clock);
    told.length = 0;
    // Null is the line's own: look at everything.
    store.onTold((subject) => subject !== null && told.push(subject));
    bankAway = false;
    asked = 0;
    office = new ArrivalOffice(store, clock, seal, bank);
    board = new NoticeBoard(store, clock, seal);
  });

  const TABLES = ['arrivals', 'arrival_notices', 'arrival_marks', 'ended_visits'] as const;
  const kept = async () =>
    (await Promise.all(TABLES.map((table) => store.db.selectFrom(table).selectAll().execute()))).flat();
  const logged = () => store.db.selectFrom('staff_log').selectAll().orderBy('sequence').execute();
  const seenBy = async (staff: StaffMember) => (await board.list(staff)).arrivals;
  const cutTicket = (id: string, state: string) =>
    store.db
      .insertInto('tickets')
      .values({
        id,
        branch: HOME_BRANCH,
        sequence: 1,
        business_date: '2026-11-22',
        label: 'A001',
        services: '[]',
        service: 'cash',
        segment: 'ordinary',
        needs: '[]',
        language: 'en',
        channel: 'anonymous',
        terminal: 'T01',
        state,
        counter: null,
        overtaken: 0,
        calls: 0,
        issued_at: NOW,
        called_at: null,
        began_at: null,
        ended_at: null,
        version: 1,
      })
      .execute();

  it('of whoever consents are seen by his manager and the lobby, by name and reason, and by nobody else', async () => {
    expect(await office.atTerminal(HERE, laid('cus_consents1'))).toEqual(ok(true));
    const [his] = await seenBy(manager);
    expect(his).toMatchObject({
      name: NAME,
      reason: 'idCard',
      terminal: 'T01',
      audiences: ['manager'],
      going: [],
      open: true,
    });
    expect((await seenBy(lobby))[0]).toMatchObject({ name: NAME, audiences: ['lobby'] });
    for (const other of [corporate, head, stranger]) expect(await seenBy(other)).toEqual([]);
    expect(await seenBy({ ...lobby, branch: 'OTHER' })).toEqual([]);
  });

  it('of a representative are seen by the company’s manager, too', async () => {
    await office.atTerminal(HERE, laid('cus_consents2'));
    expect((await seenBy(manager))[0]?.audiences).toEqual(['manager']);
    expect((await seenBy(corporate))[0]?.audiences).toEqual(['corporate']);
  });

  it('of whoever has no manager are the lobby’s', async () => {
    await office.atTerminal(HERE, laid('cus_nomanager'));
    expect([(await seenBy(lobby)).length, (await seenBy(manager)).length]).toEqual([1, 0]);
  });

  it.each(['cus_consentsnot', 'cus_unknown001'])('of %s leave nothing behind, nor a word', async (ref) => {
    expect(await office.atTerminal(HERE, laid(ref))).toEqual(ok(false));
    expect(await office.byAppointment(HERE, ref, 'ticket-of-a-test-0001')).toEqual(ok(false));
    expect(await office.byBeacon(HOME_BRANCH, 'bcn_not00001')).toEqual(ok(false));
    expect(await office.byBeacon(HOME_BRANCH, 'bcn_nobody01')).toEqual(ok(false));
    expect([await kept(), await logged(), told]).toEqual([[], [], []]);
  });

  it('without a bank, or with one that is away, are of nobody', async () => {
    bankAway = true;
    expect(await office.atTerminal(HERE, laid('cus_consents1'))).toEqual(err({ code: 'bankUnreachable' }));
    const alone = new ArrivalOffice(store, clock, seal, undefined);
    expect(await alone.atTerminal(HERE, laid('cus_consents1'))).toEqual(ok(false));
    expect(await kept()).toEqual([]);
  });

  it('keep a name sealed, and it is in no word to other instances and no log', async () => {
    await office.atTerminal(HERE, laid('cus_consents1'));
    const [one] = await seenBy(manager);
    await board.going(manager, one?.id ?? '');
    await board.going(lobby, one?.id ?? '');
    await office.end(HERE, visit(1), 'ticket-of-a-test-0001');
    const written = JSON.stringify([await kept(), await logged(), told]);
    expect(written).not.toContain(NAME);
    expect(written).not.toContain('cus_consents1');
    expect(
      (await logged()).map(({ event, actor, subject, detail }) => [event, actor, subject, detail]),
    ).toEqual([
      ['arrivalGoing', '2001', null, 'manager'],
      ['arrivalGoing', '2003', null, 'lobby'],
    ]);
  });

  it('that another key sealed are shown without a name', async () => {
    await office.atTerminal(HERE, laid('cus_consents1'));
    const other = new NoticeBoard(store, clock, new BranchSeal([Buffer.alloc(32, 4)]));
    expect((await other.list(lobby)).arrivals[0]).toMatchObject({ name: null, reason: 'idCard' });
  });

  it('are told once, however often the terminal says so, and one visit is of one customer', async () => {
    for (let times = 0; times < 3; times++)
      expect(await office.atTerminal(HERE, laid('cus_consents1'))).toEqual(ok(true));
    clock.advance(20 * MINUTE);
    expect(await office.atTerminal(HERE, laid('cus_consents1'))).toEqual(ok(true));
    expect(await office.atTerminal(HERE, laid('cus_consents2'))).toEqual(err({ code: 'idConflict' }));
    expect(await seenBy(lobby)).toHaveLength(1);
  });

  it('at two terminals in the same moment are one arrival', async () => {
    const kiosks = Array.from({ length: 6 }, (_, number) =>
      office.atTerminal({ branch: HOME_BRANCH, terminal: `T0${number}` }, laid('cus_consents1', number)),
    );
    expect(await Promise.all(kiosks)).toEqual(kiosks.map(() => ok(true)));
    expect(await seenBy(lobby)).toHaveLength(1);
  });

  it('by a beacon and then at a terminal are one, which goes with that visit; later he has come anew', async () => {
    await office.byBeacon(HOME_BRANCH, 'bcn_consents1');
    expect((await seenBy(lobby))[0]).toMatchObject({ reason: 'beacon', terminal: null });
    await office.atTerminal(THERE, laid('cus_consents1', 7));
    expect((await seenBy(lobby))[0]).toMatchObject({ reason: 'beacon', terminal: 'T02' });
    await office.end(THERE, visit(7), null);
    expect(await seenBy(lobby)).toEqual([]);
    await office.atTerminal(HERE, laid('cus_consents1', 8));
    expect(await seenBy(lobby)).toEqual([]);
    clock.advance(10 * MINUTE);
    await office.atTerminal(HERE, laid('cus_consents1', 9));
    expect(await seenBy(lobby)).toHaveLength(1);
  });

  it('that still stand when he comes anew give way to the new one', async () => {
    await office.byBeacon(HOME_BRANCH, 'bcn_consents1');
    clock.advance(10 * MINUTE);
    await office.atTerminal(HERE, laid('cus_consents1'));
    expect((await seenBy(lobby)).map(({ reason }) => reason)).toEqual(['idCard']);
  });

  it('are gone with the visit, and whatever comes after its end is too late', async () => {
    await office.atTerminal(HERE, laid('cus_consents1'));
    await office.end(THERE, visit(1), null);
    expect(await seenBy(lobby)).toHaveLength(1);
    await office.end(HERE, visit(1), null);
    await office.end(HERE, visit(1), null);
    expect(await seenBy(lobby)).toEqual([]);
    await office.end(HERE, visit(2), null);
    expect(await office.atTerminal(HERE, laid('cus_nomanager', 2))).toEqual(ok(false));
    expect(JSON.stringify(await kept())).not.toContain('sealed');
  });

  it.each(['done', 'gaveUp', 'noShow'])('of somebody with a number stand until it is %s', async (state) => {
    await cutTicket('ticket-of-a-test-0001', 'waiting');
    await office.atTerminal(HERE, laid('cus_consents1'));
    await office.end(HERE, visit(1), 'ticket-of-a-test-0001');
    expect(await seenBy(lobby)).toHaveLength(1);
    await store.db.updateTable('tickets').set({ state: 'serving' }).execute();
    await board.sweep();
    expect(await seenBy(lobby)).toHaveLength(1);
    await store.db.updateTable('tickets').set({ state }).execute();
    expect(await seenBy(lobby)).toEqual([]);
    expect(await board.sweep()).toBe(true);
    expect(await store.db.selectFrom('arrivals').selectAll().execute()).toEqual([]);
  });

  it('by an appointment stand until its number is over', async () => {
    await cutTicket('ticket-of-a-test-0001', 'waiting');
    await office.byAppointment(HERE, 'cus_consents1', 'ticket-of-a-test-0001');
    expect((await seenBy(lobby))[0]).toMatchObject({ reason: 'appointment', terminal: 'T01' });
    await store.db.updateTable('tickets').set({ state: 'done' }).execute();
    expect(await seenBy(lobby)).toEqual([]);
  });

  it('lapse however it goes, and in the end nothing is left, not even the mark', async () => {
    await office.atTerminal(HERE, laid('cus_consents1'));
    clock.advance(60 * MINUTE - 1);
    expect(await seenBy(lobby)).toHaveLength(1);
    clock.advance(1);
    expect(await seenBy(lobby)).toEqual([]);
    const before = await board.revision(HOME_BRANCH);
    await board.sweep();
    expect(await board.revision(HOME_BRANCH)).toBeGreaterThan(before);
    expect(await board.sweep()).toBe(false);
    expect(await kept()).toEqual([]);
  });

  it('are answered by each for himself; of two from the lobby the first one goes', async () => {
    await office.atTerminal(HERE, laid('cus_consents1'));
    const id = (await seenBy(manager))[0]?.id ?? '';
    const second = member('2006', 'lobby');
    const answers = await Promise.all([board.going(lobby, id), board.going(second, id)]);
    expect(answers).toEqual([ok(undefined), ok(undefined)]);
    expect((await seenBy(manager))[0]).toMatchObject({ open: true, going: [{ audience: 'lobby' }] });
    const first = (await seenBy(manager))[0]?.going[0]?.staff;
    await board.going(lobby, id);
    await board.going(second, id);
    await board.going(manager, id);
    const [his] = await seenBy(manager);
    expect(his?.open).toBe(false);
    expect(his?.going.map(({ audience, staff }) => [audience, staff]).toSorted()).toEqual([
      ['lobby', first],
      ['manager', '2001'],
    ]);
    expect(await board.going(stranger, id)).toEqual(err({ code: 'notFound' }));
    expect(await logged()).toHaveLength(2);
  });

  it('that nobody answers in time are told to managers, once, by whichever of several instances', async () => {
    await office.atTerminal(HERE, laid('cus_consents1'));
    clock.advance(90_000 - 1);
    await board.sweep();
    expect(await seenBy(head)).toEqual([]);
    clock.advance(1);
    const instances = Array.from({ length: 4 }, () => new NoticeBoard(store, clock, seal));
    await Promise.all(instances.map((each) => each.sweep()));
    await board.sweep();
    expect((await seenBy(head))[0]).toMatchObject({ name: NAME, audiences: ['escalated'], open: true });
    expect((await logged()).map(({ event }) => event)).toEqual(['arrivalEscalated']);
    await board.going(head, (await seenBy(head))[0]?.id ?? '');
    clock.advance(90_000);
    await board.sweep();
    expect((await logged()).map(({ event }) => event)).toEqual(['arrivalEscalated', 'arrivalGoing']);
  });

  it('that anybody answered in time are not', async () => {
    await office.atTerminal(HERE, laid('cus_consents1'));
    await board.going(lobby, (await seenBy(lobby))[0]?.id ?? '');
    clock.advance(30 * MINUTE);
    await board.sweep();
    expect(await seenBy(head)).toEqual([]);
  });

  it('in one branch are no arrivals in another, nor in one that is not known', async () => {
    await foundBranch(store, 'OTHER', clock);
    await office.byBeacon('OTHER', 'bcn_consents1');
    await office.byBeacon('NOWHERE', 'bcn_consents1');
    expect(await seenBy(lobby)).toEqual([]);
    expect(await seenBy({ ...lobby, branch: 'OTHER' })).toHaveLength(1);
    expect(asked).toBe(2);
  });
});
