import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { err } from '#foundation/result.ts';
import { resolvePage } from './resolve.ts';

let folder: string;
let pages: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'resolve-'));
  pages = join(folder, 'pages');
  mkdirSync(join(pages, 'assets', 'deeper'), { recursive: true });
  mkdirSync(join(folder, 'elsewhere'));
  writeFileSync(join(folder, 'secret.js'), 'secret');
  writeFileSync(join(folder, 'elsewhere', 'x.js'), 'secret');
  writeFileSync(join(pages, 'customer.html'), 'page');
  writeFileSync(join(pages, 'assets', 'a-1_b.js'), 'asset');
  writeFileSync(join(pages, 'assets', '.hidden'), 'secret');
  writeFileSync(join(pages, 'assets', 'deeper', 'x.js'), 'secret');
  symlinkSync(join(folder, 'secret.js'), join(pages, 'assets', 'link.js'));
  symlinkSync(join('..', '..', 'secret.js'), join(pages, 'assets', 'relative.js'));
  symlinkSync(join(folder, 'elsewhere'), join(pages, 'assets', 'folder'));
  symlinkSync(join(pages, 'assets', 'a-1_b.js'), join(pages, 'assets', 'inside.js'));
  symlinkSync(join(folder, 'nowhere'), join(pages, 'assets', 'broken.js'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const at = (address: string) => resolvePage('customer', pages, address);
const BASE = 'vestibule://customer';

describe('an address', () => {
  test('of ours leads to the page or to a file of the build', () => {
    expect(at(`${BASE}/`)).toEqual({ ok: true, value: { kind: 'page' } });
    expect(at(`${BASE}/waiting.css`)).toEqual({ ok: true, value: { kind: 'waitingStyle' } });
    const file = realpathSync(join(pages, 'assets', 'a-1_b.js'));
    expect(at(`${BASE}/assets/a-1_b.js`)).toEqual({ ok: true, value: { kind: 'asset', file } });
    // A link is where it leads to, and this one leads inside.
    expect(at(`${BASE}/assets/inside.js`)).toEqual({ ok: true, value: { kind: 'asset', file } });
  });

  test.each([
    'vestibule://bench/',
    'vestibule://customer.evil/',
    'vestibule://customer:1/',
    'vestibule://user@customer/',
    'vestibule://:password@customer/',
    'vestibule://CUSTOMER/',
    'vestibules://customer/',
    'https://customer/',
    'file:///etc/passwd',
    'vestibule:customer',
    'vestibule:///',
    'not an address',
    '',
    `${BASE}/?query`,
    `${BASE}/assets/a-1_b.js?v=1`,
  ])('of another place is refused: %s', (address) => {
    expect(at(address)).toEqual(err('notOurs'));
  });

  test.each([
    '/customer.html',
    '/assets',
    '/assets/',
    '/assets/nothing.js',
    '/assets/.hidden',
    '/assets/deeper/x.js',
    '/assets/deeper',
    '/assets//a-1_b.js',
    '//assets/a-1_b.js',
    '/assets/link.js',
    '/assets/relative.js',
    '/assets/folder',
    '/assets/folder/x.js',
    '/assets/broken.js',
    '/assets/../customer.html',
    '/assets/../assets',
    '/assets/../../secret.js',
    '/assets/%2e%2e/%2e%2e/secret.js',
    '/assets/..%2f..%2fsecret.js',
    '/assets/%2e%2e%2f%2e%2e%2fsecret.js',
    '/assets/%252e%252e%252fsecret.js',
    '/assets/..%5c..%5csecret.js',
    '/assets/..\\..\\secret.js',
    '/assets/a-1_b.js%00.png',
    '/assets/%00',
    '/assets/C:',
    '/assets/C:%5cWindows%5cwin.ini',
    '/C:/Windows/win.ini',
    '/assets/a-1_b.js::$DATA',
    '/assets/a%2D1_b.js',
    '/assets/con .js',
    '/assets/%F0%9F%92%A9',
    '/assets/~',
    '/etc/passwd',
  ])('that leads anywhere else is not there: %s', (path) => {
    const resolved = at(`${BASE}${path}`);
    expect(resolved).toEqual(err('notThere'));
  });

  test('of 10 kB is not even parsed', () => {
    expect(at(`${BASE}/assets/${'a'.repeat(10_000)}`)).toEqual(err('tooLong'));
    expect(at(`${BASE}/assets/${'../'.repeat(3_300)}`)).toEqual(err('tooLong'));
  });

  test('never leads out of the assets, whatever it is', () => {
    const root = realpathSync(join(pages, 'assets'));
    const piece = fc.oneof(
      fc.constantFrom(
        '..',
        '.',
        '%2e%2e',
        '%2e',
        '%2f',
        '%5c',
        '\\',
        '/',
        '%00',
        '\0',
        'C:',
        'assets',
        'a-1_b.js',
      ),
      fc.constantFrom(
        'link.js',
        'relative.js',
        'folder',
        'inside.js',
        'secret.js',
        'x.js',
        '?',
        '#',
        '@',
        ':',
        '%',
      ),
      fc.string({ maxLength: 6 }),
    );
    const path = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    const separated = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('/'));
    const inAssets = path.map((rest) => `assets/${rest}`);
    fc.assert(
      fc.property(fc.oneof(path, separated, inAssets), (rest) => {
        const resolved = at(`${BASE}/${rest}`);
        if (!resolved.ok || resolved.value.kind !== 'asset') return;
        const inside = relative(root, resolved.value.file);
        expect(inside.split(sep)).not.toContain('..');
        expect(inside).toMatch(/^[^/\\]+$/);
      }),
      { numRuns: 5_000 },
    );
  });
});
