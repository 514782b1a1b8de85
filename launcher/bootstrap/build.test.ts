import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { build, forgetBuild, PAGE_TARGETS, sourceHash, staleTargets, TARGETS } from './build.mjs';
import { CLONE } from './clone.mjs';
import { voice } from './say.mjs';

let clone: string;
const target = { name: 'pages', config: 'renderer/vite.config.ts', rooms: ['renderer', 'contracts'] };
const write = (file: string, text = '') => {
  mkdirSync(dirname(join(clone, file)), { recursive: true });
  writeFileSync(join(clone, file), text);
};
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'build-'));
  write('package-lock.json', '{}');
  write('renderer/vite.config.ts', 'export {}');
  write('renderer/customer/app.tsx', 'one');
  write('contracts/screen.ts', 'two');
});
afterEach(() => rmSync(clone, { recursive: true }));

describe('what a target is made from', () => {
  it.each([
    ['a source', () => write('renderer/customer/app.tsx', 'other')],
    ['a source of another of its rooms', () => write('contracts/screen.ts', 'other')],
    ['a new source', () => write('renderer/customer/new.css', '')],
    [
      'the name of a source',
      () => renameSync(join(clone, 'contracts/screen.ts'), join(clone, 'contracts/view.ts')),
    ],
    ['what is installed', () => write('package-lock.json', '{ }')],
  ])('changes with %s', (_, change) => {
    const before = sourceHash(clone, target);
    change();
    expect(sourceHash(clone, target)).not.toBe(before);
  });

  it.each([
    ['a test', () => write('renderer/customer/app.test.tsx', 'x')],
    ['another room', () => write('host/main.ts', 'x')],
  ])('does not change with %s', (_, change) => {
    const before = sourceHash(clone, target);
    change();
    expect(sourceHash(clone, target)).toBe(before);
  });
});

/** A program in Vite's place, which writes where it is told to or fails. */
const viteThat = (behaviour: string) =>
  write(
    'node_modules/vite/bin/vite.js',
    [
      "const fs = require('node:fs');",
      "const out = process.argv[process.argv.indexOf('--outDir') + 1];",
      'fs.mkdirSync(out, { recursive: true });',
      behaviour,
    ].join('\n'),
  );
const order = (environment: NodeJS.ProcessEnv = process.env) => ({
  clone,
  node: process.execPath,
  target,
  environment,
  voice: voice({ write: () => true }),
});
const built = () => readFileSync(join(clone, 'dist', 'pages', 'index.html'), 'utf8');

describe('a build', () => {
  it('is wanted until it was made from these very sources', async () => {
    viteThat("fs.writeFileSync(out + '/index.html', 'built');");
    expect(staleTargets(clone, [target])).toEqual([target]);
    expect(await build(order())).toEqual({ ok: true });
    expect(built()).toBe('built');
    expect(staleTargets(clone, [target])).toEqual([]);
    write('renderer/customer/app.tsx', 'other');
    expect(staleTargets(clone, [target])).toEqual([target]);
  });

  it.each([
    ['its result is gone', () => rmSync(join(clone, 'dist', 'pages'), { recursive: true })],
    ['something else is going to write its result', () => forgetBuild(clone, target)],
  ])('is wanted again when %s', async (_, change) => {
    viteThat('');
    await build(order());
    change();
    expect(staleTargets(clone, [target])).toEqual([target]);
  });

  it('that fails says why and leaves what was there', async () => {
    viteThat("fs.writeFileSync(out + '/index.html', 'good');");
    await build(order());
    write('renderer/customer/app.tsx', 'broken');
    viteThat(
      "fs.writeFileSync(out + '/index.html', 'half'); console.error('it broke here'); process.exit(1);",
    );
    expect(await build(order())).toHaveProperty('message', expect.stringContaining('it broke here'));
    expect(built()).toBe('good');
    expect(staleTargets(clone, [target])).toEqual([target]);
    expect(readdirSync(join(clone, 'dist')).filter((name) => name.includes(String(process.pid)))).toEqual([]);
  });

  it('is the same whatever NODE_ENV says', async () => {
    viteThat("fs.writeFileSync(out + '/index.html', String(process.env.NODE_ENV));");
    await build(order({ ...process.env, NODE_ENV: 'development' }));
    expect(built()).toBe('undefined');
  });
});

describe('the targets', () => {
  it('are the pages of host and branch, and the shell', () => {
    expect(TARGETS.map(({ name }) => name)).toEqual(['pages', 'branch-pages', 'electron']);
    expect(PAGE_TARGETS.map(({ name }) => name)).toEqual(['pages', 'branch-pages']);
  });

  it('of pages have their configuration in the clone', () => {
    for (const { config } of PAGE_TARGETS) expect(readFileSync(join(CLONE, config), 'utf8')).not.toBe('');
  });

  it('leave the shell out where there is none', () => {
    const names = staleTargets(clone).map(({ name }) => name);
    expect(names).toEqual(['pages', 'branch-pages']);
    write('electron/vite.config.ts', 'export {}');
    expect(staleTargets(clone).map(({ name }) => name)).toContain('electron');
  });
});
