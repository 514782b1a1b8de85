import { request } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { joinAs, type Kiosk, openKiosk } from '../support/kiosk.ts';

/** A bare GET with headers that `fetch` would not let us send. */
const get = (url: string, headers: Record<string, string>): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const call = request(url, { headers }, (reply) => {
      let body = '';
      reply.setEncoding('utf8');
      reply.on('data', (text: string) => {
        body += text;
      });
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, body }));
    });
    call.on('error', reject);
    call.end();
  });

describe('who knocks at the bridge', () => {
  let kiosk: Kiosk;
  beforeAll(async () => {
    kiosk = await openKiosk();
  });
  afterAll(() => kiosk.close());
  const port = () => new URL(kiosk.host.url).port;

  // First, while the journal still takes every refusal by itself.
  it.each([
    ['no origin', undefined],
    ['another origin', 'http://evil.example'],
  ])('%s: the bridge names the right address, and it stands in the journal', async (_, origin) => {
    const refusals = () => {
      const database = new DatabaseSync(join(kiosk.dataDir, 'journal.sqlite'), { readOnly: true });
      const row = database
        .prepare(
          `SELECT count(*) AS many FROM entry WHERE json_extract(body, '$.kind') = 'refused'
             AND json_extract(body, '$.facts.where') = 'bridge' AND json_extract(body, '$.facts.code') = 'wrongOrigin'`,
        )
        .get();
      database.close();
      return Number(row?.many);
    };
    const before = refusals();
    const reply = await get(new URL('bridge', kiosk.host.url).href, {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': Buffer.alloc(16).toString('base64'),
      ...(origin ? { origin } : {}),
    });
    expect(reply.status).toBe(421);
    expect(reply.body).toContain(kiosk.host.url);
    expect(refusals()).toBe(before + 1);
  });

  it.each([
    ['another host name', { host: 'evil.example:80' }],
    ['another port', { host: '127.0.0.1:1' }],
    ['another origin', { origin: 'http://evil.example' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
  ])('%s gets a plain page that names the right address', async (_, headers) => {
    const reply = await get(kiosk.host.url, headers);
    expect(reply.status).toBe(421);
    expect(reply.body).toContain(kiosk.host.url);
  });

  it.each(['127.0.0.1', 'localhost'])('answers as %s', async (name) => {
    const reply = await get(kiosk.host.url, { host: `${name}:${port()}` });
    expect(reply.status).toBe(200);
  });

  it('a page is never kept: no-store, a strict policy, a token that is in no address', async () => {
    const reply = await fetch(kiosk.host.url);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(reply.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(reply.headers.get('set-cookie')).toBeNull();
  });

  const knock = async (hello: object | string, origin = new URL(kiosk.host.url).origin) => {
    const socket = new WebSocket(`${kiosk.host.url.replace('http', 'ws')}bridge`, { origin });
    const heard: string[] = [];
    socket.on('message', (data) => heard.push(String(data)));
    await new Promise<void>((resolve) => {
      socket.on('open', () => socket.send(typeof hello === 'string' ? hello : JSON.stringify(hello)));
      socket.on('close', () => resolve());
      socket.on('error', () => resolve());
    });
    return heard.map((text) => JSON.parse(text) as { type: string; code?: string });
  };

  it.each([
    ['a wrong token', { type: 'hello', protocol: 1, role: 'customer', token: 'x'.repeat(24) }, 'badToken'],
    ['no hello', { type: 'intent', intent: { type: 'activity' } }, 'noHello'],
    [
      'an unknown key',
      { type: 'hello', protocol: 1, role: 'customer', token: 'x'.repeat(24), more: 1 },
      'badMessage',
    ],
    ['an unknown role', { type: 'hello', protocol: 1, role: 'manager', token: 'x'.repeat(24) }, 'badMessage'],
    ['no JSON', '{', 'badMessage'],
  ])('%s is refused', async (_, hello, code) => {
    expect(await knock(hello)).toEqual([{ type: 'refused', code }]);
  });

  it('ten megabytes are refused and hold nothing up', async () => {
    const heard = await knock('x'.repeat(10_000_000));
    expect(heard.every(({ type }) => type === 'refused')).toBe(true);
    expect((await fetch(kiosk.host.url)).status).toBe(200);
  });

  it('another origin does not get as far as hello', async () => {
    expect(await knock({}, 'http://evil.example')).toEqual([]);
  });

  it('a bench page may not act as a customer, and a token opens one role only', async () => {
    const bench = await joinAs(kiosk.host.url, 'bench');
    bench.send({ type: 'intent', intent: { type: 'act', step: 0, action: 'start' } });
    await bench.until('the refusal', () => bench.others.find((message) => message.type === 'refused'));
    await bench.closed();
  });

  it('a newer customer page takes over', async () => {
    const first = await kiosk.customer();
    await first.see('idle');
    const second = await kiosk.customer();
    await second.see('idle');
    await first.until('superseded', () => first.others.find((message) => message.type === 'superseded'));
    await first.closed();
    second.leave();
  });

  it('a flood ends the line', async () => {
    const page = await kiosk.customer();
    await page.see('idle');
    for (let n = 0; n < 500; n++) page.send({ type: 'intent', intent: { type: 'activity' } });
    await page.until('the refusal', () =>
      page.others.find((message) => message.type === 'refused' && message.code === 'tooMany'),
    );
  });

  it('what a stale page answers is not done', async () => {
    const page = await kiosk.customer();
    const { step } = await page.see('idle').then(() => page.screen);
    page.send({ type: 'intent', intent: { type: 'act', step: step - 1, action: 'start' } });
    page.send({ type: 'intent', intent: { type: 'act', step, action: 'printReceipt' } });
    page.send({ type: 'intent', intent: { type: 'act', step, action: 'display' } });
    await page.until('only the last', () =>
      page.screen.frame.overlay?.kind === 'display' ? true : undefined,
    );
    await page.act('closeOverlay');
    expect(page.seen.every(({ body }) => body.kind === 'idle')).toBe(true);
    page.leave();
  });

  it('the bench is told without a token and does nothing without one', async () => {
    const api = (await (await fetch(new URL('bench/api', kiosk.host.url))).json()) as {
      acts: unknown[];
      token: object;
    };
    expect(api.acts.length).toBeGreaterThan(10);
    expect((await fetch(new URL('bench/api/state', kiosk.host.url))).status).toBe(401);
    expect((await fetch(new URL('bench/api/acts/newDay', kiosk.host.url), { method: 'POST' })).status).toBe(
      401,
    );
  });
});
