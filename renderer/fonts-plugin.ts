import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Plugin } from 'vite';

const NAME = 'virtual:noto-sans-sc.css';
const WEIGHTS = ['400', '500', '700'] as const;
const require = createRequire(import.meta.url);

/** One weight's faces as the package ships them, without the older format: every shell here reads woff2. */
function faces(weight: string): string {
  const file = require.resolve(`@fontsource/noto-sans-sc/${weight}.css`);
  const folder = dirname(file).replaceAll('\\', '/');
  return readFileSync(file, 'utf8')
    .replace(/, url\([^)]*\.woff\) format\('woff'\)/g, '')
    .replaceAll('url(./', `url(${folder}/`);
}

/** The page's own font: Noto Sans SC in three weights, in small pieces that load when a letter of theirs is shown. */
export const notoSansSc = (): Plugin => ({
  name: 'noto-sans-sc',
  resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
  load: (id) => (id === `\0${NAME}` ? WEIGHTS.map(faces).join('\n') : null),
});
