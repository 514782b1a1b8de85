import { expect, it } from 'vitest';
import { onBothEngines } from '../test-support/engines.ts';
import { HOME_BRANCH } from './branches.ts';
import { branchRevision, currentNumber, nextNumber } from './store.ts';

onBothEngines('the store', ({ emptyStore }) => {
  it('keeps all of a writing or nothing, and tells nobody of what was not kept', async () => {
    const store = await emptyStore();
    const told: (string | null)[] = [];
    store.onTold((subject) => told.push(subject));
    await expect(
      store.write(async ({ db, tell }) => {
        await nextNumber(db, 'a');
        tell('a');
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await currentNumber(store.db, 'a')).toBe(0);
    expect(told).not.toContain('a');
    await store.write(async ({ db, tell }) => {
      await nextNumber(db, 'a');
      tell('a');
      tell('a');
    });
    expect(told.filter((subject) => subject === 'a')).toEqual(['a']);
  });

  it('two writings at once that read before they write: none is lost', async () => {
    const store = await emptyStore();
    const addOne = () =>
      store.write(async ({ db }) => {
        const value = (await currentNumber(db, 'shared')) + 1;
        await db
          .insertInto('counters')
          .values({ name: 'shared', value })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
          .execute();
      });
    await Promise.all(Array.from({ length: 6 }, addOne));
    expect(await currentNumber(store.db, 'shared')).toBe(6);
  });

  it('writings that take the branch follow each other, each with the next number of change', async () => {
    const store = await emptyStore();
    const revisions = await Promise.all(
      Array.from({ length: 40 }, () =>
        store.writeBranch(HOME_BRANCH, 1, async ({ db }, { revision }) => {
          const seen = await currentNumber(db, 'shared');
          await nextNumber(db, 'shared');
          expect(seen).toBe(revision - 1);
          return revision;
        }),
      ),
    );
    expect(revisions.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, at) => at + 1));
    expect(await branchRevision(store.db, HOME_BRANCH)).toBe(40);
  });

  it('a number of a column for milliseconds comes back as a number', async () => {
    const store = await emptyStore();
    const kept_until = Date.UTC(2200, 0, 1);
    await store.db.insertInto('nonces').values({ terminal: 'T01', nonce: 'n', kept_until }).execute();
    expect(await store.db.selectFrom('nonces').select('kept_until').executeTakeFirst()).toEqual({
      kept_until,
    });
  });
});
