import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type BusyTeller, expectations, outlookOf, usualDuration } from './expectation.ts';
import { byAge, keptFor, mayTake, nextCall, type RoutedCall, SENT_KEPT, serves } from './routing.ts';

const RULES = { ownManagerSeconds: 30 };
const MINUTE = 60_000;

const call = (id: string, changes: Partial<RoutedCall> = {}): RoutedCall => ({
  id,
  language: 'zh-CN',
  skill: 'general',
  createdAt: 0,
  manager: null,
  transferred: false,
  returned: false,
  sentTo: null,
  sentBy: null,
  sentAt: null,
  ...changes,
});
const teller = (staff: string, changes: Partial<BusyTeller> = {}): BusyTeller => ({
  staff,
  presence: 'ready',
  languages: ['zh-CN', 'en'],
  skills: [],
  inCall: false,
  since: null,
  ...changes,
});
const next = (calls: RoutedCall[], who: BusyTeller, others: BusyTeller[] = [], now = 100_000) =>
  nextCall(calls, who, [who, ...others], () => RULES, now)?.id;

it.each<[string, RoutedCall[], BusyTeller, BusyTeller[], number, string | undefined]>([
  ['the oldest', [call('b', { createdAt: 2 }), call('a', { createdAt: 1 })], teller('1'), [], 9, 'a'],
  [
    'in a language he speaks',
    [call('a', { language: 'en' }), call('b')],
    teller('1', { languages: ['zh-CN'] }),
    [],
    9,
    'b',
  ],
  [
    'with a skill he has',
    [call('a', { skill: 'buyWealth' }), call('b', { skill: 'issueCard' })],
    teller('1', { skills: ['issueCard'] }),
    [],
    9,
    'b',
  ],
  [
    'his own customer’s before older ones',
    [call('a'), call('b', { createdAt: 5, manager: '1' })],
    teller('1'),
    [],
    9,
    'b',
  ],
  [
    'his own customer’s in whichever language',
    [call('b', { language: 'en', manager: '1' })],
    teller('1', { languages: ['zh-CN'] }),
    [],
    9,
    'b',
  ],
  [
    'not another’s own customer while that one is present',
    [call('a', { manager: '2' })],
    teller('1'),
    [teller('2')],
    29_999,
    undefined,
  ],
  [
    'another’s own customer after the time that was kept',
    [call('a', { manager: '2' })],
    teller('1'),
    [teller('2')],
    30_000,
    'a',
  ],
  ['another’s own customer while that one is away', [call('a', { manager: '2' })], teller('1'), [], 9, 'a'],
  [
    'another’s own customer while that one has a break',
    [call('a', { manager: '2' })],
    teller('1'),
    [teller('2', { presence: 'break' })],
    9,
    'a',
  ],
  [
    'what was sent to him in person before all',
    [
      call('a', { manager: '1' }),
      call('b', { createdAt: 5, transferred: true, sentTo: '1', sentBy: '2', sentAt: 5 }),
    ],
    teller('1'),
    [teller('2')],
    9,
    'b',
  ],
  [
    'not what was sent to somebody else who is present',
    [call('a', { transferred: true, sentTo: '2', sentBy: '3', sentAt: 0 })],
    teller('1'),
    [teller('2')],
    9,
    undefined,
  ],
  [
    'what was sent to somebody who does not come',
    [call('a', { transferred: true, sentTo: '2', sentBy: '3', sentAt: 0 })],
    teller('1'),
    [teller('2')],
    SENT_KEPT,
    'a',
  ],
  [
    'what was passed on before what has just come',
    [call('a'), call('b', { createdAt: 5, transferred: true, sentBy: '2', sentAt: 5 })],
    teller('1'),
    [],
    9,
    'b',
  ],
  [
    'what a silent desk has left before what has just come',
    [call('a'), call('b', { createdAt: 5, returned: true })],
    teller('1'),
    [],
    9,
    'b',
  ],
  [
    'what he passed on himself last of all',
    [call('a', { transferred: true, sentBy: '1', sentAt: 0 }), call('b', { createdAt: 5 })],
    teller('1'),
    [],
    9,
    'b',
  ],
  ['nothing while he has a call in hand', [call('a')], teller('1', { inCall: true }), [], 9, undefined],
  ['nothing where nothing waits', [], teller('1'), [], 9, undefined],
])('a teller is given %s', (_, calls, who, others, now, expected) => {
  expect(next(calls, who, others, now)).toBe(expected);
});

const anyCall = fc
  .record({
    language: fc.constantFrom('zh-CN', 'en'),
    skill: fc.constantFrom('general', 'issueCard'),
    createdAt: fc.integer({ min: 0, max: 60_000 }),
    manager: fc.constantFrom(null, '1', '2', '3'),
    transferred: fc.boolean(),
    returned: fc.boolean(),
    sentTo: fc.constantFrom(null, '1', '2', '3'),
    sentBy: fc.constantFrom(null, '1', '2', '3'),
    sentAt: fc.constantFrom(null, 0, 50_000),
  })
  .map((changes) => call('', changes));
