import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ToDesk } from '#contracts/branch/teller.ts';
import { ManualPageClock } from '../manual-page-clock.ts';
import { DeskLine, LINE, type Outcome, TAKEN } from './socket.ts';
import { aDesk, lineOfTests } from './teller.test-data.ts';

let clock: ManualPageClock;
let far: ReturnType<typeof lineOfTests>;
let took: ToDesk[];
let resume: { call: string; after: number } | null;
let line: DeskLine;

beforeEach(() => {
  clock = new ManualPageClock();
  far = lineOfTests();
  took = [];
  resume = null;
  line = new DeskLine({
    open: far.open,
    clock,
    newId: randomUUID,
    resume: () => resume,
    take: (message) => took.push(message),
  });
  line.start();
});

const is = () => line.view().is;
const next = () => {
  const outcomes: Outcome[] = [];
  void line.ask({ type: 'next' }).then((outcome) => outcomes.push(outcome));
  return outcomes;
};
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the desk’s line', () => {
  it('says hello, is live once it is welcome, and hears what comes then', () => {
    expect(is()).toBe('connecting');
    far.last().events.opened();
    expect(far.heard()).toEqual([{ type: 'hello', protocol: 1, resume: null }]);
    far.say({ type: 'desk', desk: aDesk() });
    expect(took).toEqual([]);
    far.welcome();
    expect(is()).toBe('live');
    far.say({ type: 'desk', desk: aDesk() });
    expect(took.map(({ type }) => type)).toEqual(['welcome', 'desk']);
  });

  it('notices silence within five seconds, whatever the network says, and says since when', () => {
    far.welcome();
    clock.advance(30);
    far.say({ type: 'desk', desk: aDesk() });
    const heardAt = clock.now();
    let lostAfter = 0;
    while (is() === 'live' && lostAfter < 10_000) {
      clock.advance(100);
      lostAfter += 100;
    }
    expect(lostAfter).toBeLessThanOrEqual(5_000);
    expect(line.view()).toEqual({ is: 'lost', since: heardAt });
    expect(far.lines[0]?.sent.some((text) => text.includes('"ping"'))).toBe(true);
  });

  it('stays live for as long as its pings are answered, and asks no more often than it must', () => {
    far.welcome();
    let pings = 0;
    for (let passed = 0; passed < 60_000; passed += 250) {
      clock.advance(250);
      const asked = far.heard().filter(({ type }) => type === 'ping');
      if (asked.length > pings) {
        pings = asked.length;
        far.say({ type: 'done', request: asked.at(-1)?.request ?? '', refused: null });
      }
    }
    expect(is()).toBe('live');
    expect(pings).toBeLessThanOrEqual(60_000 / LINE.quiet);
  });

  it('comes back with a growing pause, to the case it had', () => {
    far.welcome();
    resume = { call: 'call-of-a-desk-test-1', after: 7 };
    const pauses: number[] = [];
    for (let round = 0; round < 6; round++) {
      far.last().events.closed();
      expect(is()).toBe('lost');
      const before = far.lines.length;
      let waited = 0;
      while (far.lines.length === before) {
        clock.advance(50);
        waited += 50;
      }
      pauses.push(waited);
    }
    expect(pauses).toEqual([250, 500, 1_000, 2_000, 4_000, 4_000]);
    far.welcome();
    expect(far.heard()[0]).toEqual({ type: 'hello', protocol: 1, resume });
    // It held for a while: the next break is a new one.
    for (let passed = 0; passed < LINE.steady; passed += 1_000) {
      clock.advance(1_000);
      far.say({ type: 'desk', desk: aDesk() });
    }
    far.last().events.closed();
    const before = far.lines.length;
    clock.advance(LINE.firstPause);
    expect(far.lines.length).toBe(before + 1);
  });

  it('is tried at once when the network is said to be back', () => {
    far.last().events.closed();
    const before = far.lines.length;
    line.wake();
    expect(far.lines.length).toBe(before + 1);
    line.wake();
    expect(far.lines.length).toBe(before + 1);
  });

  it('that never says welcome is given up', () => {
    far.last().events.opened();
    clock.advance(LINE.welcome);
    expect(is()).toBe('lost');
    expect(far.lines[0]?.closed).toBe(true);
    // What the old one still says is nobody's.
    far.lines[0]?.events.message(JSON.stringify({ type: 'welcome', staff: '1005', name: 'x' }));
    expect(is()).toBe('lost');
  });

  it.each([
    ['superseded', 'superseded'],
    ['notSignedIn', 'out'],
    ['notAllowed', 'out'],
    ['tooMany', 'lost'],
    ['storeUnavailable', 'lost'],
  ] as const)('refused for %s is %s', (code, end) => {
    far.welcome();
    far.say({ type: 'refused', code });
    expect(is()).toBe(end);
    const before = far.lines.length;
    clock.advance(10_000);
    expect(far.lines.length > before).toBe(end === 'lost');
    if (end !== 'superseded') return;
    line.start();
    expect(is()).toBe('connecting');
    expect(far.lines.length).toBe(before + 1);
  });
});

