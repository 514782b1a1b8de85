import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildFloor } from './floor/build.ts';
import type { Measurement, Row } from './support/measurement.ts';
import { BUILT_PAGES, requireBuiltPages } from './support/pages.ts';
import { sampleOf } from './support/stats.ts';

/** What a page must load before its first screen: the scripts its HTML names, compressed. */
export const firstScript: Measurement = {
  about:
    'bytes of the scripts a page’s HTML names, gzip; floor: React with one state and one WebSocket, built the same way',
  async run() {
    requireBuiltPages();
    const folder = await buildFloor();
    try {
      const floor = sampleOf([scriptBytes(folder, 'floor.html')]);
      return ['customer', 'bench'].map(
        (page): Row => ({
          name: `first script of the ${page} page`,
          unit: 'bytes',
          ours: sampleOf([scriptBytes(BUILT_PAGES, `${page}.html`)]),
          floor,
        }),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Scripts and what they need at once; styles and fonts are not scripts. */
function scriptBytes(folder: string, page: string): number {
  const html = readFileSync(join(folder, page), 'utf8');
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? [];
  const files = tags.flatMap((tag) => {
    const isScript = tag.startsWith('<script') || /rel="modulepreload"/.test(tag);
    const file = /(?:src|href)="([^"]+)"/.exec(tag)?.[1];
    return isScript && file ? [file] : [];
  });
  return files.reduce(
    (sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length,
    0,
  );
}
