import { beforeEach, describe, expect, it } from 'vitest';
import type { Booking, CheckIn } from '#contracts/branch/appointment.ts';
import { ManualClock } from '#foundation/clock.ts';
import { defaultConfiguration } from '../queue/default-configuration.ts';
import { callingOrder } from '../queue/policy.ts';
import { toWaiter } from '../queue/records.ts';
import { TicketOffice } from '../queue/tickets.ts';
import { HOME_BRANCH } from '../store/branches.ts';
import type { BranchStore } from '../store/store.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { BookingOffice } from './bookings.ts';
import { CheckInDesk } from './check-in.ts';

const MINUTE = 60_000;
const NINE = Date.parse('2026-11-23T09:00:00+08:00');
const TEN = NINE + 60 * MINUTE;
const iso = (at: number) => new Date(at).toISOString();
const caller = { branch: HOME_BRANCH, terminal: 'T01' };

const aBooking = (number: number, changes: Partial<Booking> = {}): Booking => ({
  id: `booking-number-${String(number).padStart(4, '0')}`,
  service: 'wealth',
  startsAt: iso(TEN),
  language: 'zh-CN',
  customerRef: null,
  ...changes,
});
const aCheckIn = (ticket: string, changes: Partial<CheckIn> = {}): CheckIn => ({
  ticket: `ticket-of-check-in-${ticket}`,
  code: null,
  segment: 'ordinary',
  needs: [],
  language: 'zh-CN',
  ...changes,
});

