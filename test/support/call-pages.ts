import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { type Served, serveBuilt } from './serve-built.ts';

const CALL_PAGE = fileURLToPath(new URL('./call-page', import.meta.url));

/**
 * Builds and serves a page that is one side of a call and nothing else, under the policy of the product's pages; `root`:
 * the folder it is built of.
 */
export async function serveCallPage(root = CALL_PAGE): Promise<Served> {
  const folder = mkdtempSync(join(process.env.VESTIBULE_TEST_TMP ?? tmpdir(), 'call-page-'));
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
