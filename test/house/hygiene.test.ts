import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { isSource, isTest, projectFiles, read, textFiles } from './repository.ts';

type Rule = {
  readonly what: string;
  /** Which files it looks at. */
  readonly files: (path: string) => boolean;
  readonly pattern: RegExp;
  /** Matches that are right, by what they are. */
  readonly but?: (match: string) => boolean;
  /** A line in which it must find something, and one in which it must not. */
  readonly seeded: string;
  readonly harmless: string;
};

const isCode = (path: string) => /\.(ts|tsx|mjs)$/.test(path);
const shipped = (path: string) => !isTest(path) && path !== 'package-lock.json';
/** It has the words it looks for in it. */
const SELF = 'test/house/hygiene.test.ts';

/** Names that lead nowhere by themselves: this machine, RFC 2606, and names of formats that nobody fetches. */
const LEADS_NOWHERE =
  /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\]|[\w.-]+\.(example|invalid|test)|example\.(org|com)|PORT|\$\{)|^http:\/\/(www\.w3\.org\/|www\.apache\.org\/licenses|(www|ns)\.adobe\.com\/|purl\.org\/dc\/)|^https:\/\/json-schema\.org\//;

const RULES: readonly Rule[] = [
  {
    what: 'a path of somebody’s machine',
    files: shipped,
    pattern:
      /(?<![\w.$}~-])(?:\/(?:work|root|home|Users|mnt|srv|workspace|builds?)\/|[A-Za-z]:\\+Users\\+)[\w.-]+/g,
    seeded: "const folder = '/home/li/vestibule';",
    harmless: "const file = './home/page.ts'; // host/work/thing",
  },
  {
    what: 'a path of a machine it was tested on',
    // Tests of path rules have invented people's homes.
    files: isTest,
    pattern: /(?<![\w.$}~-])\/(?:work|workspace|mnt|srv|builds?)\/[\w.-]+/g,
    seeded: "const clone = '/work/vestibule';",
    harmless: "home: '/home/li', to: '../work/thing'",
  },
  {
    what: 'the address of a package registry',
    files: (path) => !isTest(path),
    pattern: /\bregistry\.[a-z0-9-]+\.[a-z]+|\bnpmmirror\b|\/-\/[\w.-]+\.tgz/g,
    seeded: 'https://registry.npmjs.org/zod/-/zod-4.0.0.tgz',
    harmless: 'npm config set registry ...',
  },
  {
    what: 'a browser without its sandbox',
    files: (path) => path !== 'test/support/browser.ts' && path !== 'electron/admission.test.ts',
    pattern: /--no-sandbox/g,
    seeded: "args: ['--no-sandbox']",
    harmless: '--sandbox',
  },
  {
    what: 'an address out in the world',
    files: (path) => shipped(path) && path !== 'LICENSE',
    pattern: /https?:\/\/[^\s'"`<>)]+/g,
    // Read by people, opened by nobody: where Node.js is had.
    but: (match) => LEADS_NOWHERE.test(match) || match === 'https://nodejs.org',
    seeded: "await fetch('http://cdn.somewhere.net/lib.js')",
    harmless: "const url = 'http://127.0.0.1:8460/'; // https://bank.example/",
  },
  {
    what: 'a folder made in the way that may never come back (foundation/make-folder.ts)',
    // Bootstrap is plain JavaScript on its own clone.
    files: (path) => /\.tsx?$/.test(path) && !isTest(path) && !/^test\/|test-support/.test(path),
    pattern: /mkdir(?:Sync)?\([^;]*recursive: true/g,
    seeded: 'mkdirSync(folder, { recursive: true, mode: 0o700 });',
    harmless: 'rmSync(folder, { recursive: true })',
  },
  {
    what: 'a promise to do it later',
    files: () => true,
    pattern: /\b(?:TODO|FIXME|XXX|HACK)\b/g,
    seeded: '// TODO: check',
    harmless: '// to do this twice is harmless',
  },
  {
    what: 'a way around the compiler',
    files: isCode,
    pattern: /@ts-(?:ignore|nocheck|expect-error)\b|\bas any\b|<any>/g,
    seeded: 'const x = y as any;',
    harmless: 'as anybody would; /** any free port */',
  },
  {
    what: 'a wait of its own instead of the clock that is handed in',
    // The bootstrap runs before there is a clock to hand in; the page's build has none.
    files: (path) =>
      isCode(path) &&
      shipped(path) &&
      !path.startsWith('launcher/bootstrap/') &&
      path !== 'foundation/clock.ts' &&
      path !== 'renderer/clock.ts',
    pattern: /(?<![.\w])(?:setTimeout|setInterval)\(|\bDate\.now\(|\bperformance\.now\(|\bnew Date\(\)/g,
    seeded: 'setTimeout(run, 10)',
    harmless: 'clock.setTimeout(run, 10); this.setTimeout(run); new Date(clock.wall())',
  },
  {
    what: 'HTML made of text',
    files: (path) => isCode(path) && shipped(path),
    pattern: /dangerouslySetInnerHTML|\.innerHTML\b|insertAdjacentHTML|document\.write\(/g,
    seeded: 'node.innerHTML = name',
    harmless: 'node.textContent = name',
  },
  {
    what: 'a way out of the page',
    files: (path) =>
      /^renderer\/(customer|bench|lobby|board|phone|ui|bridge)\//.test(path) &&
      isSource(path) &&
      shipped(path),
    pattern:
      /<a\b|<iframe|<form\b|<input\b[^>]*type="file"|\bdownload=|\btarget=|mailto:|window\.(?:open|print)\(|\bshow(?:Open|Save)FilePicker|navigator\.(?:clipboard|share)/g,
    seeded: '<a href="https://bank.example/">',
    harmless: '<article aria-label="target">',
  },
  {
    what: 'a memory of the browser that outlives a customer',
    files: (path) => path.startsWith('renderer/') && isCode(path) && shipped(path),
    pattern: /\b(?:localStorage|sessionStorage|indexedDB|document\.cookie|caches\.|serviceWorker)\b/g,
    seeded: 'localStorage.setItem(1)',
    harmless: 'a local store',
  },
];

const findings = (rule: Rule, text: string): string[] =>
  [...text.matchAll(rule.pattern)].map(([match]) => match).filter((match) => !rule.but?.(match));

describe.each(RULES)('nowhere stands $what', (rule) => {
  it('in the files it must not stand in', () => {
    const looked = textFiles.filter((path) => path !== SELF && rule.files(path));
    expect(looked.length).toBeGreaterThan(10);
    expect(looked.flatMap((path) => findings(rule, read(path)).map((match) => `${path}: ${match}`))).toEqual(
      [],
    );
  });

  it('and the rule finds what it is for, and only that', () => {
    expect(findings(rule, rule.seeded)).not.toEqual([]);
    expect(findings(rule, rule.harmless)).toEqual([]);
  });
});

describe('the lockfile', () => {
  const lock = z
    .looseObject({
      lockfileVersion: z.literal(3),
      packages: z.record(
        z.string(),
        z.looseObject({
          resolved: z.string().optional(),
          integrity: z.string().optional(),
          link: z.boolean().optional(),
        }),
      ),
    })
    .parse(JSON.parse(read('package-lock.json')));
  const packages = Object.entries(lock.packages).filter(([path]) => path !== '');

  it('names no address, so that it installs from wherever npm is told to', () => {
    expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
    expect(read('package-lock.json')).not.toMatch(/\.tgz|registry/);
  });

  it('names what every package must hash to', () => {
    expect(packages.length).toBeGreaterThan(200);
    const without = packages.filter(([, { integrity, link }]) => integrity === undefined && link !== true);
    expect(without.map(([path]) => path)).toEqual([]);
  });
});

/** Sources longer than this are looked at twice; a longer one stands here with its reason. */
const LONGEST = 400;
const LONG_ON_PURPOSE: Readonly<Record<string, string>> = {};

describe('one file, one idea', () => {
  const sources = projectFiles.filter(isSource);
  const lines = (path: string) => read(path).split('\n').length - 1;

  it(`no source has more than ${LONGEST} lines`, () => {
    expect(sources.length).toBeGreaterThan(400);
    const long = sources.filter((path) => lines(path) > LONGEST && !(path in LONG_ON_PURPOSE));
    expect(long.map((path) => `${path}: ${lines(path)}`)).toEqual([]);
  });

  it('and none is excused that no longer needs it', () => {
    expect(
      Object.keys(LONG_ON_PURPOSE).filter((path) => !sources.includes(path) || lines(path) <= LONGEST),
    ).toEqual([]);
  });

  it('what the linter is told to overlook is told why', () => {
    const bare = sources.flatMap((path) =>
      [...read(path).matchAll(/biome-ignore(?:-all|-start)?\s+[\w/]+(.*)/g)]
        .filter(([, reason]) => !/^:\s+\S.{9,}/.test(reason ?? ''))
        .map(() => path),
    );
    expect(bare).toEqual([]);
  });
});