const calls = fc
  .array(anyCall, { maxLength: 12 })
  .map((all) => all.map((one, at) => ({ ...one, id: `c${at}` })));
const anyTeller = (staff: string) =>
  fc
    .record({
      presence: fc.constantFrom('ready' as const, 'break' as const, 'wrapUp' as const),
      languages: fc.constantFrom(['zh-CN'], ['en'], ['zh-CN', 'en']),
      skills: fc.constantFrom([], ['issueCard'], ['general', 'issueCard']),
      since: fc.constantFrom(null, 0, MINUTE),
    })
    .map((changes) => teller(staff, { ...changes, inCall: changes.since !== null }));
const tellers = fc.tuple(anyTeller('1'), anyTeller('2'), anyTeller('3'));
const now = fc.integer({ min: 0, max: 300_000 });

it('whatever waits: what is given may be taken, nothing that may be taken is withheld, and nobody is stranded', () => {
  fc.assert(
    fc.property(calls, tellers, now, (waiting, present, at) => {
      for (const who of present) {
        const given = nextCall(waiting, who, present, () => RULES, at);
        const open = waiting.filter((one) => mayTake(one, who, present, RULES, at));
        if (given) expect(open).toContain(given);
        expect(given === undefined).toBe(open.length === 0);
      }
      const later = at + SENT_KEPT + 60_000;
      for (const one of waiting) {
        expect(keptFor(one, present, RULES, later)).toBeNull();
        for (const who of present.filter(({ inCall }) => !inCall))
          if (serves(who, one)) expect(mayTake(one, who, present, RULES, later)).toBe(true);
      }
    }),
  );
});

it('whatever waits: places are 1 and more, nobody is promised what nobody can keep, and a longer call is no shorter wait', () => {
  fc.assert(
    fc.property(calls, tellers, fc.integer({ min: 1, max: 20 }), (waiting, present, minutes) => {
      const took = Array.from({ length: 5 }, () => minutes * MINUTE);
      const told = expectations(waiting, present, took);
      const slower = expectations(
        waiting,
        present,
        took.map((one) => 2 * one),
      );
      for (const one of waiting) {
        const wait = told.get(one.id);
        if (!wait) throw new Error('everybody is told');
        const could = present.filter(
          (who) =>
            who.presence !== 'break' && (serves(who, one) || [one.manager, one.sentTo].includes(who.staff)),
        );
        expect(wait.tellers).toBe(could.length);
        expect(wait.position).toBeGreaterThanOrEqual(1);
        expect(wait.position).toBeLessThanOrEqual(waiting.length);
        expect(wait.minutes === null).toBe(could.length === 0);
        expect(slower.get(one.id)?.minutes ?? 0).toBeGreaterThanOrEqual(wait.minutes ?? 0);
      }
      const first = waiting.toSorted(byAge)[0];
      if (first) expect(told.get(first.id)?.position).toBe(1);
    }),
  );
});

it('two of the same kind are told places one after the other', () => {
  const waiting = [
    call('a', { createdAt: 1 }),
    call('b', { createdAt: 2 }),
    call('c', { createdAt: 3, language: 'en' }),
  ];
  const chinese = teller('1', { languages: ['zh-CN'], since: 0, inCall: true });
  const english = teller('2', { languages: ['en'] });
  const told = expectations(
    waiting,
    [chinese, english],
    [4, 5, 6].map((one) => one * MINUTE),
  );
  expect(Object.fromEntries(told)).toEqual({
    a: { position: 1, minutes: 5, tellers: 1 },
    b: { position: 2, minutes: 10, tellers: 1 },
    c: { position: 1, minutes: 0, tellers: 1 },
  });
});

it('too few calls say nothing of how long one takes; then nobody behind a busy teller is told minutes', () => {
  expect(usualDuration([MINUTE, MINUTE])).toBeUndefined();
  expect(usualDuration([9 * MINUTE, MINUTE, 2 * MINUTE])).toBe(2 * MINUTE);
  const told = expectations([call('a'), call('b', { createdAt: 1 })], [teller('1')], []);
  expect([told.get('a')?.minutes, told.get('b')?.minutes]).toEqual([0, null]);
});

it.each([
  ['closed', { open: false, wait: { position: 1, minutes: 0, tellers: 3 } }],
  ['nobody', { open: true, wait: { position: 1, minutes: null, tellers: 0 } }],
  ['open', { open: true, wait: { position: 9, minutes: 10, tellers: 3 } }],
  ['open', { open: true, wait: { position: 9, minutes: null, tellers: 3 } }],
  ['tooLong', { open: true, wait: { position: 9, minutes: 11, tellers: 3 } }],
] as const)('the outlook is %s', (state, facts) => {
  const outlook = outlookOf({ ...facts, tooLongMinutes: 10 });
  expect(outlook).toEqual({
    state,
    wait: ['closed', 'nobody'].includes(state) ? null : facts.wait,
  });
});
