import { describe, expect, it } from 'vitest';
import type { TicketAnswer, TicketRequest } from '#contracts/branch/ticket.ts';
import type { NumberAnswer } from '#flows/ports.ts';
import { ManualClock, settle } from '#foundation/clock.ts';
import { Listeners } from '#foundation/listeners.ts';
import { err, ok } from '#foundation/result.ts';
import { Errands } from '../errands/errands.ts';
import { Journal, openDatabase } from '../journal/journal.ts';
import { openBytes, sealBytes, Vault } from '../journal/vault.ts';
import { type NumbersLine, OwnNumbers } from '../numbers/own-numbers.ts';
import { Visits } from '../visits.ts';
import { queuePorts } from './queue.ts';
import type { BranchPort } from './world.ts';

const KEY = new Uint8Array(32).fill(7);
const WRAPPER = {
  wrap: (clear: Uint8Array) => sealBytes(KEY, 'visit-key', clear),
  unwrap: (wrapped: Uint8Array) => openBytes(KEY, 'visit-key', wrapped),
};
const wish = { services: ['cash'], segment: 'ordinary', needs: ['pregnant'], channel: 'anonymous' } as const;

/** A branch with one series that keeps its tickets by id; `mood` decides whether its answers arrive. */
function branchOf() {
  const issued = new Map<string, TicketAnswer>();
  const sent: TicketRequest[] = [];
  const moods: string[] = [];
  const answer = (request: TicketRequest): TicketAnswer => {
    const known = issued.get(request.id);
    if (known) return known;
    const made: TicketAnswer = {
      ticket: {
        ...request,
        label: `A00${issued.size + 1}`,
        businessDate: '2026-11-22',
        services: request.services.map((id) => ({ id, outcome: 'open' })),
        state: 'waiting',
        counter: null,
        overtaken: 0,
        issuedAt: '2026-11-22T02:00:00.000Z',
        calledAt: null,
        version: 1,
      },
      wait: null,
      phoneUrl: null,
    };
    issued.set(request.id, made);
    return made;
  };
  const unreachable = () => err({ code: 'unreachable' as const });
  const line: Pick<BranchPort, 'queue' | 'takeTicket' | 'ticket' | 'giveUpTicket'> = {
    queue: async () => unreachable(),
    async takeTicket(request) {
      sent.push(request);
      const mood = moods.shift() ?? 'well';
      if (mood === 'cut') return unreachable();
      if (mood !== 'well' && mood !== 'unheard') return err({ code: 'refused', reason: mood });
      const made = answer(request);
      return mood === 'unheard' ? unreachable() : ok(made);
    },
    async ticket(id) {
      const known = issued.get(id);
      return known ? ok(known) : err({ code: 'refused', reason: 'notFound' });
    },
    async giveUpTicket(id) {
      const mood = moods.shift() ?? 'well';
      if (mood !== 'well') return err({ code: mood === 'cut' ? 'unreachable' : 'refused', reason: mood });
      const known = issued.get(id);
      if (!known) return err({ code: 'refused', reason: 'notFound' });
      const gone: TicketAnswer = { ...known, ticket: { ...known.ticket, state: 'gaveUp' } };
      issued.set(id, gone);
      return ok(gone);
    },
  };
  const states = () => [...issued.values()].map(({ ticket }) => `${ticket.label} ${ticket.state}`);
  return { line: line as BranchPort, sent, moods, states };
}

function terminal() {
  const branch = branchOf();
  const clock = new ManualClock();
  const database = openDatabase(':memory:');
  const vault = new Vault(database, WRAPPER);
  const journal = new Journal(database, vault, clock, 'T01');
  const visits = new Visits(journal, vault, clock, 'T01', 0);
  const errands = new Errands(journal, branch.line, clock, WRAPPER);
  const numbers = new OwnNumbers(journal, branch.line as BranchPort & NumbersLine, clock);
  const numberShown = new Listeners<string>();
  let language: 'zh-CN' | 'en' = 'zh-CN';
  const ports = queuePorts({
    branch: branch.line,
    branchAway: () => false,
    errands,
    numbers,
    numberShown,
    visits,
    journal,
    clock,
    language: () => language,
  });
  /** What is told stands on the screen at once, as it does in the terminal. */
  const onScreen = async (answer: Promise<NumberAnswer>): Promise<NumberAnswer> => {
    const told = await answer;
    if (told.outcome === 'taken') numberShown.publish(told.number.label);
    return told;
  };
  return {
    ...branch,
    clock,
    visits,
    errands,
    speak: (other: 'zh-CN' | 'en') => {
      language = other;
    },
    take: () => onScreen(ports.takeTicket(wish)),
    /** Killed, or left, before the number came to the screen. */
    takeUnseen: () => ports.takeTicket(wish),
    look: () => onScreen(ports.ticketState({})),
    giveUp: () => ports.giveUpTicket({}),
    /** The same data folder after the process was killed: nothing of memory is left. */
    restarted: () => new Errands(journal, branch.line, clock, WRAPPER),
    rows: () =>
      database
        .prepare('SELECT body FROM entry ORDER BY seq')
        .all()
        .map(({ body }) => String(body))
        .join('\n'),
  };
}

