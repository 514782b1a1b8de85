import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { CardReader } from '#devices/card-reader/contract.ts';
import { ManualClock } from '#foundation/clock.ts';
import { ok } from '#foundation/result.ts';
import { Journal, openDatabase } from './journal/journal.ts';
import { openBytes, sealBytes, Vault } from './journal/vault.ts';
import { OWNER_STILL_THERE, recover } from './recovery.ts';
import { Visits } from './visits.ts';

const key = randomBytes(32);
const inside: CardReader = {
  execute: async () => ok({ media: 'present', atGate: false } as never),
  cancel: () => {},
  subscribe: () => () => {},
  close: async () => {},
};

function left(after: number) {
  const clock = new ManualClock();
  const database = openDatabase(':memory:');
  const vault = new Vault(database, {
    wrap: (clear) => sealBytes(key, 'k', clear),
    unwrap: (wrapped) => openBytes(key, 'k', wrapped),
  });
  const journal = new Journal(database, vault, clock, 'T01');
  const before = new Visits(journal, vault, clock, 'T01', 0);
  const { token } = before.ensure();
  journal.append({ kind: 'input', visit: token, facts: { event: 'card.inserted' } });
  clock.advance(after);
  // What this run's own devices tell at the start belongs to nobody's visit.
  journal.append({ kind: 'input', facts: { event: 'health', of: 'cardReader', health: 'ok' } });
  return recover(journal, new Visits(journal, vault, clock, 'T01', 0), inside, clock);
}

describe('a card that is found inside at the start', () => {
  it('is given back while its owner is probably still there', async () => {
    expect(await left(OWNER_STILL_THERE)).toMatchObject({
      cardInside: true,
      returnCard: true,
      idCardLeft: true,
    });
  });

  it('is never handed to a stranger a day later', async () => {
    expect(await left(24 * 3_600_000)).toMatchObject({ cardInside: true, returnCard: false });
  });
});
