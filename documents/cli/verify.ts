import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Language } from '#contracts/language.ts';
import { systemClock } from '#foundation/clock.ts';
import { defaultDataFolder } from '#foundation/data-folder.ts';
import { MAX_PDF_BYTES } from '../pdf/file.ts';
import { DEVELOPMENT_CA_FOLDER, ROOT_FILE } from '../sealing/development-ca/folder.ts';
import { readAnchors } from '../verifying/anchors.ts';
import type { Outcome } from '../verifying/report.ts';
import { verify } from '../verifying/verify.ts';
import { tell } from '../verifying/words.ts';

const USAGE = `npm run verify -- FILE [--trust FILE] [--data DIR] [--language zh-CN|en]

Says what a sealed paper is worth. --trust names the authorities to believe (PEM, with their revocation lists where there
are some, or one certificate in DER); without it the development CA of the data folder is asked, if there is one.

Exit codes: 0 whole and trusted, 1 whole but signer unknown, 2 wrong arguments or an unreadable --trust file,
3 tampered with, 4 unreadable, 5 not signed, 6 a signature is missing.`;

const EXIT: Readonly<Record<Outcome, number>> = {
  trusted: 0,
  signerUnknown: 1,
  tampered: 3,
  unreadable: 4,
  notSigned: 5,
  incomplete: 6,
};

/** As much of a file as a paper may have, and one byte more, so that a longer one is seen to be longer. */
function readBounded(path: string): Uint8Array | undefined {
  try {
    const handle = openSync(path, 'r');
    try {
      const { size } = fstatSync(handle);
      return size > MAX_PDF_BYTES ? new Uint8Array(MAX_PDF_BYTES + 1) : readFileSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    return undefined;
  }
}

function main(args: string[]): number {
  const parsed = parse(args);
  if (!parsed) {
    console.error(USAGE);
    return 2;
  }
  const base = process.env.INIT_CWD ?? process.cwd();
  const bytes = readBounded(resolve(base, parsed.file));
  if (!bytes) {
    console.error(`${parsed.file} cannot be read.`);
    return EXIT.unreadable;
  }
  const dataDir = parsed.data
    ? resolve(base, parsed.data)
    : defaultDataFolder({ platform: process.platform, environment: process.env, home: homedir() });
  const trustFile = parsed.trust
    ? resolve(base, parsed.trust)
    : join(dataDir, DEVELOPMENT_CA_FOLDER, ROOT_FILE);
  const trustBytes = readBounded(trustFile);
  const trust = trustBytes && readAnchors(trustBytes);
  if (!trust && (parsed.trust !== undefined || trustBytes)) {
    console.error(`${trustFile} is not a file of certificates.`);
    return 2;
  }
  const report = verify(bytes, {
    anchors: trust?.anchors ?? [],
    lists: trust?.lists ?? [],
    at: systemClock.wall(),
  });
  for (const line of tell(report, parsed.language)) console.log(line);
  if (!trust)
    console.log(`Believed: nobody. There is no development CA in ${dataDir}, and --trust names none.`);
  else if (parsed.trust === undefined)
    console.log(`Believed: the development CA of ${dataDir}. Not for real signatures.`);
  else console.log(`Believed: ${trust.anchors.length} certificates of ${trustFile}.`);
  return EXIT[report.outcome];
}

type Asked = {
  readonly file: string;
  readonly trust?: string;
  readonly data?: string;
  readonly language: Language;
};

function parse(args: string[]): Asked | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: {
        trust: { type: 'string' },
        data: { type: 'string' },
        language: { type: 'string', default: 'en' },
      },
      allowPositionals: true,
      strict: true,
    });
    const { language, ...rest } = values;
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0 || (language !== 'en' && language !== 'zh-CN'))
      return undefined;
    return { file, language, ...rest };
  } catch {
    return undefined;
  }
}

// Whoever reads may have seen enough (`| head`); the verdict stays what it is.
process.stdout.on('error', () => process.exit(process.exitCode ?? 1));
process.exitCode = main(process.argv.slice(2));
