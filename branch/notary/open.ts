import { readFileSync } from 'node:fs';
import { sealDigest } from '#documents/sealing/bank.ts';
import { loadPkcs12 } from '#documents/sealing/pkcs12.ts';
import type { BankSeal } from '#documents/sealing/ports.ts';
import { httpTimeStamps } from '#documents/sealing/time-stamp/http.ts';
import { readAnchors } from '#documents/verifying/anchors.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { BranchSeal } from '../sealing/seal.ts';
import type { BranchStore } from '../store/store.ts';
import { type NotaryProblem, openDevelopment } from './development.ts';
import type { NotaryPorts } from './ports.ts';
import { STAMP_DEADLINE } from './stamps.ts';

export type NotaryOptions = {
  /** The bank's own seal: a PKCS#12 file and a file with its password on one line. */
  readonly bankSeal?: { readonly file: string; readonly passwordFile: string };
  /** Whom to believe beside the development authority: PEM, with revocation lists where there are some. */
  readonly trust?: string;
  /** Address of an RFC 3161 authority. */
  readonly timeStamps?: string;
  /** What a bank has instead: its licensed authority, a signer of its own, a time-stamp authority spoken to otherwise. */
  readonly ports?: Partial<NotaryPorts>;
};

/** Details name the file, never what is in it. */
export type NotaryStartProblem = NotaryProblem | CodedError<'bankSealUnusable' | 'trustUnusable'>;

/** Who issues, seals and stamps: what was configured, else what is made for development. */
export async function openNotary(
  store: BranchStore,
  clock: Clock,
  seal: BranchSeal,
  { dataDir, practice, ...options }: NotaryOptions & { readonly dataDir: string; readonly practice: boolean },
): Promise<Result<NotaryPorts, NotaryStartProblem>> {
  const development = await openDevelopment(store, clock, seal, dataDir);
  if (!development.ok) return development;
  const own = options.bankSeal && (await sealFrom(options.bankSeal, clock.wall()));
  if (own && !own.ok) return own;
  const trusted = options.trust === undefined ? undefined : trustFrom(options.trust);
  if (trusted && !trusted.ok) return trusted;
  const { authority, stamps, anchors, lists } = development.value;
  const { timeStamps } = options;
  return ok({
    authority,
    seal: own?.value ?? development.value.seal,
    // Development stamps are for practice: a real bank's papers say that they have none.
    stamps:
      timeStamps === undefined
        ? practice
          ? stamps
          : null
        : httpTimeStamps(timeStamps, clock, STAMP_DEADLINE),
    anchors: [...anchors, ...(trusted?.value.anchors ?? [])],
    lists: [...lists, ...(trusted?.value.lists ?? [])],
    ...options.ports,
  });
}

async function sealFrom(
  { file, passwordFile }: { readonly file: string; readonly passwordFile: string },
  at: number,
): Promise<Result<BankSeal, NotaryStartProblem>> {
  const bytes = readOr(file);
  const password = readOr(passwordFile);
  if (!bytes || !password) return err({ code: 'bankSealUnusable', detail: bytes ? passwordFile : file });
  const identity = await loadPkcs12(bytes, password.toString('utf8').replace(/\r?\n$/, ''), at);
  if (!identity.ok) return err({ code: 'bankSealUnusable', detail: `${file}: ${identity.error.code}` });
  return ok({ seal: ({ digest }) => sealDigest(identity.value, digest) });
}

function trustFrom(file: string): Result<Pick<NotaryPorts, 'anchors' | 'lists'>, NotaryStartProblem> {
  const bytes = readOr(file);
  const read = bytes && readAnchors(bytes);
  return read ? ok(read) : err({ code: 'trustUnusable', detail: file });
}

function readOr(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
