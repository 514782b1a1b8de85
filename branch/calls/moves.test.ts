import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CallMove, type CallStand, moveCall } from './moves.ts';

const NEW: CallStand = {
  state: 'waiting',
  turn: 0,
  staff: null,
  liveMode: null,
  silent: false,
  transferred: false,
  returned: false,
  outcome: null,
};
const walk = (...moves: CallMove[]): CallStand =>
  moves.reduce((call, move) => {
    const moved = moveCall(call, move);
    if (!moved.ok) throw new Error(`${move.move}: ${moved.error.code}`);
    return moved.value;
  }, NEW);
const code = (call: CallStand, move: CallMove) => {
  const moved = moveCall(call, move);
  return moved.ok ? 'ok' : moved.error.code;
};

const take = { move: 'take', staff: '1' } as const;
const live = { move: 'live', turn: 1, mode: 'video' } as const;
const assigned = walk(take);
const alive = walk(take, live);
const passedOn = walk(take, live, { move: 'transfer', staff: '1' });
const left = walk(take, live, { move: 'silent' }, { move: 'return' });
const over = walk(take, live, { move: 'finish', staff: '1', outcome: 'finished' });

it.each([
  [
    'waiting',
    NEW,
    [
      'ok',
      'illegalMove',
      'notYours',
      'notYours',
      'ok',
      'illegalMove',
      'illegalMove',
      'notYours',
      'illegalMove',
      'ok',
    ],
  ],
  ['assigned', assigned, ['alreadyTaken', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok']],
  ['live', alive, ['alreadyTaken', 'ok', 'ok', 'ok', 'ok', 'illegalMove', 'ok', 'ok', 'ok', 'ok']],
  [
    'passed on',
    passedOn,
    [
      'ok',
      'illegalMove',
      'notYours',
      'notYours',
      'ok',
      'illegalMove',
      'illegalMove',
      'notYours',
      'illegalMove',
      'ok',
    ],
  ],
  [
    'over',
    over,
    [
      'callOver',
      'callOver',
      'callOver',
      'callOver',
      'ok',
      'callOver',
      'callOver',
      'callOver',
      'callOver',
      'ok',
    ],
  ],
] as const)('which ways a call can go that is %s', (_, call, expected) => {
  const moves: CallMove[] = [
    take,
    live,
    { move: 'transfer', staff: '1' },
    { move: 'finish', staff: '1', outcome: 'finished' },
    { move: 'leave', outcome: 'withdrawn' },
    { move: 'giveBack' },
    { move: 'silent' },
    { move: 'heard', staff: '1' },
    { move: 'return' },
    { move: 'lapse' },
  ];
  expect(moves.map((move) => code(call, move))).toEqual(expected);
});

it('nobody but whoever has it in hand passes it on, finishes it or is heard', () => {
  for (const move of ['transfer', 'heard'] as const)
    expect(code(alive, { move, staff: '2' })).toBe('notYours');
  expect(code(alive, { move: 'finish', staff: '2', outcome: 'finished' })).toBe('notYours');
  expect(code(alive, { ...live, turn: 2 })).toBe('illegalMove');
});

it('keeps its place at the head until the two have found each other', () => {
  expect(passedOn).toMatchObject({ state: 'waiting', transferred: true, staff: null, turn: 1 });
  expect(left).toMatchObject({ state: 'waiting', returned: true, silent: false, turn: 1 });
  for (const call of [passedOn, left]) {
    const again = moveCall(call, { move: 'take', staff: '2' });
    const back = again.ok ? moveCall(again.value, { move: 'giveBack' }) : again;
    expect(back).toMatchObject({
      ok: true,
      value: { transferred: call.transferred, returned: call.returned },
    });
    const found = again.ok ? moveCall(again.value, { move: 'live', turn: 2, mode: 'text' }) : again;
    expect(found).toMatchObject({ ok: true, value: { transferred: false, returned: false } });
  }
});

it('saying the same again changes nothing', () => {
  for (const [call, move] of [
    [alive, live],
    [alive, { move: 'heard', staff: '1' }],
    [over, { move: 'leave', outcome: 'withdrawn' }],
    [over, { move: 'lapse' }],
  ] as const) {
    const moved = moveCall(call, move);
    expect(moved.ok && moved.value === call).toBe(true);
  }
});

it('whatever happens in whichever order: a hand exactly while it is in one, turns only grow, an end stays', () => {
  const staff = fc.constantFrom('1', '2');
  const outcome = fc.constantFrom('finished', 'counter', 'callBack', 'withdrawn');
  const anyMove: fc.Arbitrary<CallMove> = fc.oneof(
    fc.record({ move: fc.constant('take' as const), staff }),
    fc.record({
      move: fc.constant('live' as const),
      turn: fc.integer({ min: 1, max: 4 }),
      mode: fc.constantFrom('video', 'audio', 'text'),
    }),
    fc.record({ move: fc.constant('transfer' as const), staff }),
    fc.record({ move: fc.constant('finish' as const), staff, outcome }),
    fc.record({ move: fc.constant('leave' as const), outcome }),
    fc.record({ move: fc.constant('heard' as const), staff }),
    fc.constantFrom<CallMove>(
      { move: 'giveBack' },
      { move: 'silent' },
      { move: 'return' },
      { move: 'lapse' },
    ),
  );
  fc.assert(
    fc.property(fc.array(anyMove, { maxLength: 30 }), (moves) => {
      let call = NEW;
      for (const move of moves) {
        const moved = moveCall(call, move);
        if (!moved.ok) continue;
        const next = moved.value;
        const held = next.state === 'assigned' || next.state === 'live';
        expect(next.staff !== null).toBe(held);
        expect(next.turn - call.turn).toBe(call.state === 'waiting' && next.state === 'assigned' ? 1 : 0);
        if (!held)
          expect([next.silent, next.state === 'waiting' ? next.liveMode : null]).toEqual([false, null]);
        expect(next.outcome !== null).toBe(next.state === 'over');
        if (call.state === 'over') expect(next).toBe(call);
        call = next;
      }
    }),
  );
});
