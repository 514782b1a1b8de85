import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSeal } from '#branch/sealing/keys.ts';
import { openSqliteStore } from '#branch/store/sqlite.ts';
import { DEVELOPMENT_CA_FOLDER, ROOT_FILE } from '#documents/sealing/development-ca/folder.ts';
import { readAnchors } from '#documents/verifying/anchors.ts';
import { verify } from '#documents/verifying/verify.ts';
import { systemClock } from '#foundation/clock.ts';

/** The papers in the archive of that data folder, the oldest first, each with what a verifier says of it now. */
export async function archived(dataDir: string) {
  const opened = await openSqliteStore(join(dataDir, 'branch.db'));
  if (!opened.ok) throw new Error(opened.error.code);
  const store = opened.value;
  try {
    const seal = await openSeal(store, systemClock, { file: null, dataDir });
    if (!seal.ok) throw new Error(seal.error.code);
    const trust = readAnchors(readFileSync(join(dataDir, DEVELOPMENT_CA_FOLDER, ROOT_FILE)));
    const rows = await store.db
      .selectFrom('papers')
      .innerJoin('paper_versions', 'paper_versions.paper', 'papers.sha256')
      .select(['papers.sha256', 'paper_versions.version', 'paper_versions.sealed'])
      .orderBy('papers.kept_at')
      .orderBy('paper_versions.version')
      .execute();
    return rows.map(({ sha256, version, sealed }) => {
      const bytes = seal.value.openBytes('paper', `${sha256} ${version}`, sealed);
      if (!bytes.ok) throw new Error('a paper does not open');
      return {
        report: verify(bytes.value, {
          anchors: trust?.anchors ?? [],
          lists: trust?.lists ?? [],
          at: systemClock.wall(),
        }),
      };
    });
  } finally {
    await store.close();
  }
}

/** The branch's store of that data folder, while no host runs on it. */
export async function openSealedStore(dataDir: string) {
  const opened = await openSqliteStore(join(dataDir, 'branch.db'));
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}
