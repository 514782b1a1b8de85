import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { ManualClock } from '#foundation/clock.ts';
import { CREDENTIALS_LIFETIME, readTurn, TurnDesk } from './credentials.ts';

const SECRET = 'north-branch-relay-secret';
const URLS = ['turn:relay.example:3478?transport=udp', 'turns:relay.example:5349'];

it('credentials end in time, differ each time, and are what a relay with the same secret computes', () => {
  const clock = new ManualClock();
  const desk = new TurnDesk(
    { urls: [...URLS, 'stun:relay.example'], secret: SECRET, relayOnly: true },
    clock,
  );
  const ice = desk.ice();
  const [stun, turn] = ice.servers;
  expect(stun).toEqual({ urls: ['stun:relay.example'] });
  expect(turn?.urls).toEqual(URLS);
  const [ends = ''] = turn?.username?.split(':') ?? [];
  expect(Number(ends) * 1_000).toBe(clock.wall() + CREDENTIALS_LIFETIME);
  expect(ice.expiresAt).toBe(new Date(Number(ends) * 1_000).toISOString());
  expect(turn?.credential).toBe(
    createHmac('sha1', SECRET)
      .update(turn?.username ?? '')
      .digest('base64'),
  );
  expect(desk.ice().servers[1]?.username).not.toBe(turn?.username);
  expect(JSON.stringify(ice)).not.toContain(SECRET);
  expect(ice.relayOnly).toBe(true);
});

it('without a relay there are no servers, and nobody is told to use one alone', () => {
  const ice = new TurnDesk({ urls: [], relayOnly: true }, new ManualClock()).ice();
  expect(ice).toEqual({ servers: [], relayOnly: false, expiresAt: null });
});

it.each([
  [[], undefined, false, 'ok'],
  [['stun:relay.example'], undefined, false, 'ok'],
  [URLS, SECRET, true, 'ok'],
  [URLS, `${SECRET}\n`, false, 'ok'],
  [URLS, undefined, false, 'turnSecretMissing'],
  [URLS, '', false, 'turnSecretInvalid'],
  [URLS, 'short', false, 'turnSecretInvalid'],
  [URLS, `${SECRET}\n${SECRET}`, false, 'turnSecretInvalid'],
  [URLS, 'x'.repeat(257), false, 'turnSecretInvalid'],
  [['http://relay.example'], SECRET, false, 'turnUrlInvalid'],
  [['turn:relay example'], SECRET, false, 'turnUrlInvalid'],
  [Array.from({ length: 9 }, () => 'turn:relay.example'), SECRET, false, 'turnUrlInvalid'],
  [['stun:relay.example'], undefined, true, 'turnUrlInvalid'],
] as const)('%j with %j, relay only %j: %s', (urls, secret, relayOnly, expected) => {
  const read = readTurn(urls, secret, relayOnly);
  expect(read.ok ? 'ok' : read.error.code).toBe(expected);
  if (!read.ok && secret && secret !== 'short') expect(JSON.stringify(read)).not.toContain(secret.trim());
});
