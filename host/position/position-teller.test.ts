import { describe, expect, it } from 'vitest';
import { type Position, positionSchema, SIGN_OF_LIFE } from '#contracts/branch/position.ts';
import type { Body, Screen } from '#contracts/screen/screen.ts';
import { ManualClock } from '#foundation/clock.ts';
import type { CodedError, Result } from '#foundation/result.ts';
import { err, ok } from '#foundation/result.ts';
import { PositionTeller, TELLING_DELAYS } from './position-teller.ts';

const NAME = '林晓安';

/** A screen of that kind, with everything a screen knows of a person on it. */
const screen = (body: Partial<Body> & { kind: Body['kind'] }, frame: object = {}): Screen =>
  ({
    step: 1,
    frame: {
      customerName: NAME,
      help: { state: 'none', reference: null },
      progress: null,
      overlay: null,
      ...frame,
    },
    body,
    actions: [],
    spoken: NAME,
  }) as unknown as Screen;

const rail = (step: string, position: number) => ({
  progress: { service: 'reportLostCard', step, position, of: 3 },
});

function teller() {
  const clock = new ManualClock();
  const told: Position[] = [];
  const answers: ((answer: Result<{ counted: number }, CodedError>) => void)[] = [];
  let visit: string | undefined;
  const positions = new PositionTeller(
    (position) => {
      told.push(positionSchema.parse(position));
      return new Promise((resolve) => answers.push(resolve));
    },
    clock,
    () => visit,
  );
  const turns = async () => {
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  };
  return {
    clock,
    told,
    positions,
    see: (shown: Screen) => positions.see(shown),
    begin: (token = 'token-of-a-visit') => {
      visit = token;
    },
    end: (shown: Screen) => {
      visit = undefined;
      positions.see(shown);
    },
    /** Lets what is due go out. */
    go: async (milliseconds = 0) => {
      clock.advance(milliseconds);
      await turns();
    },
    answer: async (answer: Result<{ counted: number }, CodedError> = ok({ counted: 0 })) => {
      answers.shift()?.(answer);
      await turns();
    },
  };
}

describe('where a terminal says it is', () => {
  it('is the newest place, with one message on its way at most and one a second', async () => {
    const t = teller();
    t.see(screen({ kind: 'idle' }));
    await t.go();
    expect(t.told.map((position) => position.screen)).toEqual(['idle']);
    t.begin();
    t.see(screen({ kind: 'identify' }));
    t.see(screen({ kind: 'menu' }));
    await t.go(5_000);
    expect(t.told.length).toBe(1);
    await t.answer();
    await t.go(TELLING_DELAYS.between - 1);
    expect(t.told.length).toBe(1);
    await t.go(1);
    expect(t.told.map((position) => position.screen)).toEqual(['idle', 'menu']);
    expect(t.told[1]).toMatchObject({ stepAge: 6_000, visitAge: 6_000, inService: true });
  });

  it('is told again as a sign of life, as the same place', async () => {
    const t = teller();
    t.see(screen({ kind: 'outOfService', reason: 'bank' }));
    await t.go();
    await t.answer();
    await t.go(SIGN_OF_LIFE - 1);
    expect(t.told.length).toBe(1);
    await t.go(1);
    expect(t.told[1]).toMatchObject({
      sequence: t.told[0]?.sequence,
      stepAge: SIGN_OF_LIFE,
      inService: false,
      reason: 'bank',
      visitAge: null,
    });
  });

  it('does not move for an overlay or another phase of the same step', async () => {
    const t = teller();
    t.begin();
    t.see(screen({ kind: 'identify', phase: 'reading' }));
    await t.go();
    await t.answer();
    t.see(screen({ kind: 'identify', phase: 'place' } as Partial<Body> & { kind: 'identify' }));
    t.see(screen({ kind: 'identify', phase: 'reading' }, { overlay: { kind: 'help' } }));
    await t.go(TELLING_DELAYS.between);
    expect(t.told.length).toBe(1);
  });

  it('carries nothing of a person and no token', async () => {
    const t = teller();
    t.begin('token-of-a-visit');
    t.see(screen({ kind: 'chooseCard' }, rail('chooseCard', 1)));
    t.end(screen({ kind: 'farewell' }));
    await t.go();
    expect(JSON.stringify(t.told)).not.toContain(NAME);
    expect(JSON.stringify(t.told)).not.toContain('token-of-a-visit');
  });
});

