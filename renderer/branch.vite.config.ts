import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { notoSansSc } from './fonts-plugin.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The pages the branch service serves (`PAGES` of `branch/http/pages.ts`) and their hashed files under `assets/`. */
export default defineConfig({
  root: here('.'),
  base: '/',
  publicDir: false,
  plugins: [react(), notoSansSc()],
  build: {
    outDir: here('../dist/branch-pages'),
    emptyOutDir: true,
    target: 'chrome130',
    // The Content-Security-Policy knows no `data:`; every picture is a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        staff: here('staff.html'),
        lobby: here('lobby.html'),
        counter: here('counter.html'),
        teller: here('teller.html'),
        approvals: here('approvals.html'),
        board: here('board.html'),
        phone: here('phone.html'),
        arrivals: here('arrivals.html'),
        tasks: here('tasks.html'),
        use: here('use.html'),
        recordings: here('recordings.html'),
        complaint: here('complaint.html'),
        book: here('book.html'),
        paper: here('paper.html'),
      },
    },
  },
});
