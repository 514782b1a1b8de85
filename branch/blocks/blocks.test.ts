import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { HandIn } from '#contracts/branch/block.ts';
import type { CounterAct } from '#contracts/branch/counter.ts';
import type { TicketRequest } from '#contracts/branch/ticket.ts';
import { ManualClock } from '#foundation/clock.ts';
import { newTerminalKey, readTerminalKey } from '../client/key.ts';
import { EnrolmentOffice } from '../enrolment/enrolment.ts';
import { Counters } from '../queue/counters.ts';
import { defaultConfiguration } from '../queue/default-configuration.ts';
import { TicketOffice } from '../queue/tickets.ts';
import { HOME_BRANCH } from '../store/branches.ts';
import type { BranchStore } from '../store/store.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { BlockOffice, cutOffline } from './blocks.ts';
import { HandInOffice } from './hand-in.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const request = (changes: Partial<TicketRequest> = {}): TicketRequest => ({
  id: randomUUID(),
  services: ['cash'],
  segment: 'ordinary',
  needs: [],
  language: 'en',
  channel: 'anonymous',
  ...changes,
});
/** Two letters with two services; three numbers of each. */
const small = {
  ...defaultConfiguration,
  services: defaultConfiguration.services.filter(({ id }) => id === 'cash' || id === 'account'),
  counters: [{ id: '1', services: [] }],
  reservedNumbers: 3,
};
const ALL = ['A801', 'A802', 'A803', 'B801', 'B802', 'B803'];

async function branchOf(store: BranchStore, clock: ManualClock) {
  await store.db
    .updateTable('branches')
    .set({ configuration: JSON.stringify(small) })
    .execute();
  const enrolment = new EnrolmentOffice(store, clock);
  const blocks = new BlockOffice(store, clock);
  const handIns = new HandInOffice(store, clock);
  const tickets = new TicketOffice(store, clock);
  const enrol = async (terminal: string) => {
    const key = readTerminalKey(newTerminalKey());
    if (!key.ok) throw new Error(key.error.code);
    const code = await enrolment.makeCode(HOME_BRANCH, terminal);
    const done = await enrolment.enrol({
      id: terminal,
      publicKey: key.value.publicKey,
      enrolmentCode: code,
    });
    if (!done.ok) throw new Error(done.error.code);
  };
  await enrol('T01');
  await enrol('T02');
  const today = () => new Date(clock.wall() + 8 * HOUR).toISOString().slice(0, 10);
  const reserve = async (
    held: string[] = [],
    changes: { id?: string; terminal?: string; day?: string } = {},
  ) => {
    const { id = randomUUID(), terminal = 'T01', day = today() } = changes;
    const block = await blocks.reserve({ terminal, branch: HOME_BRANCH }, { id, businessDate: day, held });
    return block.numbers;
  };
  const handIn = async (label: string, changes: Partial<HandIn> & { terminal?: string } = {}) => {
    const { terminal = 'T01', ...more } = changes;
    const now = new Date(clock.wall()).toISOString();
    const whole = {
      ticket: request(),
      label,
      businessDate: today(),
      cutAt: now,
      toldAt: now,
      givenUp: false,
      ...more,
    };
    const answer = await handIns.handIn({ terminal, branch: HOME_BRANCH }, whole);
    return { whole, answer, said: answer.ok ? answer.value.entered : answer.error.code };
  };
  const take = async () => {
    const taken = await tickets.issue(HOME_BRANCH, 'T01', request());
    if (!taken.ok) throw new Error(taken.error.code);
    return taken.value.ticket.label;
  };
  const ago = (milliseconds: number) => new Date(clock.wall() - milliseconds).toISOString();
  return { store, clock, enrol, today, reserve, handIn, take, ago };
}

