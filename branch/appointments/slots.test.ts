import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AppointmentRules,
  appointmentRulesSchema,
  branchConfigurationSchema,
} from '#contracts/branch/configuration.ts';
import { businessDate } from '../business-date.ts';
import { defaultConfiguration, practiceConfiguration } from '../queue/default-configuration.ts';
import { verdictOf } from './rules.ts';
import { bookableDays, instantOf, placesOf, slotsOf, timeAt } from './slots.ts';

const at = (day: string, time: string) => Date.parse(`${day}T${time}:00+08:00`);

describe('slots', () => {
  it('lie whole within the opening hours of their weekday', () => {
    const monday = slotsOf(defaultConfiguration, '2026-11-23');
    expect(monday[0]).toEqual({ start: at('2026-11-23', '09:00'), time: '09:00' });
    expect(monday.at(-1)?.time).toBe('16:30');
    expect(monday).toHaveLength(16);
    expect(slotsOf(defaultConfiguration, '2026-11-22')[0]?.time).toBe('09:30');
  });

  it('stand once where hours overlap, none where the branch is shut, and reach to midnight', () => {
    const twice = {
      ...defaultConfiguration,
      hours: [...defaultConfiguration.hours, ...defaultConfiguration.hours],
    };
    expect(slotsOf(twice, '2026-11-23')).toHaveLength(16);
    expect(slotsOf({ ...defaultConfiguration, hours: [] }, '2026-11-23')).toEqual([]);
    expect(slotsOf(practiceConfiguration, '2026-11-23').at(-1)?.time).toBe('23:30');
  });

  it('are left out in the hour a clock skips, and stand once in the hour it shows twice', () => {
    const berlin = { ...practiceConfiguration, timeZone: 'Europe/Berlin' };
    const spring = slotsOf(berlin, '2026-03-29').map(({ time }) => time);
    expect(spring).toContain('01:30');
    expect(spring).not.toContain('02:00');
    expect(spring).toContain('03:00');
    const autumn = slotsOf(berlin, '2026-10-25');
    expect(autumn.filter(({ time }) => time === '02:30')).toHaveLength(1);
    expect(autumn.map(({ start }) => start)).toEqual(
      autumn.map(({ start }) => start).toSorted((a, b) => a - b),
    );
  });

  it('show at their instant exactly the day and time they are named by', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2024-01-01'), max: new Date('2032-01-01'), noInvalidDate: true }),
        fc.constantFrom(
          'Asia/Shanghai',
          'Europe/Berlin',
          'America/St_Johns',
          'Pacific/Kiritimati',
          'Pacific/Pago_Pago',
        ),
        fc.nat(95),
        (date, timeZone, quarter) => {
          const day = date.toISOString().slice(0, 10);
          const time = `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
          const wall = instantOf(day, time, timeZone);
          if (wall === undefined) return;
          expect([businessDate(wall, timeZone), timeAt(wall, timeZone)]).toEqual([day, time]);
        },
      ),
    );
  });

  it('have the places of their service', () => {
    expect(placesOf(defaultConfiguration, 'cash')).toBe(2);
    expect(placesOf(defaultConfiguration, 'nothing')).toBe(0);
    const some = {
      ...defaultConfiguration,
      appointments: { ...defaultConfiguration.appointments, services: [{ service: 'wealth', places: 5 }] },
    };
    expect([placesOf(some, 'wealth'), placesOf(some, 'cash')]).toEqual([5, 0]);
  });

  it('can be had from today on, as far ahead as the branch says', () => {
    const days = bookableDays(defaultConfiguration, at('2026-12-25', '23:59'));
    expect([days.length, days[0], days.at(-1)]).toEqual([15, '2026-12-25', '2027-01-08']);
  });
});

describe('rules that were stored before', () => {
  it('read with every default', () => {
    const { appointments: _, arrivals: __, ...before } = defaultConfiguration;
    expect(branchConfigurationSchema.parse(before)).toEqual(defaultConfiguration);
  });

  it('are refused where somebody could check in who is expected no more', () => {
    expect(appointmentRulesSchema.safeParse({ lateMinutes: 31 }).success).toBe(false);
    expect(appointmentRulesSchema.safeParse({ onTimeMinutes: 60, noShowMinutes: 59 }).success).toBe(false);
  });
});

describe('what can be said of an appointment', () => {
  const rules: AppointmentRules = appointmentRulesSchema.parse({});
  const noon = at('2026-11-23', '12:00');
  const minute = 60_000;
  const standing = { state: 'booked', startsAt: noon, here: true, today: true };

  it.each([
    [-30 * minute - 1, 'tooEarly'],
    [-30 * minute, 'early'],
    [-5 * minute - 1, 'early'],
    [-5 * minute, 'onTime'],
    [0, 'onTime'],
    [5 * minute, 'onTime'],
    [5 * minute + 1, 'late'],
    [15 * minute, 'late'],
    [15 * minute + 1, 'tooLate'],
    [300 * minute, 'tooLate'],
  ])('%i ms off: %s', (off, verdict) => {
    expect(verdictOf(standing, rules, noon + off)).toBe(verdict);
  });

  it.each([
    [{ here: false, state: 'cancelled' }, 'otherBranch'],
    [{ state: 'cancelled', today: false }, 'cancelled'],
    [{ today: false, state: 'checkedIn' }, 'otherDay'],
    [{ state: 'checkedIn' }, 'checkedIn'],
    [{ state: 'noShow' }, 'tooLate'],
  ])('%j: %s', (changes, verdict) => {
    expect(verdictOf({ ...standing, ...changes }, rules, noon)).toBe(verdict);
  });
});
