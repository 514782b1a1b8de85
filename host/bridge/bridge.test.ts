import { describe, expect, it } from 'vitest';
import { BRIDGE_LIMITS, type PageRole } from '#contracts/bridge/messages.ts';
import { ManualClock } from '#foundation/clock.ts';
import { refusalJournal } from '../refusals.ts';
import { memoryForTests } from '../test-support/memory.ts';
import { Bridge } from './bridge.ts';
import type { Carrier } from './carrier.ts';

/** A bridge whose refusals go into a journal, as the host wires it, and pages on carriers that tests hold. */
function door(roles: readonly PageRole[] = ['customer', 'bench']) {
  const memory = memoryForTests();
  const clock = new ManualClock();
  const done: unknown[] = [];
  const { refused } = refusalJournal(memory.journal, clock, () => done.push('the journal failed'));
  const bridge = new Bridge({
    clock,
    roles,
    onIntent: (intent) => done.push(intent),
    onChannel: (name) => done.push(name),
    onJoin: () => {},
    onRefused: (code) => refused('bridge', code),
  });
  const knock = () => {
    const heard: { type: string; code?: string }[] = [];
    let events: Parameters<Carrier['listen']>[0] | undefined;
    let backlog = 0;
    const page = {
      heard,
      open: true,
      say: (text: string | undefined) => events?.message(text),
      tell: (message: object) => events?.message(JSON.stringify(message)),
      fallBehind: (bytes: number) => {
        backlog = bytes;
      },
    };
    bridge.accept({
      get backlog() {
        return backlog;
      },
      send: (text) => heard.push(JSON.parse(text)),
      close: () => {
        if (!page.open) return;
        page.open = false;
        events?.closed();
      },
      listen: (listeners) => {
        events = listeners;
      },
    });
    return page;
  };
  const hello = (role: PageRole, token = bridge.token(role) ?? 'x'.repeat(24)) => ({
    type: 'hello',
    protocol: 1,
    role,
    token,
  });
  const joined = (role: PageRole) => {
    const page = knock();
    page.tell(hello(role));
    return page;
  };
  const journalled = () =>
    memory
      .entries()
      .filter(({ kind }) => kind === 'refused')
      .map(({ facts }) => facts);
  return { bridge, clock, done, knock, hello, joined, journalled };
}

const KEY = { type: 'intent', intent: { type: 'key', key: 'one' } };

describe('what is refused at the bridge is told, ends the line, does nothing and is journalled', () => {
  it.each<
    readonly [
      string,
      string,
      (page: ReturnType<ReturnType<typeof door>['knock']>, at: ReturnType<typeof door>) => void,
    ]
  >([
    ['a wrong token', 'badToken', (page, { hello }) => page.tell(hello('customer', 'x'.repeat(24)))],
    [
      'the token of another role',
      'badToken',
      (page, { hello, bridge }) => page.tell(hello('customer', bridge.token('bench'))),
    ],
    [
      'an unknown role',
      'badMessage',
      (page, { hello }) => page.tell({ ...hello('customer'), role: 'manager' }),
    ],
    ['an unknown key', 'badMessage', (page, { hello }) => page.tell({ ...hello('customer'), more: 1 })],
    ['another protocol', 'badMessage', (page, { hello }) => page.tell({ ...hello('customer'), protocol: 2 })],
    ['no JSON', 'badMessage', (page) => page.say('{')],
    ['an intent before hello', 'noHello', (page) => page.tell(KEY)],
    ['10 MB', 'tooLarge', (page) => page.say('x'.repeat(10_000_000))],
    ['a character too many', 'tooLarge', (page) => page.say(' '.repeat(BRIDGE_LIMITS.messageBytes + 1))],
    ['what is no text', 'tooLarge', (page) => page.say(undefined)],
  ])('%s', (_, code, knock) => {
    const at = door();
    const page = at.knock();
    knock(page, at);
    page.tell(KEY);
    expect(page.heard).toEqual([{ type: 'refused', code }]);
    expect(page.open).toBe(false);
    expect(at.done).toEqual([]);
    expect(at.journalled()).toEqual([{ where: 'bridge', code }]);
  });

  it('a role this host has no page for', () => {
    const at = door(['customer']);
    const page = at.knock();
    page.tell(at.hello('bench'));
    expect(page.heard).toEqual([{ type: 'refused', code: 'badRole' }]);
    expect(at.journalled()).toEqual([{ where: 'bridge', code: 'badRole' }]);
  });

  it('an intent of the bench, and an act of the bench by a customer', () => {
    const at = door();
    at.joined('bench').tell(KEY);
    at.joined('customer').tell({ type: 'channel', name: 'bench.act', message: {} });
    expect(at.done).toEqual([]);
    expect(at.journalled()).toEqual([
      { where: 'bridge', code: 'notAllowed' },
      { where: 'bridge', code: 'notAllowed' },
    ]);
  });

  it('a flood: no more than the burst is done', () => {
    const at = door();
    const page = at.joined('customer');
    for (let n = 0; n < 10_000; n += 1) page.tell(KEY);
    expect(page.open).toBe(false);
    // The hello was one of them.
    expect(at.done).toHaveLength(BRIDGE_LIMITS.burst - 1);
    expect(at.journalled()).toEqual([{ where: 'bridge', code: 'tooMany' }]);
  });

  it('a message that passes itself off as a chunk, which is not counted, and a chunk where none may be', () => {
    const at = door();
    const page = at.joined('customer');
    page.say('{"type":"chunk","name":"media.state","type":"channel","message":{}}');
    expect(page.heard.at(-1)).toEqual({ type: 'refused', code: 'badMessage' });
    const another = at.joined('customer');
    another.tell({ type: 'chunk', name: 'media.state', stream: 0, index: 0, last: true, data: 'eA==' });
    expect(another.heard.at(-1)).toEqual({ type: 'refused', code: 'notAllowed' });
    expect(at.done).toEqual([]);
  });

  it('a second hello, and silence instead of the first', () => {
    const at = door();
    const page = at.joined('customer');
    page.tell(at.hello('customer'));
    expect(page.heard.at(-1)).toEqual({ type: 'refused', code: 'badMessage' });
    const silent = at.knock();
    at.clock.advance(BRIDGE_LIMITS.helloMilliseconds);
    expect(silent.heard).toEqual([{ type: 'refused', code: 'noHello' }]);
    expect(silent.open).toBe(false);
  });
});

describe('the bridge', () => {
  it('lets a page that does not read any more go, and keeps no more of them than it may', () => {
    const at = door();
    const page = at.joined('bench');
    page.fallBehind(2_000_000);
    at.bridge.pages('bench')[0]?.send({ type: 'superseded' });
    expect(page.open).toBe(false);
    const all = Array.from({ length: 20 }, () => at.joined('bench'));
    expect(all.filter(({ open }) => open)).toHaveLength(16);
    expect(all.at(-1)?.heard).toEqual([{ type: 'refused', code: 'tooMany' }]);
  });

  it('writes ten refusals a minute into the journal, and the rest as a number', () => {
    const at = door();
    const wrong = () => at.knock().say('{');
    for (let n = 0; n < 500; n += 1) wrong();
    expect(at.journalled()).toHaveLength(10);
    at.clock.advance(60_001);
    wrong();
    expect(at.journalled().slice(10)).toEqual([
      { where: 'any', code: 'more', count: 490 },
      { where: 'bridge', code: 'badMessage' },
    ]);
  });
});
