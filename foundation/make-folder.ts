import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder private to this user, and what is missing above it, one by one; throws Node's error where it cannot.
 * Node's own recursive way never comes back from a file system that has the parent and still says ENOENT, as procfs does.
 */
export function makeFolder(path: string): void {
  if (isFolder(path)) return;
  const parent = dirname(path);
  if (parent !== path && !isFolder(parent)) makeFolder(parent);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (failure) {
    // Somebody may have made it meanwhile.
    if (!(failure instanceof Error && 'code' in failure && failure.code === 'EEXIST') || !isFolder(path))
      throw failure;
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // Not there, or behind something that may not be looked through: making it will say which.
    return false;
  }
}
