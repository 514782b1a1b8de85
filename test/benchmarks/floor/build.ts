import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** Builds the floor's page as the product's pages are built; answers with the folder. Remove it. */
export async function buildFloor(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'floor-'));
  await build({
    root: HERE,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [react()],
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'chrome120',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: join(HERE, 'floor.html') },
    },
  });
  return folder;
}
