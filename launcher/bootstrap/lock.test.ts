import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquire, bury, lifeOf } from './lock.mjs';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  path = join(folder, 'dist', 'lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The number of a process that has ended. */
const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid;

describe('the lock', () => {
  it('is had once, and again after it was released', () => {
    const first = acquire(path);
    expect(first).toMatchObject({ ok: true });
    expect(acquire(path, { pid: deadPid() })).toEqual({ ok: false, pid: process.pid });
    if (first.ok) first.release();
    expect(acquire(path)).toMatchObject({ ok: true });
  });

  it('of a living process is refused, naming that process', async () => {
    const holder = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(holder, 'spawn');
    const { pid = 0 } = holder;
    acquire(path, { pid, life: lifeOf(pid) });
    expect(acquire(path)).toEqual({ ok: false, pid });
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect(acquire(path)).toMatchObject({ ok: true });
  });

  it.each([
    ['of a dead process', () => JSON.stringify({ pid: deadPid() })],
    ['that is empty', () => ''],
    ['that is no lock', () => '{"pid":"x"}'],
    ['with an impossible process number', () => '{"pid":-1}'],
  ])('%s is taken over', (_, content) => {
    acquire(path);
    writeFileSync(path, content());
    expect(acquire(path)).toMatchObject({ ok: true });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid });
  });

  it.runIf(lifeOf(process.pid))('of an earlier life of the same process number is taken over', () => {
    acquire(path, { pid: process.pid, life: 'before the power cut' });
    expect(acquire(path)).toMatchObject({ ok: true });
  });

  it('leaves nothing else behind', () => {
    const lock = acquire(path);
    expect(readdirSync(join(folder, 'dist'))).toEqual(['lock']);
    if (lock.ok) lock.release();
    expect(readdirSync(join(folder, 'dist'))).toEqual([]);
  });

  it('that somebody else has taken meanwhile is not released', () => {
    const lock = acquire(path);
    writeFileSync(path, '{"pid":1}');
    if (lock.ok) lock.release();
    expect(existsSync(path)).toBe(true);
  });

  it('that somebody else has taken after it was found stale stays theirs', () => {
    acquire(path);
    const theirs = readFileSync(path, 'utf8');
    const { ctimeMs } = statSync(path);
    const mine = `${path}.mine`;
    writeFileSync(mine, JSON.stringify({ pid: process.pid }));
    // Not even for a moment is it out of its place, where a third one could put its own.
    expect(bury(path, 'what was found', mine)).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe(theirs);
    expect(statSync(path).ctimeMs).toBe(ctimeMs);
    expect(bury(path, theirs, mine)).toBe(true);
    expect(readdirSync(join(folder, 'dist'))).toEqual(['lock.mine']);
  });

  it('that is stale is removed by one at a time, and by the next when that one died over it', () => {
    const stale = JSON.stringify({ pid: deadPid() });
    acquire(path);
    writeFileSync(path, stale);
    const grave = `${path}.${createHash('sha256').update(stale).digest('hex').slice(0, 16)}`;
    const mine = `${path}.mine`;
    writeFileSync(mine, JSON.stringify({ pid: process.pid }));
    writeFileSync(grave, JSON.stringify({ pid: process.pid, life: lifeOf(process.pid) }));
    expect(bury(path, stale, mine)).toBe(false);
    expect(readFileSync(path, 'utf8')).toBe(stale);
    writeFileSync(grave, JSON.stringify({ pid: deadPid() }));
    expect(acquire(path)).toMatchObject({ ok: true });
    expect(readdirSync(join(folder, 'dist')).sort()).toEqual(['lock', 'lock.mine']);
  });

  it('goes to exactly one of many that find a stale one at the same time', async () => {
    acquire(path, { pid: deadPid() });
    const module = fileURLToPath(new URL('lock.mjs', import.meta.url));
    // Each waits for the word, tries, tells, and lives until everybody has told.
    const script = [
      `const { acquire } = await import(${JSON.stringify(module)});`,
      "process.send('here');",
      "process.on('message', () => process.send(acquire(process.argv[1]).ok));",
    ].join('\n');
    const children = Array.from({ length: 6 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', script, path], {
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      }),
    );
    await Promise.all(children.map((child) => once(child, 'message')));
    const told = Promise.all(children.map((child) => once(child, 'message')));
    for (const child of children) child.send('go');
    const won = (await told).filter(([got]) => got === true);
    for (const child of children) child.kill('SIGKILL');
    expect(won).toHaveLength(1);
  });
});
