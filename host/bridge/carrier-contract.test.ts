import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { BRIDGE_LIMITS, type PageRole } from '#contracts/bridge/messages.ts';
import type { Intent } from '#contracts/screen/intent.ts';
import { ManualClock } from '#foundation/clock.ts';
import { messagePortCarrier } from '#host/electron/message-port-carrier.ts';
import { nodeChannel } from '#host/electron/test-support/port.ts';
import { webSocketCarrier } from '../http/web-socket-carrier.ts';
import { Bridge, type BridgeRefusal } from './bridge.ts';
import type { Carrier } from './carrier.ts';

/** The page's end of a line, as raw as a test wants it. */
type PageEnd = {
  readonly received: string[];
  readonly closed: Promise<void>;
  send(message: string | Uint8Array): void;
  close(): void;
  /** Settles once that many texts have come. */
  has(count: number): Promise<void>;
};
type Line = { readonly carrier: Carrier; readonly page: PageEnd };

const endings: (() => void)[] = [];
afterEach(() => {
  for (const end of endings.splice(0)) end();
});

/** Texts as they come, and a way to wait for them. */
function inbox() {
  const received: string[] = [];
  let wake = () => {};
  return {
    received,
    take(text: string) {
      received.push(text);
      wake();
    },
    async has(count: number) {
      while (received.length < count) await new Promise<void>((resolve) => (wake = resolve));
    },
  };
}

async function webSocketLine(): Promise<Line> {
  const server = createServer();
  const sockets = new WebSocketServer({ server, maxPayload: BRIDGE_LIMITS.messageBytes });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const accepted = once(sockets, 'connection');
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const box = inbox();
  socket.on('message', (data) => box.take(String(data)));
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  socket.on('error', () => undefined);
  await once(socket, 'open');
  const [ws] = (await accepted) as [WebSocket];
  endings.push(() => {
    socket.terminate();
    sockets.close();
    server.close();
  });
  return {
    carrier: webSocketCarrier(ws),
    page: { ...box, closed, send: (message) => socket.send(message), close: () => socket.close() },
  };
}

async function messagePortLine(): Promise<Line> {
  const { port1, port2 } = nodeChannel();
  const page = port2.handOver();
  const box = inbox();
  page.on('message', (data) => box.take(String(data)));
  const closed = new Promise<void>((resolve) => page.on('close', () => resolve()));
  endings.push(() => page.close());
  return {
    carrier: messagePortCarrier(port1),
    page: { ...box, closed, send: (message) => page.postMessage(message), close: () => page.close() },
  };
}

/** A host's end that only listens. */
function listening({ carrier }: Line) {
  const texts = inbox();
  const strange: undefined[] = [];
  let closings = 0;
  const closed = new Promise<void>((resolve) =>
    carrier.listen({
      message: (text) => {
        if (text === undefined) strange.push(text);
        texts.take(text ?? '(not a text)');
      },
      closed: () => {
        closings++;
        resolve();
      },
    }),
  );
  return { texts, strange, closed, closings: () => closings };
}

function bridged({ carrier }: Line) {
  const refused: [BridgeRefusal, PageRole | null][] = [];
  const intents: Intent[] = [];
  const bridge = new Bridge({
    clock: new ManualClock(),
    roles: ['customer'],
    onIntent: (intent) => intents.push(intent),
    onChannel: () => undefined,
    onJoin: () => undefined,
    onRefused: (code, role) => refused.push([code, role]),
  });
  bridge.accept(carrier);
  const hello = (token = bridge.token('customer') ?? '') =>
    JSON.stringify({ type: 'hello', protocol: 1, role: 'customer', token });
  return { bridge, refused, intents, hello };
}

const read = (page: PageEnd): unknown[] => page.received.map((text) => JSON.parse(text));
const INTENT = { type: 'intent', intent: { type: 'key', key: 'one' } };

