import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build, defineConfig, type Plugin } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The line of Node that Electron carries. */
const TARGET = 'node24';
const EXTERNAL = ['electron', ...builtinModules, /^node:/];

/**
 * Builds the preload beside the others. A sandboxed preload is one CommonJS file that may require Electron and nothing
 * of Node (Electron, Process Sandboxing), so it cannot share a build with ES modules.
 */
function preload(): Plugin {
  let outDir = '';
  return {
    name: 'vestibule-preload',
    configResolved: (config) => {
      outDir = config.build.outDir;
    },
    async closeBundle() {
      await build({
        configFile: false,
        root: here('.'),
        publicDir: false,
        logLevel: 'warn',
        build: {
          outDir,
          emptyOutDir: false,
          ssr: true,
          target: TARGET,
          rolldownOptions: {
            input: { preload: here('preload.ts') },
            external: EXTERNAL,
            output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
          },
        },
        ssr: { noExternal: true },
      });
    },
  };
}

/** The shell: main process, the host as its utility process, and the preload. Installed packages stay outside. */
export default defineConfig({
  root: here('.'),
  publicDir: false,
  plugins: [preload()],
  build: {
    outDir: here('../dist/electron'),
    emptyOutDir: true,
    ssr: true,
    target: TARGET,
    rolldownOptions: {
      input: { main: here('main.ts'), host: here('../host/electron/entry.ts') },
      external: EXTERNAL,
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[hash].js' },
    },
  },
});
