import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { USE_HOUR, type UseBatch, useBatchSchema } from '#contracts/branch/use.ts';
import type { Body, Screen } from '#contracts/screen/screen.ts';
import { err, ok } from '#foundation/result.ts';
import { type ErrandLine, Errands } from '../errands/errands.ts';
import { memoryForTests } from '../test-support/memory.ts';
import { USE_LOOK, UseCounter } from './use-counter.ts';

const screen = (kind: Body['kind'], more: object = {}): Screen =>
  ({
    step: 1,
    frame: { help: { state: 'none', reference: null }, progress: null, overlay: null },
    body: { kind, ...more },
    actions: [],
    spoken: '',
  }) as unknown as Screen;

/** What becomes of the next message to the branch. */
type Fate = 'arrives' | 'neverSent' | 'answerLost' | 'refusedForNow';

/** A terminal's counter over a branch that counts as the real one does: the same id once. */
function terminal() {
  const { clock, journal, database } = memoryForTests();
  const fates: Fate[] = [];
  const batches = new Map<string, UseBatch>();
  let told = 0;
  let resent = 0;
  let changed = 0;
  const tellUse: ErrandLine['tellUse'] = async (batch) => {
    told++;
    const fate = fates.shift() ?? 'arrives';
    if (fate === 'neverSent') return err({ code: 'unreachable' });
    if (fate === 'refusedForNow') return err({ code: 'refused', reason: 'storeUnavailable' });
    const parsed = useBatchSchema.parse(batch);
    const known = batches.get(parsed.id);
    if (known) resent++;
    if (known && JSON.stringify(known) !== JSON.stringify(parsed)) changed++;
    batches.set(parsed.id, parsed);
    return fate === 'answerLost' ? err({ code: 'unreachable' }) : ok({});
  };
  const nobody = async () => ok({});
  const line: ErrandLine = {
    openCustody: nobody,
    requestAssistance: nobody,
    withdraw: nobody,
    giveUpTicket: nobody,
    dropDraft: nobody,
    withdrawApproval: nobody,
    dropPicture: nobody,
    leaveCall: nobody,
    endArrival: nobody,
    rate: nobody,
    endRecording: nobody,
    fileComplaint: nobody,
    tellUse,
    voidPaper: nobody,
  };
  const wrapper = { wrap: (clear: Uint8Array) => clear, unwrap: (wrapped: Uint8Array) => wrapped };
  let faults = 0;
  const run = () => {
    const errands = new Errands(journal, line, clock, wrapper);
    const use = new UseCounter(journal, errands, clock, () => faults++);
    errands.recover(false);
    use.start();
    return { errands, use };
  };
  let current = run();
  const pass = (milliseconds: number) => clock.advanceAsync(milliseconds);
  return {
    clock,
    database,
    fates,
    batches,
    told: () => told,
    resent: () => resent,
    /** Batches that came again with other content under the same id. */
    changed: () => changed,
    faults: () => faults,
    pass,
    visit: (...screens: Screen[]) => {
      for (const shown of [...screens, screen('idle')]) current.use.see(shown);
    },
    restart: async () => {
      current.errands.stop();
      current.use.stop();
      await pass(0);
      current = run();
    },
    /** Sum of what the branch has counted, by tile. */
    counted: () => {
      const sums: Record<string, number> = {};
      for (const { rows } of batches.values())
        for (const { tile, opened } of rows) sums[tile] = (sums[tile] ?? 0) + opened;
      return sums;
    },
  };
}

const find = screen('find');
const number = screen('chooseBusiness');
const ticket = screen('ticketTaken');

describe('use of what a terminal offers', () => {
  it('is told by the hour once the hour is over, opened and finished, without anything of the visit', async () => {
    const { visit, pass, batches, told, clock, faults } = terminal();
    const hour = Math.floor(clock.wall() / USE_HOUR) * USE_HOUR;
    visit(find, number, ticket);
    visit(find);
    visit();
    await pass(USE_LOOK);
    expect(told()).toBe(0);
    await pass(USE_HOUR);
    expect([...batches.values()].map(({ rows }) => rows)).toEqual([
      [
        { tile: 'find', hour, opened: 2, finished: 1 },
        { tile: 'number', hour, opened: 1, finished: 1 },
      ],
    ]);
    expect([told(), faults()]).toEqual([1, 0]);
  });

  it('goes on counting while a batch is on its way, and tells that after it', async () => {
    const { visit, pass, fates, counted, batches } = terminal();
    visit(find);
    fates.push('neverSent', 'refusedForNow', 'answerLost', 'neverSent');
    await pass(USE_HOUR);
    visit(find);
    visit(number);
    await pass(3 * USE_HOUR);
    expect(counted()).toEqual({ find: 2, number: 1 });
    expect(batches.size).toBe(2);
  });

  it('is told by the next run under the id it had, when its answer was lost', async () => {
    const { visit, pass, fates, counted, batches, changed, resent, restart } = terminal();
    visit(find);
    fates.push('answerLost', ...Array<Fate>(90).fill('neverSent'));
    await pass(USE_HOUR);
    expect(batches.size).toBe(1);
    await restart();
    fates.length = 0;
    await pass(USE_HOUR);
    expect([batches.size, resent(), changed(), counted()]).toEqual([1, 1, 0, { find: 1 }]);
  });

  it('comes to the branch exactly once, whatever the line and the power do', async () => {
    let resent = 0;
    const step = fc.oneof(
      fc.record({ act: fc.constant('visit' as const), tiles: fc.subarray([find, number, ticket]) }),
      fc.record({ act: fc.constant('pass' as const), minutes: fc.integer({ min: 5, max: 200 }) }),
      fc.record({ act: fc.constant('restart' as const) }),
      fc.record({
        act: fc.constant('line' as const),
        fates: fc.array(fc.constantFrom<Fate>('arrives', 'neverSent', 'answerLost', 'refusedForNow'), {
          minLength: 1,
          maxLength: 4,
        }),
        /** Tries that reach nobody after them: minutes of silence. */
        silence: fc.integer({ min: 0, max: 90 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 30 }), async (steps) => {
        const there = terminal();
        const wanted: Record<string, number> = {};
        for (const one of steps) {
          if (one.act === 'visit') {
            there.visit(...one.tiles);
            for (const tile of new Set(one.tiles.map((shown) => (shown === find ? 'find' : 'number'))))
              wanted[tile] = (wanted[tile] ?? 0) + 1;
          } else if (one.act === 'pass') await there.pass(one.minutes * 60_000);
          else if (one.act === 'restart') await there.restart();
          else there.fates.push(...one.fates, ...Array<Fate>(one.silence).fill('neverSent'));
        }
        there.fates.length = 0;
        await there.pass(3 * USE_HOUR);
        expect(there.counted()).toEqual(wanted);
        expect(there.changed()).toBe(0);
        resent += there.resent();
        expect(there.database.prepare('SELECT count(*) AS left FROM tile_use').get()).toEqual({ left: 0 });
        expect(there.database.prepare('SELECT count(*) AS left FROM errand').get()).toEqual({ left: 0 });
      }),
      { numRuns: 60 },
    );
    expect(resent).toBeGreaterThan(5);
  }, 60_000);
});
