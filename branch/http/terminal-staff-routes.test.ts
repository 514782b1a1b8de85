import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AskRefusal } from '#contracts/supervisor/line.ts';
import type { ManualClock } from '#foundation/clock.ts';
import type { Result } from '#foundation/result.ts';
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

const said = (answer: Result<unknown, AskRefusal>) =>
  answer.ok ? 'ok' : [answer.error.code, answer.error.seconds].filter(Boolean).join(' ');

it('staff sign in at a terminal, are asked who they are, and leave; the token is no cookie', async () => {
  const entered = await client.staffSignIn('1007', pinOf('1007'));
  if (!entered.ok) throw new Error(entered.error.code);
  const { token } = entered.value;
  expect(await client.staffWho(token, true)).toEqual(entered);
  // A clock that runs in parts of a millisecond ends nobody's session.
  house.clock.advance(0.25);
  expect(await client.staffWho(token, false)).toMatchObject({ ok: true });
  const { port } = house.service;
  const page = { ...pageOrigin(port), cookie: `vestibule-staff=${token}` };
  expect(await rawRequest(port, 'GET', '/staff/api/me', page)).toMatchObject({
    status: 401,
    code: 'notSignedIn',
  });
  const other = await enrolled(house, 'T02');
  expect(said(await other.staffWho(token, true))).toBe('notSignedIn');
  expect(await client.staffSignOut(token)).toEqual({ ok: true, value: {} });
  expect(said(await client.staffWho(token, true))).toBe('notSignedIn');
});

it('refusals come with the seconds to wait', async () => {
  for (let wrong = 1; wrong < 5; wrong++)
    expect(said(await client.staffSignIn('1007', WRONG))).toBe('pinWrong');
  expect(said(await client.staffSignIn('1007', WRONG))).toBe('pinWrong 15');
  expect(said(await client.staffSignIn('1007', pinOf('1007')))).toBe('waits 15');
  expect(said(await client.staffSignIn('1002', pinOf('1002')))).toBe('notAllowed');
  const entered = await client.staffSignIn('1009', pinOf('1009'));
  if (!entered.ok) throw new Error(entered.error.code);
  const second = { number: '1007', pin: pinOf('1007') };
  expect(said(await client.staffSecond(entered.value.token, second, 'drawer.open'))).toBe('badInput');
  house.clock.jumpWall(61 * 86_400_000);
  expect(said(await client.staffSignIn('1008', pinOf('1008')))).toBe('expired');
});

it('knocks at one terminal are bounded, whatever the number', async () => {
  const codes: string[] = [];
  for (let at = 0; at <= TERMINAL_KNOCKS.burst; at++) {
    const answer = await client.staffSignIn(`${20_000 + at}`, WRONG);
    codes.push(said(answer));
  }
  expect(codes.filter((code) => code.startsWith('waits'))).toHaveLength(1);
  const other = await enrolled(house, 'T02');
  expect((await other.staffSignIn('1007', pinOf('1007'))).ok).toBe(true);
});

it('a branch that is not there is told as that', async () => {
  await house.service.close();
  expect(said(await client.staffSignIn('1007', pinOf('1007')))).toBe('away');
});

it('a terminal reads how it is worked at with what one can queue for', async () => {
  const queue = await client.queue();
  expect(queue.ok && queue.value.configuration.terminal).toEqual({
    secondPerson: [],
    offlineDays: 7,
    custodyDays: 3,
    staffCards: null,
    targets: { finishedPercent: 90, medianMinutes: 5 },
  });
});
