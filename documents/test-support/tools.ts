import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const isHere = (program: string): boolean =>
  spawnSync('which', [program], { stdio: 'ignore' }).status === 0;

export type Ran = { readonly status: number | null; readonly out: string };

/** A folder of its own for programs that want files; gone with `dispose`. */
export function bench() {
  const folder = mkdtempSync(join(tmpdir(), 'vestibule-papers-'));
  const path = (name: string) => join(folder, name);
  return {
    folder,
    path,
    write: (name: string, bytes: Uint8Array | string) => {
      writeFileSync(path(name), bytes);
      return path(name);
    },
    read: (name: string): Uint8Array => readFileSync(path(name)),
    run: (program: string, ...args: string[]): Ran => {
      const ran = spawnSync(program, args, { cwd: folder, encoding: 'latin1', timeout: 60_000 });
      return { status: ran.status, out: `${ran.stdout}${ran.stderr}` };
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}
export type Bench = ReturnType<typeof bench>;

export const pem = (der: Uint8Array, label = 'CERTIFICATE'): string =>
  `-----BEGIN ${label}-----\n${(
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  ).join('\n')}\n-----END ${label}-----\n`;

/** An NSS folder that trusts these roots, as `pdfsig -nssdir` reads it. */
export function nssTrusting(at: Bench, ...roots: readonly Uint8Array[]): string {
  at.run('mkdir', 'nss');
  at.run('certutil', '-N', '-d', 'sql:nss', '--empty-password');
  for (const [index, root] of roots.entries()) {
    at.write(`root${index}.pem`, pem(root));
    at.run('certutil', '-A', '-d', 'sql:nss', '-n', `root${index}`, '-t', 'CT,C,C', '-i', `root${index}.pem`);
  }
  return 'sql:nss';
}

/** What `pdfsig` says of each signature, in order. */
export function pdfsig(at: Bench, nss: string, file: string) {
  const { out } = at.run('pdfsig', '-nssdir', nss, file);
  return out
    .split(/^Signature #\d+:$/m)
    .slice(1)
    .map((part) => ({
      valid: part.includes('Signature is Valid'),
      trusted: part.includes('Certificate is Trusted'),
      total: part.includes('Total document signed') && !part.includes('Not total document signed'),
      part,
    }));
}

/** Each signature's CMS and the bytes it covers, as ByteRange says; read by a plain search, apart from our own reader. */
export function parts(bytes: Uint8Array): { readonly cms: Uint8Array; readonly covered: Uint8Array }[] {
  const text = Buffer.from(bytes).toString('latin1');
  return [...text.matchAll(/\/ByteRange \[ (\d+) (\d+) (\d+) (\d+) \]/g)].map((found) => {
    const [a = 0, b = 0, c = 0, d = 0] = found.slice(1).map(Number);
    return {
      cms: Buffer.from(text.slice(a + b + 1, c - 1), 'hex'),
      covered: Buffer.concat([bytes.subarray(a, a + b), bytes.subarray(c, c + d)]),
    };
  });
}
