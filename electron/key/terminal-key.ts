import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '#foundation/clock.ts';
import { makeFolder } from '#foundation/make-folder.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { KEY_BYTES } from '#host/electron/messages.ts';
import { writeDurably } from '#host/files/write-durably.ts';
import { hasSystemdKey, SEALED_FILE } from '#host/journal/key-store.ts';
import type { SafeStorage } from '../types.ts';

/** Signs that this data folder already has a key of another store (`host/journal/key-store.ts`). */
const IN_USE = ['journal.sqlite', 'terminal.key'];

/** A keyring that asks somebody to unlock it may never answer, milliseconds. */
const KEYRING_ANSWERS = 20_000;

/** Linux backends under which safeStorage encrypts with a password everybody knows. */
const WORTHLESS = ['basic_text', 'unknown'];
/** Chromium's mark of that same password on what it encrypted; it falls back to it silently when a keyring fails. */
const WORTHLESS_MARK = 'v10';

type Vaults = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

export type KeyOrder = {
  readonly safeStorage: Vaults;
  /** As `process.platform`. */
  readonly platform: string;
  readonly dataDir: string;
  /** Where systemd hands over credentials, if it does. */
  readonly credentials: string | undefined;
  readonly clock: Clock;
};

/** `key`: for the host. `why`: the host has to use a store of its own, and says which. */
export type TerminalKey = { readonly key: Uint8Array } | { readonly why: string };
export type KeyFault = { readonly code: 'keyUnreadable' | 'dataUnwritable'; readonly message: string };

/**
 * The terminal's key out of the desktop's keyring. It is made once, on a data folder that has none yet, and kept there
 * encrypted. A folder whose journal was begun under another store keeps that store: a new key would make it unreadable.
 */
export async function terminalKey(order: KeyOrder): Promise<Result<TerminalKey, KeyFault>> {
  const { dataDir, credentials } = order;
  const file = join(dataDir, SEALED_FILE);
  if (existsSync(file)) return openSealed(order, file);
  if (IN_USE.some((name) => existsSync(join(dataDir, name)))) {
    return ok({ why: 'this data folder was begun with another key store' });
  }
  if (hasSystemdKey(credentials)) return ok({ why: 'systemd hands over the key' });
  const trouble = await troubleWith(order);
  if (trouble !== undefined) return ok({ why: trouble });
  const key = randomBytes(KEY_BYTES);
  const sealed = await bounded(order, () => order.safeStorage.encryptStringAsync(key.toString('base64')));
  if (!sealed || isWorthless(order, sealed)) return ok({ why: 'the keyring did not encrypt' });
  try {
    makeFolder(dataDir);
    writeDurably(file, sealed);
  } catch {
    return err({
      code: 'dataUnwritable',
      message: `The data folder ${dataDir} cannot be written. Choose another with --data.`,
    });
  }
  return ok({ key });
}

async function openSealed(order: KeyOrder, file: string): Promise<Result<TerminalKey, KeyFault>> {
  const closed = (why: string): Result<never, KeyFault> =>
    err({
      code: 'keyUnreadable',
      message: `This terminal's key lies in ${file} and cannot be opened: ${why}. Start under the desktop user and keyring it was made with.`,
    });
  const trouble = await troubleWith(order);
  if (trouble !== undefined) return closed(trouble);
  let sealed: Buffer;
  try {
    sealed = readFileSync(file);
  } catch {
    return closed('the file cannot be read');
  }
  const opened = await bounded(order, () => order.safeStorage.decryptStringAsync(sealed));
  if (!opened) return closed('the keyring does not know it');
  const key = Buffer.from(opened.result, 'base64');
  if (key.length !== KEY_BYTES) return closed('it is not a key');
  if (opened.shouldReEncrypt) await seal(order, file, opened.result);
  return ok({ key });
}

/** The keyring's own key was renewed: what is sealed under the old one is sealed anew. The old still opens if not. */
async function seal(order: KeyOrder, file: string, text: string): Promise<void> {
  const sealed = await bounded(order, () => order.safeStorage.encryptStringAsync(text));
  if (!sealed || isWorthless(order, sealed)) return;
  try {
    writeDurably(file, sealed);
  } catch {
    // Tried again at the next start.
  }
}

/** Why safeStorage is worth nothing here; undefined when it is. */
async function troubleWith(order: KeyOrder): Promise<string | undefined> {
  if (order.platform === 'linux') {
    const backend = order.safeStorage.getSelectedStorageBackend();
    if (WORTHLESS.includes(backend)) return `this desktop has no keyring (${backend})`;
  }
  const available = await bounded(order, () => order.safeStorage.isAsyncEncryptionAvailable());
  return available ? undefined : 'the keyring does not answer';
}

const isWorthless = ({ platform }: KeyOrder, sealed: Buffer): boolean =>
  platform === 'linux' && sealed.subarray(0, WORTHLESS_MARK.length).toString('latin1') === WORTHLESS_MARK;

/** A keyring's answer, or undefined when it refuses or stays silent. */
async function bounded<T>({ clock }: KeyOrder, ask: () => Promise<T>): Promise<T | undefined> {
  const { promise: silence, resolve } = Promise.withResolvers<undefined>();
  const timer = clock.setTimeout(() => resolve(undefined), KEYRING_ANSWERS);
  try {
    return await Promise.race([ask(), silence]);
  } catch {
    return undefined;
  } finally {
    clock.clearTimeout(timer);
  }
}
