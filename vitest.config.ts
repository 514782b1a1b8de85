import { defineConfig } from 'vitest/config';

/** Three kinds of test, by where they live: beside the code; stories of a whole kiosk; a real browser. */
export default defineConfig({
  test: {
    exclude: ['node_modules/**', 'dist/**'],
    setupFiles: ['test/support/seed.ts'],
    // Most of a story is waiting for devices and deadlines: four at once keep two cores busy.
    maxWorkers: 4,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            '{bank,branch,contracts,devices,documents,electron,flows,foundation,host,launcher,renderer,texts}/**/*.test.{ts,tsx}',
            'test/house/**/*.test.ts',
          ],
          // Nothing here keeps state in a module, so the files of a worker share what they import: half the time.
          isolate: false,
          globalSetup: ['branch/test-support/postgres-lender.ts'],
          // Nothing here takes a second; a machine with other work takes ten times as long.
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'stories',
          include: ['test/stories/**/*.test.ts'],
          // As above: to import a whole terminal costs more than most stories do.
          isolate: false,
          globalSetup: ['branch/test-support/postgres-lender.ts', 'test/support/compiled-ahead.ts'],
          // Nothing here takes a quarter of it; it only ends what hangs, also on a machine with other work.
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          globalSetup: ['test/support/built-pages.ts'],
          // Each drives a browser of its own, which takes more than its test does; they come when the rest is done.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
