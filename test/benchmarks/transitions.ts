import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { systemClock } from '#foundation/clock.ts';
import { Journal, openDatabase } from '#host/journal/journal.ts';
import { openBytes, sealBytes, Vault } from '#host/journal/vault.ts';
import type { Measured } from './measure.ts';

const ENTRIES = 400;

/** Durable inputs a second: an entry chained, sealed values and all, against bare commits of the same bytes. */
export async function transitions(rounds: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const key = randomBytes(32);
  const ours: number[] = [];
  const floor: number[] = [];
  try {
    const database = openDatabase(join(folder, 'journal.sqlite'));
    const vault = new Vault(database, {
      wrap: (clear) => sealBytes(key, 'k', clear),
      unwrap: (wrapped) => openBytes(key, 'k', wrapped),
    });
    const journal = new Journal(database, vault, systemClock, 'T01');
    vault.begin('visit', systemClock.wall());
    const bare = new DatabaseSync(join(folder, 'bare.sqlite'));
    bare.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE entry (seq INTEGER PRIMARY KEY, body TEXT, hash TEXT) STRICT;',
    );
    const insert = bare.prepare('INSERT INTO entry (body, hash) VALUES (?, ?)');
    const body = String(database.prepare('SELECT body FROM entry ORDER BY seq DESC LIMIT 1').get()?.body);
    const perSecond = (run: () => void): number => {
      const from = performance.now();
      for (let n = 0; n < ENTRIES; n++) run();
      return (ENTRIES * 1_000) / (performance.now() - from);
    };
    for (let round = 0; round < rounds; round++) {
      ours.push(
        perSecond(() =>
          journal.append({
            kind: 'input',
            visit: 'visit',
            facts: { event: 'act.digit' },
            sealed: { digit: 7 },
          }),
        ),
      );
      floor.push(perSecond(() => insert.run(body, 'f'.repeat(64))));
    }
    bare.close();
    journal.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { name: 'durable transitions', unit: '1/s', ours, floor, floorIs: 'raw SQLite commits (WAL, FULL)' };
}
