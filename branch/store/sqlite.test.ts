import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { STORE_VERSION } from './migrate.ts';
import { openSqliteStore } from './sqlite.ts';
import { type BranchStore, currentNumber, nextNumber } from './store.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vestibule-store-'));
  file = join(folder, 'branch', 'branch.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function open(): Promise<BranchStore> {
  const store = await openSqliteStore(file);
  if (!store.ok) throw new Error(store.error.code);
  return store.value;
}

describe('the embedded store', () => {
  it('reaches the disk before it answers, and is readable by its user alone', async () => {
    const store = await open();
    const pragma = async (name: string) => {
      const { rows } = await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(store.db);
      return Object.values(rows[0] ?? {})[0];
    };
    expect(await pragma('journal_mode')).toBe('wal');
    expect(await pragma('synchronous')).toBe(2);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'branch')).mode & 0o777).toBe(0o700);
    await store.close();
  });

  it('opens again with what it held', async () => {
    const first = await open();
    expect([
      await nextNumber(first.db, 'a'),
      await nextNumber(first.db, 'a'),
      await nextNumber(first.db, 'b'),
    ]).toEqual([1, 2, 1]);
    await first.close();
    const second = await open();
    expect(await currentNumber(second.db, 'a')).toBe(2);
    expect(await currentNumber(second.db, 'never')).toBe(0);
    await second.close();
  });

  it('a number taken in a transaction that fails was not taken', async () => {
    const store = await open();
    await expect(
      store.db.transaction().execute(async (tx) => {
        await nextNumber(tx, 'a');
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await nextNumber(store.db, 'a')).toBe(1);
    await store.close();
  });

  it('a newer program wrote it: left alone', async () => {
    await (await open()).close();
    const other = new DatabaseSync(file);
    other.exec(`update store_version set version = ${STORE_VERSION + 1}`);
    other.close();
    expect(await openSqliteStore(file)).toEqual({ ok: false, error: { code: 'storeTooNew', detail: file } });
  });

  it.each([
    [
      'no database at all',
      () => Buffer.from('this is not a database, it is a letter to the bank'.repeat(40)),
    ],
    ['nothing but the first page left', () => damaged(readFileSync(file), 4096)],
    ['a damaged page that nothing asks for yet', () => damaged(readFileSync(file), -4096)],
  ])('%s: said so, never replaced by an empty one', async (_, content) => {
    const store = await open();
    for (let n = 0; n < 200; n++) await nextNumber(store.db, `counter ${n} ${'x'.repeat(200)}`);
    await store.close();
    writeFileSync(file, content());
    const before = readFileSync(file);
    const opened = await openSqliteStore(file);
    expect(opened.ok ? 'ok' : opened.error.code).toBe('storeCorrupt');
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it.each([
    ['a folder stands where the file belongs', () => mkdirSync(file, { recursive: true })],
    ['a file stands where the folder belongs', () => writeFileSync(join(folder, 'branch'), '')],
  ])('%s: said so', async (_, prepare) => {
    prepare();
    const opened = await openSqliteStore(file);
    expect(opened.ok ? 'ok' : opened.error.code).toBe('dataUnwritable');
    if (!opened.ok) expect(opened.error.detail).toContain(file);
  });
});

/** Overwrites everything from an offset on with noise, as a failing disk may. */
function damaged(content: Buffer, from: number): Buffer {
  const good = content.subarray(0, from);
  return Buffer.concat([good, Buffer.alloc(content.length - good.length, 0xa5)]);
}
