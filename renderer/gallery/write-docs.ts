import { writeFileSync } from 'node:fs';
import { screensDocument } from './docs.ts';

writeFileSync(new URL('../../docs/screens.md', import.meta.url), screensDocument());
