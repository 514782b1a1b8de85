import { describe, expect, test } from 'vitest';
import { EXAMPLES, exampleScreen } from '../gallery/examples.ts';
import { ManualPageClock } from '../manual-page-clock.ts';
import type { CarrierEvents } from './carrier.ts';
import { BACK_OFF, BridgeClient, WELCOME_WITHIN } from './client.ts';

const TOKEN = 'a token of more than sixteen characters';
const first = EXAMPLES[0];
if (!first) throw new Error('no examples');
const screen = exampleScreen(first, { language: 'en', textSize: 'normal', contrast: 'normal' });

/** A host's end, played by hand: every line that was opened, and what was sent on it. */
class FakeHost {
  readonly lines: { events: CarrierEvents; sent: unknown[]; closed: boolean }[] = [];

  readonly open = (events: CarrierEvents) => {
    const line = { events, sent: [] as unknown[], closed: false };
    this.lines.push(line);
    return {
      send: (text: string) => {
        line.sent.push(JSON.parse(text));
      },
      close: () => {
        line.closed = true;
      },
    };
  };

  get line() {
    const line = this.lines.at(-1);
    if (!line) throw new Error('no line was opened');
    return line;
  }

  say(message: unknown) {
    this.line.events.message(JSON.stringify(message));
  }

  welcome() {
    this.line.events.opened();
    this.say({ type: 'welcome', role: 'customer' });
  }
}

function meet(role: 'customer' | 'bench' = 'customer') {
  const host = new FakeHost();
  const clock = new ManualPageClock();
  let reloads = 0;
  const client = new BridgeClient({
    role,
    token: TOKEN,
    open: host.open,
    clock,
    reload: () => {
      reloads += 1;
    },
  });
  client.start();
  return { host, clock, client, reloads: () => reloads };
}

describe('the first words', () => {
  test('are hello with token and role, and nothing before the line is open', () => {
    const { host } = meet();
    expect(host.line.sent).toEqual([]);
    host.line.events.opened();
    expect(host.line.sent).toEqual([{ type: 'hello', protocol: 1, role: 'customer', token: TOKEN }]);
  });

  test('no intent leaves before the welcome', () => {
    const { host, client } = meet();
    host.line.events.opened();
    client.intent({ type: 'activity' });
    expect(host.line.sent).toHaveLength(1);
    host.say({ type: 'welcome', role: 'customer' });
    client.intent({ type: 'act', step: 3, action: 'start' });
    expect(host.line.sent.at(-1)).toEqual({
      type: 'intent',
      intent: { type: 'act', step: 3, action: 'start' },
    });
  });
});

describe('what is shown', () => {
  test('is the last screen of the host, and every watcher hears of it', () => {
    const { host, client } = meet();
    let heard = 0;
    client.subscribe(() => {
      heard += 1;
    });
    host.welcome();
    host.say({ type: 'screen', screen });
    expect(client.snapshot()).toEqual({ line: 'open', screen });
    expect(heard).toBe(2);
  });

  test('a screen before the welcome is not shown', () => {
    const { host, client } = meet();
    host.line.events.opened();
    host.say({ type: 'screen', screen });
    expect(client.snapshot().screen).toBeNull();
  });

  test('is cleared the moment the line is gone', () => {
    const { host, client } = meet();
    host.welcome();
    host.say({ type: 'screen', screen });
    host.line.events.closed();
    expect(client.snapshot()).toEqual({ line: 'lost', screen: null });
  });
});

describe('a broken line', () => {
  test('is tried again after pauses that grow to a bound, and from the start after a welcome', () => {
    const { host, clock } = meet();
    const pauses = [250, 500, 1_000, 2_000, BACK_OFF.most, BACK_OFF.most];
    for (const [index, pause] of pauses.entries()) {
      host.line.events.closed();
      clock.advance(pause - 1);
      expect(host.lines).toHaveLength(index + 1);
      clock.advance(1);
      expect(host.lines).toHaveLength(index + 2);
    }
    host.welcome();
    const before = host.lines.length;
    host.line.events.closed();
    clock.advance(BACK_OFF.first);
    expect(host.lines).toHaveLength(before + 1);
  });

  test('late words of an old line count for nothing', () => {
    const { host, clock, client } = meet();
    host.welcome();
    const old = host.line;
    old.events.closed();
    clock.advance(BACK_OFF.first);
    host.welcome();
    old.events.message(JSON.stringify({ type: 'screen', screen }));
    old.events.message(JSON.stringify({ type: 'superseded' }));
    old.events.closed();
    expect(client.snapshot()).toEqual({ line: 'open', screen: null });
  });

  test('one that never says welcome is given up', () => {
    const { host, clock, client } = meet();
    host.line.events.opened();
    clock.advance(WELCOME_WITHIN);
    expect(host.line.closed).toBe(true);
    expect(client.snapshot().line).toBe('lost');
  });

  test('stopping leaves no timer and tries nothing more', () => {
    const { host, clock, client } = meet();
    host.line.events.closed();
    client.stop();
    expect(clock.armed).toBe(0);
    clock.advance(60_000);
    expect(host.lines).toHaveLength(1);
  });
});

