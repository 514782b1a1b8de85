import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { CLONE, importsOf, isSource, packageOf, projectFiles, ROOMS, type Room, read } from './repository.ts';

/** Who may import whom, as `docs/map.md` draws it. A room may always import itself. */
const MAY: Readonly<Record<Exclude<Room, 'test'>, readonly Room[]>> = {
  foundation: [],
  contracts: [],
  texts: ['contracts', 'foundation'],
  devices: ['contracts', 'foundation'],
  flows: ['contracts', 'foundation', 'devices'],
  bank: ['contracts', 'foundation'],
  documents: ['contracts', 'foundation'],
  branch: ['contracts', 'foundation', 'bank', 'documents', 'texts'],
  host: ['contracts', 'foundation', 'texts', 'devices', 'flows', 'bank', 'documents'],
  renderer: ['contracts', 'texts'],
  electron: ['contracts', 'foundation', 'host'],
  launcher: ['contracts', 'foundation', 'devices', 'host', 'bank'],
};
const BOUND = ROOMS.filter((room) => room !== 'test');

/** A file of `flows` sees no more of a device than this. */
const targetIn = (room: Room): string =>
  room === 'devices' ? '#devices/card-reader/contract.ts' : `#${room}/thing.ts`;

type Seed = { readonly path: string; readonly source: string; readonly refusedAs: string | null };

const ARROW = 'lint/style/noRestrictedImports';
const use = (name: string) => `import { thing } from '${name}';\n\nexport const used = thing;\n`;

/** One file for each pair of rooms, by name and by way of a relative path; and the other rules worth a seed. */
const SEEDS: readonly Seed[] = [
  ...BOUND.flatMap((from) =>
    ROOMS.filter((to) => to !== from).map((to) => ({
      path: `${from}/seeds/to-${to}.ts`,
      source: use(targetIn(to)),
      refusedAs: MAY[from].includes(to) ? null : ARROW,
    })),
  ),
  ...BOUND.flatMap((from) =>
    ROOMS.filter((to) => to !== from).flatMap((to) => [
      { path: `${from}/seeds/way-to-${to}.ts`, source: use(`../../${to}/thing.ts`), refusedAs: ARROW },
      { path: `${from}/near-${to}.ts`, source: use(`../${to}/thing.ts`), refusedAs: ARROW },
    ]),
  ),
  ...BOUND.map((from) => ({
    path: `${from}/seeds/itself.ts`,
    source: use('./other.ts'),
    refusedAs: null,
  })),
  ...BOUND.map((from) => ({
    path: `${from}/seeds/shell.ts`,
    source: use('electron'),
    refusedAs: ARROW,
  })),
  { path: 'electron/main.ts', source: "await import('electron');\n", refusedAs: null },
  { path: 'electron/preload.ts', source: use('electron'), refusedAs: null },
  { path: 'host/composition.ts', source: use('#branch/thing.ts'), refusedAs: null },
  { path: 'host/journal/cli/branch-anchors.ts', source: use('#branch/thing.ts'), refusedAs: null },
  ...['driver.ts', 'sdt/contract.ts', 'transport/serial.ts', 'simulation/catalogue.ts'].map((file) => ({
    path: `flows/seeds/device-${file.replaceAll('/', '-')}`,
    source: use(`#devices/id-scanner/${file}`),
    refusedAs: ARROW,
  })),
  {
    path: 'flows/seeds/catalogue.ts',
    source: use('#devices/catalogue.ts'),
    refusedAs: ARROW,
  },
  {
    path: 'foundation/seeds/late.ts',
    source: "export const thing = await import('#host/thing.ts');\n",
    refusedAs: ARROW,
  },
  {
    path: 'foundation/seeds/through.ts',
    source: "export { thing } from '#host/thing.ts';\n",
    refusedAs: ARROW,
  },
  {
    path: 'host/seeds/loose.ts',
    source: `export const thing: ${'any'} = 1;\n`,
    refusedAs: 'lint/suspicious/noExplicitAny',
  },
  {
    path: 'host/seeds/insisting.ts',
    source: 'export const first = (all: readonly string[]): string => all[0]!;\n',
    refusedAs: 'lint/style/noNonNullAssertion',
  },
  {
    path: 'host/seeds/unheard.ts',
    source: 'async function work() {}\nexport const start = () => {\n  work();\n};\n',
    refusedAs: 'lint/nursery/noFloatingPromises',
  },
  {
    path: 'host/seeds/round-a.ts',
    source: "import { b } from './round-b.ts';\n\nexport const a = () => b;\n",
    refusedAs: 'lint/suspicious/noImportCycles',
  },
  {
    path: 'host/seeds/round-b.ts',
    source: "import { a } from './round-a.ts';\n\nexport const b = () => a;\n",
    refusedAs: 'lint/suspicious/noImportCycles',
  },
];

const report = z.looseObject({
  diagnostics: z.array(
    z.looseObject({
      category: z.string(),
      severity: z.string(),
      location: z.looseObject({ path: z.string() }),
    }),
  ),
});

