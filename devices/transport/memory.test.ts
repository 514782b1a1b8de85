import { describe, expect, it } from 'vitest';
import { settle } from '#foundation/clock.ts';
import { memoryCable } from './memory.ts';

describe('memory cable', () => {
  it('hands bytes over in order, held until somebody listens', async () => {
    const [near, far] = memoryCable();
    await near.write(Uint8Array.of(1));
    await near.write(Uint8Array.of(2));
    await settle();
    const seen: number[] = [];
    far.listen({ data: (bytes) => seen.push(...bytes), closed: () => seen.push(-1) });
    await near.write(Uint8Array.of(3));
    await settle();
    expect(seen).toEqual([1, 2, 3]);
  });

  it('tells both ends of a close once and refuses writes afterwards', async () => {
    const [near, far] = memoryCable();
    const closed: string[] = [];
    near.listen({ data: () => {}, closed: (reason) => closed.push(`near ${reason.code}`) });
    far.listen({ data: () => {}, closed: (reason) => closed.push(`far ${reason.code}`) });
    await near.close();
    await far.close();
    expect(closed.sort()).toEqual(['far gone', 'near gone']);
    expect(await near.write(Uint8Array.of(1))).toEqual({ ok: false, error: { code: 'gone' } });
  });
});
