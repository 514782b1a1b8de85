import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Whether a file is a database by its name. */
export const isDatabase = (file: string): boolean => /\.(sqlite|db)$/.test(file);

/**
 * Every row of every table in the order it was written. In the file itself a page fills from its end and a row may be
 * cut, so what stands in several rows, such as a number typed digit by digit, is not to be seen there.
 */
export function rowsOf(file: string): Buffer {
  const copy = mkdtempSync(join(tmpdir(), 'rows-'));
  try {
    for (const part of [file, `${file}-wal`]) if (existsSync(part)) cpSync(part, join(copy, basename(part)));
    const database = new DatabaseSync(join(copy, basename(file)));
    try {
      const tables = database.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).all();
      return Buffer.concat(tables.flatMap(({ name }) => valuesOf(database, String(name))));
    } finally {
      database.close();
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

const valuesOf = (database: DatabaseSync, table: string): Buffer[] =>
  database
    .prepare(`SELECT * FROM "${table.replaceAll('"', '""')}"`)
    .all()
    .flatMap((row) =>
      Object.values(row).flatMap((value) => [
        value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value)),
        Buffer.from('\n'),
      ]),
    );