/** Runs the linter as `npm run lint` does, over a folder; errors by file. It ends with code 1 when there are any. */
async function errorsIn(folder: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const program = join(CLONE, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const args = [program, 'lint', '--reporter=json', '--max-diagnostics=none', '.'];
  const out = await promisify(execFile)(process.execPath, args, {
    cwd: folder,
    maxBuffer: 67_108_864,
  }).then(
    ({ stdout }) => stdout,
    (failure: unknown) => (failure instanceof Error && 'stdout' in failure ? String(failure.stdout) : ''),
  );
  const found = new Map<string, string[]>();
  for (const { category, severity, location } of report.parse(JSON.parse(out)).diagnostics) {
    if (severity !== 'error' && severity !== 'fatal') continue;
    found.set(location.path, [...(found.get(location.path) ?? []), category]);
  }
  return found;
}

describe('the import arrows', () => {
  let folder = '';
  let errors: ReadonlyMap<string, readonly string[]>;
  beforeAll(async () => {
    folder = mkdtempSync(join(process.env.VESTIBULE_TEST_TMP ?? tmpdir(), 'arrows-'));
    for (const file of ['biome.json', '.gitignore', 'package.json'])
      copyFileSync(join(CLONE, file), join(folder, file));
    for (const { path, source } of SEEDS) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), source);
    }
    errors = await errorsIn(folder);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(SEEDS.filter(({ refusedAs }) => refusedAs !== null))('$path is refused', ({ path, refusedAs }) => {
    expect(errors.get(path) ?? []).toContain(refusedAs);
  });

  it('everything that is allowed passes, and nothing else was reported', () => {
    const refused = new Set(SEEDS.filter(({ refusedAs }) => refusedAs !== null).map(({ path }) => path));
    expect([...errors.keys()].filter((path) => !refused.has(path))).toEqual([]);
    expect(SEEDS.length - refused.size).toBeGreaterThan(25);
  });
});

/** Files that the rules above leave out, and what each may import on top of its room. */
const EXCEPTED: Readonly<
  Record<string, { readonly room: Exclude<Room, 'test'>; readonly more: readonly string[] }>
> = {
  'host/composition.ts': { room: 'host', more: ['#branch'] },
  'host/journal/cli/branch-anchors.ts': { room: 'host', more: ['#branch'] },
  'electron/main.ts': { room: 'electron', more: ['electron'] },
  'electron/preload.ts': { room: 'electron', more: ['electron'] },
  'electron/types.ts': { room: 'electron', more: ['electron'] },
};

describe('the files the arrows leave out', () => {
  it('are these and no others', () => {
    const config = z
      .looseObject({ overrides: z.array(z.looseObject({ includes: z.array(z.string()) })) })
      .parse(JSON.parse(read('biome.json')));
    const left = config.overrides.flatMap(({ includes }) => includes.filter((one) => one.startsWith('!')));
    expect(left.map((one) => one.slice(1)).sort()).toEqual(Object.keys(EXCEPTED).sort());
  });

  it.each(Object.entries(EXCEPTED))(
    '%s imports what its room may, and what it is left out for',
    (path, { room, more }) => {
      const allowed = [...MAY[room], room].map((name) => `#${name}`);
      const strange = importsOf(read(path)).filter(
        (name) =>
          !name.startsWith('.') &&
          !name.startsWith('node:') &&
          !(name.startsWith('#') && [...allowed, ...more].includes(name.split('/')[0] ?? '')) &&
          !more.includes(name) &&
          packageOf(name) === undefined,
      );
      expect(strange).toEqual([]);
    },
  );

  it('electron/types.ts imports types alone', () => {
    const statements =
      read('electron/types.ts').match(/^(?:import|export)\b.*from 'electron';|^export type \{/gm) ?? [];
    expect(statements.length).toBeGreaterThan(0);
    expect(read('electron/types.ts')).not.toMatch(/^(import|export) (?!type\b)[^\n]*from '/m);
  });
});

/** Packages of others and modules of Node that a room may use at all; rooms not named are free. */
const OUTSIDE: Readonly<Partial<Record<Room, RegExp>>> = {
  foundation: /^node:(fs|path)$/,
  contracts: /^zod$/,
  texts: /^intl-messageformat$/,
  flows: /^(xstate|pinyin-pro)$/,
};

describe('what a room uses of the world', () => {
  const own = projectFiles.filter((path) => isSource(path) && !/\.test(-data)?\.tsx?$/.test(path));

  it.each(Object.entries(OUTSIDE))('%s uses nothing but %s', (room, allowed) => {
    const strange = own
      .filter((path) => path.startsWith(`${room}/`))
      .flatMap((path) => importsOf(read(path)).map((name) => [path, name] as const))
      .filter(([, name]) => !/^[.#]/.test(name) && !allowed.test(name));
    expect(strange).toEqual([]);
  });

  it('what runs in a page uses nothing of Node', () => {
    const pages = own.filter(
      (path) =>
        /^(renderer|contracts|texts)\//.test(path) &&
        !/vite\.config|fonts-plugin|gallery\/write-docs/.test(path),
    );
    expect(pages.length).toBeGreaterThan(100);
    const strange = pages.filter((path) => importsOf(read(path)).some((name) => name.startsWith('node:')));
    expect(strange).toEqual([]);
  });

  it('finds imports of every form, so that the above see them', () => {
    const source = [
      "import 'side';",
      "import type { A } from 'types';",
      "import {\n  B,\n} from 'lines';",
      "export * from 'star';",
      "const c = await import('./late.ts');",
    ].join('\n');
    expect(importsOf(source).sort()).toEqual(['./late.ts', 'lines', 'side', 'star', 'types']);
  });
});
