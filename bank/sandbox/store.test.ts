import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ManualClock } from '#foundation/clock.ts';
import { temporaryFolder } from '../test-kit.ts';
import { bookDay, seedOnce, startDay } from './seed.ts';
import { openStore, type Store } from './store.ts';

function opened(folder: string): Store {
  const store = openStore(folder);
  if (!store.ok) throw new Error(store.error.code);
  return store.value;
}

const count = z.object({ n: z.number() });
const ENTRY = `INSERT INTO ledger (at, idempotency_key, action, operation_ref, customer_ref, card_ref) VALUES ('t', ?, 'blockCard', 'o', 'c', 'd')`;

describe('the books', () => {
  it('are on disk before a transaction ends, and whole or not at all', () => {
    const folder = temporaryFolder();
    const store = opened(folder);
    expect(store.one(z.object({ synchronous: z.number() }), 'PRAGMA synchronous')).toEqual({
      synchronous: 2,
    });
    expect(store.one(z.object({ journal_mode: z.string() }), 'PRAGMA journal_mode')).toEqual({
      journal_mode: 'wal',
    });
    store.transaction(() => store.run(ENTRY, 'one'));
    expect(() =>
      store.transaction(() => {
        store.run(ENTRY, 'two');
        throw new Error('in the middle');
      }),
    ).toThrow('in the middle');
    store.close();
    const again = opened(folder);
    expect(again.one(count, 'SELECT count(*) AS n FROM ledger')).toEqual({ n: 1 });
    again.close();
  });

  it('have a ledger that can only grow', () => {
    const store = opened(temporaryFolder());
    store.run(ENTRY, 'one');
    expect(() => store.run(`UPDATE ledger SET card_ref = 'x'`)).toThrow('append-only');
    expect(() => store.run('DELETE FROM ledger')).toThrow('append-only');
    expect(() => store.run(ENTRY, 'one')).toThrow('UNIQUE');
    store.transaction(() => store.empty());
    store.run(ENTRY, 'one');
    // Still guarded after a new day, and its numbers go on.
    expect(() => store.run('DELETE FROM ledger')).toThrow('append-only');
    expect(store.one(count, 'SELECT sequence AS n FROM ledger')).toEqual({ n: 2 });
    store.close();
  });

  it('are held by one process', () => {
    const folder = temporaryFolder();
    const store = opened(folder);
    expect(openStore(folder)).toMatchObject({ ok: false, error: { code: 'inUse' } });
    store.close();
    opened(folder).close();
  });

  it('are not guessed at when another version wrote them, or when they are damaged', () => {
    const folder = temporaryFolder();
    const other = new DatabaseSync(join(folder, 'bank.sqlite'));
    other.exec('PRAGMA user_version = 7');
    other.close();
    expect(openStore(folder)).toMatchObject({ ok: false, error: { code: 'foreign' } });
    const spoilt = temporaryFolder();
    writeFileSync(
      join(spoilt, 'bank.sqlite'),
      'not a database, only some text that is long enough'.repeat(100),
    );
    expect(openStore(spoilt)).toMatchObject({ ok: false, error: { code: 'damaged' } });
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(openStore(file)).toMatchObject({ ok: false, error: { code: 'folder' } });
  });
});

describe('the day', () => {
  it('stays as it was opened until it is started again', () => {
    const folder = temporaryFolder();
    const clock = new ManualClock(Date.UTC(2026, 10, 22));
    const minorNumber = (store: Store) =>
      store.one(
        z.object({ document_number: z.string() }),
        `SELECT document_number FROM customers WHERE customer_ref = 'cus_1sWk8Cz3Tp63'`,
      )?.document_number;
    const store = opened(folder);
    expect(seedOnce(store, clock)).toBe('2026-11-22');
    const first = minorNumber(store);
    store.close();
    clock.jumpWall(400 * 86_400_000);
    const again = opened(folder);
    expect(seedOnce(again, clock)).toBe('2026-11-22');
    expect(minorNumber(again)).toBe(first);
    expect(startDay(again, clock)).toBe('2027-12-27');
    expect(bookDay(again)).toBe('2027-12-27');
    expect(minorNumber(again)).not.toBe(first);
    again.close();
  });
});