onBothEngines('appointments', (house) => {
  let clock: ManualClock;
  let store: BranchStore;
  let bookings: BookingOffice;
  let desk: CheckInDesk;

  beforeEach(async () => {
    clock = new ManualClock(NINE - 60 * MINUTE);
    store = await house.emptyStore(clock);
    bookings = new BookingOffice(store, clock);
    desk = new CheckInDesk(store, clock);
  });

  const booked = async (booking: Booking) => {
    const answer = await bookings.book(HOME_BRANCH, booking);
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value.booked;
  };
  const until = (at: number) => clock.advance(at - clock.wall());
  const events = async (kind: string) =>
    (await store.db.selectFrom('queue_events').select('kind').where('kind', '=', kind).execute()).length;

  describe('booking', () => {
    it('gives one place and one code, however often it is asked', async () => {
      const first = await bookings.book(HOME_BRANCH, aBooking(1, { customerRef: 'cus_example01' }));
      const again = await bookings.book(HOME_BRANCH, aBooking(1, { customerRef: 'cus_example01' }));
      expect(first).toMatchObject({ ok: true, value: { made: true } });
      expect(again).toMatchObject({ ok: true, value: { made: false } });
      expect(first.ok && again.ok && first.value.booked.code === again.value.booked.code).toBe(true);
      for (const change of [
        { service: 'cash' },
        { startsAt: iso(NINE) },
        { language: 'en' as const },
        { customerRef: 'cus_example02' },
      ])
        expect(
          await bookings.book(HOME_BRANCH, { ...aBooking(1, { customerRef: 'cus_example01' }), ...change }),
        ).toMatchObject({ ok: false, error: { code: 'idConflict' } });
    });

    it('never gives more places than a slot has, however many ask at once', async () => {
      const answers = await Promise.all(
        Array.from({ length: 24 }, (_, number) => bookings.book(HOME_BRANCH, aBooking(number))),
      );
      expect(answers.filter(({ ok }) => ok)).toHaveLength(2);
      for (const answer of answers) if (!answer.ok) expect(answer.error.code).toBe('slotFull');
      const slots = await bookings.slots(HOME_BRANCH, 'wealth', '2026-11-23');
      expect(slots.ok && slots.value.slots.find(({ time }) => time === '10:00')?.free).toBe(0);
      expect(slots.ok && slots.value.slots.find(({ time }) => time === '10:30')?.free).toBe(2);
    });

    it('the same booking sent at the same moment is one', async () => {
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => bookings.book(HOME_BRANCH, aBooking(1))),
      );
      expect(answers.filter((answer) => answer.ok && answer.value.made)).toHaveLength(1);
      expect(answers.filter(({ ok }) => ok)).toHaveLength(8);
    });

    it.each([
      ['a time of no slot', { startsAt: iso(TEN + MINUTE) }, 'noSuchSlot'],
      ['after closing', { startsAt: iso(NINE + 8 * 60 * MINUTE) }, 'noSuchSlot'],
      ['a time that is past', { startsAt: iso(NINE - 7 * 24 * 60 * MINUTE) }, 'noSuchSlot'],
      ['too far ahead', { startsAt: iso(NINE + 15 * 24 * 60 * MINUTE) }, 'noSuchSlot'],
      ['a service the branch has not', { service: 'nothing' }, 'unknownService'],
    ])('refuses %s', async (_, changes, code) => {
      expect(await bookings.book(HOME_BRANCH, aBooking(1, changes))).toMatchObject({
        ok: false,
        error: { code },
      });
    });

    it('knows no branch that is not there', async () => {
      expect(await bookings.book('NONE', aBooking(1))).toMatchObject({ error: { code: 'notFound' } });
      expect(await bookings.find('NONE', aBooking(1).id)).toMatchObject({ error: { code: 'notFound' } });
    });

    it('is moved under its code, and the old place is free; a full slot leaves it where it was', async () => {
      const one = await booked(aBooking(1));
      await booked(aBooking(2, { startsAt: iso(NINE) }));
      await booked(aBooking(3, { startsAt: iso(NINE) }));
      expect(await bookings.move(HOME_BRANCH, one.appointment.id, iso(NINE))).toMatchObject({
        error: { code: 'slotFull' },
      });
      const moved = await bookings.move(HOME_BRANCH, one.appointment.id, iso(TEN + 30 * MINUTE));
      expect(moved).toMatchObject({ value: { code: one.code, appointment: { time: '10:30', version: 2 } } });
      expect(await bookings.move(HOME_BRANCH, one.appointment.id, iso(TEN + 30 * MINUTE))).toEqual(moved);
      // The first request, sent again, is still known.
      expect(await bookings.book(HOME_BRANCH, aBooking(1))).toMatchObject({ value: { made: false } });
    });

    it('is cancelled once, and the place is free', async () => {
      const one = await booked(aBooking(1, { customerRef: 'cus_example01' }));
      await booked(aBooking(2));
      const cancelled = await bookings.cancel(HOME_BRANCH, one.appointment.id);
      expect(cancelled).toMatchObject({ value: { appointment: { state: 'cancelled' } } });
      expect(await bookings.cancel(HOME_BRANCH, one.appointment.id)).toEqual(cancelled);
      await booked(aBooking(3));
      expect(await bookings.move(HOME_BRANCH, one.appointment.id, iso(NINE))).toMatchObject({
        error: { code: 'illegalMove' },
      });
    });

    it('keeps neither the code nor the customer', async () => {
      const { code } = await booked(aBooking(1, { customerRef: 'cus_example01' }));
      const rows = JSON.stringify(await store.db.selectFrom('appointments').selectAll().execute());
      expect(rows).not.toContain(code);
      expect(rows).not.toContain('cus_example01');
    });
  });

  describe('check-in', () => {
    const found = async (code: string) => desk.find(HOME_BRANCH, { code });
    const tickets = () => store.db.selectFrom('tickets').selectAll().execute();

    it('cuts one number with its mark, however often and from wherever it is asked', async () => {
      const { code, appointment } = await booked(aBooking(1));
      until(TEN - 2 * MINUTE);
      expect(await found(code)).toMatchObject({ verdict: 'onTime', time: '10:00', label: null });
      const answers = await Promise.all(
        ['aaaa', 'bbbb', 'aaaa', 'cccc', 'bbbb'].map((ticket, at) =>
          desk.checkIn({ ...caller, terminal: `T0${(at % 2) + 1}` }, appointment.id, aCheckIn(ticket)),
        ),
      );
      const numbers = new Set(answers.map((answer) => (answer.ok ? answer.value.ticket : answer.error.code)));
      expect(numbers.size).toBe(1);
      const [ticket, ...more] = await tickets();
      expect(more).toEqual([]);
      expect(ticket).toMatchObject({ channel: 'appointment', appointment_kept: 'onTime', service: 'wealth' });
      expect(answers.filter((answer) => answer.ok && answer.value.cut)).toHaveLength(1);
      expect(await found(code)).toMatchObject({ verdict: 'checkedIn', label: ticket?.label });
      expect(await events('appointmentKept')).toBe(1);
    });

    it.each([
      [-31, 'tooEarly', false],
      [-30, 'early', true],
      [0, 'onTime', true],
      [14, 'late', true],
      [16, 'tooLate', false],
      [45, 'tooLate', false],
    ])('%i minutes off: %s', async (minutes, verdict, cut) => {
      const { appointment } = await booked(aBooking(1));
      until(TEN + minutes * MINUTE);
      await desk.settleMissed(HOME_BRANCH);
      const answer = await desk.checkIn(caller, appointment.id, aCheckIn('aaaa'));
      expect(answer).toMatchObject({ ok: true, value: { appointment: { verdict }, cut } });
      expect(await tickets()).toHaveLength(cut ? 1 : 0);
    });

    it('a number that was given back leaves the appointment as it was', async () => {
      const { appointment, code } = await booked(aBooking(1));
      until(TEN);
      await desk.checkIn(caller, appointment.id, aCheckIn('aaaa'));
      await new TicketOffice(store, clock).giveUp(HOME_BRANCH, aCheckIn('aaaa').ticket);
      // The same try, come late, is told of its own number.
      expect(await desk.checkIn(caller, appointment.id, aCheckIn('aaaa'))).toMatchObject({
        value: { ticket: aCheckIn('aaaa').ticket, cut: false },
      });
      expect(await found(code)).toMatchObject({ verdict: 'onTime', label: null });
      expect(await desk.checkIn(caller, appointment.id, aCheckIn('bbbb'))).toMatchObject({
        value: { ticket: aCheckIn('bbbb').ticket, cut: true },
      });
    });

    it('refuses a ticket that was taken for something else', async () => {
      const { appointment } = await booked(aBooking(1));
      until(TEN);
      const { segment, needs, language } = aCheckIn('aaaa');
      const other = { id: aCheckIn('aaaa').ticket, services: ['wealth'], segment, needs, language };
      await new TicketOffice(store, clock).issue(HOME_BRANCH, 'T01', { ...other, channel: 'appointment' });
      expect(await desk.checkIn(caller, appointment.id, aCheckIn('aaaa'))).toMatchObject({
        error: { code: 'idConflict' },
      });
    });

    it('is told why not: cancelled, another day, another branch, no such code', async () => {
      const one = await booked(aBooking(1));
      await bookings.cancel(HOME_BRANCH, one.appointment.id);
      expect(await found(one.code)).toMatchObject({ verdict: 'cancelled' });
      const two = await booked(aBooking(2, { startsAt: iso(TEN + 24 * 60 * MINUTE) }));
      expect(await found(two.code)).toMatchObject({ verdict: 'otherDay', day: '2026-11-24' });
      expect(await desk.find('OTHER', { code: two.code })).toMatchObject({ verdict: 'otherBranch' });
      expect(
        await desk.checkIn({ ...caller, branch: HOME_BRANCH }, two.appointment.id, aCheckIn('a')),
      ).toMatchObject({
        value: { ticket: null },
      });
      expect(await found('00000000')).toBeUndefined();
    });

    it('finds today’s of a recognised customer, the one that matters first', async () => {
      const ref = 'cus_example01';
      await booked(aBooking(1, { customerRef: ref, startsAt: iso(NINE) }));
      await booked(aBooking(2, { customerRef: ref }));
      await booked(aBooking(3, { customerRef: ref, startsAt: iso(TEN + 24 * 60 * MINUTE) }));
      const his = () => desk.find(HOME_BRANCH, { customerRef: ref });
      expect(await his()).toMatchObject({ time: '09:00', verdict: 'tooEarly' });
      until(NINE + 45 * MINUTE);
      expect(await his()).toMatchObject({ time: '10:00', verdict: 'early' });
      expect(await desk.find(HOME_BRANCH, { customerRef: 'cus_example02' })).toBeUndefined();
      const two = await his();
      await desk.checkIn(caller, two?.id ?? '', aCheckIn('aaaa'));
      expect(await his()).toMatchObject({ time: '10:00', verdict: 'checkedIn' });
    });

    it('who came early goes before nobody for it until his own time, and is not worse off', async () => {
      const { appointment } = await booked(aBooking(1));
      const office = new TicketOffice(store, clock);
      const walkIn = (id: string) =>
        office.issue(HOME_BRANCH, 'T01', {
          id: `a-walk-in-customer-${id}`,
          services: ['wealth'],
          segment: 'ordinary',
          needs: [],
          language: 'zh-CN',
          channel: 'anonymous',
        });
      until(TEN - 29 * MINUTE);
      await walkIn('1');
      await desk.checkIn(caller, appointment.id, aCheckIn('aaaa'));
      clock.advance(MINUTE);
      await walkIn('2');
      const rows = await store.db.selectFrom('tickets').selectAll().orderBy('sequence').execute();
      const order = callingOrder(rows.map(toWaiter), defaultConfiguration.overtaking, false);
      expect(order.map(({ id }) => id.slice(-4))).toEqual(['er-1', 'aaaa', 'er-2']);
    });
  });

  describe('who does not come', () => {
    it('is marked once, by whichever instance is first, and the pages say so', async () => {
      await booked(aBooking(1, { customerRef: 'cus_example01' }));
      await booked(aBooking(2));
      until(TEN + 30 * MINUTE);
      expect(await desk.settleMissed(HOME_BRANCH)).toBe(0);
      clock.advance(1);
      const instances = [desk, new CheckInDesk(store, clock), new CheckInDesk(store, clock)];
      const marked = await Promise.all(instances.map((each) => each.settleMissed(HOME_BRANCH)));
      expect(marked.reduce((sum, each) => sum + each, 0)).toBe(2);
      expect(await events('appointmentNoShow')).toBe(2);
      expect(await desk.expected(HOME_BRANCH)).toMatchObject({
        total: 2,
        appointments: [{ state: 'noShow' }, { state: 'noShow' }],
      });
    });

    it('and who came is not', async () => {
      const { appointment } = await booked(aBooking(1));
      until(TEN);
      await desk.checkIn(caller, appointment.id, aCheckIn('aaaa'));
      until(TEN + 60 * MINUTE);
      expect(await desk.settleMissed(HOME_BRANCH)).toBe(0);
      expect(await desk.expected(HOME_BRANCH)).toMatchObject({
        appointments: [{ state: 'checkedIn', kept: 'onTime', label: 'D001' }],
      });
    });

    it('is forgotten a week after', async () => {
      await booked(aBooking(1));
      until(TEN + 7 * 24 * 60 * MINUTE + 1);
      await desk.settleMissed(HOME_BRANCH);
      expect(await store.db.selectFrom('appointments').select('id').execute()).toEqual([]);
    });
  });
});
