import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Kiosk, openKiosk } from '../support/kiosk.ts';

let kiosk: Kiosk;
beforeEach(async () => {
  kiosk = await openKiosk();
});
afterEach(() => kiosk.close());

/** What a broken disk or a strange hand does to the terminal's memory. */
function meddle(sql: string): void {
  const database = new DatabaseSync(join(kiosk.dataDir, 'journal.sqlite'));
  database.exec(sql);
  database.close();
}
const journalled = (kind: string): number => {
  const database = new DatabaseSync(join(kiosk.dataDir, 'journal.sqlite'), { readOnly: true });
  const row = database
    .prepare(`SELECT count(*) AS entries FROM entry WHERE json_extract(body, '$.kind') = ?`)
    .get(kind);
  database.close();
  return Number(row?.entries);
};

it('an operation that cannot be opened any more is told with its reference and journalled, at every start', async () => {
  meddle(`INSERT INTO outbox (key, visit, type, reference, state, request, created_at)
    VALUES ('gone', 'nobody', 'blockCard', 'T01-XYZ-1', 'sent', x'00', 0)`);
  await kiosk.restart();
  const told = kiosk.said.filter((line) => line.startsWith('submissionUnreadable'));
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('T01-XYZ-1');
  expect(journalled('submission.unreadable')).toBe(1);
  await (await kiosk.customer()).see('idle');
});

it('a journal whose end was altered is told and journalled, and the terminal goes on', async () => {
  meddle(`DROP TRIGGER entry_is_final_update;
    UPDATE entry SET body = replace(body, 'boot', 'root') WHERE seq = 1`);
  await kiosk.restart();
  expect(kiosk.said.filter((line) => line.startsWith('journalDamaged: entry 1 '))).not.toEqual([]);
  expect(journalled('journal.damaged')).toBeGreaterThan(0);
  await (await kiosk.customer()).see('idle');
});

it('an orderly end leaves nothing behind the last anchor, not even refusals that were only counted', async () => {
  for (let n = 0; n < 15; n++) kiosk.host.shellRefused('wrongPage');
  await kiosk.host.close();
  const newest = (file: string, sql: string) => {
    const database = new DatabaseSync(join(kiosk.dataDir, file), { readOnly: true });
    const row = database.prepare(sql).get();
    database.close();
    return row;
  };
  const { seq, hash, body } = newest('journal.sqlite', 'SELECT * FROM entry ORDER BY seq DESC LIMIT 1') ?? {};
  expect(JSON.parse(String(body))).toMatchObject({ kind: 'refused', facts: { code: 'more', count: 5 } });
  expect(newest('branch.db', 'SELECT sequence, hash FROM anchors ORDER BY sequence DESC LIMIT 1')).toEqual({
    sequence: seq,
    hash,
  });
});
