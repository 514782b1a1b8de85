import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { notoSansSc } from './fonts-plugin.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Two builds: the pages the host serves (dist/pages), and with `--mode gallery` the gallery of every screen
 * (dist/gallery), which no host serves. Nothing is inlined: the pages live under a policy that refuses it.
 */
export default defineConfig(({ mode }) => {
  const gallery = mode === 'gallery';
  return {
    root: here('.'),
    base: '/',
    publicDir: false,
    plugins: [react(), notoSansSc()],
    build: {
      outDir: here(gallery ? '../dist/gallery' : '../dist/pages'),
      emptyOutDir: true,
      target: 'chrome120',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1_000,
      rolldownOptions: {
        input: gallery
          ? { gallery: here('gallery.html') }
          : {
              customer: here('customer.html'),
              supervisor: here('supervisor.html'),
              bench: here('bench.html'),
            },
      },
    },
  };
});
