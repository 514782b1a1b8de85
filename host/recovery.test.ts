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

/** A visit with a card inside that a former run left, so many milliseconds ago. */
function abandoned(after: number) {
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
  const start = () => recover(journal, new Visits(journal, vault, clock, 'T01', 0), inside, clock);
  return { clock, journal, start };
}
const left = (after: number) => abandoned(after).start();

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

describe('a start that was cut off', () => {
  it('hands on what it found, with the time that has gone by', async () => {
    const { clock, start } = abandoned(OWNER_STILL_THERE - 1_000);
    const first = await start();
    clock.advance(1_000);
    expect(await start()).toEqual(first);
    clock.advance(1);
    expect(await start()).toMatchObject({ cardInside: true, returnCard: false, idCardLeft: true });
  });

  it('hands on nothing once it has asked the next customer in', async () => {
    const { journal, start } = abandoned(0);
    await start();
    journal.append({ kind: 'port.asked', facts: { port: 'readDocument', call: 1 } });
    expect(await start()).toMatchObject({ returnCard: false, idCardLeft: false });
  });
});

describe('an ID card that was read by a visit which has ended', () => {
  const answered = (facts: Readonly<Record<string, string | boolean>>) => ({
    kind: 'port.answered',
    facts: { call: 1, ...facts },
  });
  it.each([
    ['absent', false],
    ['unknown', true],
  ])('may lie there unless the reader said that it is gone (%s)', async (presence, idCardLeft) => {
    const { journal, start } = abandoned(0);
    await start();
    journal.append(answered({ port: 'readDocument', ok: true }));
    journal.append({ kind: 'port.asked', facts: { port: 'readDocument', call: 2 } });
    journal.append(answered({ port: 'documentPresence', presence }));
    expect(await start()).toMatchObject({ idCardLeft });
  });
});
