import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The pages as `npm start` serves them. */
export const BUILT_PAGES = fileURLToPath(new URL('../../../dist/pages', import.meta.url));

export function requireBuiltPages(): void {
  if (!existsSync(join(BUILT_PAGES, 'customer.html')))
    throw new Error('The pages are not built: start with npm run bench, which builds them.');
}
