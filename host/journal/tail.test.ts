import { describe, expect, it } from 'vitest';
import { memoryForTests } from '../test-support/memory.ts';
import { TAIL_ENTRIES, tailFaults } from './tail.ts';

/** A journal of that many entries, and a hand that can change what nobody may. */
function journalOf(entries: number) {
  const { journal, database } = memoryForTests();
  journal.transaction(() => {
    while (journal.head.sequence < entries - 1) journal.append({ kind: 'input', facts: { event: 'key' } });
  });
  database.exec('DROP TRIGGER entry_is_final_update; DROP TRIGGER entry_is_final_delete');
  return database;
}

describe("a look at a journal's end", () => {
  it.each([1, 2, TAIL_ENTRIES, TAIL_ENTRIES + 1, TAIL_ENTRIES + 40])(
    '%i whole entries: nothing',
    (entries) => {
      expect(tailFaults(journalOf(entries))).toEqual([]);
    },
  );

  it('finds an entry that was altered, and one that is gone', () => {
    const database = journalOf(TAIL_ENTRIES + 40);
    database.exec(`UPDATE entry SET body = replace(body, 'key', 'act') WHERE seq = ${TAIL_ENTRIES}`);
    expect(tailFaults(database)).toContainEqual({ sequence: TAIL_ENTRIES, code: 'altered' });
    const other = journalOf(100);
    other.exec('DELETE FROM entry WHERE seq = 50');
    expect(tailFaults(other)).toContainEqual({ sequence: 50, code: 'gap' });
  });

  it('does not look further back than that', () => {
    const database = journalOf(TAIL_ENTRIES + 40);
    database.exec(`UPDATE entry SET body = replace(body, 'key', 'act') WHERE seq = 5`);
    expect(tailFaults(database)).toEqual([]);
  });
});
