import { describe, expect, it } from 'vitest';
import { ManualClock, settle } from '#foundation/clock.ts';
import { err, ok } from '#foundation/result.ts';
import { type Carrier, HELD_BYTES, OpenLine, QUEUED_BYTES } from './open-line.ts';

const PATIENCE = 1_000;

/** A carrier whose every send waits for the test. */
function opened() {
  const clock = new ManualClock();
  const sends: { readonly bytes: number[]; readonly done: (sent: boolean) => void }[] = [];
  let releases = 0;
  const carrier: Carrier = {
    patience: () => PATIENCE,
    send: (bytes, done) => sends.push({ bytes: [...bytes], done }),
    release: async () => {
      releases += 1;
    },
  };
  return { clock, sends, line: new OpenLine(carrier, clock), releases: () => releases };
}

function heard(line: OpenLine): string[] {
  const told: string[] = [];
  line.listen({
    data: (bytes) => told.push(...[...bytes].map(String)),
    closed: (reason) => told.push(reason.code),
  });
  return told;
}

describe('OpenLine', () => {
  it('sends one write after the other and tells each when its bytes left', async () => {
    const { line, sends, clock } = opened();
    const first = line.write(Uint8Array.of(1));
    const second = line.write(Uint8Array.of(2));
    await settle();
    expect(sends.map((send) => send.bytes)).toEqual([[1]]);
    sends[0]?.done(true);
    expect(await first).toEqual(ok(undefined));
    await settle();
    sends[1]?.done(true);
    expect(await second).toEqual(ok(undefined));
    expect(clock.armed).toBe(0);
  });

  it('sends what was given, not what the caller made of it afterwards', async () => {
    const { line, sends } = opened();
    const bytes = Uint8Array.of(1, 2);
    void line.write(bytes);
    bytes.fill(9);
    await settle();
    expect(sends[0]?.bytes).toEqual([1, 2]);
  });

  it('settles the write in flight and all behind it when the line ends, and hands none of them over', async () => {
    const { line, sends, releases, clock } = opened();
    const told = heard(line);
    const writes = [1, 2, 3].map((byte) => line.write(Uint8Array.of(byte)));
    await settle();
    await line.ended({ code: 'gone' });
    expect(await Promise.all(writes)).toEqual([1, 2, 3].map(() => err({ code: 'gone' })));
    sends[0]?.done(true);
    await settle();
    expect(sends).toHaveLength(1);
    expect(await line.write(Uint8Array.of(4))).toEqual(err({ code: 'gone' }));
    await line.close();
    expect([told, releases(), clock.armed]).toEqual([['gone'], 1, 0]);
  });

  it('ends a line whose write failed', async () => {
    const { line, sends } = opened();
    const told = heard(line);
    const write = line.write(Uint8Array.of(1));
    await settle();
    sends[0]?.done(false);
    expect((await write).ok).toBe(false);
    expect(told).toEqual(['gone']);
  });

  it('ends a line that does not take bytes within its patience', async () => {
    const { line, clock, releases } = opened();
    const told = heard(line);
    const write = line.write(Uint8Array.of(1));
    await clock.advanceAsync(PATIENCE - 1);
    expect(told).toEqual([]);
    await clock.advanceAsync(1);
    expect(await write).toEqual(err({ code: 'gone' }));
    expect([told, releases()]).toEqual([['gone'], 1]);
  });

  it('refuses what would pass its bound and goes on', async () => {
    const { line, sends } = opened();
    const most = line.write(new Uint8Array(QUEUED_BYTES));
    expect(await line.write(Uint8Array.of(1))).toEqual(err({ code: 'overflow' }));
    await settle();
    sends[0]?.done(true);
    expect((await most).ok).toBe(true);
    void line.write(Uint8Array.of(2));
    await settle();
    expect(sends[1]?.bytes).toEqual([2]);
  });

  it('holds what came before the listener, in order, within its bound', async () => {
    const { line } = opened();
    line.received(Uint8Array.of(1));
    line.received(Uint8Array.of(2));
    const told = heard(line);
    line.received(Uint8Array.of(3));
    expect(told).toEqual(['1', '2', '3']);

    const flooded = opened();
    flooded.line.received(new Uint8Array(HELD_BYTES));
    flooded.line.received(Uint8Array.of(1));
    expect(flooded.releases()).toBe(1);
    expect(heard(flooded.line).at(-1)).toBe('overflow');
  });

  it('tells nothing after closed, and closed to a listener that came later', async () => {
    const { line } = opened();
    await line.close();
    line.received(Uint8Array.of(1));
    expect(heard(line)).toEqual(['gone']);
  });
});
