import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BookingChoices, Slot, SlotList } from '#contracts/branch/appointment.ts';
import { refusalBodySchema } from '#contracts/branch/refusal.ts';
import {
  afterSending,
  back,
  comingBetween,
  dayState,
  EMPTY,
  forth,
  idIn,
  type Plan,
  partsOfDay,
  STEPS,
  withDay,
  withService,
} from './plan.ts';

const slot = (time: string, free = 1): Slot => ({ startsAt: `2026-11-23T${time}:00.000Z`, time, free });
const choices: BookingChoices = {
  branch: { zh: '滨江路支行', en: 'Binjiang Road Branch' },
  services: [],
  days: ['2026-11-22', '2026-11-23'],
  closed: ['2026-11-23'],
  earlyMinutes: 30,
  lateMinutes: 15,
};
const timeOf = fc
  .integer({ min: 0, max: 24 * 60 - 1 })
  .map((at) => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`);

describe('what is chosen', () => {
  const full: Plan = { step: 'check', service: 'wealth', day: '2026-11-23', slot: slot('10:00') };

  it('loses its time with another business or day, and with the same one keeps it', () => {
    expect(withService(full, 'cash')).toMatchObject({ service: 'cash', slot: null });
    expect(withDay(full, '2026-11-24')).toMatchObject({ day: '2026-11-24', slot: null });
    expect(withService(full, 'wealth')).toBe(full);
    expect(withDay(full, '2026-11-23')).toBe(full);
  });

  it('goes from question to question and back, and leaves neither end', () => {
    const way = [EMPTY];
    for (const _ of STEPS.slice(1)) way.push(forth(way.at(-1) ?? EMPTY));
    expect(way.map(({ step }) => step)).toEqual([...STEPS]);
    expect(forth(full).step).toBe('check');
    expect(back(EMPTY).step).toBe('service');
    for (const step of STEPS.slice(1)) expect(forth(back({ ...full, step })).step).toBe(step);
  });
});

describe('the times of a day', () => {
  const listed = (day: string, slots: Slot[]): SlotList => ({
    branch: 'MAIN',
    service: 'wealth',
    day,
    slots,
  });

  it.each([
    ['free', '2026-11-22', [slot('10:00', 0), slot('10:30', 1)]],
    ['full', '2026-11-22', [slot('10:00', 0), slot('10:30', 0)]],
    ['over', '2026-11-22', []],
    ['closed', '2026-11-23', []],
  ] as const)('%s', (state, day, slots) => {
    expect(dayState(listed(day, [...slots]), choices)).toBe(state);
  });

  it('stand in parts of the day, each once and in its order, and no part is empty', () => {
    fc.assert(
      fc.property(fc.uniqueArray(timeOf, { maxLength: 50 }), (times) => {
        const slots = times.toSorted().map((time) => slot(time));
        const parts = partsOfDay(slots);
        expect(parts.flatMap((part) => part.slots)).toEqual(slots);
        for (const part of parts) expect(part.slots).not.toEqual([]);
      }),
    );
    expect(
      partsOfDay(['11:59', '12:00', '17:59', '18:00'].map((time) => slot(time))).map(({ part }) => part),
    ).toEqual(['morning', 'afternoon', 'evening']);
  });
});

describe('after sending', () => {
  it.each([
    ['unreachable', 'unanswered'],
    ['badReply', 'unanswered'],
    ['storeUnavailable', 'unanswered'],
    ['internal', 'unanswered'],
    ['slotFull', 'time'],
    ['noSuchSlot', 'time'],
    ['unknownService', 'service'],
    ['idConflict', 'standing'],
    ['wrongOrigin', 'refused'],
    ['badRequest', 'refused'],
  ] as const)('%s leads to %s', (code, after) => expect(afterSending(code)).toBe(after));
  it('the codes of the service are its own', () => {
    for (const code of ['slotFull', 'noSuchSlot', 'unknownService', 'idConflict'])
      expect(refusalBodySchema.safeParse({ error: { code } }).success).toBe(true);
  });
});

describe('how to come', () => {
  it('says from when and until when', () => {
    expect(comingBetween('10:00', choices)).toEqual({ from: '09:30', until: '10:15' });
    expect(comingBetween('00:10', choices)).toEqual({ from: '00:00', until: '00:25' });
    expect(comingBetween('23:50', choices)).toEqual({ from: '23:20', until: '23:59' });
  });

  it('lies around the time and on its day, whatever the branch’s rules', () => {
    const minutes = fc.integer({ min: 0, max: 240 });
    fc.assert(
      fc.property(timeOf, minutes, minutes, (time, earlyMinutes, lateMinutes) => {
        const { from, until } = comingBetween(time, { earlyMinutes, lateMinutes });
        expect([from, until].every((one) => /^([01]\d|2[0-3]):[0-5]\d$/.test(one))).toBe(true);
        expect(from <= time && time <= until).toBe(true);
      }),
    );
  });
});

it('an address keeps an id and nothing else', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), (text) => /^[A-Za-z0-9_-]{0,64}$/.test(idIn(`#${text}`) ?? '')),
  );
  expect(idIn('#0123456789abcdef0123456789abcdef')).toBe('0123456789abcdef0123456789abcdef');
  for (const hash of ['', '#', '#short', '#0123456789abcdef/../x', `#${'a'.repeat(65)}`])
    expect(idIn(hash)).toBe(null);
});
