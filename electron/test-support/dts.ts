import { readFileSync } from 'node:fs';

/** Electron's own list of what can be asked of it: the types of the installed version. */
export const electronTypes = (): string =>
  readFileSync(new URL('../../node_modules/electron/electron.d.ts', import.meta.url), 'utf8');

/** Every name in the union of string literals that follows `permission:` in a handler's type. */
export function permissionNames(
  setter: 'setPermissionRequestHandler' | 'setPermissionCheckHandler',
): string[] {
  const types = electronTypes();
  const start = types.indexOf(`    ${setter}(handler:`);
  const line = types.slice(start, types.indexOf('\n', start));
  const union = /permission: ((?:'[^']+'(?: \| )?)+)/.exec(line)?.[1] ?? '';
  return [...union.matchAll(/'([^']+)'/g)].map(([, name]) => name ?? '');
}
