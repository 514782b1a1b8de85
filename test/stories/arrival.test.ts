import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { people } from '#bank/sandbox/people.ts';
import { KEYS_FILE } from '#branch/integration/keys.ts';
import { arrivalsAs } from '../support/arrivals.ts';
import { ALWAYS_OPEN, branchDatabase } from '../support/branch-database.ts';
import { type BenchHands, type CustomerPage, type Kiosk, openKiosk } from '../support/kiosk.ts';

const of = (key: string) => people('2026-11-22').find((person) => person.key === key);
/** Acts for a company, too. */
const customer = of('foreigner');
const NAME = customer?.arrivalNotice?.displayName ?? '';

/** Every byte that the terminal and its branch service have written. */
const written = (kiosk: Kiosk): string =>
  readdirSync(kiosk.dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('utf8'))
    .concat(kiosk.said)
    .join('\n');

/** From the menu back to the welcome. */
async function leave(bench: BenchHands, page: CustomerPage): Promise<void> {
  await page.see('menu');
  await page.act('finish');
  await bench.act('liftIdCard');
  await page.see('farewell');
  await page.act('next');
  await page.see('idle');
}

/** What an adapter of beacons sends, as docs/for-integrators.md describes it. */
async function beaconSeen(kiosk: Kiosk, tag: string, at = Math.floor(Date.now() / 1_000)) {
  const { presenceSecret } = JSON.parse(readFileSync(join(kiosk.dataDir, KEYS_FILE), 'utf8'));
  const content = JSON.stringify({ id: 'door-1-of-a-story-01', branch: 'MAIN', tag });
  const mac = createHmac('sha256', presenceSecret).update(`${at}.${content}`).digest('hex');
  const send = async () => {
    const reply = await fetch(new URL('presence/v1/events', kiosk.host.branchUrl), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'presence-timestamp': String(at),
        'presence-signature': `v1=${mac}`,
      },
      body: content,
    });
    return { status: reply.status, body: await reply.json() };
  };
  return { first: await send(), again: await send() };
}

describe('a customer who comes', () => {
  let kiosk: Kiosk;
  beforeEach(async () => {
    kiosk = await openKiosk();
    branchDatabase(kiosk.dataDir).configure({ hours: ALWAYS_OPEN });
  });
  afterEach(() => kiosk.close());

  it('with consent is told to his manager and the lobby, received, and forgotten after the visit', async () => {
    const manager = await arrivalsAs(kiosk.host.branchUrl, '1002');
    const lobby = await arrivalsAs(kiosk.host.branchUrl, '1003');
    const other = await arrivalsAs(kiosk.host.branchUrl, '1001');
    const bench = await kiosk.bench();
    const page = await kiosk.customer();
    await page.see('idle');
    await bench.act('layIdCard', { person: 'foreigner' });

    const [his] = await manager.until(({ total }) => total === 1);
    expect(his).toMatchObject({ name: NAME, reason: 'idCard', audiences: ['manager'], open: true });
    const [theirs] = await lobby.until(({ total }) => total === 1);
    expect(theirs).toMatchObject({ name: NAME, audiences: ['lobby'], open: true });
    expect(await other.list()).toEqual([]);
    const company = await arrivalsAs(kiosk.host.branchUrl, '1004');
    expect(await company.list()).toMatchObject([{ audiences: ['corporate', 'lobby'], open: true }]);

    expect(await manager.going(his?.id ?? '')).toMatchObject([{ open: false }]);
    expect(await lobby.list()).toMatchObject([
      { open: true, going: [{ audience: 'manager', staff: '1002' }] },
    ]);

    await leave(bench, page);
    await manager.until(({ total }) => total === 0);
    expect(await lobby.list()).toEqual([]);
    const everything = written(kiosk);
    expect(everything).toContain('arrival.told');
    expect(everything).not.toContain(NAME);
    expect(everything).not.toContain(customer?.customerRef);
    expect(kiosk.broken).toEqual([]);
  });

  it('without consent is told to nobody, by card or beacon, and nothing is written of it', async () => {
    const lobby = await arrivalsAs(kiosk.host.branchUrl, '1003');
    const bench = await kiosk.bench();
    const page = await kiosk.customer();
    await page.see('idle');
    await bench.act('layIdCard', { person: 'adult' });
    await page.see('menu');
    const { first } = await beaconSeen(kiosk, of('minor')?.beaconTag ?? '');
    expect(first).toEqual({ status: 200, body: { heard: true } });
    await leave(bench, page);
    expect(await lobby.list()).toEqual([]);
    expect(written(kiosk)).not.toContain('arrival.');
    expect(kiosk.broken).toEqual([]);
  });

  it('with a beacon is told by its adapter, once; what is replayed or old is refused', async () => {
    const lobby = await arrivalsAs(kiosk.host.branchUrl, '1003');
    const { first, again } = await beaconSeen(kiosk, customer?.beaconTag ?? '');
    expect(first).toEqual({ status: 200, body: { heard: true } });
    expect(again).toMatchObject({ status: 401, body: { error: { code: 'nonceReplayed' } } });
    expect(await lobby.list()).toMatchObject([{ name: NAME, reason: 'beacon', terminal: null }]);
    const old = await beaconSeen(kiosk, customer?.beaconTag ?? '', Math.floor(Date.now() / 1_000) - 301);
    expect(old.first.body).toMatchObject({ error: { code: 'clockSkew', serverTime: expect.any(String) } });
    // At the terminal he is the same one, and gone with his visit.
    const bench = await kiosk.bench();
    const page = await kiosk.customer();
    await page.see('idle');
    await bench.act('layIdCard', { person: 'foreigner' });
    await lobby.until(({ arrivals }) => arrivals[0]?.terminal === 'T01');
    await leave(bench, page);
    await lobby.until(({ total }) => total === 0);
  });
});
