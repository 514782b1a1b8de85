import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { type BranchHouse, openBranch } from '#branch/test-support/house.ts';
import type { NumberAnswer } from '#flows/ports.ts';
import { ManualClock } from '#foundation/clock.ts';
import { type CutOffTerminal, cutOffTerminal, ticketsIn } from '../support/cut-off-terminal.ts';

const HOUR = 3_600_000;

let house: BranchHouse<ManualClock> | undefined;
let terminal: CutOffTerminal | undefined;
afterEach(async () => {
  await terminal?.stop();
  await house?.close();
});

/** Enrolled, with a full block. */
async function opened() {
  const clock = new ManualClock();
  house = await openBranch(clock);
  const { service, dataDir } = house;
  const made = await cutOffTerminal(
    { url: () => service.url, code: (id) => service.enrolmentCode(id) },
    clock,
  );
  terminal = made;
  made.t.numbers.start();
  await made.tend();
  return Object.assign(made, { clock, dataDir, tickets: () => ticketsIn(dataDir) });
}

/** The label it came to, or how else it ended. */
const label = async (answer: Promise<NumberAnswer>): Promise<string> => {
  const told = await answer;
  return told.outcome === 'taken' ? told.number.label : told.outcome;
};

describe('a terminal that is cut off before anything was sent', () => {
  it('gives numbers out of its block, and hands them in when the branch is back', async () => {
    const w = await opened();
    w.carries('refused');
    const list = await w.t.queue();
    expect(list.ok && [list.value.cutOff, list.value.services[0]?.wait]).toEqual([true, null]);
    expect(await label(w.t.take())).toBe('A801');
    expect(await w.t.look()).toMatchObject({
      number: { label: 'A801', wait: null, countsFrom: '10:00', phoneUrl: null },
    });
    w.t.visits.end('finished');
    expect(await label(w.t.take())).toBe('A802');
    w.clock.advance(HOUR / 2);
    w.carries('well');
    await w.tend();
    expect(w.tickets()).toEqual(['A801 waiting', 'A802 waiting']);
    const live = await w.t.look();
    expect(live).toMatchObject({ outcome: 'taken', number: { label: 'A802', wait: { ahead: 1 } } });
    expect(live.outcome === 'taken' && live.number.countsFrom).toBeUndefined();
    await w.tend();
    expect(w.tickets()).toHaveLength(2);
    expect(w.t.numbers.open).toBe(0);
    const kinds = w.journalled().map(({ kind }) => kind);
    expect(kinds.indexOf('ticket.reserved')).toBeLessThan(kinds.indexOf('ticket.cutOffline'));
    expect(kinds.filter((kind) => kind === 'ticket.handedIn')).toHaveLength(2);
    expect(JSON.stringify(w.journalled())).not.toContain('pregnant');
  });

  it('asks a harmless question before it sends anything, so that a line that loses everything is no doubt', async () => {
    const w = await opened();
    w.carries('before');
    await w.t.queue();
    expect(await label(w.t.take())).toBe('A801');
    w.carries('well');
    await w.tend();
    expect(w.tickets()).toEqual(['A801 waiting']);
  });

  it('waits for nobody where it is known that the branch is away', async () => {
    const w = await opened();
    w.carries('after');
    w.t.isAway(true);
    w.sent.length = 0;
    await w.t.queue();
    expect(await label(w.t.take())).toBe('A801');
    expect(w.sent).not.toContain('/v1/tickets');
    expect(w.sent).not.toContain('/v1/queue');
  });

  it('after the list was shown: no connection is certain, and the block helps', async () => {
    const w = await opened();
    expect((await w.t.queue()).ok).toBe(true);
    w.carries('refused');
    expect(await label(w.t.take())).toBe('A801');
  });

  it('gives none on another day, none twice, and none where none are left', async () => {
    const w = await opened();
    w.carries('refused');
    const given = [];
    for (let turn = 0; turn < 6; turn++) {
      given.push(await label(w.t.take()));
      w.t.visits.end('finished');
    }
    expect(given).toEqual(['A801', 'A802', 'A803', 'A804', 'A805', 'notTaken']);
    const list = await w.t.queue();
    expect(list.ok && list.value.services.map(({ id }) => id)).not.toContain('cash');
    w.clock.advance(14 * HOUR);
    expect((await w.t.queue()).ok).toBe(false);
    // What was given out yesterday is history, and today's block is another one.
    w.carries('well');
    await w.tend();
    expect(w.tickets()).toEqual(['A801', 'A802', 'A803', 'A804', 'A805'].map((label) => `${label} gaveUp`));
    w.carries('refused');
    expect(await label(w.t.take())).toBe('A801');
  });

  it('a clock set back to another day gives nothing', async () => {
    const w = await opened();
    w.carries('refused');
    w.clockIs(-24 * HOUR);
    expect(await label(w.t.take())).toBe('notTaken');
  });
});