onBothEngines('numbers for the time a terminal is cut off', ({ emptyStore }) => {
  const open = async () => {
    const clock = new ManualClock();
    return branchOf(await emptyStore(clock), clock);
  };

  it('are given to one terminal, stand at every further question, and are topped up', async () => {
    const b = await open();
    expect(await b.reserve()).toEqual(ALL);
    expect(await b.reserve(ALL)).toEqual(ALL);
    expect(await b.reserve([], { terminal: 'T02' })).toEqual([
      'A804',
      'A805',
      'A806',
      'B804',
      'B805',
      'B806',
    ]);
    expect(await b.reserve(ALL.slice(1))).toEqual(['A802', 'A803', 'A807', 'B801', 'B802', 'B803']);
  });

  it('are the same when the same question comes again, and leave the branch’s own numbers without gaps', async () => {
    const b = await open();
    const id = randomUUID();
    expect(await b.reserve([], { id })).toEqual(ALL);
    expect(await b.reserve([], { id })).toEqual(ALL);
    expect([await b.take(), await b.take()]).toEqual(['A001', 'A002']);
  });

  it('are never the branch’s own, wherever its numbers come to', async () => {
    const b = await open();
    await b.reserve();
    await b.store.db
      .insertInto('counters')
      .values({ name: `series:${HOME_BRANCH}:${b.today()}:A`, value: 799 })
      .execute();
    expect([await b.take(), await b.take()]).toEqual(['A800', 'A804']);
    expect(await b.reserve([])).toEqual(['A805', 'A806', 'A807', 'B804', 'B805', 'B806']);
  });

  it('are not given twice to a terminal that forgot them or has another key', async () => {
    const b = await open();
    expect(await b.reserve()).toEqual(ALL);
    expect(await b.reserve([])).toEqual(['A804', 'A805', 'A806', 'B804', 'B805', 'B806']);
    await b.enrol('T01');
    const third = await b.reserve(['A804', 'A805', 'A806', 'B804', 'B805', 'B806']);
    expect(third).toEqual(['A807', 'A808', 'A809', 'B807', 'B808', 'B809']);
    // What was on paper before the key changed still counts.
    expect((await b.handIn('A804')).said).toBe('queue');
  });

  it('that a store set back does not know are given to nobody', async () => {
    const b = await open();
    expect(await b.reserve(['A801', 'A802'])).toEqual(['A803', 'A804', 'A805', 'B801', 'B802', 'B803']);
    expect((await b.handIn('A990')).said).toBe('notYours');
  });

  it('begin anew each day, and one that may still be given out on another day is in no second hand', async () => {
    const b = await open();
    await b.reserve();
    b.clock.advance(24 * HOUR);
    const yesterday = new Date(b.clock.wall() - 16 * HOUR).toISOString().slice(0, 10);
    // T01 has not said that its own day is over.
    const others = await b.reserve([], { terminal: 'T02' });
    expect(others).toEqual(['A804', 'A805', 'A806', 'B804', 'B805', 'B806']);
    const own = await b.reserve(ALL, { day: yesterday });
    expect(own).toEqual(['A807', 'A808', 'A809', 'B807', 'B808', 'B809']);
    expect(await b.reserve(own)).toEqual(own);
    b.clock.advance(24 * HOUR);
    expect((await b.reserve([], { terminal: 'T02' }))[0]).toBe('A801');
  });
});

