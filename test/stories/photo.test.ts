import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { type Kiosk, openKiosk, SIMULATED_PROFILE } from '../support/kiosk.ts';

let kiosk: Kiosk;
afterEach(() => kiosk.close());

it('a decoder that the host was given gets the photo, and neither photo nor picture outlives the visit', async () => {
  const picture = Buffer.from('a picture of nobody, in plain bytes');
  const kept = Uint8Array.from(picture);
  const handed: Uint8Array[] = [];
  kiosk = await openKiosk(SIMULATED_PROFILE, {
    photoDecoder: {
      decode: async (wlt) => {
        handed.push(wlt);
        return kept;
      },
    },
  });
  const bench = await kiosk.bench();
  const page = await kiosk.customer();
  await page.see('idle');
  await bench.act('layIdCard', { person: 'adult' });
  await page.see('menu');
  expect(handed.map((photo) => photo.length)).toEqual([1_024]);
  const photo = Buffer.from(handed[0] ?? []);
  expect(photo.some((byte) => byte !== 0)).toBe(true);
  await page.act('finish');
  await page.see('takeMedia');
  await bench.act('liftIdCard');
  await page.see('farewell');
  await page.act('next');
  await page.see('idle');
  expect(kept.every((byte) => byte === 0)).toBe(true);
  expect(handed.every((bytes) => bytes.every((byte) => byte === 0))).toBe(true);
  for (const entry of readdirSync(kiosk.dataDir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = readFileSync(join(entry.parentPath, entry.name));
    expect(file.includes(picture)).toBe(false);
    expect(file.includes(photo.subarray(0, 64))).toBe(false);
  }
  expect(JSON.stringify(page.seen)).not.toContain(picture.toString('base64').slice(0, 20));
});
