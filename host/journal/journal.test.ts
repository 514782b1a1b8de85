import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '#foundation/clock.ts';
import { isFact } from './entry.ts';
import { Journal, openDatabase } from './journal.ts';
import { openBytes, sealBytes, Vault } from './vault.ts';
import { verifyRows } from './verify.ts';

const key = randomBytes(32);
const wrapper = {
  wrap: (clear: Uint8Array) => sealBytes(key, 'visit-key', clear),
  unwrap: (wrapped: Uint8Array) => openBytes(key, 'visit-key', wrapped),
};

let folder: string;
let clock: ManualClock;
let database: DatabaseSync;
let vault: Vault;
let journal: Journal;
const open = () => {
  database = openDatabase(join(folder, 'journal.sqlite'));
  vault = new Vault(database, wrapper);
  journal = new Journal(database, vault, clock, 'T01');
};
const rows = () =>
  database
    .prepare('SELECT seq, body, hash FROM entry ORDER BY seq')
    .all()
    .map((row) => ({ seq: Number(row.seq), body: String(row.body), hash: String(row.hash) }));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
  clock = new ManualClock();
  open();
});
afterEach(() => {
  journal.close();
  rmSync(folder, { recursive: true });
});

describe('the journal', () => {
  it('is durable by the promises of its settings', () => {
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
    expect(database.prepare('PRAGMA secure_delete').get()).toEqual({ secure_delete: 1 });
  });

  it('chains every entry from genesis on, over restarts', () => {
    journal.append({ kind: 'boot', facts: { keyStore: 'file' } });
    const head = journal.head;
    journal.close();
    open();
    expect(journal.head).toEqual(head);
    journal.append({ kind: 'input', facts: { event: 'act.start', choice: 0 } });
    expect(verifyRows(rows(), [head])).toMatchObject({ entries: 3, faults: [], anchors: 1 });
  });

  it('refuses to be changed', () => {
    expect(() => database.exec("UPDATE entry SET body = '{}'")).toThrow('append-only');
    expect(() => database.exec('DELETE FROM entry')).toThrow('append-only');
  });

  it.each(['6222020000000000', 'card 1234567', '张三', 'a\nb', '13800000000'])(
    'refuses %j as a fact',
    (text) => {
      expect(isFact(text)).toBe(false);
      expect(() => journal.append({ kind: 'input', facts: { text } })).toThrow('must be sealed');
      expect(journal.head.sequence).toBe(0);
    },
  );

  it('keeps nothing of a transaction that failed', () => {
    expect(() =>
      journal.transaction(() => {
        journal.append({ kind: 'input' });
        throw new Error('no');
      }),
    ).toThrow('no');
    journal.append({ kind: 'boot' });
    expect(verifyRows(rows()).faults).toEqual([]);
    expect(rows()).toHaveLength(2);
  });

  it('on a full disk asks for room once, and goes on when there is some', () => {
    const pages = Number(database.prepare('PRAGMA page_count').get()?.page_count);
    database.exec(`PRAGMA max_page_count = ${pages}`);
    let asked = 0;
    journal.onDiskFull = () => {
      asked++;
      if (asked === 1) database.exec(`PRAGMA max_page_count = ${pages + 1}`);
      return asked === 1;
    };
    const fill = () => {
      for (let n = 0; n < 200; n++) journal.append({ kind: 'input', facts: { filling: 'x'.repeat(90) } });
    };
    expect(fill).toThrow('full');
    expect(asked).toBe(2);
    const { head } = journal;
    expect(verifyRows(rows(), [head]).faults).toEqual([]);
  });

  it('reveals a sealed value while the key lives, and never again', () => {
    vault.begin('visit-a', clock.wall());
    const { seq } = journal.append({ kind: 'input', visit: 'visit-a', sealed: { name: 'canary-person' } });
    expect(journal.reveal(seq, 'name')).toBe('canary-person');
    vault.end('visit-a', clock.wall());
    expect(vault.forgetDue(clock.wall(), 1_000)).toEqual([]);
    clock.advance(1_000);
    expect(vault.forgetDue(clock.wall(), 1_000)).toEqual(['visit-a']);
    expect(journal.reveal(seq, 'name')).toBeUndefined();
    expect(verifyRows(rows()).faults).toEqual([]);
  });

  it('keeps the key of a visit whose operation the bank has not settled', () => {
    vault.begin('visit-a', clock.wall());
    database
      .prepare("INSERT INTO outbox VALUES ('k', 'visit-a', 'blockCard', 'r', 'sent', 1, x'00', 0)")
      .run();
    vault.end('visit-a', clock.wall());
    expect(vault.forgetDue(clock.wall(), 0)).toEqual([]);
    database.exec("UPDATE outbox SET state = 'settled'");
    expect(vault.forgetDue(clock.wall(), 0)).toEqual(['visit-a']);
  });

  it('lets no sealed box be opened under another label', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (text, label, other) => {
        const box = sealBytes(key, label, Buffer.from(text));
        const opened = openBytes(key, other, box);
        expect(opened === undefined).toBe(label !== other);
      }),
      { numRuns: 200 },
    );
  });
});

describe('verification', () => {
  const tampered = (change: (all: { seq: number; body: string; hash: string }[]) => void) => {
    for (let n = 0; n < 5; n++) journal.append({ kind: 'input', facts: { n } });
    const head = journal.head;
    const all = rows();
    change(all);
    return verifyRows(all, [head]).faults.map(({ code }) => code);
  };

  it('finds an edited entry', () => {
    expect(
      tampered((all) => {
        const row = all[2];
        if (row) row.body = row.body.replace('"n":1', '"n":9');
      }),
    ).toEqual(['altered']);
  });
  it('finds a removed entry', () => {
    expect(tampered((all) => all.splice(2, 1))).toEqual(['gap', 'brokenChain']);
  });
  it('finds exchanged entries', () => {
    expect(
      tampered((all) => {
        const [a, b] = [all[2], all[3]];
        if (a && b) [all[2], all[3]] = [b, a];
      }),
    ).toContain('gap');
  });
  it('finds that a journal without any entry has lost its genesis, without an anchor too', () => {
    expect(verifyRows([]).faults).toEqual([{ sequence: 0, code: 'gap' }]);
  });
  it('finds a cut-off end by its anchor', () => {
    expect(tampered((all) => all.splice(4))).toEqual(['shortened']);
  });
  it('finds a journal written anew by its anchor', () => {
    const other = new DatabaseSync(':memory:');
    other.close();
    const anchor = { ...journal.head };
    journal.close();
    rmSync(join(folder, 'journal.sqlite'));
    writeFileSync(join(folder, 'journal.sqlite-wal'), '');
    open();
    expect(verifyRows(rows(), [anchor]).faults.map(({ code }) => code)).toEqual([
      'anchorMismatch',
      'otherJournal',
    ]);
  });
});
