import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ManualClock } from '#foundation/clock.ts';
import type { BranchClient } from '../client/client.ts';
import { PRACTICE_STAFF } from '../staff/practice.ts';
import { type BranchHouse, enrolled, openBranch, pageOrigin, rawRequest } from '../test-support/house.ts';
import { TERMINAL_KNOCKS } from './terminal-staff-routes.ts';

let house: BranchHouse<ManualClock>;
let client: BranchClient;

beforeEach(async () => {
  house = await openBranch();
  client = await enrolled(house, 'T01');
});
afterEach(() => house.close());

const pinOf = (number: string) => PRACTICE_STAFF.find((member) => member.number === number)?.pin ?? '';
const WRONG = '918273';

it('staff sign in at a terminal, are asked who they are, and leave; the token is no cookie', async () => {
  const entered = await client.staffSignIn('1007', pinOf('1007'));
  if (!entered.ok) throw new Error(entered.error.code);
  const { token } = entered.value;
  expect(await client.staffWho(token, true)).toEqual(entered);
  const { port } = house.service;
  const page = { ...pageOrigin(port), cookie: `vestibule-staff=${token}` };
  expect(await rawRequest(port, 'GET', '/staff/api/me', page)).toMatchObject({
    status: 401,
    code: 'notSignedIn',
  });
  const other = await enrolled(house, 'T02');
  expect(await other.staffWho(token, true)).toEqual({ ok: false, error: { code: 'notSignedIn' } });
  expect(await client.staffSignOut(token)).toEqual({ ok: true, value: {} });
  expect(await client.staffWho(token, true)).toEqual({ ok: false, error: { code: 'notSignedIn' } });
});

it('refusals come as the terminal’s own words, with the seconds to wait', async () => {
  for (let wrong = 1; wrong < 5; wrong++)
    expect(await client.staffSignIn('1007', WRONG)).toEqual({ ok: false, error: { code: 'pinWrong' } });
  expect(await client.staffSignIn('1007', WRONG)).toEqual({
    ok: false,
    error: { code: 'pinWrong', seconds: 15 },
  });
  expect(await client.staffSignIn('1007', pinOf('1007'))).toEqual({
    ok: false,
    error: { code: 'waits', seconds: 15 },
  });
  expect(await client.staffSignIn('1002', pinOf('1002'))).toEqual({
    ok: false,
    error: { code: 'notAllowed' },
  });
  const entered = await client.staffSignIn('1009', pinOf('1009'));
  if (!entered.ok) throw new Error(entered.error.code);
  const second = { number: '1009', pin: pinOf('1009') };
  expect(await client.staffSecond(entered.value.token, second, 'drawer.open')).toEqual({
    ok: false,
    error: { code: 'badInput' },
  });
  house.clock.jumpWall(61 * 86_400_000);
  expect(await client.staffSignIn('1008', pinOf('1008'))).toEqual({ ok: false, error: { code: 'expired' } });
});

it('knocks at one terminal are bounded, whatever the number', async () => {
  const codes: string[] = [];
  for (let at = 0; at <= TERMINAL_KNOCKS.burst; at++) {
    const answer = await client.staffSignIn(`${20_000 + at}`, WRONG);
    codes.push(answer.ok ? 'ok' : answer.error.code);
  }
  expect(codes.filter((code) => code === 'waits')).toHaveLength(1);
  const other = await enrolled(house, 'T02');
  expect((await other.staffSignIn('1007', pinOf('1007'))).ok).toBe(true);
});

it('a branch that is not there is told as that', async () => {
  await house.service.close();
  expect(await client.staffSignIn('1007', pinOf('1007'))).toEqual({ ok: false, error: { code: 'away' } });
});

it('a terminal reads how it is worked at with what one can queue for', async () => {
  const queue = await client.queue();
  expect(queue.ok && queue.value.configuration.terminal).toEqual({
    secondPerson: [],
    offlineDays: 7,
    staffCards: null,
    targets: { finishedPercent: 90, medianMinutes: 5 },
  });
});
