import { randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { WRONG_PINS } from '#contracts/branch/staff.ts';
import type { TerminalStaff } from '#contracts/branch/terminal-staff.ts';
import { ManualClock } from '#foundation/clock.ts';
import { openBytes, sealBytes } from '../journal/vault.ts';
import { KNOWN_OFFLINE, OfflineStaff } from './offline.ts';

const key = randomBytes(32);
const wrapper = {
  wrap: (bytes: Uint8Array) => sealBytes(key, 'test', bytes),
  unwrap: (box: Uint8Array) => openBytes(key, 'test', box),
};
const PIN = '930574';
const WRONG = '918273';
const DAY = 86_400_000;
const staffOf = (
  more: Partial<TerminalStaff['staff']> = {},
  validUntil: string | null = null,
): TerminalStaff => ({
  token: 'x'.repeat(43),
  staff: { number: '1007', name: '赵雨桐', branch: 'MAIN', roles: ['supervisor'], state: 'active', ...more },
  left: 1,
  idleLeft: 1,
  validUntil,
});

let clock: ManualClock;
let database: DatabaseSync;
let days: number;
let door: OfflineStaff;
/** The host started anew over the same file, its clocks at another place. */
const open = (at = clock) =>
  new OfflineStaff({
    clock: at,
    database,
    wrapper,
    days: () => days,
    cost: { memory: 64, passes: 1, parallelism: 1 },
  });
beforeEach(() => {
  clock = new ManualClock();
  database = new DatabaseSync(':memory:');
  days = 7;
  door = open();
});
const tried = async (pin = PIN, at = door, number = '1007') => {
  const answer = await at.signIn(number, pin);
  return answer.ok ? 'ok' : [answer.error.code, answer.error.seconds].filter(Boolean).join(' ');
};

it('whoever was let in here gets in with his PIN and his roles, without a session; nobody else does', async () => {
  expect(await tried()).toBe('away');
  await door.remember(staffOf(), PIN);
  expect(await door.signIn('1007', PIN)).toEqual({
    ok: true,
    value: { number: '1007', name: '赵雨桐', roles: ['supervisor'], token: null },
  });
  expect(await tried(WRONG)).toBe('pinWrong');
  expect(await tried(PIN, door, '1009')).toBe('away');
  expect(await tried(PIN, open())).toBe('ok');
  const bytes = JSON.stringify(database.prepare('SELECT hex(sealed) AS box FROM offline_staff').all());
  expect(Buffer.from(bytes.replace(/[^0-9A-F]/g, ''), 'hex').toString('utf8')).not.toMatch(
    /赵雨桐|930574|supervisor/,
  );
});

it('not after the days have passed, and setting the clock back makes nobody younger', async () => {
  await door.remember(staffOf(), PIN);
  clock.jumpWall(7 * DAY);
  expect(await tried()).toBe('ok');
  clock.jumpWall(1);
  clock.jumpWall(-5 * DAY);
  expect(await tried()).toBe('ok');
  clock.jumpWall(5 * DAY + 2);
  expect(await tried()).toBe('away');
  clock.jumpWall(-7 * DAY);
  expect(await tried()).toBe('away');
  days = 0;
  await door.remember(staffOf(), PIN);
  days = 7;
  expect(await tried()).toBe('away');
});

it('credentials that ended do, by the latest instant that was ever seen', async () => {
  const until = new Date(clock.wall() + DAY).toISOString();
  await door.remember(staffOf({ roles: ['technician'] }, until), PIN);
  expect(await tried()).toBe('ok');
  clock.jumpWall(DAY);
  expect(await tried(WRONG)).toBe('pinWrong');
  clock.jumpWall(-DAY);
  expect(await tried()).toBe('expired');
  expect(await tried()).toBe('away');
  await door.remember(staffOf({ roles: ['technician'] }, null), PIN);
  expect(await tried()).toBe('expired');
});

it('what the branch says of him is heard: forgotten, or another PIN by now', async () => {
  await door.remember(staffOf(), PIN);
  await door.refused('1007', WRONG);
  expect(await tried()).toBe('ok');
  await door.refused('1007', PIN);
  expect(await tried()).toBe('away');
  await door.remember(staffOf(), WRONG);
  door.forget('1007');
  expect(await tried(WRONG)).toBe('away');
});

it('a row that was moved to another number, or cannot be opened, is nobody', async () => {
  await door.remember(staffOf(), PIN);
  database.exec("UPDATE offline_staff SET number = '1009'");
  expect(await tried(PIN, door, '1009')).toBe('away');
  await door.remember(staffOf(), PIN);
  database.exec("UPDATE offline_staff SET sealed = x'00'");
  expect(await tried()).toBe('away');
});

it('a host that is killed while it looks has counted already', async () => {
  await door.remember(staffOf(), PIN);
  for (let killed = 0; killed < 5; killed++) {
    void open().signIn('1007', WRONG);
    await Promise.resolve();
  }
  expect(await tried(PIN, open())).toBe('waits 15');
});

it('keeps so many, and not more', async () => {
  for (let at = 0; at <= KNOWN_OFFLINE; at++) {
    clock.jumpWall(1_000);
    await door.remember(staffOf({ number: String(2_000 + at) }), PIN);
  }
  expect(await tried(PIN, door, '2000')).toBe('away');
  expect(await tried(PIN, door, '2001')).toBe('ok');
});

/** The rule in its own words: a count, and the running time since this process first met it. */
it('whatever happens in whatever order, waits and locks are those of the rule', async () => {
  const step = fc.oneof(
    fc.constant({ do: 'wrong' as const }),
    fc.constant({ do: 'right' as const }),
    fc.constant({ do: 'restart' as const }),
    fc.constant({ do: 'online' as const }),
    fc.record({ do: fc.constant('pass' as const), seconds: fc.constantFrom(1, 14, 15, 60, 4_000) }),
    fc.record({ do: fc.constant('jump' as const), hours: fc.integer({ min: -20, max: 20 }) }),
  );
  const wait = (wrong: number) => (wrong < 5 ? 0 : 15_000 * 2 ** (wrong - 5));
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
      clock = new ManualClock();
      database = new DatabaseSync(':memory:');
      door = open();
      await door.remember(staffOf(), PIN);
      let wrong = 0;
      let until: number | undefined;
      for (const one of steps) {
        if (one.do === 'restart') {
          door = open();
          until = undefined;
        } else if (one.do === 'pass') clock.advance(one.seconds * 1_000);
        else if (one.do === 'jump') clock.jumpWall(one.hours * 3_600_000);
        else if (one.do === 'online') {
          await door.remember(staffOf(), PIN);
          [wrong, until] = [0, undefined];
        } else {
          const said = (await tried(one.do === 'right' ? PIN : WRONG)).split(' ')[0];
          // The jumps may have used up the days; then nobody is known, and nothing is counted.
          if (said === 'away') return;
          until ??= clock.monotonic() + wait(wrong);
          if (wrong >= WRONG_PINS.locked) expect(said).toBe('pinLocked');
          else if (clock.monotonic() < until) expect(said).toBe('waits');
          else if (one.do === 'right') {
            expect(said).toBe('ok');
            [wrong, until] = [0, undefined];
          } else {
            wrong += 1;
            expect(said).toBe(wrong >= WRONG_PINS.locked ? 'pinLocked' : 'pinWrong');
            until = clock.monotonic() + wait(wrong);
          }
        }
      }
    }),
    { numRuns: 60 },
  );
});
