import { createHash, X509Certificate } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { BranchSeal } from '#branch/sealing/seal.ts';
import { DEVELOPMENT_CA_FOLDER, ROOT_FILE } from '#documents/sealing/development-ca/folder.ts';
import { verify } from '#documents/verifying/verify.ts';
import { systemClock } from '#foundation/clock.ts';

/** A paper in the branch's archive, opened and looked at as `npm run verify` does. */
export type ArchivedPaper = {
  readonly event: string;
  readonly sha256: string;
  readonly number: string;
  readonly outcome: string;
  /** Its bytes are the ones its id names. */
  readonly isItself: boolean;
};

/** What terminal, branch and bank have of papers, as their files were at one moment. */
export type PaperPicture = {
  readonly papers: readonly ArchivedPaper[];
  /** Every signing the branch has heard of, and why it is void. */
  readonly events: ReadonlyMap<string, string | null>;
  /** Digests of the papers on which the bank has an assessment, and an order. */
  readonly assessments: readonly string[];
  readonly orders: readonly { readonly number: string; readonly sha256: string }[];
  /** Papers of the terminal whose fate is open, and void ones it has still to tell of. */
  readonly open: number;
};

/** Where a terminal's data folder lies, and its sandbox bank's. */
export type PaperPlaces = { readonly dataDir: string; readonly bankDir: string };

/** Copies the files with their logs and opens the copies alone. */
export function paperPicture({ dataDir, bankDir }: PaperPlaces): PaperPicture {
  const copy = mkdtempSync(join(tmpdir(), 'papers-'));
  const read = <T>(folder: string, file: string, look: (database: DatabaseSync) => T): T => {
    for (const part of [file, `${file}-wal`])
      if (existsSync(join(folder, part))) cpSync(join(folder, part), join(copy, part));
    const database = new DatabaseSync(join(copy, file));
    try {
      return look(database);
    } finally {
      database.close();
    }
  };
  try {
    const seal = new BranchSeal([
      Buffer.from(readFileSync(join(dataDir, 'seal.key'), 'utf8').trim(), 'base64url'),
    ]);
    const anchor = new X509Certificate(readFileSync(join(dataDir, DEVELOPMENT_CA_FOLDER, ROOT_FILE)));
    const branch = read(dataDir, 'branch.db', (database) => ({
      papers: papersOf(database, seal, anchor),
      events: new Map(
        database
          .prepare('SELECT event, void_reason FROM signing_events')
          .all()
          .map((row) => [String(row.event), row.void_reason === null ? null : String(row.void_reason)]),
      ),
    }));
    const open = read(dataDir, 'journal.sqlite', (database) =>
      Number(
        database
          .prepare(
            `SELECT (SELECT count(*) FROM signed_paper) + (SELECT count(*) FROM errand WHERE type = 'voidPaper') AS open`,
          )
          .get()?.open,
      ),
    );
    const bank = read(bankDir, 'bank.sqlite', (database) => ({
      assessments: database
        .prepare('SELECT document_sha256 FROM assessments')
        .all()
        .map((row) => String(row.document_sha256)),
      orders: database
        .prepare('SELECT order_number, document_sha256 FROM wealth_orders')
        .all()
        .map((row) => ({ number: String(row.order_number), sha256: String(row.document_sha256) })),
    }));
    return { ...branch, ...bank, open };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

const papersOf = (database: DatabaseSync, seal: BranchSeal, anchor: X509Certificate): ArchivedPaper[] =>
  database
    .prepare(
      `SELECT papers.event, papers.sha256, papers.number, paper_versions.version, paper_versions.sealed
       FROM papers JOIN paper_versions ON paper_versions.paper = papers.sha256
       WHERE paper_versions.version = 1`,
    )
    .all()
    .map((row) => {
      const sha256 = String(row.sha256);
      const opened = seal.openBytes('paper', `${sha256} 1`, row.sealed as Uint8Array);
      const bytes = opened.ok ? opened.value : new Uint8Array();
      return {
        event: String(row.event),
        sha256,
        number: String(row.number),
        outcome: verify(bytes, { anchors: [anchor], lists: [], at: systemClock.wall() }).outcome,
        isItself: createHash('sha256').update(bytes).digest('hex') === sha256,
      };
    });