describe('a request that may have arrived', () => {
  it.each(['before', 'after'] as const)(
    '%s: is unknown, and never answered out of the block',
    async (how) => {
      const w = await opened();
      await w.t.queue();
      w.carries((path) => (path === '/v1/tickets' ? how : 'well'));
      expect(await label(w.t.take())).toBe('unknown');
      w.carries('refused');
      w.t.isAway(true);
      expect(await label(w.t.take())).toBe('unknown');
      expect((await w.t.look()).outcome).toBe('unknown');
      w.carries('well');
      w.t.isAway(false);
      expect(await label(w.t.take())).toBe('A001');
      await w.tend();
      expect(w.tickets()).toEqual(['A001 waiting']);
    },
  );

  it('nor is one that the branch refused: a terminal whose clock is wrong gives nothing out by itself', async () => {
    const w = await opened();
    w.clockIs(10 * 60_000);
    expect((await w.t.queue()).ok).toBe(false);
    expect(await label(w.t.take())).toBe('notTaken');
    w.clockIs(0);
    expect(await label(w.t.take())).toBe('A001');
  });
});

describe('killed while it is cut off', () => {
  it('before the number came to the screen: nobody holds it, and it is handed in as given back', async () => {
    const w = await opened();
    w.carries('refused');
    expect(await w.t.takeUnseen()).toMatchObject({ number: { label: 'A801' } });
    w.kill();
    w.carries('well');
    await w.tend();
    expect(w.tickets()).toEqual(['A801 gaveUp']);
    w.carries('refused');
    expect(await label(w.t.take())).toBe('A802');
  });

  it('after it: whoever holds it is in the queue once, also when the answer to handing in is lost', async () => {
    const w = await opened();
    w.carries('refused');
    expect(await label(w.t.take())).toBe('A801');
    w.kill();
    w.carries('after');
    await w.tend();
    w.kill();
    w.carries('well');
    await w.tend();
    expect(w.tickets()).toEqual(['A801 waiting']);
    expect(w.t.numbers.open).toBe(0);
    w.carries('refused');
    expect(await label(w.t.take())).toBe('A802');
  });

  it('given back meanwhile, and killed: it is told as given back', async () => {
    const w = await opened();
    w.carries('refused');
    await w.t.take();
    expect(await w.t.giveUp()).toBe('given');
    expect(await label(w.t.take())).toBe('A802');
    w.kill();
    w.carries('well');
    await w.tend();
    expect(w.tickets()).toEqual(['A801 gaveUp', 'A802 waiting']);
  });

  it('left between the answer and the screen: nobody holds it', async () => {
    const w = await opened();
    w.carries('refused');
    await w.t.takeUnseen();
    w.t.visits.end('noActivity');
    w.carries('well');
    await w.tend();
    expect(w.tickets()).toEqual(['A801 gaveUp']);
  });
});

describe('a number the branch does not take in', () => {
  it('is told to whoever looks after the machine, and the ones behind it are handed in all the same', async () => {
    const w = await opened();
    w.carries('refused');
    await w.t.take();
    w.t.visits.end('finished');
    await w.t.take();
    const store = new DatabaseSync(`${w.dataDir}/branch.db`);
    store.exec(`DELETE FROM reserved_numbers WHERE label = 'A801'`);
    store.close();
    w.carries('well');
    await w.tend();
    expect(w.refused).toEqual(['A801 notYours']);
    expect(w.tickets()).toEqual(['A802 waiting']);
  });
});
