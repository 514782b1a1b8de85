import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { screensDocument } from './docs.ts';

test('docs/screens.md is what the contract, the texts and the gallery say now', () => {
  const written = readFileSync(new URL('../../docs/screens.md', import.meta.url), 'utf8');
  expect(written, 'run: node renderer/gallery/write-docs.ts').toBe(screensDocument());
});
