import { describe, expect, it } from 'vitest';
import { nextOpening } from './opening.ts';

const HOURS = [
  { days: [1, 2, 3, 4, 5], from: '13:00', to: '17:00' },
  { days: [1, 2, 3, 4, 5], from: '09:00', to: '12:00' },
  { days: [6], from: '09:30', to: '16:00' },
];
/** 22 November 2026 is a Sunday. */
const at = (day: number, time: string) => Date.parse(`2026-11-${day}T${time}:00+08:00`);

describe('when a branch opens next', () => {
  it.each([
    ['a Sunday', at(22, '10:00'), { when: 'tomorrow', day: 1, from: '09:00', to: '12:00' }],
    ['a Monday before nine', at(23, '08:59'), { when: 'today', day: 1, from: '09:00', to: '12:00' }],
    ['a Monday at noon', at(23, '12:00'), { when: 'today', day: 1, from: '13:00', to: '17:00' }],
    ['a Friday night', at(27, '23:30'), { when: 'tomorrow', day: 6, from: '09:30', to: '16:00' }],
    ['a Saturday evening', at(28, '18:00'), { when: 'later', day: 1, from: '09:00', to: '12:00' }],
  ] as const)('%s', (_, wall, expected) => {
    expect(nextOpening(HOURS, wall, 'Asia/Shanghai')).toEqual(expected);
  });

  it('never, where it has no hours', () => {
    expect(nextOpening([], at(23, '10:00'), 'Asia/Shanghai')).toBeNull();
  });

  it('a week from now, where it opens once a week and has just closed', () => {
    const once = [{ days: [1], from: '09:00', to: '12:00' }];
    expect(nextOpening(once, at(23, '12:30'), 'Asia/Shanghai')).toEqual({
      when: 'later',
      day: 1,
      from: '09:00',
      to: '12:00',
    });
  });
});
