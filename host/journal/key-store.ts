import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '#foundation/result.ts';
import { writeDurably } from '../files/write-durably.ts';
import { type KeyStoreKind, lastKeyStore } from './last-key-store.ts';
import { type KeyWrapper, openBytes, sealBytes } from './vault.ts';

/** Where the terminal's own key comes from, and how much that is worth. */
export type KeyStore = {
  readonly kind: KeyStoreKind;
  /** One honest sentence for technicians. */
  readonly strength: string;
  /** 32 bytes, the same at every start of this terminal. */
  readonly key: Uint8Array;
};

export type KeyStoreError = {
  readonly code: 'keyUnreadable' | 'keyMissing' | 'keyWrong' | 'dataUnwritable';
  readonly detail: string;
};

const KEY_BYTES = 32;
const FILE = 'terminal.key';
const CREDENTIAL = 'vestibule-terminal-key';
/** The key as Electron's safeStorage sealed it (`electron/key/`). */
export const SEALED_FILE = 'terminal-key.sealed';

/** Whether systemd hands over a key, be it right or not. */
export const hasSystemdKey = (directory: string | undefined): directory is string =>
  directory !== undefined && directory !== '' && existsSync(join(directory, CREDENTIAL));

/**
 * A key handed over by systemd (`LoadCredentialEncrypted=`): bound to the machine's TPM where there is one. None handed
 * over: undefined. One that is no key is a fault: whoever set it up meant it, and no weaker store may take its place.
 */
export function systemdKeyStore(directory: string | undefined): Result<KeyStore | undefined, KeyStoreError> {
  if (!hasSystemdKey(directory)) return ok(undefined);
  const file = join(directory, CREDENTIAL);
  const key = bytesOf(file);
  if (key?.length !== KEY_BYTES)
    return err({
      code: 'keyUnreadable',
      detail:
        `the systemd credential ${CREDENTIAL} ${key ? `is ${key.length} bytes long, not ${KEY_BYTES}` : 'cannot be read'}. ` +
        'Give the service the right one (LoadCredentialEncrypted=), or none',
    });
  return ok({ kind: 'systemdCredential', strength: 'The key comes from a systemd credential.', key });
}

/** A key in a file of the data folder, readable by this user alone: the weakest store, and it says so. */
export function fileKeyStore(dataDir: string): Result<KeyStore, KeyStoreError> {
  const file = join(dataDir, FILE);
  if (!existsSync(file)) {
    if (existsSync(join(dataDir, 'journal.sqlite')))
      return err({ code: 'keyMissing', detail: whereKeyWas(dataDir) });
    try {
      writeDurably(file, randomBytes(KEY_BYTES), 0o600);
    } catch {
      return err({ code: 'dataUnwritable', detail: `${FILE} cannot be written into ${dataDir}` });
    }
  }
  const key = bytesOf(file);
  if (key?.length !== KEY_BYTES)
    return err({
      code: 'keyUnreadable',
      detail: `${file} ${key ? `is not ${KEY_BYTES} bytes long` : 'cannot be read'}. Put back the one this terminal began with`,
    });
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
  return ok({
    kind: 'file',
    strength: 'The key lies in a file of the data folder, readable by this user: the weakest of the stores.',
    key,
  });
}

/** A sentence on which store has the key of a data folder's journal, and how to start with it. */
export function whereKeyWas(dataDir: string): string {
  const store =
    lastKeyStore(dataDir) ?? (existsSync(join(dataDir, SEALED_FILE)) ? 'electronSafeStorage' : 'file');
  switch (store) {
    case 'systemdCredential':
      return (
        `the journal in ${dataDir} belongs to a key that systemd handed over (credential ${CREDENTIAL}). ` +
        'Start it as that service, or choose another folder with --data'
      );
    case 'electronSafeStorage':
      return (
        `the journal in ${dataDir} belongs to a key that Electron keeps in ${SEALED_FILE}. ` +
        'Start it with --shell electron under the same desktop user, or choose another folder with --data'
      );
    case 'file':
      return (
        `the journal in ${dataDir} belongs to the key in ${FILE} beside it. ` +
        `${existsSync(join(dataDir, FILE)) ? 'Start without another key store' : 'Put that file back'}, ` +
        'or choose another folder with --data'
      );
  }
}

function bytesOf(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Wraps visit keys under the terminal's key. */
export const wrapperOf = (store: KeyStore): KeyWrapper => ({
  wrap: (key) => sealBytes(store.key, 'visit-key', key),
  unwrap: (wrapped) => openBytes(store.key, 'visit-key', wrapped),
});
