import { randomUUID } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { type HallView, hallSchema } from '#contracts/branch/hall.ts';
import { type Position, SILENT_AFTER } from '#contracts/branch/position.ts';
import { ManualClock } from '#foundation/clock.ts';
import { MAXIMUM_WAITERS } from '../changes.ts';
import type { BranchClient } from '../client/client.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { type BranchHouse, enrolled, openBranch, pageHeaders, rawRequest } from '../test-support/house.ts';
import { aPosition } from '../test-support/position.ts';

onBothEngines('the hall on the lobby page', ({ emptyDatabase }) => {
  let house: BranchHouse<ManualClock> | undefined;
  afterEach(() => house?.close());

  const open = async () => {
    const database = await emptyDatabase();
    const opened = await openBranch(new ManualClock(), { ...(database && { database }) });
    house = opened;
    const terminal = await enrolled(opened);
    const headers = await pageHeaders(opened.service.port);
    const get = (query = '', sent = headers) =>
      rawRequest(opened.service.port, 'GET', `/lobby/api/hall${query}`, sent);
    return {
      clock: opened.clock,
      terminal,
      get,
      look: async (query = ''): Promise<HallView> => hallSchema.parse(JSON.parse((await get(query)).text)),
    };
  };
  const tell = async (terminal: BranchClient, changes: Partial<Position> = {}) => {
    const answer = await terminal.position(aPosition(changes));
    return answer.ok ? answer.value.counted : answer.error.reason;
  };

  it('shows where each terminal is, since when, and nothing that leads to a visit', async () => {
    const { terminal, look, clock } = await open();
    expect((await look()).terminals).toEqual([
      { terminal: 'T01', heardAt: null, silent: true, cutOffline: 0, position: null },
    ]);
    await tell(terminal, {
      screen: 'chooseCard',
      service: 'reportLostCard',
      step: { position: 1, of: 3 },
      stepAge: 4_000,
      visitAge: 30_000,
    });
    const at = (age: number) => new Date(clock.wall() - age).toISOString();
    expect((await look()).terminals).toEqual([
      {
        terminal: 'T01',
        heardAt: at(0),
        silent: false,
        cutOffline: 0,
        position: {
          inService: true,
          reason: null,
          screen: 'chooseCard',
          service: 'reportLostCard',
          step: { position: 1, of: 3 },
          since: at(4_000),
          visitSince: at(30_000),
          normal: { milliseconds: 20_000, learnt: false },
          stuck: false,
        },
      },
    ]);
    await tell(terminal, { sequence: 2, inService: false, reason: 'bank', screen: 'outOfService' });
    expect((await look()).terminals[0]?.position).toMatchObject({
      inService: false,
      reason: 'bank',
      normal: null,
    });
  });

  it('waits for news also while many phones and boards in the hall do', async () => {
    const { get, look, terminal } = await open();
    const { port } = house?.service ?? { port: 0 };
    const gone = new AbortController();
    const boards = Array.from({ length: MAXIMUM_WAITERS + 1 }, () =>
      fetch(`http://127.0.0.1:${port}/board/api/state?after=0&wait=25`, { signal: gone.signal }).catch(
        () => {},
      ),
    );
    const { revision } = await look();
    const waiting = get(`?after=${revision}&wait=25`);
    await tell(terminal);
    expect((await waiting).status).toBe(200);
    gone.abort();
    await Promise.all(boards);
  });

  it('calls stuck what lasts more than twice as long as the branch’s own median', async () => {
    const { terminal, look, clock } = await open();
    const past = Array.from({ length: 12 }, (_, index) => ({
      kind: 'step' as const,
      number: index + 1,
      screen: 'menu',
      service: null,
      milliseconds: 30_000,
    }));
    expect(await tell(terminal, { past })).toBe(12);
    clock.advance(60_000);
    const before = (await look()).terminals[0]?.position;
    expect(before).toMatchObject({ normal: { milliseconds: 30_000, learnt: true }, stuck: false });
    clock.advance(1);
    expect((await look()).terminals[0]?.position?.stuck).toBe(true);
  });

  it('says that a terminal has fallen silent, and calls it stuck no longer', async () => {
    const { terminal, look, clock } = await open();
    await tell(terminal);
    clock.advance(SILENT_AFTER);
    expect((await look()).terminals[0]).toMatchObject({ silent: false, position: { stuck: true } });
    clock.advance(1);
    expect((await look()).terminals[0]).toMatchObject({ silent: true, position: { stuck: false } });
  });

  it('waits for news: a move, a ticket, and what time alone changes', { timeout: 20_000 }, async () => {
    const { terminal, look, get, clock } = await open();
    await tell(terminal);
    const asked = async (happen: () => unknown) => {
      const { revision } = await look();
      // The store on PostgreSQL has a timer of its own; the one that is added is the wait.
      const others = clock.armed;
      const waiting = get(`?after=${revision}&wait=25`);
      await expect.poll(() => clock.armed).toBeGreaterThan(others);
      await happen();
      return { revision, answer: hallSchema.parse(JSON.parse((await waiting).text)) };
    };
    const moved = await asked(() => tell(terminal, { sequence: 2, screen: 'chooseCard' }));
    expect(moved.answer.revision).toBeGreaterThan(moved.revision);
    const taken = await asked(() =>
      terminal.takeTicket({
        id: randomUUID(),
        services: ['cash'],
        segment: 'ordinary',
        needs: [],
        language: 'en',
        channel: 'anonymous',
      }),
    );
    expect(taken.answer.queue[0]).toMatchObject({ service: 'cash', waiting: 1 });
    await tell(terminal, { sequence: 3, screen: 'menu' });
    clock.advance(30_000);
    // Stuck after forty seconds: the answer comes then, not after twenty-five.
    const stuck = await asked(() => clock.advance(10_001));
    expect(stuck.answer.terminals[0]?.position?.stuck).toBe(true);
    expect(stuck.answer.revision).toBe(stuck.revision);
  });

  it('tells the figures of today: waits against the target, and where people were served', async () => {
    const { terminal, look } = await open();
    await tell(terminal, {
      past: [
        { kind: 'visit', number: 1, outcome: 'done', age: 0 },
        { kind: 'visit', number: 2, outcome: 'done', age: 0 },
        { kind: 'visit', number: 3, outcome: 'left', age: 0 },
        { kind: 'visit', number: 4, outcome: 'done', age: 86_400_000 },
      ],
    });
    expect(await look()).toMatchObject({
      waits: { called: 0, p50: null, p90: null, targetMinutes: 5, withinTarget: 0 },
      finished: { done: 2, handedOver: 0, left: 1, atCounters: 0 },
    });
  });

  it('is for the lobby and the manager, of their own branch', async () => {
    const { get } = await open();
    const as = async (number: string) => {
      const { status, code } = await get('', await pageHeaders(house?.service.port ?? 0, number));
      return code ?? status;
    };
    expect([await as('1003'), await as('1001'), await as('1002')]).toEqual([200, 200, 'notAllowed']);
  });

  it('refuses what is no position, and a terminal that tells too often', async () => {
    const { terminal, clock } = await open();
    expect(await tell(terminal, { screen: 'a name of somebody' })).toBe('badRequest');
    expect(await tell(terminal, { run: 'short' })).toBe('badRequest');
    expect(await tell(terminal, { stepAge: 86_400_001 })).toBe('badRequest');
    expect(await tell(terminal, { customer: 'x' } as object)).toBe('badRequest');
    let refused: unknown;
    for (let count = 0; count < 30 && refused !== 'tooManyRequests'; count++) refused = await tell(terminal);
    expect(refused).toBe('tooManyRequests');
    clock.advance(500);
    expect(await tell(terminal)).toBe(0);
  });
});
