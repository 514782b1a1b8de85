import { describe, expect, it } from 'vitest';
import type { Entry } from '../journal/entry.ts';
import { recorded } from './recorded.test-data.ts';
import { stretchesOf } from './recording.ts';
import { replayStretch } from './replay.ts';

const only = (entries: readonly Entry[]) => stretchesOf(entries).stretches;
const playAll = async (entries: readonly Entry[], seed = 7) => {
  for (const stretch of only(entries)) {
    const { divergence } = await replayStretch(stretch, seed);
    if (divergence) return divergence;
  }
  return null;
};

describe('a recorded visit, played again', () => {
  it.each([1, 2, 3])('comes to its end with whomever is invented for it (seed %i)', async (seed) => {
    const entries = await recorded();
    expect(only(entries).flatMap(({ visits }) => visits)).not.toEqual([]);
    expect(await playAll(entries, seed)).toBeNull();
  });

  it('parts at an input that the screen did not offer', async () => {
    const entries = await recorded();
    const place = entries.findIndex(({ facts }) => facts.event === 'act.confirm');
    const changed = entries.with(place, {
      ...at(entries, place),
      facts: { event: 'act.printReceipt', choice: 0 },
    });
    expect(await playAll(changed)).toMatchObject({ sequence: at(entries, place).seq });
  });

  it('parts right after an answer that is another one', async () => {
    const entries = await recorded();
    const place = entries.findIndex(
      ({ kind, facts }) => kind === 'port.answered' && facts.port === 'lookupCustomer',
    );
    const answer = at(entries, place);
    const changed = entries.with(place, {
      ...answer,
      facts: {
        port: 'lookupCustomer',
        call: answer.facts.call ?? 0,
        ok: false,
        code: 'bankUnreachable',
        condition: null,
      },
    });
    const divergence = await playAll(changed);
    expect(divergence?.sequence).toBeGreaterThan(answer.seq);
    expect(divergence?.before.at(-1)).toContain('port=lookupCustomer');
  });

  it('parts where a screen is another one, or is missing', async () => {
    const entries = await recorded();
    const place = entries.findIndex(({ facts }) => facts.screen === 'reviewBlock');
    const screen = at(entries, place);
    const other = entries.with(place, { ...screen, facts: { ...screen.facts, screen: 'menu' } });
    expect(await playAll(other)).toMatchObject({
      sequence: screen.seq,
      expected: expect.stringContaining('menu'),
    });
    expect(await playAll(entries.toSpliced(place, 1))).not.toBeNull();
  });

  it('says of a visit whose beginning is not there that it cannot be played', async () => {
    const entries = await recorded();
    const begun = entries.findIndex(({ kind }) => kind === 'visit.begun');
    expect(stretchesOf(entries.slice(begun)).unplayable).toHaveLength(1);
  });
});

const at = (entries: readonly Entry[], place: number): Entry => {
  const entry = entries[place];
  if (!entry) throw new Error('no such entry was recorded');
  return entry;
};
