import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '#foundation/clock.ts';
import { makeFolder } from '#foundation/make-folder.ts';
import { ok, type Result } from '#foundation/result.ts';
import { Reserve } from '../files/reserve.ts';
import { Journal, openDatabase } from '../journal/journal.ts';
import {
  fileKeyStore,
  type KeyStore,
  type KeyStoreError,
  systemdKeyStore,
  whereKeyWas,
  wrapperOf,
} from '../journal/key-store.ts';
import { tailFaults } from '../journal/tail.ts';
import { type KeyWrapper, Vault } from '../journal/vault.ts';
import type { JournalFault } from '../journal/verify.ts';
import { Visits } from '../visits.ts';
import { fault, type StartFault } from './fault.ts';

/** The key with which the terminal signs to its branch, sealed under the terminal's own. */
export const SIGNING_KEY = 'branch.key';

/** What the terminal remembers, and the key it remembers with. */
export type Memory = {
  readonly journal: Journal;
  readonly vault: Vault;
  readonly visits: Visits;
  readonly reserve: Reserve;
  readonly wrapper: KeyWrapper;
  /** What the look at the journal's newest entries found. */
  readonly damage: readonly JournalFault[];
};

type Options = {
  readonly dataDir: string;
  readonly terminal: string;
  readonly sealedDays: number;
  readonly clock: Clock;
  /** Electron's safeStorage, where the host runs inside Electron. */
  readonly keyStore: KeyStore | undefined;
  /** Where systemd hands over credentials, if it does. */
  readonly credentials: string | undefined;
};

/** Opens the data folder: key, journal, sealed values, the visits, and the disk space held back. */
export function openMemory({
  dataDir,
  terminal,
  sealedDays,
  clock,
  keyStore,
  credentials,
}: Options): Result<Memory, StartFault> {
  try {
    makeFolder(dataDir);
  } catch {
    return fault('dataUnwritable', `The data folder ${dataDir} cannot be made. Choose another with --data.`);
  }
  const keys = keyStore ? ok(keyStore) : ownKeyStore(dataDir, credentials);
  if (!keys.ok) return fault(keys.error.code, `The terminal's key: ${keys.error.detail}.`);
  const store = keys.value;
  const wrapper = wrapperOf(store);
  if (!opens(wrapper, join(dataDir, SIGNING_KEY)))
    return fault(
      'keyWrong',
      `The terminal's key: the one from this start (${store.kind}) does not open what lies in ${dataDir}: ${whereKeyWas(dataDir)}.`,
    );
  const reserve = new Reserve(join(dataDir, 'reserve.bin'));
  try {
    const database = openDatabase(join(dataDir, 'journal.sqlite'));
    const vault = new Vault(database, wrapper);
    const damage = tailFaults(database);
    const journal = new Journal(database, vault, clock, terminal);
    reserve.hold();
    journal.append({ kind: 'boot', facts: { keyStore: store.kind } });
    for (const { sequence, code } of damage)
      journal.append({ kind: 'journal.damaged', facts: { sequence, code } });
    return ok({
      journal,
      vault,
      visits: new Visits(journal, vault, clock, terminal, sealedDays),
      reserve,
      wrapper,
      damage,
    });
  } catch (failure) {
    return fault(
      'journalUnwritable',
      `The journal in ${dataDir} cannot be written (${failure instanceof Error ? failure.message : 'unknown'}). ` +
        'Look at the disk, or choose another folder with --data.',
    );
  }
}

/** Whether this is the key the file was sealed with; a file that is not there yet is no objection. */
const opens = (wrapper: KeyWrapper, file: string): boolean =>
  !existsSync(file) || wrapper.unwrap(readFileSync(file)) !== undefined;

/** The store of a host that was given none. */
function ownKeyStore(dataDir: string, credentials: string | undefined): Result<KeyStore, KeyStoreError> {
  const systemd = systemdKeyStore(credentials);
  if (!systemd.ok) return systemd;
  return systemd.value ? ok(systemd.value) : fileKeyStore(dataDir);
}
