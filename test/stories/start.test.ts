import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PRACTICE_STAFF } from '#branch/staff/practice.ts';
import { openSqliteStore } from '#branch/store/sqlite.ts';
import { processesCanBeSeen, stillRunning } from '../support/processes.ts';
import { answers, newPlace, type Place, Started } from '../support/started.ts';

let place: Place;
let running: Started[];
const start = (args: readonly string[] = [], environment: NodeJS.ProcessEnv = {}) => {
  const started = new Started(place, ['--shell', 'none', '--data', place.data, ...args], environment);
  running.push(started);
  return started;
};
beforeEach(() => {
  place = newPlace();
  running = [];
});
afterEach(async () => {
  for (const started of running) await started.end('SIGKILL');
  place.remove();
});

describe('npm start', () => {
  it('serves, and standard output has the two addresses, the practice staff between them, and nothing else', async () => {
    const started = start();
    const { branch, terminal } = await started.addresses();
    const [first, ...more] = started.out;
    expect([first, more.pop()]).toEqual([`branch ${branch}`, `ready ${terminal}`]);
    expect(more).toHaveLength(PRACTICE_STAFF.length);
    for (const [at, { number, pin }] of PRACTICE_STAFF.entries())
      expect(more[at]).toMatch(
        new RegExp(`^staff ${number} PIN ${pin} [a-z,]+( for 60 days)? \\(practice: \\S+\\)$`),
      );
    for (const url of [branch, terminal]) expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(await answers(terminal)).toBe(200);
    expect(await answers(branch)).toBeLessThan(500);
    expect(await answers(`${terminal}bench`)).toBe(200);
    await started.line(/^Open http.* in a browser on this machine, and the bench at http.*bench\.$/);
  });

  it.runIf(processesCanBeSeen).each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'ends everything it started on %s, in order, and leaves nothing in the folder for temporary files',
    async (signal) => {
      const started = start();
      await started.addresses();
      const children = started.children;
      const programs = children.map(({ commandLine }) => /(\w+(?:\/\w+)*)\.ts/.exec(commandLine)?.[1] ?? '');
      for (const program of ['launcher/main', 'host/main', 'bank/sandbox/main']) {
        expect(programs.some((path) => path.endsWith(program))).toBe(true);
      }
      expect(readdirSync(place.temporary)).not.toEqual([]);
      expect(await started.end(signal)).toBe(0);
      expect(stillRunning(children)).toEqual([]);
      expect(readdirSync(place.temporary)).toEqual([]);
    },
  );

  it.runIf(processesCanBeSeen)('leaves nothing behind when the launcher is killed', async () => {
    const started = start();
    await started.addresses();
    const children = started.children;
    process.kill(started.child('launcher/main.ts'), 'SIGKILL');
    expect(await started.exited).toBe(137);
    expect(stillRunning(children)).toEqual([]);
    expect(readdirSync(place.temporary)).toEqual([]);
  });

  it.runIf(processesCanBeSeen)('starts a killed host again where it was', async () => {
    const started = start();
    const { branch, terminal } = await started.addresses();
    for (const _ of [1, 2]) {
      const before = started.child('host/main.ts');
      process.kill(before, 'SIGKILL');
      await started.line(/^The host ended \(SIGKILL\); it is started again$/);
      expect(await answers(terminal)).toBe(200);
      expect(await answers(branch)).toBeLessThan(500);
      expect(started.child('host/main.ts')).not.toBe(before);
    }
    expect(started.out).toHaveLength(2 + PRACTICE_STAFF.length);
    expect(await started.end()).toBe(0);
  });

  it.runIf(processesCanBeSeen)('starts a killed bank again where it was', async () => {
    const started = start();
    await started.addresses();
    const before = started.child('bank/sandbox/main.ts');
    process.kill(before, 'SIGKILL');
    await started.line(/^The sandbox bank ended \(SIGKILL\); it is started again$/);
    expect(await started.end()).toBe(0);
  });

  it('ends with it what was only just being started', async () => {
    const started = start();
    await started.line(/./).catch(() => undefined);
    const code = await started.end();
    expect(code).toBe(0);
    expect(readdirSync(place.temporary)).toEqual([]);
  });
});

describe('a start that cannot be', () => {
  it('on a data folder in use names it, who has it, and what to do', async () => {
    const first = start();
    await first.addresses();
    const second = start();
    expect(await second.exited).toBe(1);
    expect(second.out).toEqual([]);
    const said = second.said.join('\n');
    expect(said).toContain(place.data);
    expect(said).toMatch(/in use by process \d+/);
    expect(said).toContain('--data');
    expect(await answers((await first.addresses()).terminal)).toBe(200);
  });

  it('on a data folder that another version may have written names it and what to do', async () => {
    mkdirSync(place.data);
    const file = join(place.data, 'branch.db');
    const store = await openSqliteStore(file);
    if (store.ok) await store.value.close();
    const database = new DatabaseSync(file);
    database.exec('PRAGMA foreign_keys = OFF; DROP TABLE branches');
    database.close();
    const started = start();
    expect(await started.exited).toBe(1);
    const said = started.said.join('\n');
    expect(said).toContain(place.data);
    expect(said).toContain('--data');
    expect(said).not.toContain('    at ');
  });

  it('with a wrong profile names every fault, with code 2', async () => {
    const profile = join(place.temporary, 'profile.json');
    writeFileSync(profile, JSON.stringify({ terminal: { id: 'x y' }, devices: { cardReader: {} } }));
    const started = start(['--profile', profile]);
    expect(await started.exited).toBe(2);
    for (const path of ['terminal.id', 'terminal.branch', 'devices.cardReader.model']) {
      expect(started.said.join('\n')).toContain(path);
    }
  });

  it("without the variable that has the bank's token names it, with code 2", async () => {
    const profile = join(place.temporary, 'profile.json');
    const terminal = { id: 'T01', branch: { zh: '支行', en: 'Branch' } };
    const bank = { url: 'http://127.0.0.1:1/', tokenVariable: 'OUR_BANK_TOKEN' };
    writeFileSync(profile, JSON.stringify({ terminal, bank }));
    const started = start(['--profile', profile]);
    expect(await started.exited).toBe(2);
    expect(started.said.join('\n')).toContain('OUR_BANK_TOKEN');
  });

  it('on a port in use names it, once', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const address = holder.address();
    const port = String(typeof address === 'object' ? address?.port : '');
    const started = start(['--port', port]);
    expect(await started.exited).toBe(1);
    expect(started.out).toEqual([]);
    const said = started.said.filter((line) => line.includes(port));
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/in use by another program.*--port/);
    holder.close();
  });
});
