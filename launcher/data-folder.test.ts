import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { liesIn, openDataFolder } from './data-folder.ts';

const windows = process.platform === 'win32';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'data-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the data folder', () => {
  it('is made, private, and had by one start at a time', () => {
    const path = join(folder, 'not', 'yet');
    const first = openDataFolder(path);
    expect(first).toMatchObject({ ok: true, value: { path } });
    if (!windows) expect(statSync(path).mode & 0o777).toBe(0o700);
    const second = openDataFolder(path);
    expect(second).toHaveProperty('error.message', expect.stringContaining(path));
    expect(second).toHaveProperty('error.message', expect.stringContaining(`process ${process.pid}`));
    expect(second).toHaveProperty('error.message', expect.stringContaining('--data'));
    if (first.ok) first.value.release();
    const third = openDataFolder(path);
    expect(third).toMatchObject({ ok: true });
    if (third.ok) third.value.release();
  });

  it('is free again when the process that had it was killed', async () => {
    const module = fileURLToPath(new URL('data-folder.ts', import.meta.url));
    const script = [
      `const { openDataFolder } = await import(${JSON.stringify(module)});`,
      'const opened = openDataFolder(process.argv[1]);',
      'process.send(opened.ok);',
      'setInterval(() => opened, 1000);',
    ].join('\n');
    const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script, folder];
    const holder = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    expect(await once(holder, 'message')).toEqual([true, undefined]);
    expect(openDataFolder(folder)).toHaveProperty(
      'error.message',
      expect.stringContaining(`process ${holder.pid}`),
    );
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const mine = openDataFolder(folder);
    expect(mine).toMatchObject({ ok: true });
    if (mine.ok) mine.value.release();
  });

  it.runIf(process.platform === 'linux')(
    'that its file system will not make is refused, not tried for ever',
    () => {
      for (const path of ['/proc/nowhere', '/proc/nowhere/below'])
        expect(openDataFolder(path)).toHaveProperty('error.message', expect.stringContaining(path));
    },
  );

  it.runIf(!windows)('below a file is refused and says that a file is there', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    for (const path of [file, join(file, 'below')])
      expect(openDataFolder(path)).toHaveProperty(
        'error.message',
        expect.stringContaining('a file has its name'),
      );
  });

  it('that cannot be one is named with what to do', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const opened = openDataFolder(file);
    expect(opened).toHaveProperty('error.message', expect.stringContaining(file));
    expect(opened).toHaveProperty('error.message', expect.stringContaining('--data'));
  });
});

describe('a folder inside another', () => {
  it.each([
    ['itself', '.', true],
    ['below', 'a/b', true],
    ['below, with dots in its name', '..a', true],
    ['beside', '../other', false],
    ['above', '..', false],
  ])('%s: %s is %s', (_, path, inside) => {
    expect(liesIn(join(folder, path), folder)).toBe(inside);
  });

  it.skipIf(windows)('is one by whatever link it is reached', () => {
    const inner = join(folder, 'clone');
    mkdirSync(inner);
    symlinkSync(inner, join(folder, 'link'));
    expect(liesIn(join(folder, 'link', 'data'), inner)).toBe(true);
    expect(liesIn(join(folder, 'data'), join(folder, 'link'))).toBe(false);
  });
});
