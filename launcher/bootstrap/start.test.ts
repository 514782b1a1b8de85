import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HELP } from './options.mjs';

/** A clone with nothing in it but the bootstrap: whatever needed an install would fail. */
let clone: string;
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'bare-'));
  const bootstrap = join(clone, 'launcher', 'bootstrap');
  cpSync(dirname(fileURLToPath(import.meta.url)), bootstrap, { recursive: true });
  writeFileSync(join(clone, 'package.json'), '{"type":"module"}');
  writeFileSync(join(clone, 'package-lock.json'), '{}');
});
afterEach(() => rmSync(clone, { recursive: true }));

const run = (script: string, ...args: string[]) =>
  spawnSync(process.execPath, [join(clone, 'launcher', 'bootstrap', script), ...args], {
    encoding: 'utf8',
    env: { ...process.env, npm_execpath: join(clone, 'npm-cli.js'), npm_node_execpath: process.execPath },
  });

describe('a bare clone', () => {
  it('tells its options without an install', () => {
    expect(run('start.mjs', '--help')).toMatchObject({ status: 0, stdout: HELP, stderr: '' });
    expect(run('test.mjs', '--help')).toMatchObject({ status: 0, stderr: '' });
    expect(readdirSync(clone).sort()).toEqual(['launcher', 'package-lock.json', 'package.json']);
  });

  it.each([
    ['start.mjs', ['--bogus']],
    ['start.mjs', ['--port', 'x']],
    ['run.mjs', []],
    ['run.mjs', ['script.mjs']],
  ])('refuses %s %j before an install, with code 2', (script, args) => {
    const { status, stdout, stderr } = run(script, ...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).not.toBe('');
    expect(readdirSync(clone)).not.toContain('dist');
  });

  it('shows the words of an npm that fails, and ends with code 1', () => {
    writeFileSync(join(clone, 'npm-cli.js'), "console.error('npm error code ENOTFOUND'); process.exit(1);");
    const { status, stdout, stderr } = run('start.mjs');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('  npm error code ENOTFOUND\nConnect this machine to the network');
  });

  it('is refused to a second start while the first one installs, naming it', () => {
    mkdirSync(join(clone, 'dist'));
    writeFileSync(join(clone, 'dist', '.vestibule-lock'), JSON.stringify({ pid: process.pid }));
    const { status, stderr } = run('start.mjs');
    expect(status).toBe(2);
    expect(stderr).toContain(`by process ${process.pid}`);
    expect(stderr).toMatch(/Wait until that one is ready, or end it/);
  });
});
