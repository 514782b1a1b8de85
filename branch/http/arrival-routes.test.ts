import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PRESENCE_BYTES } from '#contracts/branch/arrival.ts';
import type { ManualClock } from '#foundation/clock.ts';
import { ok } from '#foundation/result.ts';
import { presenceSignature } from '../arrivals/presence.ts';
import { KEYS_FILE } from '../integration/keys.ts';
import {
  type BranchHouse,
  enrolled,
  openBranch,
  pageHeaders,
  rawRequest,
  staffPost,
} from '../test-support/house.ts';

const EVENT = { id: 'door-1-of-a-test-0001', branch: 'MAIN', tag: 'bcn_nobody01' };

describe('the way in for adapters of beacons', () => {
  let house: BranchHouse<ManualClock>;
  let secret: string;
  beforeEach(async () => {
    house = await openBranch();
    secret = JSON.parse(readFileSync(join(house.dataDir, KEYS_FILE), 'utf8')).presenceSecret;
  });
  afterEach(() => house.close());

  const now = () => String(Math.floor(house.clock.wall() / 1_000));
  const send = (content: string, headers: Record<string, string> = {}, at = now()) =>
    rawRequest(
      house.service.port,
      'POST',
      '/presence/v1/events',
      {
        'content-type': 'application/json',
        'presence-timestamp': at,
        'presence-signature': presenceSignature(secret, at, Buffer.from(content)),
        ...headers,
      },
      content,
    );

  it('hears each signature once; signed again later, the same event is heard again', async () => {
    const content = JSON.stringify(EVENT);
    expect(await send(content)).toMatchObject({ status: 200, text: '{"heard":true}' });
    expect(await send(content)).toMatchObject({ status: 401, code: 'nonceReplayed' });
    house.clock.advance(1_000);
    expect((await send(content)).status).toBe(200);
  });

  it.each([
    ['no signature', { 'presence-signature': '' }, 401, 'signatureMalformed'],
    ['a wrong one', { 'presence-signature': `v1=${'0'.repeat(64)}` }, 401, 'signatureInvalid'],
    ['another time', { 'presence-timestamp': '1893456000' }, 401, 'signatureInvalid'],
    ['other than JSON', { 'content-type': 'text/plain' }, 415, 'notJson'],
  ])('refuses %s', async (_, headers, status, code) => {
    expect(await send(JSON.stringify(EVENT), headers)).toMatchObject({ status, code });
  });

  it.each([
    ['not JSON', '{', 400, 'badJson'],
    ['an unknown field', JSON.stringify({ ...EVENT, name: 'x' }), 400, 'badRequest'],
    ['no tag', JSON.stringify({ id: EVENT.id, branch: 'MAIN' }), 400, 'badRequest'],
    ['too much', JSON.stringify({ ...EVENT, pad: 'x'.repeat(PRESENCE_BYTES) }), 413, 'bodyTooLarge'],
  ])('refuses %s, though signed', async (_, content, status, code) => {
    expect(await send(content)).toMatchObject({ status, code });
  });

  it('tells an adapter whose clock is wrong what time it is', async () => {
    const answer = await send(JSON.stringify(EVENT), {}, String(Number(now()) - 301));
    expect(answer.code).toBe('clockSkew');
    expect(answer.text).toContain(new Date(house.clock.wall()).toISOString());
  });

  it('hears wrong signatures at no speed', async () => {
    const wrong = { 'presence-signature': `v1=${'0'.repeat(64)}` };
    const codes = [];
    for (let tries = 0; tries < 11; tries++) codes.push((await send(JSON.stringify(EVENT), wrong)).code);
    expect(codes.at(-1)).toBe('tooManyRequests');
    expect((await send(JSON.stringify(EVENT))).status).toBe(200);
  });

  it('and pages of staff alone see arrivals; the terminal’s end is harmless for an unknown one', async () => {
    const { port } = house.service;
    expect((await rawRequest(port, 'GET', '/arrivals/api/list', { 'x-staff': '1' })).code).toBe(
      'notSignedIn',
    );
    const headers = await pageHeaders(port, '1002');
    expect((await rawRequest(port, 'GET', '/arrivals/api/list', headers)).text).toContain('"arrivals":[]');
    const going = await staffPost(
      port,
      '/arrivals/api/arrivals/nobody-of-this-id-01/going',
      undefined,
      headers,
    );
    expect(going.code).toBe('notFound');
    const terminal = await enrolled(house);
    expect(await terminal.endArrival('visit-of-nobody-0001', { ticket: null })).toEqual(ok({ ended: true }));
  });
});
