import { chmod, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { err } from '#foundation/result.ts';
import { MAXIMUM_PIPE_LINES, pipeTransport, servePipe } from './pipe.ts';
import type { Line } from './transport.ts';

const windows = process.platform === 'win32';
let folder: string;
let counter = 0;
const newPath = () => {
  counter += 1;
  return windows ? `\\\\.\\pipe\\vestibule-test-${process.pid}-${counter}` : join(folder, `${counter}.sock`);
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pipe-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What a line tells, to be awaited: bytes as they come, and the end. */
function hearing(line: Line) {
  const bytes: number[] = [];
  const closed = Promise.withResolvers<string>();
  let wanted = Number.POSITIVE_INFINITY;
  const enough = Promise.withResolvers<number[]>();
  line.listen({
    data: (chunk) => {
      bytes.push(...chunk);
      if (bytes.length >= wanted) enough.resolve(bytes);
    },
    closed: (reason) => closed.resolve(reason.code),
  });
  return {
    closed: closed.promise,
    bytes: (count: number) => {
      wanted = count;
      if (bytes.length >= count) enough.resolve(bytes);
      return enough.promise;
    },
  };
}

async function connected() {
  const path = newPath();
  const far = Promise.withResolvers<Line>();
  const server = await servePipe(path, far.resolve);
  if (!server.ok) throw new Error(server.error.code);
  const near = await pipeTransport({ path }).open();
  if (!near.ok) throw new Error(near.error.code);
  return { path, server: server.value, near: near.value, far: await far.promise };
}

describe('pipe', () => {
  it('carries bytes both ways', async () => {
    const { near, far, server } = await connected();
    const [atNear, atFar] = [hearing(near), hearing(far)];
    expect((await near.write(Uint8Array.of(0, 1, 0x11, 0x13, 0xff))).ok).toBe(true);
    expect(await atFar.bytes(5)).toEqual([0, 1, 0x11, 0x13, 0xff]);
    expect((await far.write(Uint8Array.of(9))).ok).toBe(true);
    expect(await atNear.bytes(1)).toEqual([9]);
    await server.close();
  });

  it('tells the other end of a close, once, and refuses writes afterwards', async () => {
    const { near, far, server } = await connected();
    const [atNear, atFar] = [hearing(near), hearing(far)];
    await far.close();
    expect(await Promise.all([atNear.closed, atFar.closed])).toEqual(['gone', 'gone']);
    expect(await near.write(Uint8Array.of(1))).toEqual(err({ code: 'gone' }));
    await server.close();
  });

  it('ends every line when the server closes, and is missing afterwards', async () => {
    const { near, server, path } = await connected();
    const { closed } = hearing(near);
    await server.close();
    await server.close();
    expect(await closed).toBe('gone');
    expect(await pipeTransport({ path }).open()).toMatchObject({ ok: false, error: { code: 'missing' } });
  });

  it('gives a new line for every opening, and what the old one was given does not reach the new', async () => {
    const path = newPath();
    const lines: Line[] = [];
    const server = await servePipe(path, (line) => lines.push(line));
    if (!server.ok) throw new Error(server.error.code);
    const transport = pipeTransport({ path, name: 'pipe:test' });
    expect(transport.name).toBe('pipe:test');
    const first = await transport.open();
    if (!first.ok) throw new Error(first.error.code);
    await first.value.close();
    expect(await first.value.write(Uint8Array.of(1))).toEqual(err({ code: 'gone' }));
    const second = await transport.open();
    if (!second.ok) throw new Error(second.error.code);
    await second.value.write(Uint8Array.of(2));
    const newest = lines.at(-1);
    if (!newest) throw new Error('no line');
    expect(await hearing(newest).bytes(1)).toEqual([2]);
    await server.value.close();
  });

  it('drops lines past its bound', async () => {
    const path = newPath();
    const server = await servePipe(path, () => {});
    if (!server.ok) throw new Error(server.error.code);
    const opened = await Promise.all(
      Array.from({ length: MAXIMUM_PIPE_LINES + 1 }, () => pipeTransport({ path }).open()),
    );
    const ends = opened.map((line) => (line.ok ? hearing(line.value).closed : Promise.resolve('refused')));
    expect(await Promise.race(ends)).toBe('gone');
    await server.value.close();
    await Promise.all(ends);
  });

  it('is missing where there is nothing, and refuses a path that cannot be', async () => {
    expect(await pipeTransport({ path: newPath() }).open()).toMatchObject({ error: { code: 'missing' } });
    const impossible = windows ? 'C:\\' : join(folder, 'x'.repeat(300));
    expect(await servePipe(impossible, () => {})).toMatchObject({ error: { code: 'refused' } });
    expect((await pipeTransport({ path: impossible }).open()).ok).toBe(false);
  });

  it('refuses a path that somebody serves, and leaves them alone', async () => {
    const { path, server, near, far } = await connected();
    expect(await servePipe(path, () => {})).toMatchObject({ error: { code: 'busy' } });
    await near.write(Uint8Array.of(7));
    expect(await hearing(far).bytes(1)).toEqual([7]);
    await server.close();
  });

  it.skipIf(windows)('takes over what a dead server left, never another file, and is private', async () => {
    const path = newPath();
    const dead = createServer();
    await new Promise<void>((resolve) => dead.listen(path, resolve));
    // Renamed away while it closes, the socket file stays behind as it does after a kill.
    await rename(path, `${path}.kept`);
    await new Promise<void>((resolve) => dead.close(() => resolve()));
    await rename(`${path}.kept`, path);
    const server = await servePipe(path, () => {});
    expect(server.ok).toBe(true);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    if (server.ok) await server.value.close();

    const file = newPath();
    await writeFile(file, 'kept');
    await chmod(file, 0o644);
    expect(await servePipe(file, () => {})).toMatchObject({ error: { code: 'busy' } });
    expect((await stat(file)).size).toBe(4);
  });
});
