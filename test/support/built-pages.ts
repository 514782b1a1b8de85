import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** What a terminal serves, built of these sources: the customer's page and the bench. */
    kioskPages: string;
    /** The branch service's pages. */
    branchPages: string;
    /** Every screen in every state. */
    galleryPages: string;
  }
}

const config = (name: string): string => fileURLToPath(new URL(`../../renderer/${name}`, import.meta.url));

/**
 * Builds what the tests in a browser look at, once for all of their files, into a folder of the run's own: files may
 * run side by side, and nobody's `dist` changes under anybody.
 */
export default async function builtPages(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(process.env.VESTIBULE_TEST_TMP ?? tmpdir(), 'vestibule-built-'));
  const builds = {
    // A host finds its branch's pages beside its own.
    kioskPages: { place: 'pages', configFile: config('vite.config.ts') },
    branchPages: { place: 'branch-pages', configFile: config('branch.vite.config.ts') },
    galleryPages: { place: 'gallery', configFile: config('vite.config.ts'), mode: 'gallery' },
  } as const;
  // A build says what it is for in the environment, which the tests would inherit.
  const before = process.env.NODE_ENV;
  for (const { place, ...order } of Object.values(builds))
    await build({ ...order, logLevel: 'error', build: { outDir: join(folder, place), emptyOutDir: true } });
  if (before === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = before;
  for (const name of ['kioskPages', 'branchPages', 'galleryPages'] as const)
    project.provide(name, join(folder, builds[name].place));
  return () => rmSync(folder, { recursive: true, force: true });
}
