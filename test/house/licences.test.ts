import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { PAGE_TARGETS } from '#launcher/bootstrap/build.mjs';
import { CLONE, exists, packageOf, read } from './repository.ts';

/** SPDX names under which a bank may ship what we build on. A new one is a decision, made here. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

/** Whether a licence expression leaves a choice that is allowed: `A OR B` needs one, `A AND B` both. */
function isAllowed(expression: string): boolean {
  const bare = expression.replace(/^\((.*)\)$/, '$1');
  if (bare.includes(' OR ')) return bare.split(' OR ').some(isAllowed);
  return bare.split(' AND ').every((name) => ALLOWED.has(name));
}

const lockfile = z.looseObject({
  packages: z.record(
    z.string(),
    z.looseObject({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
    }),
  ),
});
const manifest = z.looseObject({ version: z.string(), license: z.string().optional() });

const locked = Object.entries(lockfile.parse(JSON.parse(read('package-lock.json'))).packages).filter(
  ([path]) => path !== '',
);
/** What a terminal carries: everything that is not for development alone. */
const shipped = locked.filter(([, { dev }]) => dev !== true);

describe('licences of what is shipped', () => {
  it('the lockfile names a good number of packages, and each with a licence', () => {
    expect(shipped.length).toBeGreaterThan(100);
    expect(shipped.filter(([, { license }]) => license === undefined).map(([path]) => path)).toEqual([]);
  });

  it('every one is on the list', () => {
    const strange = shipped.filter(([, { license }]) => !isAllowed(license ?? ''));
    expect(strange.map(([path, { license }]) => `${path} ${license}`)).toEqual([]);
  });

  it('the packages say of themselves what the lockfile says of them', () => {
    // What is for another machine is not installed.
    const installed = shipped.filter(([path]) => exists(`${path}/package.json`));
    expect(installed.length).toBeGreaterThan(100);
    const different = installed.filter(([path, { license, version }]) => {
      const own = manifest.parse(JSON.parse(read(`${path}/package.json`)));
      return own.license !== license || own.version !== version;
    });
    expect(different.map(([path]) => path)).toEqual([]);
  });

  it.each([
    'GPL-3.0-only',
    'AGPL-3.0-or-later',
    'LGPL-2.1',
    'MIT AND GPL-2.0',
    'SEE LICENSE IN x',
    '',
    'SSPL-1.0',
  ])('would refuse %j', (license) => {
    expect(isAllowed(license)).toBe(false);
  });
  it.each(['MIT', '(MIT OR GPL-3.0)', 'MIT AND ISC'])('would take %j', (license) => {
    expect(isAllowed(license)).toBe(true);
  });
});

/** Under which name of the NOTICE a package stands that comes with another one. */
const FAMILY: readonly (readonly [RegExp, string])[] = [
  [/^scheduler$/, 'React'],
  [/^react-dom$/, 'React DOM'],
  [/^react$/, 'React'],
  [/^(react-aria|react-stately|@react-|@internationalized\/|@swc\/helpers)/, 'React Aria'],
  [/^@formatjs\//, 'FormatJS'],
  [/^pdfjs-dist$/, 'PDF.js'],
  [/^@fontsource\/noto-sans-sc$/, 'Noto Sans SC'],
];
const nameOf = (name: string): string => FAMILY.find(([pattern]) => pattern.test(name))?.[1] ?? name;

describe('what the pages carry along', () => {
  const folder = mkdtempSync(join(process.env.VESTIBULE_TEST_TMP ?? tmpdir(), 'pages-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Packages whose code is in what is built, by the modules that were written out. */
  async function bundled(config: string): Promise<string[]> {
    const found = new Set<string>();
    await build({
      configFile: join(CLONE, config),
      logLevel: 'error',
      build: { outDir: join(folder, 'out'), emptyOutDir: true },
      plugins: [
        {
          name: 'what-is-bundled',
          generateBundle: (_, files) => {
            for (const file of Object.values(files)) {
              if (file.type === 'asset' && /\.woff2$/.test(file.fileName))
                found.add('@fontsource/noto-sans-sc');
              if (file.type !== 'chunk') continue;
              for (const [id, { renderedLength }] of Object.entries(file.modules)) {
                const name = id.includes('/node_modules/')
                  ? packageOf(id.split('/node_modules/').at(-1) ?? '')
                  : undefined;
                if (name !== undefined && renderedLength > 0) found.add(name);
              }
            }
          },
        },
      ],
    });
    return [...found].sort();
  }

  it.each(PAGE_TARGETS.map(({ name, config }) => [name, config] as const))(
    '%s: everything in it is named in the NOTICE',
    async (_, config) => {
      const packages = await bundled(config);
      expect(packages).toContain('react-dom');
      const notice = read('NOTICE');
      expect(packages.filter((name) => !notice.includes(nameOf(name)))).toEqual([]);
    },
    120_000,
  );

  it('would miss a name that is not there', () => {
    expect(read('NOTICE')).not.toContain(nameOf('left-pad'));
  });
});

describe('our own licence', () => {
  it('is Apache 2.0, whole, and the manifest says so', () => {
    expect(read('LICENSE')).toContain('Apache License\n                           Version 2.0, January 2004');
    expect(read('LICENSE')).toContain('END OF TERMS AND CONDITIONS');
    expect(JSON.parse(read('package.json'))).toMatchObject({ license: 'Apache-2.0' });
    expect(read('NOTICE')).toMatch(/^Vestibule\nCopyright \d{4}/);
  });
});
