import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CLONE } from '../bootstrap/clone.mjs';

/** Everything but tests and what is made from the rest. */
const NOT_SHIPPED = /^(node_modules|dist|test|coverage|\.git)([\\/]|$)|\.test\.tsx?$/;
const TEXT = /\.(ts|tsx|mjs|cjs|js|json|yaml|yml|html|css|md|sh)$/;

it('no browser is ever started without its sandbox', () => {
  const files = readdirSync(CLONE, { withFileTypes: true })
    .filter((entry) => !NOT_SHIPPED.test(entry.name))
    .flatMap((entry) =>
      entry.isDirectory()
        ? readdirSync(join(CLONE, entry.name), { recursive: true, encoding: 'utf8' }).map((name) =>
            join(entry.name, name),
          )
        : [entry.name],
    )
    .filter((file) => TEXT.test(file) && !NOT_SHIPPED.test(file));
  expect(files).toContain(join('launcher', 'shell', 'browser-flags.ts'));
  const without = files.filter((file) =>
    /no-?(zygote-)?sandbox|disable-setuid-sandbox|sandbox: false/i.test(
      readFileSync(join(CLONE, file), 'utf8'),
    ),
  );
  expect(without).toEqual([]);
});
