import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Anchors } from '#branch/anchors/anchors.ts';
import { openSqliteStore } from '#branch/store/sqlite.ts';
import { systemClock } from '#foundation/clock.ts';
import { entrySchema } from '../entry.ts';
import type { Anchor_ } from '../verify.ts';

/** Every anchor that the branch service in this data folder holds of the journal that begins with `genesis`. */
export async function branchAnchors(
  dataDir: string,
  genesis: { readonly body: string; readonly hash: string },
): Promise<readonly Anchor_[]> {
  const file = join(dataDir, 'branch.db');
  if (!existsSync(file)) return [];
  const entry = entrySchema.safeParse(JSON.parse(genesis.body));
  const terminal = entry.success ? entry.data.facts.terminal : undefined;
  if (typeof terminal !== 'string') return [];
  const store = await openSqliteStore(file);
  if (!store.ok) return [];
  const anchors = new Anchors(store.value, systemClock);
  const found: Anchor_[] = [];
  let after: number | undefined;
  do {
    const page = await anchors.list(terminal, genesis.hash, after);
    found.push(...page.anchors.map(({ journal, sequence, hash }) => ({ journal, sequence, hash })));
    after = page.next ?? undefined;
  } while (after !== undefined);
  await store.value.close();
  return found;
}
