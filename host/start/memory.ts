import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '#foundation/clock.ts';
import { ok, type Result } from '#foundation/result.ts';
import { Reserve } from '../files/reserve.ts';
import { Journal, openDatabase } from '../journal/journal.ts';
import { fileKeyStore, type KeyStore, systemdKeyStore, wrapperOf } from '../journal/key-store.ts';
import { type KeyWrapper, Vault } from '../journal/vault.ts';
import { Visits } from '../visits.ts';
import { fault, type StartFault } from './fault.ts';

/** What the terminal remembers, and the key it remembers with. */
export type Memory = {
  readonly journal: Journal;
  readonly vault: Vault;
  readonly visits: Visits;
  readonly reserve: Reserve;
  readonly wrapper: KeyWrapper;
};

type Options = {
  readonly dataDir: string;
  readonly terminal: string;
  readonly sealedDays: number;
  readonly clock: Clock;
  /** Electron's safeStorage, where the host runs inside Electron. */
  readonly keyStore: KeyStore | undefined;
};

/** Opens the data folder: key, journal, sealed values, the visits, and the disk space held back. */
export function openMemory({
  dataDir,
  terminal,
  sealedDays,
  clock,
  keyStore,
}: Options): Result<Memory, StartFault> {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch {
    return fault('dataUnwritable', `The data folder ${dataDir} cannot be made. Choose another with --data.`);
  }
  const given = keyStore ?? systemdKeyStore(process.env.CREDENTIALS_DIRECTORY);
  const keys = given ? ok(given) : fileKeyStore(dataDir);
  if (!keys.ok) return fault(keys.error.code, `The terminal's key: ${keys.error.detail}.`);
  const wrapper = wrapperOf(keys.value);
  const reserve = new Reserve(join(dataDir, 'reserve.bin'));
  try {
    const database = openDatabase(join(dataDir, 'journal.sqlite'));
    const vault = new Vault(database, wrapper);
    const journal = new Journal(database, vault, clock, terminal);
    reserve.hold();
    journal.append({ kind: 'boot', facts: { keyStore: keys.value.kind } });
    return ok({
      journal,
      vault,
      visits: new Visits(journal, vault, clock, terminal, sealedDays),
      reserve,
      wrapper,
    });
  } catch (failure) {
    return fault(
      'journalUnwritable',
      `The journal in ${dataDir} cannot be written (${failure instanceof Error ? failure.message : 'unknown'}). ` +
        'Look at the disk, or choose another folder with --data.',
    );
  }
}