describe('a wish', () => {
  it('is sent once, and again on the next line under its own id, until it is answered', async () => {
    far.welcome();
    const outcomes = next();
    const { request } = far.heard().find(({ type }) => type === 'next') ?? {};
    far.last().events.closed();
    clock.advance(LINE.firstPause);
    far.welcome();
    expect(far.heard().filter(({ type }) => type === 'next')).toEqual([{ type: 'next', request }]);
    far.say({ type: 'done', request: request ?? '', refused: null });
    far.say({ type: 'done', request: request ?? '', refused: { code: 'notYours' } });
    await settled();
    expect(outcomes).toEqual([{ done: true }]);
    far.last().events.closed();
    clock.advance(LINE.firstPause * 2);
    far.welcome();
    expect(far.heard().some(({ type }) => type === 'next')).toBe(false);
  });

  it('tells why it was refused, and what nobody answered', async () => {
    far.welcome();
    const refused = next();
    far.say({
      type: 'done',
      request: far.heard().at(-1)?.request ?? '',
      refused: { code: 'nothingWaiting' },
    });
    const silent = next();
    for (let passed = 0; passed < LINE.answer; passed += 1_000) {
      clock.advance(1_000);
      far.say({ type: 'desk', desk: aDesk() });
    }
    far.last().events.closed();
    const unsent = next();
    clock.advance(LINE.answer);
    await settled();
    expect([refused, silent, unsent]).toEqual([
      [{ done: false, code: 'nothingWaiting' }],
      [{ done: false, code: 'unanswered' }],
      [{ done: false, code: 'unsent' }],
    ]);
  });

  it('that is not one of the contract’s is not sent; too many at once are not begun', async () => {
    far.welcome();
    const before = far.heard().length;
    expect(await line.ask({ type: 'take', call: '<b>' })).toEqual({ done: false, code: 'badMessage' });
    expect(far.heard().length).toBe(before);
    for (let count = 0; count < TAKEN.waiting; count++) next();
    expect(await line.ask({ type: 'next' })).toEqual({ done: false, code: 'tooMany' });
  });
});

describe('what the service says', () => {
  const rubbish = [
    '',
    '{',
    'null',
    '[]',
    '0',
    '{"type":"case"}',
    '{"type":"welcome"}',
    'x'.repeat(TAKEN.text + 1),
  ];

  it('is left alone where it cannot be read; a line of nothing else is tried anew', () => {
    far.welcome();
    for (const text of rubbish) far.last().events.message(text);
    expect(is()).toBe('live');
    for (let count = 0; count < TAKEN.unreadable; count++) far.last().events.message('{');
    expect(is()).toBe('lost');
    expect(took.map(({ type }) => type)).toEqual(['welcome']);
  });

  it('never throws and is never taken unread, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        far.welcome();
        took = [];
        far.last().events.message(text);
        expect(took).toEqual([]);
      }),
    );
  });

  it('more of it than anybody can read ends the line; it is tried anew', () => {
    far.welcome();
    for (let count = 0; count <= TAKEN.perSecond; count++) far.say({ type: 'desk', desk: aDesk() });
    expect(is()).toBe('lost');
    expect(took.length).toBeLessThanOrEqual(TAKEN.perSecond);
    clock.advance(LINE.firstPause);
    far.welcome();
    expect(is()).toBe('live');
  });

  it('after the end is nobody’s', () => {
    far.welcome();
    line.stop();
    far.lines[0]?.events.message(JSON.stringify({ type: 'desk', desk: aDesk() }));
    expect(took.map(({ type }) => type)).toEqual(['welcome']);
    expect(far.lines[0]?.closed).toBe(true);
    expect(clock.armed).toBe(0);
  });
});