describe('what lies behind', () => {
  it('is told until it is counted, through failures, with the time the steps of a visit took', async () => {
    const t = teller();
    t.see(screen({ kind: 'idle' }));
    t.clock.advance(60_000);
    t.begin();
    t.see(screen({ kind: 'identify' }));
    t.clock.advance(4_000);
    t.see(screen({ kind: 'chooseCard' }, rail('chooseCard', 1)));
    t.clock.advance(7_000);
    t.see(screen({ kind: 'result', outcome: 'done' }, rail('result', 3)));
    t.clock.advance(3_000);
    t.end(screen({ kind: 'result', outcome: 'done' }, rail('result', 3)));
    await t.go();
    // The first message, of the welcome, is still on its way.
    await t.answer(err({ code: 'unreachable' }));
    await t.go(TELLING_DELAYS.afterFailure - 1);
    expect(t.told.length).toBe(1);
    await t.go(1);
    expect(t.told[1]?.past).toEqual([
      { kind: 'step', number: 1, screen: 'identify', service: null, milliseconds: 4_000 },
      { kind: 'step', number: 2, screen: 'chooseCard', service: 'reportLostCard', milliseconds: 7_000 },
      { kind: 'visit', number: 3, outcome: 'done', age: TELLING_DELAYS.afterFailure },
    ]);
    await t.answer(ok({ counted: 2 }));
    await t.go(SIGN_OF_LIFE);
    expect(t.told[2]?.past.map(({ number }) => number)).toEqual([3]);
  });

  it.each<[string, Screen[], string]>([
    ['something was done', [screen({ kind: 'result', outcome: 'done' }), screen({ kind: 'menu' })], 'done'],
    ['the bank opened a case', [screen({ kind: 'result', outcome: 'caseOpened' })], 'handedOver'],
    ['a number was taken', [screen({ kind: 'ticketTaken' }), screen({ kind: 'menu' })], 'handedOver'],
    ['it was given back', [screen({ kind: 'ticketTaken' }), screen({ kind: 'ticketGivenUp' })], 'left'],
    ['staff came', [screen({ kind: 'menu' }, { help: { state: 'seen', reference: null } })], 'handedOver'],
    ['nobody came', [screen({ kind: 'menu' }, { help: { state: 'unanswered', reference: null } })], 'left'],
    ['the bank refused', [screen({ kind: 'result', outcome: 'refused' })], 'left'],
    ['he only looked', [screen({ kind: 'menu' })], 'left'],
  ])('%s: %s', async (_, screens, outcome) => {
    const t = teller();
    t.begin();
    for (const shown of screens) t.see(shown);
    t.end(screen({ kind: 'farewell' }));
    // The next visit begins with nothing of it.
    t.begin('another');
    t.see(screen({ kind: 'menu' }));
    t.end(screen({ kind: 'idle' }));
    await t.go();
    const visits = t.told[0]?.past.flatMap((item) => (item.kind === 'visit' ? [item.outcome] : []));
    expect(visits).toEqual([outcome, 'left']);
  });

  it('is bounded while nobody answers', async () => {
    const t = teller();
    t.begin();
    for (let round = 0; round < 100; round++) {
      t.see(screen({ kind: 'menu' }));
      t.see(screen({ kind: 'chooseCard' }));
    }
    await t.go();
    expect(t.told[0]?.past.length).toBe(64);
    expect(t.told[0]?.past.at(-1)?.number).toBe(199);
  });
});

it('stopped, it says nothing more', async () => {
  const t = teller();
  t.see(screen({ kind: 'idle' }));
  await t.go();
  t.positions.stop();
  await t.answer();
  await t.go(SIGN_OF_LIFE);
  expect(t.told.length).toBe(1);
  expect(t.clock.armed).toBe(0);
});
