import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Measured } from './measure.ts';

const PAGES = join(import.meta.dirname, '..', '..', 'dist', 'pages');

/** Bytes of what a page runs before it shows anything: the scripts its document names, and what those preload. */
const bytesOf = (document: string): number => {
  const html = readFileSync(join(PAGES, document), 'utf8');
  const scripts = [...html.matchAll(/(?:src|href)="(\/?[^"]+\.js)"/g)].map(([, path = '']) =>
    path.replace(/^\//, ''),
  );
  return scripts.reduce(
    (sum, path) => sum + gzipSync(readFileSync(join(PAGES, path)), { level: 9 }).length,
    0,
  );
};

/** First script of the customer's page, gzip; the bench page stands beside it. */
export async function firstScript(): Promise<Measured> {
  return {
    name: 'first script, gzip',
    unit: 'bytes',
    ours: [bytesOf('customer.html')],
    floor: [bytesOf('bench.html')],
    floorIs: 'the bench page, which is no floor: for comparison',
  };
}
