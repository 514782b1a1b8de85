import { existsSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { BRANCH_REFUSALS } from '#contracts/branch/refusal.ts';
import { HELP } from '#launcher/bootstrap/options.mjs';
import { PICTURES } from './pictures.ts';
import { CLONE, exists, projectFiles, ROOMS, read } from './repository.ts';

const pages = projectFiles.filter((path) => path.endsWith('.md'));

/** Links and pictures of a page, as they are written. */
const linksOf = (page: string): string[] =>
  [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target ?? '');

/** A heading as a link names it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

function isBroken(page: string, target: string): boolean {
  if (/^https?:/.test(target)) return false;
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page : join(dirname(page), path);
  if (!exists(file)) return true;
  if (anchor === undefined) return false;
  return ![...read(file).matchAll(/^#+ (.*)$/gm)].some(([, heading]) => anchorOf(heading ?? '') === anchor);
}

/** Paths of ours that a page names in code, `host/ids.ts` or `devices/link/`. Placeholders are no paths. */
const pathsIn = (text: string): string[] =>
  [...text.matchAll(/`([^`\n]+)`/g)]
    .flatMap(([, code]) => (code ?? '').split(/\s+/))
    .filter((word) => ROOMS.some((room) => word.startsWith(`${room}/`)) || /^(docs|profiles)\//.test(word))
    .filter((word) => !/[<>*{}…]|\.\.\./.test(word))
    .map((word) => word.replace(/[,;:.]$/, ''));

describe('the pages', () => {
  it('are the ones the README leads to, all of them', () => {
    const docs = pages.filter((path) => path.startsWith('docs/'));
    const led = new Set(linksOf('README.md').map((target) => target.split('#')[0]));
    expect(docs.filter((path) => !led.has(path))).toEqual([]);
    expect(docs.length).toBeGreaterThan(10);
  });

  it.each(pages)('%s: every link leads somewhere', (page) => {
    expect(linksOf(page).filter((target) => isBroken(page, target))).toEqual([]);
  });

  it.each(pages)('%s: every path it names is there', (page) => {
    const gone = pathsIn(read(page)).filter((path) => !existsSync(join(CLONE, path)));
    expect(gone).toEqual([]);
  });

  it('a link and a path that lead nowhere are found', () => {
    expect(isBroken('README.md', 'docs/nowhere.md')).toBe(true);
    expect(isBroken('docs/map.md', '#no-such-heading')).toBe(true);
    expect(isBroken('docs/map.md', '#one-way-round')).toBe(false);
    expect(pathsIn('see `host/nowhere.ts` and `devices/<kind>/`, `npm test -- devices/link`')).toEqual([
      'host/nowhere.ts',
      'devices/link',
    ]);
  });
});

describe('the README', () => {
  const readme = read('README.md');

  it('opens with the two commands', () => {
    const lines = readme.split('\n').filter((line) => line.trim() !== '');
    expect(lines.slice(1, 3).map((line) => line.trim().split(/\s{2,}/)[0])).toEqual([
      'npm start',
      'npm test',
    ]);
  });

  it('lists the options that npm start has', () => {
    const listed = [...readme.matchAll(/^\| `(--[a-z-]+)/gm)].map(([, option]) => option);
    const known = [...HELP.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option]) => option);
    expect(known.length).toBeGreaterThan(6);
    expect(listed.sort()).toEqual(known.sort());
  });

  it('shows nine screens, small, each taken from an example that is there', () => {
    const shown = [...readme.matchAll(/!\[[^\]]+\]\(docs\/pictures\/([a-z-]+)\.png\)/g)].map(
      ([, name]) => name,
    );
    expect(shown.sort()).toEqual(PICTURES.map(([file]) => file).sort());
    expect(shown).toHaveLength(9);
    expect(globSync('docs/pictures/*', { cwd: CLONE })).toHaveLength(9);
  });
});

describe('docs/dependencies.md', () => {
  const versions = z.record(z.string(), z.string());
  const manifest = z
    .looseObject({ dependencies: versions, devDependencies: versions, optionalDependencies: versions })
    .parse(JSON.parse(read('package.json')));
  const lock = z
    .looseObject({ packages: z.record(z.string(), z.looseObject({ license: z.string().optional() })) })
    .parse(JSON.parse(read('package-lock.json')));
  const rows = [
    ...read('docs/dependencies.md').matchAll(
      /^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm,
    ),
  ];
  const told = rows.map(([, name = '', version = '', licence = '']) => [
    name,
    version.trim(),
    licence.trim(),
  ]);

  it('names every package by version and licence, and no other', () => {
    const named = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
    const expected = Object.entries(named).map(([name, version]) => [
      name,
      version,
      lock.packages[`node_modules/${name}`]?.license ?? 'unknown',
    ]);
    expect(told.sort()).toEqual(expected.sort());
  });

  it('says of each why it is there and what would take its place', () => {
    for (const [, , , , why = '', instead = ''] of rows) {
      expect(why.trim()).not.toBe('');
      expect(instead.trim()).not.toBe('');
    }
  });
});

describe('docs/security.md', () => {
  const rows = [
    ...read('docs/security.md').matchAll(/^\| ([EBDRAI]\d[^|]*) \| [^|]+ \| ([^|]+) \|([^|]*)\|$/gm),
  ];
  /** How many requirements each letter has. */
  const COUNTS = { E: 16, B: 14, D: 16, R: 22, A: 11, I: 11 } as const;

  /** `R20, R21` or `B10 to B13`, one by one. */
  const numbered = (cell: string): string[] =>
    cell.split(', ').flatMap((part) => {
      const [first = '', last = first] = part.trim().split(' to ');
      const [from, to] = [Number(first.slice(1)), Number(last.slice(1))];
      return Array.from({ length: to - from + 1 }, (_, more) => `${first[0]}${from + more}`);
    });

  it('has every requirement once', () => {
    const told = rows.flatMap(([, cell = '']) => numbered(cell));
    const expected = Object.entries(COUNTS).flatMap(([letter, count]) =>
      Array.from({ length: count }, (_, index) => `${letter}${index + 1}`),
    );
    expect(told.sort()).toEqual(expected.sort());
  });

  it('names a test for whatever it calls held', () => {
    for (const [, id, state = '', by = ''] of rows) {
      expect(['held', 'partly', 'not yet', 'none here']).toContain(state.trim());
      if (state.trim() !== 'held') continue;
      const tests = pathsIn(by).filter((path) => /\.test\.tsx?$/.test(path));
      expect([id, tests.length > 0]).toEqual([id, true]);
    }
  });
});

describe('docs/branch.md', () => {
  it('names every refusal that a terminal or page must tell apart', () => {
    const page = read('docs/branch.md');
    const ordinary =
      /^(bad|not[A-Z]|bodyTooLarge|notFound|internal|storeUnavailable|pagesMissing|tooMany|enrolmentCode|notYours)/;
    expect(BRANCH_REFUSALS.filter((code) => !ordinary.test(code) && !page.includes(code))).toEqual([]);
  });
});
