import { describe, expect, it } from 'vitest';
import { settle } from '#foundation/clock.ts';
import { memoryCable } from './memory.ts';
import { watchLine } from './watched-line.ts';

describe('watchLine', () => {
  it('passes everything through and tells the listener first, then the watcher, once', async () => {
    const [near, far] = memoryCable();
    const told: string[] = [];
    const line = watchLine(near, (reason) => told.push(`watcher ${reason.code}`));
    line.listen({
      data: (bytes) => told.push(...[...bytes].map(String)),
      closed: (reason) => told.push(`listener ${reason.code}`),
    });
    const arrived: number[] = [];
    far.listen({ data: (bytes) => arrived.push(...bytes), closed: () => {} });
    await far.write(Uint8Array.of(1));
    await line.write(Uint8Array.of(2));
    await settle();
    await far.close();
    await line.close();
    expect(told).toEqual(['1', 'listener gone', 'watcher gone']);
    expect(arrived).toEqual([2]);
  });

  it('tells the watcher of a close by a user who never listened', async () => {
    const [near] = memoryCable();
    const told: string[] = [];
    await watchLine(near, (reason) => told.push(reason.code)).close();
    expect(told).toEqual(['gone']);
  });
});