describe.each([
  ['a WebSocket', webSocketLine],
  ['a MessagePort', messagePortLine],
])('a carrier: %s', (_name, open) => {
  test('carries texts both ways, whole and in order', async () => {
    const line = await open();
    const host = listening(line);
    const texts = Array.from({ length: 200 }, (_, at) => `${at} 挂失 𠮷 \u2028 "\\`);
    for (const text of texts) {
      line.page.send(text);
      line.carrier.send(text);
    }
    await host.texts.has(texts.length);
    await line.page.has(texts.length);
    expect(host.texts.received).toEqual(texts);
    expect(line.page.received).toEqual(texts);
    expect(line.carrier.backlog).toBeGreaterThanOrEqual(0);
  });

  test('tells once that the page has gone', async () => {
    const line = await open();
    const host = listening(line);
    line.page.close();
    await host.closed;
    line.carrier.send('into the void');
    line.carrier.close();
    expect(host.closings()).toBe(1);
  });

  test('closes the page, after what was said before, and tells so once on this side too', async () => {
    const line = await open();
    const host = listening(line);
    line.carrier.send('last words');
    line.carrier.close();
    line.carrier.send('too late');
    line.carrier.close();
    await line.page.closed;
    await host.closed;
    expect(line.page.received).toEqual(['last words']);
    expect(host.closings()).toBe(1);
  });

  test('tells what is not a text as that', async () => {
    const line = await open();
    const host = listening(line);
    line.page.send(new Uint8Array([123, 125]));
    await host.texts.has(1);
    expect(host.strange).toHaveLength(1);
  });
});

describe.each([
  ['a WebSocket', webSocketLine],
  ['a MessagePort', messagePortLine],
])('the bridge over %s', (_name, open) => {
  test('welcomes a page with the token and takes its intents', async () => {
    const line = await open();
    const { hello, intents, refused } = bridged(line);
    line.page.send(hello());
    line.page.send(JSON.stringify(INTENT));
    line.page.send(JSON.stringify({ ...INTENT, more: true }));
    await line.page.closed;
    expect(read(line.page)).toEqual([
      { type: 'welcome', role: 'customer' },
      { type: 'refused', code: 'badMessage' },
    ]);
    expect(intents).toEqual([INTENT.intent]);
    expect(refused).toEqual([['badMessage', 'customer']]);
  });

  test.each([
    ['a wrong token', (hello: (token?: string) => string) => hello('x'.repeat(24)), 'badToken'],
    ['no hello', () => JSON.stringify(INTENT), 'noHello'],
    ['another role', (hello: () => string) => hello().replace('customer', 'bench'), 'badRole'],
    ['half a message', (hello: () => string) => hello().slice(0, 20), 'badMessage'],
  ] as const)('refuses %s and ends the line', async (_what, first, code) => {
    const line = await open();
    const { hello, refused } = bridged(line);
    line.page.send(first(hello));
    await line.page.closed;
    expect(read(line.page)).toEqual([{ type: 'refused', code }]);
    expect(refused).toEqual([[code, null]]);
  });

  test.each([
    ['10 MB of text', () => 'x'.repeat(10_000_000)],
    ['one character too many', () => 'x'.repeat(BRIDGE_LIMITS.messageBytes + 1)],
    ['bytes', () => new Uint8Array(8)],
  ])('refuses %s and ends the line', async (_what, message) => {
    const line = await open();
    const { hello, refused, intents } = bridged(line);
    line.page.send(hello());
    line.page.send(message());
    line.page.send(JSON.stringify(INTENT));
    await line.page.closed;
    expect(refused).toEqual([['tooLarge', 'customer']]);
    expect(intents).toEqual([]);
  });

  test('a newer page takes over and the older one is told why', async () => {
    const [older, newer] = [await open(), await open()];
    const { bridge, hello } = bridged(older);
    older.page.send(hello());
    await older.page.has(1);
    bridge.accept(newer.carrier);
    newer.page.send(hello());
    await older.page.closed;
    expect(read(older.page).at(-1)).toEqual({ type: 'superseded' });
    await newer.page.has(1);
    expect(read(newer.page)).toEqual([{ type: 'welcome', role: 'customer' }]);
  });
});
