import { X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { sealDigest } from '#documents/sealing/bank.ts';
import type { SigningIdentity } from '#documents/sealing/cms.ts';
import {
  type DevelopmentRoot,
  developmentAuthority,
  developmentIdentity,
  makeRoot,
} from '#documents/sealing/development-ca/authority.ts';
import { DEVELOPMENT_CA_FOLDER, ROOT_FILE } from '#documents/sealing/development-ca/folder.ts';
import { answerStampRequest } from '#documents/sealing/development-ca/time-stamps.ts';
import { stampRequest, tokenIn } from '#documents/sealing/time-stamp/request.ts';
import type { Clock } from '#foundation/clock.ts';
import { makeFolder } from '#foundation/make-folder.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { BranchSeal } from '../sealing/seal.ts';
import type { BranchStore } from '../store/store.ts';
import type { NotaryPorts } from './ports.ts';

const NAME = 'developmentCa';
const DAY = 86_400_000;
/** An identity that ends sooner than this is replaced at the next start. */
const RENEWED_BEFORE = 90 * DAY;

const base64 = z.base64().max(16_384);
const kept = z.strictObject({ certificate: base64, key: base64 });
/** As it is sealed in the store: keys in PKCS #8, certificates in DER. */
const materialSchema = z.strictObject({ version: z.literal(1), root: kept, seal: kept, timeStamp: kept });
type Material = z.infer<typeof materialSchema>;

/** Details name the file or what is damaged. */
export type NotaryProblem = CodedError<'notaryUnusable' | 'dataUnwritable'>;

/**
 * The authority, seal and time stamps for development, made at the first start and the same on every instance of a store: the keys
 * lie in the store, sealed by the service's own key. Its certificate says by its name what it is.
 */
export async function openDevelopment(
  store: BranchStore,
  clock: Clock,
  seal: BranchSeal,
  dataDir: string,
): Promise<Result<NotaryPorts, NotaryProblem>> {
  const material = await materialOf(store, clock, seal);
  if (!material.ok) return material;
  const root = await rootOf(material.value);
  const identity = await identityOf(material.value.seal);
  const stamping = await identityOf(material.value.timeStamp);
  const anchor = new X509Certificate(root.certificate);
  // Where `npm run verify` looks for whom to believe.
  const folder = join(dataDir, DEVELOPMENT_CA_FOLDER);
  const file = join(folder, ROOT_FILE);
  try {
    makeFolder(folder);
    writeFileSync(file, root.certificate, { mode: 0o600 });
  } catch {
    return err({ code: 'dataUnwritable', detail: file });
  }
  return ok({
    authority: developmentAuthority(root, () => clock.wall()),
    seal: { seal: ({ digest }) => sealDigest(identity, digest) },
    stamps: {
      stamp: async ({ stamped }) => {
        const { bytes, nonce } = stampRequest(stamped);
        return tokenIn(await answerStampRequest(stamping, bytes, clock.wall()), stamped, nonce);
      },
    },
    anchors: [anchor],
    lists: [],
  });
}

/** What lies in the store; made where there is nothing, its seal made anew where it ends soon. */
async function materialOf(
  store: BranchStore,
  clock: Clock,
  seal: BranchSeal,
): Promise<Result<Material, NotaryProblem>> {
  const standing = await read(store, seal);
  if (!standing.ok) return standing;
  const now = clock.wall();
  const old = standing.value;
  if (old && !endsSoon(old.material.seal, now)) return ok(old.material);
  const made = old ? await renewed(old.material, now) : await newMaterial(now);
  const sealed = seal.seal('notary', NAME, JSON.stringify(made));
  // Whoever was first stands: an instance that started at the same moment takes what is there.
  await store.write(async ({ db }) => {
    if (old)
      await db
        .updateTable('notary_material')
        .set({ sealed, created_at: now })
        .where('name', '=', NAME)
        .where('sealed', '=', old.sealed)
        .execute();
    else
      await db
        .insertInto('notary_material')
        .values({ name: NAME, sealed, created_at: now })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute();
  });
  const kept = await read(store, seal);
  if (!kept.ok) return kept;
  return kept.value ? ok(kept.value.material) : err({ code: 'notaryUnusable', detail: NAME });
}

type Standing = { readonly material: Material; readonly sealed: string };

async function read(
  store: BranchStore,
  seal: BranchSeal,
): Promise<Result<Standing | undefined, NotaryProblem>> {
  const row = await store.db
    .selectFrom('notary_material')
    .select('sealed')
    .where('name', '=', NAME)
    .executeTakeFirst();
  if (!row) return ok(undefined);
  const opened = seal.open('notary', NAME, row.sealed);
  if (!opened.ok) return err({ code: 'notaryUnusable', detail: `${NAME}: ${opened.error.code}` });
  const material = materialSchema.safeParse(JSON.parse(opened.value));
  if (!material.success) return err({ code: 'notaryUnusable', detail: NAME });
  return ok({ material: material.data, sealed: row.sealed });
}

async function newMaterial(now: number): Promise<Material> {
  const root = await makeRoot(now);
  return { version: 1, root: await pack(root.certificate, root.key), ...(await identities(root, now)) };
}

const renewed = async (old: Material, now: number): Promise<Material> => ({
  ...old,
  ...(await identities(await rootOf(old), now)),
});

async function identities(root: DevelopmentRoot, now: number): Promise<Pick<Material, 'seal' | 'timeStamp'>> {
  const seal = await developmentIdentity(root, 'Vestibule Bank Seal', 'signature', now, true);
  const stamps = await developmentIdentity(root, 'Vestibule Time Stamps', 'timeStamp', now, true);
  return { seal: await pack(seal.chain[0], seal.key), timeStamp: await pack(stamps.chain[0], stamps.key) };
}

async function pack(certificate: Uint8Array, key: CryptoKey): Promise<z.infer<typeof kept>> {
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', key);
  return {
    certificate: Buffer.from(certificate).toString('base64'),
    key: Buffer.from(pkcs8).toString('base64'),
  };
}

const keyOf = (pkcs8: string, namedCurve: 'P-256' | 'P-384'): Promise<CryptoKey> =>
  crypto.subtle.importKey('pkcs8', Buffer.from(pkcs8, 'base64'), { name: 'ECDSA', namedCurve }, false, [
    'sign',
  ]);

const rootOf = async ({ root }: Material): Promise<DevelopmentRoot> => ({
  certificate: Buffer.from(root.certificate, 'base64'),
  key: await keyOf(root.key, 'P-384'),
});

const identityOf = async (own: z.infer<typeof kept>): Promise<SigningIdentity> => ({
  chain: [Buffer.from(own.certificate, 'base64')],
  key: await keyOf(own.key, 'P-256'),
});

const endsSoon = (own: z.infer<typeof kept>, now: number): boolean =>
  Date.parse(new X509Certificate(Buffer.from(own.certificate, 'base64')).validTo) - now < RENEWED_BEFORE;
