import { realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import type { PageRole } from '#contracts/bridge/messages.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { originOf } from '../origins.ts';
import { WAITING_STYLE_PATH } from './waiting-page.ts';

/** Longer than any address of ours; counted before anything is parsed. */
const LONGEST_ADDRESS = 512;
/** What the build names files with. Neither a separator nor a colon nor a percent sign is among it. */
const FILE_NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;

export type Resolved =
  | { readonly kind: 'page' | 'waitingStyle' }
  | { readonly kind: 'asset'; readonly file: string };
export type ResolveFault = 'tooLong' | 'notOurs' | 'notThere';

/**
 * From an address a page asked for to what is served: the page itself at `/`, or a file directly in `assets`. A file is
 * looked at as it really lies, so that no link leads out of the folder.
 */
export function resolvePage(
  role: PageRole,
  pagesDir: string,
  address: string,
): Result<Resolved, ResolveFault> {
  if (address.length > LONGEST_ADDRESS) return err('tooLong');
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || `${url.protocol}//${url.host}` !== originOf(role)) return err('notOurs');
  if (url.username !== '' || url.password !== '' || url.search !== '') return err('notOurs');
  if (url.pathname === '/') return ok({ kind: 'page' });
  if (url.pathname === WAITING_STYLE_PATH) return ok({ kind: 'waitingStyle' });
  const [before, folder, name, ...more] = url.pathname.split('/');
  if (before !== '' || folder !== 'assets' || name === undefined || more.length > 0) return err('notThere');
  if (!FILE_NAME.test(name)) return err('notThere');
  const file = within(join(pagesDir, 'assets'), name);
  return file === undefined ? err('notThere') : ok({ kind: 'asset', file });
}

/** The file's real path when it lies in the folder, links followed. */
function within(folder: string, name: string): string | undefined {
  try {
    const root = realpathSync(folder);
    const file = realpathSync(join(root, name));
    const path = relative(root, file);
    const outside = path === '' || path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path);
    return outside || !statSync(file).isFile() ? undefined : file;
  } catch {
    return undefined;
  }
}
