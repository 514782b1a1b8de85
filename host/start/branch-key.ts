import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CodedError, Result } from '#foundation/result.ts';
import { writeDurably } from '../files/write-durably.ts';
import type { KeyWrapper } from '../journal/vault.ts';
import { SIGNING_KEY } from './memory.ts';

/** The Ed25519 key with which this terminal signs to its branch, sealed under the terminal's key. */
export function terminalKey(dataDir: string, wrapper: KeyWrapper, newKey: () => Uint8Array): Uint8Array {
  const file = join(dataDir, SIGNING_KEY);
  const known = existsSync(file) ? wrapper.unwrap(readFileSync(file)) : undefined;
  if (known) return known;
  const key = newKey();
  writeDurably(file, wrapper.wrap(key));
  return key;
}

/** What enrolling needs of the branch. */
type Enrolment = {
  enrolment(): Promise<Result<object, CodedError & { readonly reason?: string }>>;
  enrol(code: string): Promise<Result<object, CodedError>>;
};

/** Whether this terminal's key stands for it; where it does not and there is a code, the code is used. */
export async function enrol(
  branch: Enrolment,
  code: () => Promise<string | undefined>,
): Promise<'ours' | 'refused' | 'away'> {
  const known = await branch.enrolment();
  if (known.ok) return 'ours';
  if (known.error.code === 'unreachable') return 'away';
  if (known.error.reason !== 'terminalUnknown' && known.error.reason !== 'signatureInvalid') return 'refused';
  const given = await code();
  return given !== undefined && (await branch.enrol(given)).ok ? 'ours' : 'refused';
}
