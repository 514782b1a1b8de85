import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder this project was cloned into. */
export const CLONE = fileURLToPath(new URL('../..', import.meta.url));

/** The rooms of `docs/map.md`, ground floor first. */
export const ROOMS = [
  'foundation',
  'contracts',
  'texts',
  'devices',
  'flows',
  'bank',
  'documents',
  'branch',
  'host',
  'renderer',
  'electron',
  'launcher',
  'test',
] as const;
export type Room = (typeof ROOMS)[number];

const NOT_OURS = new Set(['.git', 'node_modules', 'dist', 'coverage', '.stamps']);

/** Paths of everything that belongs to the project, as git has it; in a copy without git, everything not ignored. */
export const projectFiles: readonly string[] = listed().filter(
  (path) => existsSync(join(CLONE, path)) && statSync(join(CLONE, path)).isFile(),
);

function listed(): string[] {
  try {
    const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
    const out = execFileSync('git', args, {
      cwd: CLONE,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return out.split('\0').filter((path) => path !== '');
  } catch {
    return walk('');
  }
}

function walk(folder: string): string[] {
  return readdirSync(join(CLONE, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (NOT_OURS.has(entry.name)) return [];
    return entry.isDirectory() ? walk(path) : [path];
  });
}

export const read = (path: string): string => readFileSync(join(CLONE, path), 'utf8');
export const exists = (path: string): boolean => existsSync(join(CLONE, path));

const SOURCE = new Set(['.ts', '.tsx', '.mjs', '.css', '.html']);
export const isSource = (path: string): boolean => SOURCE.has(extname(path));

const PICTURE = new Set(['.png', '.woff2', '.wav']);
/** Every file of words: source, documents, settings. */
export const textFiles = projectFiles.filter((path) => !PICTURE.has(extname(path)));

/** Files that exist for tests alone, wherever they stand. */
export const isTest = (path: string): boolean =>
  path.startsWith('test/') ||
  /\.test\.tsx?$|\.test-data\.ts$|(^|\/)test-(support|kit|stand)(\/|\.ts$)/.test(path);

/** What a module imports or exports from: the literal names, also of `import()`. */
export function importsOf(source: string): string[] {
  const found = source.matchAll(/^\s*(?:import|export)\b[^'";]*?\bfrom\s+'([^']+)'/gm);
  const bare = source.matchAll(/(?:^\s*import\s+|\bimport\()'([^']+)'/gm);
  return [...found, ...bare].flatMap(([, name]) => (name === undefined ? [] : [name]));
}

/** The package of a bare import: `@scope/name` or `name`; undefined for our own files and Node's modules. */
export function packageOf(name: string): string | undefined {
  if (/^[.#/]|^node:|^virtual:/.test(name)) return undefined;
  const [first = '', second = ''] = name.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}
