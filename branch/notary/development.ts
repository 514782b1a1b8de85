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
import type { Clock } from '#foundation/clock.ts';
import { makeFolder } from '#foundation/make-folder.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { BranchSeal } from '../sealing/seal.ts';
import type { BranchStore } from '../store/store.ts';
import type { NotaryPorts } from './ports.ts';

/** The development authority's own certificate in the data folder (PEM): what its papers are verified against. */
export const DEVELOPMENT_CA_FILE = 'development-ca.pem';

const NAME = 'developmentCa';
const DAY = 86_400_000;
/** An identity that ends sooner than this is replaced at the next start. */
const RENEWED_BEFORE = 90 * DAY;

const base64 = z.base64().max(16_384);
const kept = z.strictObject({ certificate: base64, key: base64 });
/** As it is sealed in the store: keys in PKCS #8, certificates in DER. */
const materialSchema = z.strictObject({ version: z.literal(1), root: kept, seal: kept });
type Material = z.infer<typeof materialSchema>;

/** Details name the file or what is damaged. */
export type NotaryProblem = CodedError<'notaryUnusable' | 'dataUnwritable'>;

/**
 * The authority and seal for development, made at the first start and the same on every instance of a store: the keys
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
  const anchor = new X509Certificate(root.certificate);
  const file = join(dataDir, DEVELOPMENT_CA_FILE);
  try {
    makeFolder(dataDir);
    writeFileSync(file, anchor.toString(), { mode: 0o600 });
  } catch {
    return err({ code: 'dataUnwritable', detail: file });
  }
  return ok({
    authority: developmentAuthority(root, () => clock.wall()),
    seal: { seal: ({ digest }) => sealDigest(identity, digest) },
    stamps: null,
    anchors: [anchor],
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
  return { version: 1, root: await pack(root.certificate, root.key), seal: await newSeal(root, now) };
}

const renewed = async (old: Material, now: number): Promise<Material> => ({
  ...old,
  seal: await newSeal(await rootOf(old), now),
});

async function newSeal(root: DevelopmentRoot, now: number): Promise<Material['seal']> {
  const { key, chain } = await developmentIdentity(root, 'Vestibule Bank Seal', 'signature', now, true);
  return pack(chain[0], key);
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
