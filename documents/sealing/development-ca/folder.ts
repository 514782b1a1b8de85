import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '#foundation/make-folder.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { SigningIdentity } from '../cms.ts';
import { loadPkcs12, makePkcs12, type Pkcs12Error } from '../pkcs12.ts';
import { type DevelopmentRoot, developmentIdentity, makeRoot } from './authority.ts';

/** Below a data folder. */
export const DEVELOPMENT_CA_FOLDER = 'development-ca';
/** The root alone, in DER: what a verifier is given as an anchor. */
export const ROOT_FILE = 'root.cer';
const ROOT_KEY_FILE = 'root.p12';
const SEAL_FILE = 'bank-seal.p12';
const STAMP_FILE = 'time-stamp.p12';
const PASSWORD_FILE = 'password';

export type DevelopmentCa = {
  readonly root: DevelopmentRoot;
  /** The bank's seal, for development. */
  readonly seal: SigningIdentity;
  readonly timeStamp: SigningIdentity;
};

export type DevelopmentCaError = Pkcs12Error | CodedError<'developmentCaUnusable'>;

/**
 * The development CA of a data folder, made at the first start: a root that says what it is in its name, a seal for the
 * bank and a key for time stamps, each a PKCS#12 under one password, all readable by their owner alone. It is renewed by
 * deleting the folder; papers sealed before are then by an unknown signer.
 */
export async function openDevelopmentCa(
  dataDir: string,
  at: number,
): Promise<Result<DevelopmentCa, DevelopmentCaError>> {
  const folder = join(dataDir, DEVELOPMENT_CA_FOLDER);
  try {
    // The root's certificate is written last: where it stands, everything stands.
    if (!existsSync(join(folder, ROOT_FILE))) await make(folder, at);
    const read = (file: string): Uint8Array => readFileSync(join(folder, file));
    const password = Buffer.from(read(PASSWORD_FILE)).toString('utf8').trim();
    const seal = await loadPkcs12(read(SEAL_FILE), password, at);
    if (!seal.ok) return seal;
    const timeStamp = await loadPkcs12(read(STAMP_FILE), password, at, 'timeStamp');
    if (!timeStamp.ok) return timeStamp;
    const root = await loadPkcs12(read(ROOT_KEY_FILE), password, at, 'authority');
    if (!root.ok) return root;
    const [certificate] = root.value.chain;
    return ok({ root: { certificate, key: root.value.key }, seal: seal.value, timeStamp: timeStamp.value });
  } catch {
    return err({ code: 'developmentCaUnusable', detail: folder });
  }
}

async function make(folder: string, at: number): Promise<void> {
  makeFolder(folder);
  const password = randomBytes(24).toString('base64url');
  const kept = writeOnce(join(folder, PASSWORD_FILE), Buffer.from(`${password}\n`))
    ? password
    : readFileSync(join(folder, PASSWORD_FILE), 'utf8').trim();
  const root = await makeRoot(at);
  const seal = await developmentIdentity(root, 'Vestibule Bank Seal', 'signature', at, true);
  const timeStamp = await developmentIdentity(root, 'Vestibule Time Stamps', 'timeStamp', at, true);
  // A start that was cut short left files of another root: they are replaced before the root says that all is there.
  for (const [file, identity] of [
    [ROOT_KEY_FILE, { key: root.key, chain: [root.certificate] }],
    [SEAL_FILE, seal],
    [STAMP_FILE, timeStamp],
  ] as const) {
    rmSync(join(folder, file), { force: true });
    writeOnce(join(folder, file), await makePkcs12(identity, kept));
  }
  writeOnce(join(folder, ROOT_FILE), root.certificate);
}

/** Whole or not at all, mode 0600; false where somebody else's stands already. */
function writeOnce(path: string, bytes: Uint8Array): boolean {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const handle = openSync(draft, 'wx', 0o600);
  try {
    writeSync(handle, bytes);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  try {
    linkSync(draft, path);
    return true;
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure && failure.code === 'EEXIST') return false;
    throw failure;
  } finally {
    rmSync(draft, { force: true });
  }
}
