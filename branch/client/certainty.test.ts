import { createServer, type Server } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { neverSent } from './certainty.ts';

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    open.push(server);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });

const failureOf = async (url: string, signal?: AbortSignal): Promise<unknown> => {
  try {
    await fetch(url, { method: 'POST', body: '{}', ...(signal && { signal }) });
  } catch (failure) {
    return failure;
  }
  throw new Error('it was answered');
};

describe('a request that failed', () => {
  it('never left where the port is closed', async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    expect(neverSent(await failureOf(`http://127.0.0.1:${port}/`))).toBe(true);
    expect(neverSent(await failureOf(`http://localhost:${port}/`))).toBe(true);
  });

  it('never left where the name is not known', async () => {
    expect(neverSent(await failureOf('http://branch.invalid/'))).toBe(true);
  });

  it('may have arrived where the line was reset, closed, or stayed silent', async () => {
    const resets = await listen(
      createServer((socket) => socket.once('data', () => socket.resetAndDestroy())),
    );
    expect(neverSent(await failureOf(`http://127.0.0.1:${resets}/`))).toBe(false);
    const closes = await listen(createServer((socket) => socket.once('data', () => socket.end())));
    expect(neverSent(await failureOf(`http://127.0.0.1:${closes}/`))).toBe(false);
    const silent = await listen(createServer((socket) => socket.on('error', () => {})));
    const given = AbortSignal.timeout(50);
    expect(neverSent(await failureOf(`http://127.0.0.1:${silent}/`, given))).toBe(false);
  });

  it('is not taken for certain where TLS broke off without a reason that says when', async () => {
    const server = createTlsServer({});
    const port = await listen(server);
    expect(neverSent(await failureOf(`https://127.0.0.1:${port}/`))).toBe(false);
  });

  it.each([
    ['a certificate that is not believed', { code: 'SELF_SIGNED_CERT_IN_CHAIN' }, true],
    ['no route when connecting', { code: 'EHOSTUNREACH', syscall: 'connect' }, true],
    ['no route on a line that stood', { code: 'EHOSTUNREACH', syscall: 'read' }, false],
    ['a connection that timed out on a line that stood', { code: 'ETIMEDOUT', syscall: 'read' }, false],
    ['something unknown', { code: 'EWHATEVER' }, false],
    ['no code at all', {}, false],
  ])('%s', (_, fields, certain) => {
    expect(neverSent(new TypeError('fetch failed', { cause: Object.assign(new Error(), fields) }))).toBe(
      certain,
    );
  });

  it('of many addresses is certain only when every one of them is', () => {
    const refused = Object.assign(new Error(), { code: 'ECONNREFUSED' });
    const reset = Object.assign(new Error(), { code: 'ECONNRESET', syscall: 'read' });
    const failed = (...causes: Error[]) => new TypeError('x', { cause: new AggregateError(causes) });
    expect(neverSent(failed(refused, refused))).toBe(true);
    expect(neverSent(failed(refused, reset))).toBe(false);
    expect(neverSent(failed())).toBe(false);
  });
});
