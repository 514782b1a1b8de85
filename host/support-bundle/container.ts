import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { err, ok, type Result } from '#foundation/result.ts';

/** A file of a bundle. */
export type BundleFile = { readonly name: string; readonly bytes: Uint8Array };

/** Largest bundle there is, unpacked, bytes. */
export const MOST_BYTES = 256 * 1024 * 1024;
const BLOCK = 512;
const NAME = /^[a-z][a-z0-9.-]{0,60}$/;

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A header of POSIX ustar (IEEE 1003.1, pax): an ordinary file, readable by everybody, of no owner and no time. */
function header(name: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, length: number) =>
    block.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1');
  block.write(name, 0, 'latin1');
  octal(0o644, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(0, 136, 12);
  // The sum is taken with spaces in its own place.
  block.write('        ', 148, 'latin1');
  block.write('0', 156, 'latin1');
  block.write('ustar\0', 257, 'latin1');
  block.write('00', 263, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

const padding = (size: number): Buffer => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);

/** One gzipped tar of these files, before them `manifest.json` with the length and SHA-256 of each. */
export function sealBundle(about: Readonly<Record<string, unknown>>, files: readonly BundleFile[]): Buffer {
  const manifest = {
    ...about,
    files: files.map(({ name, bytes }) => ({ name, bytes: bytes.length, sha256: digestOf(bytes) })),
  };
  const all = [
    { name: 'manifest.json', bytes: Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`) },
    ...files,
  ];
  const parts = all.flatMap(({ name, bytes }) => [header(name, bytes.length), bytes, padding(bytes.length)]);
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]), { level: 9 });
}

export type OpenedBundle = {
  readonly about: Readonly<Record<string, unknown>>;
  readonly files: ReadonlyMap<string, Buffer>;
};
export type BundleFault = 'noBundle' | 'tooLarge' | 'altered';

/** The files of a bundle, each as its manifest says; anything that is more, less or otherwise is refused. */
export function openBundle(bytes: Uint8Array): Result<OpenedBundle, { readonly code: BundleFault }> {
  let tar: Buffer;
  try {
    tar = gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch (failure) {
    const large = failure instanceof RangeError;
    return err({ code: large ? 'tooLarge' : 'noBundle' });
  }
  const files = new Map<string, Buffer>();
  for (let at = 0; at + BLOCK <= tar.length; ) {
    const head = tar.subarray(at, at + BLOCK);
    if (head.every((byte) => byte === 0)) break;
    const name = text(head, 0, 100);
    const size = Number.parseInt(text(head, 124, 12), 8);
    if (!NAME.test(name) || files.has(name) || !(size >= 0) || at + BLOCK + size > tar.length)
      return err({ code: 'noBundle' });
    if (!header(name, size).equals(head)) return err({ code: 'altered' });
    files.set(name, tar.subarray(at + BLOCK, at + BLOCK + size));
    at += BLOCK + size + padding(size).length;
  }
  return checked(files);
}

function checked(files: Map<string, Buffer>): Result<OpenedBundle, { readonly code: BundleFault }> {
  const about = manifestOf(files.get('manifest.json'));
  if (!about) return err({ code: 'noBundle' });
  files.delete('manifest.json');
  const listed = Array.isArray(about.files) ? (about.files as readonly unknown[]) : [];
  const whole = listed.every((one) => {
    if (typeof one !== 'object' || one === null || !('name' in one) || !('sha256' in one)) return false;
    const found = files.get(String(one.name));
    return found !== undefined && digestOf(found) === one.sha256;
  });
  return whole && listed.length === files.size ? ok({ about, files }) : err({ code: 'altered' });
}

function manifestOf(bytes: Buffer | undefined): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(bytes?.toString('utf8') ?? '');
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : undefined;
  } catch {
    return undefined;
  }
}

const text = (block: Buffer, at: number, length: number): string =>
  block
    .subarray(at, at + length)
    .toString('latin1')
    .replace(/\0.*$/s, '');
