import { type KeyObject, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ManualClock } from '#foundation/clock.ts';
import { newTerminalKey, readTerminalKey } from '../client/key.ts';
import { signRequest } from '../signatures/sign.ts';
import {
  aCall,
  type BranchHouse,
  clientOf,
  enrolled,
  openBranch,
  rawRequest,
  withStore,
} from '../test-support/house.ts';
import { ENROLMENT_CODE_LIFETIME } from './enrolment.ts';

let house: BranchHouse<ManualClock>;
beforeEach(async () => {
  house = await openBranch();
});
afterEach(() => house.close());

const client = (terminal: string, key?: Uint8Array) =>
  clientOf(house.service.url, house.clock, terminal, key);
const outcome = async (answer: Promise<{ ok: true } | { ok: false; error: { reason?: string } }>) => {
  const result = await answer;
  return result.ok ? 'ok' : result.error.reason;
};

describe('enrolment', () => {
  it('lets the terminal in, and tells which key and since when', async () => {
    const terminal = client('T01');
    expect(await outcome(terminal.enrolment())).toBe('terminalUnknown');
    const answer = await terminal.enrol(await house.service.enrolmentCode('T01'));
    expect(answer.ok && answer.value).toMatchObject({
      id: 'T01',
      enrolledAt: new Date(house.clock.wall()).toISOString(),
    });
    expect(await terminal.enrolment()).toEqual(answer);
    expect(await outcome(terminal.requestAssistance(aCall()))).toBe('ok');
  });

  it('uses the code once', async () => {
    const code = await house.service.enrolmentCode('T01');
    expect(await outcome(client('T01').enrol(code))).toBe('ok');
    expect(await outcome(client('T01').enrol(code))).toBe('enrolmentCodeUsed');
  });

  it('of two at once with one code lets one in', async () => {
    const code = await house.service.enrolmentCode('T01');
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => outcome(client('T01').enrol(code))));
    expect(outcomes.toSorted()).toEqual([
      'enrolmentCodeUsed',
      'enrolmentCodeUsed',
      'enrolmentCodeUsed',
      'ok',
    ]);
  });

  it('refuses a code that expired, that is another terminal’s, or that nobody made', async () => {
    const code = await house.service.enrolmentCode('T01');
    expect(await outcome(client('T02').enrol(code))).toBe('enrolmentCodeUnknown');
    expect(await outcome(client('T01').enrol('00000-00000-00000-00000'))).toBe('enrolmentCodeUnknown');
    house.clock.advance(ENROLMENT_CODE_LIFETIME);
    expect(await outcome(client('T01').enrol(code))).toBe('enrolmentCodeExpired');
  });

  it('takes the code to its last millisecond, as a person types it', async () => {
    const code = await house.service.enrolmentCode('T01');
    house.clock.advance(ENROLMENT_CODE_LIFETIME - 1);
    expect(await outcome(client('T01').enrol(code.toLowerCase().replaceAll('-', ' ')))).toBe('ok');
  });

  it('a newer code takes the place of one that nobody used', async () => {
    const first = await house.service.enrolmentCode('T01');
    const second = await house.service.enrolmentCode('T01');
    expect(await outcome(client('T01').enrol(first))).toBe('enrolmentCodeUnknown');
    expect(await outcome(client('T01').enrol(second))).toBe('ok');
  });

  it('a new key takes the place of the old one, and the store remembers both', async () => {
    const before = await enrolled(house, 'T01');
    const after = await enrolled(house, 'T01');
    expect(await outcome(before.requestAssistance(aCall()))).toBe('signatureInvalid');
    expect(await outcome(after.requestAssistance(aCall()))).toBe('ok');
    const rows = await withStore(house, ({ db }) =>
      db.selectFrom('enrolments').selectAll().orderBy('sequence').execute(),
    );
    expect(rows.map((row) => [row.sequence, row.terminal, row.replaced])).toEqual([
      [1, 'T01', null],
      [2, 'T01', rows[0]?.fingerprint],
    ]);
    expect(rows[1]?.fingerprint).not.toBe(rows[0]?.fingerprint);
  });

  it('asks for proof that the key is held, by the terminal it is for', async () => {
    const code = await house.service.enrolmentCode('T01');
    const own = readTerminalKey(newTerminalKey());
    const other = readTerminalKey(newTerminalKey());
    if (!own.ok || !other.ok) throw new Error('key');
    const content = JSON.stringify({ id: 'T01', publicKey: own.value.publicKey, enrolmentCode: code });
    const type = { 'content-type': 'application/json' };
    const send = async (keyId: string, privateKey: KeyObject) => {
      const headers = await signRequest({
        method: 'POST',
        target: '/v1/terminals',
        content: Buffer.from(content),
        keyId,
        privateKey,
        created: house.clock.wall(),
        nonce: randomUUID(),
      });
      const { port } = house.service;
      return (await rawRequest(port, 'POST', '/v1/terminals', { ...type, ...headers }, content)).code;
    };
    const unsigned = await rawRequest(house.service.port, 'POST', '/v1/terminals', type, content);
    expect(unsigned.code).toBe('signatureMissing');
    expect(await send('T01', other.value.privateKey)).toBe('signatureInvalid');
    expect(await send('T02', own.value.privateKey)).toBe('terminalUnknown');
    expect(await outcome(client('T01').enrol(code))).toBe('ok');
  });

  it('a code is nowhere in the store', async () => {
    const code = await house.service.enrolmentCode('T01');
    const rows = await withStore(house, ({ db }) => db.selectFrom('enrolment_codes').selectAll().execute());
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(code.slice(0, 5));
  });
});

describe('nonces', () => {
  it('of one terminal are bounded, and forgotten in time', async () => {
    const terminal = await enrolled(house);
    const kept = house.clock.wall() + 1_000;
    const rows = Array.from({ length: 10_000 }, (_, index) => ({
      terminal: 'T01',
      nonce: `nonce-number-${index}`,
      kept_until: kept,
    }));
    await withStore(house, ({ db }) =>
      db.transaction().execute(async (tx) => {
        for (let start = 0; start < rows.length; start += 5_000)
          await tx
            .insertInto('nonces')
            .values(rows.slice(start, start + 5_000))
            .execute();
      }),
    );
    expect(await outcome(terminal.enrolment())).toBe('tooManyRequests');
    expect(await outcome((await enrolled(house, 'T02')).enrolment())).toBe('ok');
    house.clock.advance(1_001);
    expect(await outcome(terminal.enrolment())).toBe('ok');
    house.clock.advance(60_000);
    expect(await outcome(terminal.enrolment())).toBe('ok');
    const left = await withStore(house, ({ db }) => db.selectFrom('nonces').select('nonce').execute());
    expect(left).toHaveLength(3);
  });
});
