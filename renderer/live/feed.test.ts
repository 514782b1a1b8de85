import { beforeEach, describe, expect, it } from 'vitest';
import { ManualPageClock } from '../manual-page-clock.ts';
import type { Reply } from './ask.ts';
import { LIVE, LiveFeed } from './feed.ts';

type Seen = { readonly revision: number; readonly serverTime: string };
const at = (revision: number): Reply<Seen> => ({
  ok: true,
  value: { revision, serverTime: '2026-11-22T02:00:00.000Z' },
});
const refused = (code: string): Reply<Seen> => ({ ok: false, code });

/** A service that answers when the test says so, and says what it was asked. */
class Service {
  readonly asked: { readonly after: number | null; readonly wait: number }[] = [];
  #answer: (reply: Reply<Seen>) => void = () => {};

  readonly look = (after: number | null, wait: number, signal: AbortSignal): Promise<Reply<Seen>> => {
    this.asked.push({ after, wait });
    return new Promise((resolve) => {
      this.#answer = resolve;
      signal.addEventListener('abort', () => resolve(refused('unreachable')));
    });
  };

  async answer(reply: Reply<Seen>): Promise<void> {
    this.#answer(reply);
    await settled();
  }
}
/** Everything that follows from what was just done, without time passing. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

let clock: ManualPageClock;
let service: Service;
let feed: LiveFeed<Seen>;
let end: AbortController;
beforeEach(() => {
  clock = new ManualPageClock();
  service = new Service();
  feed = new LiveFeed(service.look, clock, ['notFound']);
  end = new AbortController();
  void feed.run(end.signal);
  return () => end.abort();
});
const pass = async (milliseconds: number) => {
  clock.advance(milliseconds);
  await settled();
};

describe('a page that keeps itself fresh', () => {
  it('looks at once, then waits for what is newer', async () => {
    expect(feed.view().connection).toBe('first');
    await service.answer(at(7));
    expect(feed.view()).toMatchObject({ connection: 'live', value: { revision: 7 }, heardAt: 0 });
    expect(service.asked).toEqual([
      { after: null, wait: 0 },
      { after: 7, wait: LIVE.wait },
    ]);
  });

  it('says that the line is lost, keeps what stood, and asks less and less often until it is back', async () => {
    await service.answer(at(7));
    await pass(LIVE.wait * 1_000 + LIVE.grace);
    expect(feed.view()).toMatchObject({ connection: 'lost', value: { revision: 7 }, heardAt: 0 });
    const gaps: number[] = [];
    for (let failure = 0; failure < 7; failure++) {
      const before = service.asked.length;
      let waited = 0;
      while (service.asked.length === before) {
        await pass(500);
        waited += 500;
      }
      gaps.push(waited);
      expect(service.asked.at(-1)).toEqual({ after: null, wait: 0 });
      await service.answer(refused('unreachable'));
    }
    expect(gaps).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
    await pass(15_000);
    await service.answer(at(9));
    expect(feed.view()).toMatchObject({ connection: 'live', value: { revision: 9 } });
    await service.answer(refused('unreachable'));
    await pass(LIVE.pause);
    expect(service.asked.at(-1)).toEqual({ after: null, wait: 0 });
  });

  it('looks at once when it is woken, in the middle of a wait or of a pause', async () => {
    await service.answer(at(7));
    feed.wake();
    await settled();
    expect(service.asked.at(-1)).toEqual({ after: null, wait: 0 });
    expect(feed.view().connection).toBe('live');
    await service.answer(refused('unreachable'));
    expect(feed.view().connection).toBe('lost');
    const asked = service.asked.length;
    feed.wake();
    await settled();
    expect(service.asked).toHaveLength(asked + 1);
  });

  it('takes the answer to an act, but nothing older than what stands', async () => {
    await service.answer(at(7));
    feed.take({ revision: 9, serverTime: '2026-11-22T02:00:01.000Z' });
    expect(feed.view().value?.revision).toBe(9);
    feed.take({ revision: 8, serverTime: '2026-11-22T02:00:01.000Z' });
    expect(feed.view().value?.revision).toBe(9);
    // Another store behind the address: what it says is doubted once.
    await service.answer(at(2));
    expect(feed.view().value?.revision).toBe(9);
    expect(service.asked.at(-1)).toEqual({ after: null, wait: 0 });
    await service.answer(at(2));
    expect(feed.view()).toMatchObject({ connection: 'live', value: { revision: 2 } });
    expect(service.asked.at(-1)).toEqual({ after: 2, wait: LIVE.wait });
  });

  it('ends where asking again makes no sense, and leaves no timer behind', async () => {
    await service.answer(refused('notFound'));
    expect(feed.view()).toMatchObject({ connection: 'ended', code: 'notFound' });
    await pass(60_000);
    expect(service.asked).toHaveLength(1);
    expect(clock.armed).toBe(0);
  });
});
