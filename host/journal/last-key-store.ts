import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';

const KEY_STORE_KINDS = ['file', 'systemdCredential', 'electronSafeStorage'] as const;
export type KeyStoreKind = (typeof KEY_STORE_KINDS)[number];

const boot = z.object({ facts: z.object({ keyStore: z.enum(KEY_STORE_KINDS) }) });

/** Which store the key came from when the host last ran on this folder, as its journal tells; undefined: it does not. */
export function lastKeyStore(dataDir: string): KeyStoreKind | undefined {
  try {
    const database = new DatabaseSync(join(dataDir, 'journal.sqlite'), { readOnly: true });
    try {
      const row = database
        .prepare(
          `SELECT body FROM entry WHERE json_extract(body, '$.kind') = 'boot' ORDER BY seq DESC LIMIT 1`,
        )
        .get();
      return row && boot.parse(JSON.parse(String(row.body))).facts.keyStore;
    } finally {
      database.close();
    }
  } catch {
    return undefined;
  }
}