onBothEngines('handing in what was given out meanwhile', ({ emptyStore }) => {
  const open = async () => {
    const clock = new ManualClock();
    const b = await branchOf(await emptyStore(clock), clock);
    await b.reserve();
    clock.advance(HOUR);
    return b;
  };
  const rows = ({ store }: { store: BranchStore }) =>
    store.db.selectFrom('tickets').select(['label', 'state', 'issued_at']).orderBy('label').execute();

  it('lets its holder wait since he got it, and before whoever came later', async () => {
    const b = await open();
    expect(await b.take()).toBe('A001');
    b.clock.advance(20 * MINUTE);
    expect(await b.take()).toBe('A002');
    const { answer } = await b.handIn('A801', { cutAt: b.ago(10 * MINUTE) });
    expect(answer.ok && answer.value.ticket.issuedAt).toBe(b.ago(10 * MINUTE));
    const desk = new Counters(b.store, b.clock);
    const who = { staff: '1002', branch: HOME_BRANCH };
    const act = <Name extends 'open' | 'callNext' | 'finish'>(
      name: Name,
      rest: Omit<CounterAct<Name>, 'request'>,
    ) => desk.act(who, name, { request: randomUUID(), ...rest } as CounterAct<Name>);
    await act('open', { counter: '1' });
    const called: string[] = [];
    for (let turn = 0; turn < 3; turn++) {
      await act('callNext', {});
      const row = await b.store.db
        .selectFrom('tickets')
        .select(['id', 'label', 'version', 'overtaken'])
        .where('state', '=', 'called')
        .executeTakeFirstOrThrow();
      expect(row.overtaken).toBe(0);
      called.push(row.label);
      await act('finish', { ticket: row.id, version: row.version, outcome: 'done' });
    }
    expect(called).toEqual(['A001', 'A801', 'A002']);
  });

  it('is one ticket however often, and no other under its id or number', async () => {
    const b = await open();
    const { whole, said } = await b.handIn('A801', { cutAt: b.ago(MINUTE) });
    expect(said).toBe('queue');
    const again = await b.handIn('A801', whole);
    expect(again.answer.ok && [again.answer.value.first, again.said]).toEqual([false, 'queue']);
    expect((await b.handIn('A801')).said).toBe('idConflict');
    expect((await b.handIn('A802', { ticket: whole.ticket })).said).toBe('idConflict');
    expect((await b.handIn('A802', { terminal: 'T02' })).said).toBe('notYours');
    expect((await b.handIn('A803', { businessDate: '2026-01-01' })).said).toBe('notYours');
    expect(await rows(b)).toHaveLength(1);
    expect(await cutOffline(b.store.db, HOME_BRANCH, b.today())).toEqual(new Map([['T01', 1]]));
    expect((await b.reserve(['A802'])).slice(0, 3)).toEqual(['A802', 'A804', 'A805']);
  });

  it('given back meanwhile is nobody’s, also when it is told later', async () => {
    const b = await open();
    expect((await b.handIn('A801', { givenUp: true })).said).toBe('history');
    const { whole } = await b.handIn('A802');
    expect((await b.handIn('A802', { ...whole, givenUp: true })).said).toBe('history');
    expect((await rows(b)).map(({ state }) => state)).toEqual(['gaveUp', 'gaveUp']);
  });

  it('believes a clock only as far as can be', async () => {
    const b = await open();
    const ahead = await b.handIn('A801', { cutAt: b.ago(-3 * HOUR) });
    expect(ahead.answer.ok && ahead.answer.value.clamped).toBe('clockAhead');
    const early = await b.handIn('A802', { cutAt: b.ago(30 * 24 * HOUR) });
    expect(early.answer.ok && early.answer.value.clamped).toBe('beforeReserved');
    expect(early.answer.ok && early.answer.value.ticket.issuedAt).toBe(b.ago(HOUR));
    // A clock that is wrong by the same at both moments tells the right time between them.
    const wrong = await b.handIn('A803', { cutAt: b.ago(-2 * HOUR), toldAt: b.ago(-2 * HOUR - 5 * MINUTE) });
    expect(wrong.answer.ok && wrong.answer.value).toMatchObject({
      clamped: null,
      ticket: { issuedAt: b.ago(5 * MINUTE) },
    });
  });

  it('of a day that is over goes to history', async () => {
    const b = await open();
    const day = b.today();
    b.clock.advance(24 * HOUR);
    const late = await b.handIn('A801', { businessDate: day, cutAt: b.ago(23 * HOUR) });
    expect(late.said).toBe('history');
    expect(late.answer.ok && late.answer.value.ticket.businessDate).toBe(day);
  });

  it('for what the branch does not offer any more loses nobody', async () => {
    const b = await open();
    const { answer } = await b.handIn('B801', { ticket: request({ services: ['corporate'] }) });
    expect(answer.ok && answer.value.ticket.services).toEqual([{ id: 'account', outcome: 'open' }]);
  });
});