describe('a number of the visit', () => {
  it('is asked for durably before anything is sent, and the errand goes once it is told', async () => {
    const t = terminal();
    const asking = t.take();
    expect(t.errands.open).toBe(1);
    expect(await asking).toMatchObject({ outcome: 'taken', number: { label: 'A001', state: 'waiting' } });
    expect(t.errands.open).toBe(0);
    expect(t.rows()).toContain('"label":"A001"');
    expect(t.rows()).not.toContain('pregnant');
  });

  it.each(['cut', 'unheard', 'storeUnavailable', 'internal'])(
    '%s: unknown, then asked again with the very same request, and never a second one',
    async (mood) => {
      const t = terminal();
      t.moods.push(mood, mood);
      expect(await t.take()).toEqual({ outcome: 'unknown' });
      // What the customer does with the screen meanwhile makes no other request of it.
      t.speak('en');
      expect(await t.take()).toEqual({ outcome: 'unknown' });
      expect(await t.look()).toMatchObject({ outcome: 'taken', number: { label: 'A001' } });
      expect(await t.take()).toMatchObject({ outcome: 'taken', number: { label: 'A001' } });
      expect(new Set(t.sent.map((request) => JSON.stringify(request))).size).toBe(1);
      expect(t.states()).toEqual(['A001 waiting']);
    },
  );

  it('a refusal is certain, unless an earlier try was not answered', async () => {
    const t = terminal();
    t.moods.push('tooManyWaiting');
    expect(await t.take()).toEqual({ outcome: 'notTaken', why: 'refused' });
    expect(t.errands.open).toBe(0);
    t.moods.push('unheard', 'clockSkew');
    expect(await t.take()).toEqual({ outcome: 'unknown' });
    expect(await t.look()).toEqual({ outcome: 'unknown' });
    expect(await t.look()).toMatchObject({ outcome: 'taken', number: { label: 'A001' } });
  });

  it('is held by nobody when the visit ends before anybody was told of it', async () => {
    const t = terminal();
    t.moods.push('unheard');
    await t.take();
    t.visits.end('noActivity');
    await settle();
    expect(t.states()).toEqual(['A001 gaveUp']);
    expect(t.errands.open).toBe(0);
  });

  it('nor when its answer comes after the visit has ended', async () => {
    const t = terminal();
    const asking = t.take();
    t.visits.end('noActivity');
    expect(await asking).toEqual({ outcome: 'unknown' });
    for (let round = 0; round < 3; round++) {
      await settle();
      await t.clock.advanceAsync(60_000);
    }
    expect(t.states()).toEqual(['A001 gaveUp']);
  });

  it('killed before it was told: the next run finds it by its id and gives it back', async () => {
    const t = terminal();
    t.moods.push('unheard');
    await t.take();
    const next = t.restarted();
    next.recover(false);
    await settle();
    expect([t.states(), next.open]).toEqual([['A001 gaveUp'], 0]);
  });

  it('killed after the answer and before the screen: nobody holds it, and the next run gives it back', async () => {
    const t = terminal();
    expect(await t.takeUnseen()).toMatchObject({ number: { label: 'A001' } });
    const next = t.restarted();
    next.recover(false);
    await settle();
    expect([t.states(), next.open]).toEqual([['A001 gaveUp'], 0]);
  });

  it('left between the answer and the screen: it is given back as well', async () => {
    const t = terminal();
    await t.takeUnseen();
    t.visits.end('noActivity');
    await settle();
    expect([t.states(), t.errands.open]).toEqual([['A001 gaveUp'], 0]);
  });

  it('killed after it stood on the screen: the next run leaves it to whoever holds it', async () => {
    const t = terminal();
    await t.take();
    const next = t.restarted();
    next.recover(false);
    await settle();
    expect([t.states(), next.open]).toEqual([['A001 waiting'], 0]);
  });

  it('stays with the next visit no longer', async () => {
    const t = terminal();
    await t.take();
    t.visits.end('finished');
    expect(await t.take()).toMatchObject({ number: { label: 'A002' } });
    expect(t.states()).toEqual(['A001 waiting', 'A002 waiting']);
  });
});

describe('giving it back', () => {
  it('frees the visit for another', async () => {
    const t = terminal();
    await t.take();
    expect(await t.giveUp()).toEqual({ outcome: 'given' });
    expect(await t.take()).toMatchObject({ number: { label: 'A002' } });
    expect(t.states()).toEqual(['A001 gaveUp', 'A002 waiting']);
  });

  it('is too late once a counter calls', async () => {
    const t = terminal();
    await t.take();
    t.moods.push('illegalMove');
    expect(await t.giveUp()).toEqual({ outcome: 'called' });
    expect([t.errands.open, t.states()]).toEqual([0, ['A001 waiting']]);
  });

  it('is told until the branch has heard it, and no other number is taken before', async () => {
    const t = terminal();
    await t.take();
    t.moods.push('cut', 'cut', 'cut');
    expect(await t.giveUp()).toEqual({ outcome: 'following' });
    expect(await t.take()).toEqual({ outcome: 'notTaken', why: 'notSent' });
    for (let round = 0; round < 5; round++) {
      await settle();
      await t.clock.advanceAsync(60_000);
    }
    expect(t.states()).toEqual(['A001 gaveUp']);
    expect(t.errands.open).toBe(0);
  });

  it('does nothing where there is none', async () => {
    expect(await terminal().giveUp()).toEqual({ outcome: 'notGiven' });
  });
});