describe('words that are not the host’s', () => {
  const unknownKey = { ...screen, extra: 1 };
  test.each([
    ['no JSON', '{'],
    ['no message', JSON.stringify({ type: 'shutdown' })],
    ['a screen with an unknown key', JSON.stringify({ type: 'screen', screen: unknownKey })],
    ['a screen without its frame', JSON.stringify({ type: 'screen', screen: { step: 1 } })],
    ['a channel nobody declared', JSON.stringify({ type: 'channel', name: 'x', message: 1 })],
  ])('%s breaks the line and shows nothing', (_, text) => {
    const { host, client } = meet();
    host.welcome();
    host.say({ type: 'screen', screen });
    host.line.events.message(text);
    expect(client.snapshot()).toEqual({ line: 'lost', screen: null });
    expect(host.line.closed).toBe(true);
  });
});

describe('refusals', () => {
  test('an unknown token means a host that started anew: the page is loaded again, once', () => {
    const { host, clock, client, reloads } = meet();
    host.line.events.opened();
    host.say({ type: 'refused', code: 'badToken' });
    host.line.events.closed();
    clock.advance(60_000);
    expect(reloads()).toBe(1);
    expect(client.snapshot()).toEqual({ line: 'outdated', screen: null });
    expect(host.lines).toHaveLength(1);
  });

  test('any other refusal is tried again', () => {
    const { host, clock, reloads } = meet();
    host.welcome();
    host.say({ type: 'refused', code: 'tooMany' });
    clock.advance(BACK_OFF.first);
    expect(host.lines).toHaveLength(2);
    expect(reloads()).toBe(0);
  });

  test('a newer page takes over: nothing is shown and nothing is tried', () => {
    const { host, clock, client } = meet();
    host.welcome();
    host.say({ type: 'screen', screen });
    host.say({ type: 'superseded' });
    host.line.events.closed();
    clock.advance(60_000);
    expect(client.snapshot()).toEqual({ line: 'superseded', screen: null });
    expect(host.lines).toHaveLength(1);
    expect(clock.armed).toBe(0);
  });
});

describe('channels', () => {
  const chunk = (index: number, bytes: number[], last: boolean, stream = 4) => ({
    type: 'chunk',
    name: 'bench.raster',
    stream,
    index,
    last,
    data: Buffer.from(bytes).toString('base64'),
  });

  test('messages reach their listener, and ours leave by name', () => {
    const { host, client } = meet('bench');
    const heard: unknown[] = [];
    client.onMessage('bench.state', (message) => heard.push(message));
    host.welcome();
    host.say({ type: 'channel', name: 'bench.state', message: { a: 1 } });
    client.send('bench.act', { id: 1 });
    expect(heard).toEqual([{ a: 1 }]);
    expect(host.line.sent.at(-1)).toEqual({ type: 'channel', name: 'bench.act', message: { id: 1 } });
  });

  test('a stream is put together from its chunks, and every chunk is credited', () => {
    const { host, client } = meet('bench');
    const whole: [number, number[]][] = [];
    client.onStream('bench.raster', (stream, bytes) => whole.push([stream, [...bytes]]));
    host.welcome();
    host.say(chunk(0, [1, 2], false));
    host.say(chunk(0, [9], true, 5));
    expect(whole).toEqual([[5, [9]]]);
    host.say(chunk(1, [3], true));
    expect(whole).toEqual([
      [5, [9]],
      [4, [1, 2, 3]],
    ]);
    const credits = host.line.sent.filter((message) => JSON.stringify(message).includes('credit'));
    expect(credits).toHaveLength(3);
    expect(credits[0]).toEqual({ type: 'credit', name: 'bench.raster', stream: 4, count: 1 });
  });

  test('a chunk out of order breaks the line; half a stream is none', () => {
    const { host, clock, client } = meet('bench');
    let whole = 0;
    client.onStream('bench.raster', () => {
      whole += 1;
    });
    host.welcome();
    host.say(chunk(0, [1], false));
    host.say(chunk(2, [3], true));
    expect(client.snapshot().line).toBe('lost');
    clock.advance(BACK_OFF.first);
    host.welcome();
    host.say(chunk(1, [2], true));
    expect(whole).toBe(0);
    expect(client.snapshot().line).toBe('lost');
  });

  test('a stream without end is cut off', () => {
    const { host, client } = meet('bench');
    host.welcome();
    const bytes = Array.from({ length: 16_384 }, () => 0);
    for (let index = 0; index < 200 && client.snapshot().line === 'open'; index += 1) {
      host.say(chunk(index, bytes, false));
    }
    expect(client.snapshot().line).toBe('lost');
  });
});
