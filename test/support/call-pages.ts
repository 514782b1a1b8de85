import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { type Served, serveBuilt } from './serve-built.ts';

/** Builds and serves a page that is one side of a call and nothing else, under the policy of the product's pages. */
export async function serveCallPage(): Promise<Served> {
  const folder = mkdtempSync(join(process.env.VESTIBULE_TEST_TMP ?? tmpdir(), 'call-page-'));
  const root = fileURLToPath(new URL('./call-page', import.meta.url));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'chrome120',
      modulePreload: { polyfill: false },
      rolldownOptions: { input: join(root, 'index.html') },
    },
  });
  const served = await serveBuilt(folder);
  return {
    url: `${served.url}/index.html`,
    close: async () => {
      await served.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
