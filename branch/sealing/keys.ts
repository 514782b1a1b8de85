import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { BranchStore } from '../store/store.ts';
import { BranchSeal, SEAL_KEY_BYTES, sealKeyId } from './seal.ts';

/** Where the key lies: in a file of this machine, or, where instances share a database and no file was named, in it. */
export type SealKeyPlace = { readonly file: string | null; readonly dataDir: string };

/** Details name the file, or the key's id. */
export type SealKeyProblem = CodedError<'sealKeyUnreadable' | 'sealKeyMissing'>;

/**
 * The service's own key. Alone on its store it has one in its data folder, made at the first start. Instances that
 * share a database are given one file (`--seal-key`); without it they share one that lies in the database, which keeps
 * a copied table unreadable but not a copied database. A database whose texts were sealed by a file's key is opened
 * with that file or not at all: half a service that cannot read its drafts would be worse.
 */
export async function openSeal(
  store: BranchStore,
  clock: Clock,
  { file, dataDir }: SealKeyPlace,
): Promise<Result<BranchSeal, SealKeyProblem>> {
  const path = file ?? (store.engine === 'sqlite' ? join(dataDir, 'seal.key') : null);
  if (path === null) return sharedInDatabase(store, clock);
  const key = file === null ? readOrMake(path) : readKey(path);
  if (!key) return err({ code: 'sealKeyUnreadable', detail: path });
  return store.write(async ({ db }) => {
    const known = await db.selectFrom('seal_keys').selectAll().execute();
    const id = sealKeyId(key);
    const other = known.find((row) => row.held === null && row.id !== id);
    if (other) return err({ code: 'sealKeyMissing', detail: other.id });
    if (!known.some((row) => row.id === id))
      await db.insertInto('seal_keys').values({ id, held: null, created_at: clock.wall() }).execute();
    const older = known.flatMap(({ held }) => (held === null ? [] : [Buffer.from(held, 'base64url')]));
    return ok(new BranchSeal([key, ...older]));
  });
}

async function sharedInDatabase(
  store: BranchStore,
  clock: Clock,
): Promise<Result<BranchSeal, SealKeyProblem>> {
  return store.write(async ({ db }) => {
    const known = await db.selectFrom('seal_keys').selectAll().orderBy('created_at').execute();
    const inFile = known.find(({ held }) => held === null);
    if (inFile) return err({ code: 'sealKeyMissing', detail: inFile.id });
    const [first, ...more] = known.flatMap(({ held }) =>
      held === null ? [] : [Buffer.from(held, 'base64url')],
    );
    if (first) return ok(new BranchSeal([first, ...more]));
    const key = randomBytes(SEAL_KEY_BYTES);
    await db
      .insertInto('seal_keys')
      .values({ id: sealKeyId(key), held: key.toString('base64url'), created_at: clock.wall() })
      .execute();
    return ok(new BranchSeal([key]));
  });
}

/** 32 bytes as base64url, on one line; undefined for anything else. */
function readKey(path: string): Buffer | undefined {
  try {
    const text = readFileSync(path, 'utf8').trim();
    if (!/^[A-Za-z0-9_-]{43}=?$/.test(text)) return undefined;
    const key = Buffer.from(text, 'base64url');
    return key.length === SEAL_KEY_BYTES ? key : undefined;
  } catch {
    return undefined;
  }
}

/** Made once, readable for this user alone; whoever comes second reads what the first wrote. */
function readOrMake(path: string): Buffer | undefined {
  try {
    const file = openSync(path, 'wx', 0o600);
    try {
      writeSync(file, `${randomBytes(SEAL_KEY_BYTES).toString('base64url')}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (failure) {
    if (!(failure instanceof Error && 'code' in failure && failure.code === 'EEXIST')) return undefined;
  }
  return readKey(path);
}
