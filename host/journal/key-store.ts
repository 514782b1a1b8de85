import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '#foundation/result.ts';
import { writeDurably } from '../files/write-durably.ts';
import { type KeyWrapper, openBytes, sealBytes } from './vault.ts';

/** Where the terminal's own key comes from, and how much that is worth. */
export type KeyStore = {
  readonly kind: 'file' | 'systemdCredential' | 'electronSafeStorage';
  /** One honest sentence for technicians. */
  readonly strength: string;
  /** 32 bytes, the same at every start of this terminal. */
  readonly key: Uint8Array;
};

export type KeyStoreError = { readonly code: 'keyUnreadable' | 'keyMissing'; readonly detail: string };

const FILE = 'terminal.key';
const CREDENTIAL = 'vestibule-terminal-key';

/** A key handed over by systemd (`LoadCredentialEncrypted=`): bound to the machine's TPM where there is one. */
export function systemdKeyStore(directory: string | undefined): KeyStore | undefined {
  if (!directory) return undefined;
  const file = join(directory, CREDENTIAL);
  if (!existsSync(file)) return undefined;
  const key = readFileSync(file);
  if (key.length !== 32) return undefined;
  return { kind: 'systemdCredential', strength: 'The key comes from a systemd credential.', key };
}

/** A key in a file of the data folder, readable by this user alone: the weakest store, and it says so. */
export function fileKeyStore(dataDir: string): Result<KeyStore, KeyStoreError> {
  const file = join(dataDir, FILE);
  if (!existsSync(file)) {
    if (existsSync(join(dataDir, 'journal.sqlite')))
      return err({
        code: 'keyMissing',
        detail: `${FILE} is gone from the data folder although its journal is there`,
      });
    writeDurably(file, randomBytes(32), 0o600);
  }
  const key = readFileSync(file);
  if (key.length !== 32)
    return err({ code: 'keyUnreadable', detail: `${FILE} in the data folder is not 32 bytes long` });
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
  return ok({
    kind: 'file',
    strength: 'The key lies in a file of the data folder, readable by this user: the weakest of the stores.',
    key,
  });
}

/** Wraps visit keys under the terminal's key. */
export const wrapperOf = (store: KeyStore): KeyWrapper => ({
  wrap: (key) => sealBytes(store.key, 'visit-key', key),
  unwrap: (wrapped) => openBytes(store.key, 'visit-key', wrapped),
});
