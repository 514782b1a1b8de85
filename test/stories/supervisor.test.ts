import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entriesOf } from '#host/test-support/memory.ts';
import { type CustomerPage, joinAs, type Kiosk, openKiosk } from '../support/kiosk.ts';
import { pinOf, staffAt } from '../support/staff-at.ts';

describe('a member of staff at the terminal', () => {
  let kiosk: Kiosk;
  let customer: CustomerPage;
  beforeAll(async () => {
    kiosk = await openKiosk(undefined, { hurry: 20 });
    customer = await joinAs(kiosk.host.url, 'customer');
    await customer.see('idle');
  });
  afterAll(() => kiosk.close());

  const enter = async () => {
    customer.send({ type: 'intent', intent: { type: 'act', step: 0, action: 'requestSupervisor' } });
    const staff = await staffAt(kiosk.host.url);
    await staff.stands('the safe point', ({ mode }) => mode === 'active');
    return staff;
  };

  it('does what is his: a supervisor feeds and closes, and what a technician may is refused on the same line', async () => {
    const staff = await enter();
    expect(await staff.ask('supplies.read', {})).toMatchObject({ refusal: { code: 'notSignedIn' } });
    expect(await staff.signIn('1007', '111112')).toMatchObject({ refusal: { code: 'pinWrong' } });
    expect(await staff.signIn('1002')).toMatchObject({ refusal: { code: 'notAllowed' } });
    expect(await staff.signIn('1007')).toMatchObject({ ok: true });
    const read = async () => {
      const answer = await staff.ask('supplies.read', {});
      return answer.ok ? answer.value.supplies : [];
    };
    expect(await read()).toContainEqual(
      expect.objectContaining({ supply: 'receiptPaper', sensor: 'full', amount: null, left: null }),
    );
    expect(
      await staff.ask('supplies.fill', { supply: 'receiptPaper', found: null, amount: 400 }),
    ).toMatchObject({ ok: true, value: { difference: null } });
    expect(await read()).toContainEqual(
      expect.objectContaining({ supply: 'receiptPaper', amount: 400, left: 400, by: '1007', due: false }),
    );
    expect(await staff.ask('devices.loop', { devices: ['receiptPrinter'], rounds: 1 })).toMatchObject({
      refusal: { code: 'notAllowed' },
    });
    expect(await staff.ask('place.close', { closing: 'supplies' })).toMatchObject({ ok: true });
    await staff.ask('entry.leave', {});
    await customer.see('outOfService', ({ reason }) => reason === 'supplies');
    staff.leave();
  });

  it('what he did is in the journal by his number, and his PIN nowhere', async () => {
    await kiosk.restart();
    customer = await joinAs(kiosk.host.url, 'customer');
    await customer.see('outOfService', ({ reason }) => reason === 'supplies');
    const staff = await enter();
    expect(await staff.signIn('1009')).toMatchObject({ ok: true });
    const supplies = await staff.ask('supplies.read', {});
    expect(supplies.ok && supplies.value.supplies).toContainEqual(
      expect.objectContaining({ supply: 'receiptPaper', amount: 400, by: '1007' }),
    );
    expect(await staff.ask('place.close', { closing: null })).toMatchObject({ ok: true });
    await staff.ask('entry.leave', {});
    await customer.see('idle');
    const database = new DatabaseSync(join(kiosk.dataDir, 'journal.sqlite'), { readOnly: true });
    const journal = entriesOf(database).map((entry) => JSON.stringify(entry));
    database.close();
    expect(journal.filter((body) => body.includes('"staff.asked"')).join()).toContain('"by":"1007"');
    for (const number of ['1007', '1009', '1002']) expect(journal.join()).not.toContain(pinOf(number));
    staff.leave();
  });

  it('is out when his page has been gone for ten seconds, and the terminal is its customers’ again', async () => {
    const staff = await enter();
    expect(await staff.signIn('1007')).toMatchObject({ ok: true });
    staff.leave();
    await customer.see('idle');
    const next = await enter();
    expect(next.state?.signedIn).toBeNull();
    await next.ask('entry.leave', {});
    await customer.see('idle');
    next.leave();
  });
});
