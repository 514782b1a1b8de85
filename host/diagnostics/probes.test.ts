import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '#foundation/clock.ts';
import { machineProbes } from './probes.ts';

const folder = mkdtempSync(join(tmpdir(), 'probes-'));
const probes = machineProbes(folder, systemClock);
let server: Server;
let here: string;
let nobody: string;
const listening = (one: Server) =>
  new Promise<number>((resolve) => {
    one.listen(0, '127.0.0.1', () => resolve((one.address() as AddressInfo).port));
  });
const closed = (one: Server) => new Promise<void>((resolve) => void one.close(() => resolve()));

beforeAll(async () => {
  server = createServer((_, reply) => reply.writeHead(403, { date: 'Sun, 22 Nov 2026 02:00:00 GMT' }).end());
  here = `http://127.0.0.1:${await listening(server)}`;
  const gone = createServer();
  nobody = `127.0.0.1:${await listening(gone)}`;
  await closed(gone);
});
afterAll(async () => {
  await closed(server);
  rmSync(folder, { recursive: true, force: true });
});

it('whoever answers is there, a refusal too, and says what time he has', async () => {
  const reached = await probes.reach(here);
  expect(reached?.date).toBe(Date.UTC(2026, 10, 22, 2));
  expect(reached?.milliseconds).toBeGreaterThan(0);
});

it('nobody is found out about without a fault being thrown', async () => {
  expect(await probes.reach(`http://${nobody}`)).toBeNull();
  expect(await probes.certificateDays(`https://${nobody}`)).toBeNull();
  expect(await probes.certificateDays(here)).toBeNull();
  expect(await machineProbes(join(folder, 'missing'), systemClock).disk()).toBeNull();
});

it('an address of figures needs no name resolution, a name that nobody has is not resolved', async () => {
  expect(await probes.resolves('http://192.0.2.1:8080')).toBe(true);
  expect(await probes.resolves('http://[2001:db8::1]')).toBe(true);
  expect(await probes.resolves('https://branch.invalid')).toBe(false);
});

it('the disk tells what is free, what the journal takes and whether space is held back', async () => {
  expect(await probes.disk()).toMatchObject({ journal: 0, reserve: false });
  writeFileSync(join(folder, 'journal.sqlite'), '12345');
  writeFileSync(join(folder, 'journal.sqlite-wal'), '123');
  writeFileSync(join(folder, 'reserve.bin'), '');
  const disk = await probes.disk();
  expect(disk).toMatchObject({ journal: 8, reserve: true });
  expect(disk?.free).toBeGreaterThan(0);
});
