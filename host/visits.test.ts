import { describe, expect, it } from 'vitest';
import { memoryForTests } from './test-support/memory.ts';
import { Visits } from './visits.ts';

const DAY = 24 * 3_600_000;
const kinds = (entries: readonly { kind: string }[]) =>
  entries.map(({ kind }) => kind).filter((kind) => kind.startsWith('visit.'));

describe('a visit', () => {
  it('is one at a time, with a token that says nothing and a reference that can be said', () => {
    const { visits, entries } = memoryForTests();
    const first = visits.ensure();
    expect(visits.ensure()).toBe(first);
    expect(first.reference).toMatch(/^T01-/);
    visits.end('finished');
    expect(visits.current).toBeUndefined();
    expect(visits.ensure().token).not.toBe(first.token);
    expect(kinds(entries())).toEqual(['visit.begun', 'visit.ended', 'visit.forgotten', 'visit.begun']);
  });

  it('is wiped from memory at its end, however often that is told and whether there was one', () => {
    const { visits, entries } = memoryForTests();
    let wiped = 0;
    visits.onWipe(() => {
      wiped += 1;
    });
    visits.ensure();
    visits.end('left');
    visits.end('left');
    expect(wiped).toBe(2);
    expect(kinds(entries())).toEqual(['visit.begun', 'visit.ended', 'visit.forgotten']);
  });

  it('is forgotten at its end: what was sealed cannot be opened again', () => {
    const { visits, journal } = memoryForTests();
    const { token } = visits.ensure();
    const { seq } = journal.append({ kind: 'input', visit: token, sealed: { digit: 4 } });
    expect(journal.reveal(seq, 'digit')).toBe(4);
    visits.end('finished');
    expect(journal.reveal(seq, 'digit')).toBeUndefined();
  });

  it('is kept for the days of the profile, to the day, and then forgotten', () => {
    const { visits, journal, clock, entries } = memoryForTests({ sealedDays: 2 });
    const { token } = visits.ensure();
    const { seq } = journal.append({ kind: 'input', visit: token, sealed: { digit: 4 } });
    visits.end('finished');
    clock.advance(2 * DAY - 1);
    visits.forgetDue();
    expect(journal.reveal(seq, 'digit')).toBe(4);
    clock.advance(1);
    visits.forgetDue();
    expect(journal.reveal(seq, 'digit')).toBeUndefined();
    expect(kinds(entries()).at(-1)).toBe('visit.forgotten');
  });

  it('is not forgotten while the bank has not settled what was sent for it', () => {
    const { visits, database, entries } = memoryForTests();
    const { token } = visits.ensure();
    database
      .prepare(
        `INSERT INTO outbox (key, visit, type, reference, state, request, created_at)
         VALUES ('key', ?, 'blockCard', 'T01-A-1', 'sent', x'00', 0)`,
      )
      .run(token);
    visits.end('finished');
    expect(kinds(entries())).not.toContain('visit.forgotten');
    database.exec(`UPDATE outbox SET state = 'settled'`);
    visits.forgetDue();
    expect(kinds(entries()).at(-1)).toBe('visit.forgotten');
  });

  it('that a former run left open is ended by the next, and forgotten', () => {
    const { visits, journal, vault, clock, entries } = memoryForTests();
    const { token } = visits.ensure();
    const next = new Visits(journal, vault, clock, 'T01', 0);
    expect(next.unfinished()).toEqual([token]);
    expect(next.endUnfinished()).toEqual([token]);
    expect(next.unfinished()).toEqual([]);
    expect(entries().findLast(({ kind }) => kind === 'visit.ended')).toMatchObject({
      visit: token,
      facts: { why: 'hostStopped' },
    });
    expect(kinds(entries()).at(-1)).toBe('visit.forgotten');
  });
});
