import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ManualClock } from '#foundation/clock.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { openSeal } from './keys.ts';

const clock = new ManualClock();
const folder = mkdtempSync(join(tmpdir(), 'vestibule-seal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let made = 0;
const place = () => mkdtempSync(join(folder, `${made++}-`));
const keyFile = (text: string) => {
  const path = join(place(), 'seal.key');
  writeFileSync(path, text);
  return path;
};

onBothEngines('The key of the branch service', ({ engine, emptyStore }) => {
  it('is made at the first start and is the same at the next, whatever instance asks', async () => {
    const [store, dataDir] = [await emptyStore(), place()];
    const first = await openSeal(store, clock, { file: null, dataDir });
    const again = await openSeal(store, clock, { file: null, dataDir });
    if (!first.ok || !again.ok) throw new Error('no key');
    expect(again.value.open('draft', 'one', first.value.seal('draft', 'one', 'words'))).toMatchObject({
      value: 'words',
    });
    if (engine === 'sqlite') expect(statSync(join(dataDir, 'seal.key')).mode & 0o777).toBe(0o600);
  });

  it('is one, when several instances make it at the same instant', async () => {
    const [store, dataDir] = [await emptyStore(), place()];
    const all = await Promise.all(
      Array.from({ length: 5 }, () => openSeal(store, clock, { file: null, dataDir })),
    );
    const marks = all.map((seal) => seal.ok && seal.value.marks('draft', 'somebody')[0]);
    expect(new Set(marks).size).toBe(1);
  });

  it('may come from a file, and then no start does without that file', async () => {
    const [store, dataDir] = [await emptyStore(), place()];
    const file = keyFile(`${randomBytes(32).toString('base64url')}\n`);
    expect((await openSeal(store, clock, { file, dataDir })).ok).toBe(true);
    expect(await openSeal(store, clock, { file: null, dataDir })).toMatchObject({
      error: { code: 'sealKeyMissing' },
    });
    const other = keyFile(randomBytes(32).toString('base64url'));
    expect(await openSeal(store, clock, { file: other, dataDir })).toMatchObject({
      error: { code: 'sealKeyMissing' },
    });
  });

  it('is refused where the file is none', async () => {
    const [store, dataDir] = [await emptyStore(), place()];
    for (const file of [
      join(dataDir, 'none'),
      dataDir,
      keyFile(''),
      keyFile('short'),
      keyFile('x'.repeat(1e6)),
    ])
      expect(await openSeal(store, clock, { file, dataDir })).toEqual({
        ok: false,
        error: { code: 'sealKeyUnreadable', detail: file },
      });
  });

  if (engine === 'postgres')
    it('moves from the database into a file, and what was sealed before still opens', async () => {
      const [store, dataDir] = [await emptyStore(), place()];
      const before = await openSeal(store, clock, { file: null, dataDir });
      if (!before.ok) throw new Error('no key');
      const sealed = before.value.seal('draft', 'one', 'words');
      const file = keyFile(randomBytes(32).toString('base64url'));
      const after = await openSeal(store, clock, { file, dataDir });
      if (!after.ok) throw new Error('no key');
      expect(after.value.open('draft', 'one', sealed)).toEqual({ ok: true, value: 'words' });
      expect(after.value.seal('draft', 'one', 'words')).not.toContain(sealed.split('.')[1]);
    });
  else
    it('leaves the file it made as it is', async () => {
      const [store, dataDir] = [await emptyStore(), place()];
      await openSeal(store, clock, { file: null, dataDir });
      const text = readFileSync(join(dataDir, 'seal.key'), 'utf8');
      await openSeal(store, clock, { file: null, dataDir });
      expect(readFileSync(join(dataDir, 'seal.key'), 'utf8')).toBe(text);
    });
});
