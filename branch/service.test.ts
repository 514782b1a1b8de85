import { once } from 'node:events';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '#foundation/clock.ts';
import { type BranchOptions, startBranch } from './service.ts';
import { aCall, enrolled, openBranch, rawRequest, temporaryBranch } from './test-support/house.ts';

let place: ReturnType<typeof temporaryBranch>;
beforeEach(() => {
  place = temporaryBranch();
});
afterEach(() => place.remove());

const start = (changes: Partial<BranchOptions> = {}) =>
  startBranch({
    port: 0,
    dataDir: place.dataDir,
    pagesDir: place.pagesDir,
    clock: new ManualClock(),
    practiceStaff: true,
    ...changes,
  });
const outcome = async (changes: Partial<BranchOptions>) => {
  const started = await start(changes);
  if (started.ok) await started.value.close();
  return started.ok ? 'ok' : started.error;
};

describe('the branch service', () => {
  it('starts, says where, and leaves nothing open when it is closed', async () => {
    const clock = new ManualClock();
    const started = await start({ clock, publicUrl: 'https://branch.example/' });
    if (!started.ok) throw new Error(started.error.code);
    const { url, port, publicUrl } = started.value;
    expect(url).toBe(`http://127.0.0.1:${port}/`);
    expect(publicUrl).toBe('https://branch.example/');
    expect((await rawRequest(port, 'GET', '/lobby')).status).toBe(200);
    await started.value.close();
    await expect(rawRequest(port, 'GET', '/lobby')).rejects.toThrow('ECONNREFUSED');
    expect(clock.armed).toBe(0);
  });

  it('is closed at once, though a terminal waits and a line hangs', async () => {
    const house = await openBranch();
    const own = house.clock.armed;
    const client = await enrolled(house);
    const call = aCall();
    await client.requestAssistance(call);
    const next = client.watchAssistance(call.id, 1, new AbortController().signal).next();
    const hanging = connect(house.service.port, '127.0.0.1');
    hanging.on('error', () => {});
    hanging.write('POST /v1/custody HTTP/1.1\r\n');
    while (house.clock.armed < own + 2) await new Promise((resolve) => setImmediate(resolve));
    await house.close();
    // The wait was answered, so the watch pauses, or cut, so it says so at once: both end in the same word.
    let said = false;
    void next.then(() => {
      said = true;
    });
    while (!said) {
      house.clock.advance(100);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await next).value).toMatchObject({ ok: false, error: { code: 'unreachable' } });
  });

  it('says which port is busy', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await outcome({ port })).toEqual({ code: 'portBusy', detail: String(port) });
    await new Promise((resolve) => server.close(resolve));
  });

  it('says which page is missing, before it makes anything', async () => {
    const page = join(place.pagesDir, 'lobby.html');
    rmSync(page);
    expect(await outcome({})).toEqual({ code: 'pagesMissing', detail: page });
    expect(existsSync(place.dataDir)).toBe(false);
  });

  it('says which folder cannot be used', async () => {
    writeFileSync(join(place.folder, 'file'), '');
    const answer = await outcome({ dataDir: join(place.folder, 'file') });
    expect(answer).toMatchObject({ code: 'dataUnwritable' });
  });

  it('listens on its own loopback address alone', async () => {
    const started = await start();
    if (!started.ok) throw new Error(started.error.code);
    // Any other address of this machine would answer too if it listened on all of them; this one always exists.
    const socket = connect(started.value.port, '127.0.0.2');
    const [failure] = await once(socket, 'error');
    expect(failure).toMatchObject({ code: 'ECONNREFUSED' });
    await started.value.close();
  });
});
