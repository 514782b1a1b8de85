import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { people } from '#bank/sandbox/people.ts';
import { dayAfter } from '#branch/appointments/slots.ts';
import { KEYS_FILE } from '#branch/integration/keys.ts';
import { type Booked, bookedSchema, slotListSchema } from '#contracts/branch/appointment.ts';
import { appointmentRulesSchema } from '#contracts/branch/configuration.ts';
import { ALWAYS_OPEN, branchDatabase } from '../support/branch-database.ts';
import { type CustomerPage, type Kiosk, openKiosk } from '../support/kiosk.ts';
import { morningClock, todayInChina } from '../support/morning.ts';
import { atTheMenu } from '../support/steps.ts';

/** The terminal and its branch have a morning, so that a day has times left at whatever hour this runs. */
const TODAY = todayInChina();

/** Slots so close that one begins within the minutes in which one may check in, whenever a story runs. */
const RULES = appointmentRulesSchema.parse({ slotMinutes: 5, places: 50 });

/** The bank's booking system, as docs/appointments.md describes it. */
function bookingSystem(kiosk: Kiosk) {
  const { bookingKey } = JSON.parse(readFileSync(join(kiosk.dataDir, KEYS_FILE), 'utf8'));
  const ask = async (path: string, body?: object, key = bookingKey) => {
    const reply = await fetch(new URL(`appointments/v1/branches/MAIN/${path}`, kiosk.host.branchUrl), {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${key}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: reply.status, body: await reply.json() };
  };
  const days = [0, 1].map((ahead) => dayAfter(TODAY, ahead));
  return {
    ask,
    async book(customerRef: string | null, ahead = 0): Promise<Booked> {
      const { slots } = slotListSchema.parse((await ask(`slots?service=wealth&day=${days[ahead]}`)).body);
      const startsAt = slots[0]?.startsAt;
      const id = `a-booking-of-a-story-${Math.random().toString(36).slice(2)}`;
      const booking = { id, service: 'wealth', startsAt, language: 'en', customerRef };
      const made = await ask('appointments', booking);
      expect(made.status).toBe(201);
      return bookedSchema.parse(made.body);
    },
  };
}

async function typeCode(page: CustomerPage, code: string): Promise<void> {
  await page.act('haveAppointment');
  await page.see('enterAppointment');
  for (const [place, digit] of [...code].entries()) {
    await page.act('digit', Number(digit));
    await page.see('enterAppointment', ({ entered }) => entered.length === place + 1);
  }
  await page.act('confirm');
}

describe('an appointment', () => {
  let kiosk: Kiosk;
  beforeEach(async () => {
    kiosk = await openKiosk(undefined, { clock: morningClock(TODAY).clock });
    branchDatabase(kiosk.dataDir).configure({ hours: ALWAYS_OPEN, appointments: RULES });
  });
  afterEach(() => kiosk.close());

  it('is checked in by its code: papers first, one number with its mark, printed; asked again, the same', async () => {
    const { code, appointment } = await bookingSystem(kiosk).book(null);
    const bench = await kiosk.bench();
    const page = await kiosk.customer();
    await page.see('idle');
    await page.act('takeNumber');
    await page.see('chooseBusiness');
    await typeCode(page, code);
    const found = await page.see('appointment');
    expect(found).toMatchObject({ time: appointment.time, service: { en: 'Savings and wealth products' } });
    expect(['early', 'onTime']).toContain(found.verdict);
    await page.act('confirm');
    await page.see('papers');
    await page.act('confirm');
    const ticket = await page.see('ticketTaken', ({ receipt }) => receipt === 'printed');
    expect(ticket).toMatchObject({ label: 'D001', appointment: { time: appointment.time } });
    const paper = JSON.stringify((await bench.state()).receiptPrinter.receipts);
    expect(paper).toContain('D001');
    expect(paper).toContain(appointment.time);
    await page.act('next');
    await page.see('farewell');
    await page.act('next');
    await page.see('idle');

    // Somebody shows the same code once more.
    await page.act('takeNumber');
    await page.see('chooseBusiness');
    await typeCode(page, code);
    expect(await page.see('appointment')).toMatchObject({ verdict: 'checkedIn', label: 'D001' });
    await page.act('confirm');
    await page.see('papers');
    await page.act('confirm');
    expect(await page.see('ticketTaken')).toMatchObject({ label: 'D001' });
    expect(branchDatabase(kiosk.dataDir).tickets()).toMatchObject([
      { label: 'D001', channel: 'appointment', state: 'waiting', services: ['wealth'] },
    ]);
    expect(kiosk.broken).toEqual([]);
  });

  it('is told by itself to whoever laid his ID card', async () => {
    const { page, person } = await atTheMenu(kiosk);
    const his = people('2026-11-22').find(({ key }) => key === person.key);
    const { appointment } = await bookingSystem(kiosk).book(his?.customerRef ?? null);
    await page.act('takeNumber');
    expect(await page.see('appointment')).toMatchObject({ time: appointment.time });
    await page.act('confirm');
    await page.see('papers');
    await page.act('confirm');
    expect(await page.see('ticketTaken')).toMatchObject({ label: 'D001' });
    expect(branchDatabase(kiosk.dataDir).tickets()).toMatchObject([{ channel: 'appointment' }]);
  });

  it('of another day leads to an ordinary number for the same; a slip of the finger is told', async () => {
    const { code } = await bookingSystem(kiosk).book(null, 1);
    const page = await kiosk.customer();
    await page.see('idle');
    await page.act('takeNumber');
    await page.see('chooseBusiness');
    await typeCode(page, code.slice(0, 7) + String((Number(code[7]) + 1) % 10));
    await page.see('enterAppointment', ({ problem }) => problem === 'mistyped');
    await page.act('back');
    await page.see('chooseBusiness');
    await typeCode(page, code);
    expect(await page.see('appointment')).toMatchObject({ verdict: 'otherDay' });
    await page.act('next');
    const { services } = await page.see('chooseBusiness');
    expect(services.filter(({ chosen }) => chosen).map(({ name }) => name.en)).toEqual([
      'Savings and wealth products',
    ]);
  });

  it('is booked, moved and cancelled by the bank alone', async () => {
    const bank = bookingSystem(kiosk);
    const { appointment, code } = await bank.book(null);
    expect((await bank.ask('slots?service=wealth&day=2026-11-22', undefined, 'x'.repeat(43))).body).toEqual({
      error: { code: 'keyInvalid' },
    });
    expect((await bank.ask(`appointments/${appointment.id}`)).body).toMatchObject({ code });
    expect((await bank.ask('appointments/nobody-has-this-one')).body).toEqual({
      error: { code: 'notFound' },
    });
    expect((await bank.ask('slots?service=wealth&day=never')).status).toBe(400);
  });
});
