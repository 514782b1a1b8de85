import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { makeFolder } from '#foundation/make-folder.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';

/** 32 random bytes and more, as text that fits a header. */
const key = z.string().regex(/^[A-Za-z0-9_-]{43,128}$/);

const keysSchema = z.strictObject({
  /** With it the bank books appointments (bearer token). */
  bookingKey: key,
  /** With it an adapter of beacons signs what it saw (HMAC-SHA-256). */
  presenceSecret: key,
});

/** What programs outside the house prove themselves with. The same file serves all instances of a database. */
export type IntegrationKeys = z.infer<typeof keysSchema>;

export const KEYS_FILE = 'integration-keys.json';

export type KeysError = CodedError<'keysUnusable'>;

/**
 * The keys in the file, or in the data folder's own, which is made with new ones where there is none, readable by its
 * owner alone. The detail of an error names the file, never what is in it.
 */
export function integrationKeys(dataDir: string, file?: string): Result<IntegrationKeys, KeysError> {
  const path = file ?? join(dataDir, KEYS_FILE);
  try {
    if (file === undefined) makeOnce(path);
    const read = keysSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return read.success ? ok(read.data) : err({ code: 'keysUnusable', detail: path });
  } catch {
    return err({ code: 'keysUnusable', detail: path });
  }
}

/** Whole or not at all: of two programs that start at once the second one finds the first one's. */
function makeOnce(path: string): void {
  makeFolder(dirname(path));
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const handle = openSync(draft, 'wx', 0o600);
  try {
    const made: IntegrationKeys = {
      bookingKey: randomBytes(32).toString('base64url'),
      presenceSecret: randomBytes(32).toString('base64url'),
    };
    writeSync(handle, `${JSON.stringify(made, null, 2)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  try {
    linkSync(draft, path);
  } catch (failure) {
    const there = failure instanceof Error && 'code' in failure && failure.code === 'EEXIST';
    if (!there) throw failure;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Compares hashes, so that the time taken says nothing about the key. */
export function isBearer(header: string | undefined, bookingKey: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(header ?? ''), digest(`Bearer ${bookingKey}`));
}
