import { expect, it } from 'vitest';
import { createBankClient } from '#bank/client/client.ts';
import { memoryForTests } from '../test-support/memory.ts';
import { Outbox } from './outbox.ts';

it('what a former run left and cannot be opened any more is told and journalled, not skipped', () => {
  const { journal, vault, clock, database, entries } = memoryForTests();
  let asked = 0;
  const bank = createBankClient({
    baseUrl: 'http://127.0.0.1:1/',
    token: 'a-token-of-nobody',
    clock,
    fetch: async () => {
      asked += 1;
      throw new Error('there is no bank');
    },
  });
  if (!bank.ok) throw new Error(bank.error.code);
  const outbox = new Outbox(journal, vault, bank.value, clock);
  database.exec(`INSERT INTO outbox (key, visit, type, reference, state, request, created_at)
    VALUES ('gone', 'nobody', 'blockCard', 'T01-XYZ-1', 'sent', x'00', 0)`);
  expect(outbox.recover()).toEqual({ resumed: 0, unreadable: ['T01-XYZ-1'] });
  expect(entries().at(-1)).toMatchObject({
    kind: 'submission.unreadable',
    facts: { key: 'gone', reference: 'T01-XYZ-1' },
  });
  // It stays open: the visit's fate is not settled because a disk was damaged.
  expect(outbox.open).toBe(1);
  expect(asked).toBe(0);
  outbox.stop();
});
