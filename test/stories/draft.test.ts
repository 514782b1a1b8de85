import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { people } from '#bank/sandbox/people.ts';
import { counterPageSchema } from '#contracts/branch/counter.ts';
import { openedDraftsSchema } from '#contracts/branch/draft.ts';
import { dayInChina } from '#flows/facts.ts';
import { ALWAYS_OPEN, branchDatabase } from '../support/branch-database.ts';
import { type CustomerPage, type Kiosk, openKiosk } from '../support/kiosk.ts';
import { signedInStaff } from '../support/lobby.ts';
import { atTheMenu } from '../support/steps.ts';

/** The number on an invented person's ID; it hangs on no day but through ages, which numbers carry. */
const numberOf = (key: string): string =>
  people(dayInChina(Date.now())).find((person) => person.key === key)?.document.number ?? '';

/** Begins the report of a lost card and stops before the last touch. */
async function beginsAReport(page: CustomerPage): Promise<string> {
  await page.act('choose', 0);
  const { cards } = await page.see('chooseCard');
  await page.act('choose', 0);
  await page.see('reviewBlock');
  await page.act('back');
  await page.see('chooseCard');
  await page.act('back');
  await page.see('menu');
  return cards[0]?.last4 ?? '';
}

async function takesNumber(page: CustomerPage): Promise<string> {
  await page.act('takeNumber');
  await page.see('chooseBusiness');
  await page.act('choose', 0);
  await page.act('next');
  await page.see('needs');
  await page.act('next');
  await page.see('papers');
  await page.act('confirm');
  return (await page.see('ticketTaken', ({ receipt }) => receipt === 'printed')).label;
}

describe('a customer who has begun something and goes to a counter', () => {
  let kiosk: Kiosk;
  beforeEach(async () => {
    kiosk = await openKiosk();
    branchDatabase(kiosk.dataDir).configure({ hours: ALWAYS_OPEN });
  });
  afterEach(() => kiosk.close());

  const atCounter = async () => {
    const { ask } = await signedInStaff(kiosk.host.branchUrl, '1002');
    const state = async () => counterPageSchema.parse(await (await ask('counter/api/state', 'GET')).json());
    const open = async (documentNumber: string) => {
      const reply = await ask('counter/api/drafts/open', 'POST', {
        documentType: 'residentIdCard',
        documentNumber,
      });
      return openedDraftsSchema.parse(await reply.json()).drafts;
    };
    await ask('counter/api/open', 'POST', { request: randomUUID(), counter: '1' });
    return { ask, state, open };
  };

  it('finds it there by his ID, step by step, with what the bank says otherwise by then', async () => {
    const { page, person } = await atTheMenu(kiosk);
    const last4 = await beginsAReport(page);
    const label = await takesNumber(page);
    await page.see('ticketTaken', ({ kept }) => kept.length === 1);
    await page.act('next');
    const counter = await atCounter();
    const seen = await counter.state();
    const ticket = seen.waiting.find((each) => each.ticket.label === label)?.ticket.id ?? '';
    expect(seen.drafts).toEqual([ticket]);
    expect(await counter.open('110105194912310038')).toEqual([]);
    const [draft] = await counter.open(numberOf(person.key));
    expect(draft).toMatchObject({ label, service: 'reportLostCard', compared: true });
    expect(draft?.steps.find(({ step }) => step === 'chooseCard')).toMatchObject({
      state: 'done',
      fields: [{ value: { kind: 'card', value: { last4 } } }],
    });
    await counter.ask('counter/api/drafts/close', 'POST', { id: draft?.id, outcome: 'used' });
    expect(await counter.open(numberOf(person.key))).toEqual([]);
    expect((await counter.state()).drafts).toEqual([]);
  });

  it('leaves nothing there when he does not want it kept', async () => {
    const { page, person } = await atTheMenu(kiosk);
    await beginsAReport(page);
    await takesNumber(page);
    await page.see('ticketTaken', ({ kept }) => kept.length === 1);
    await page.act('forgetDraft');
    await page.see('ticketTaken', ({ kept }) => kept.length === 0);
    const counter = await atCounter();
    await vi.waitFor(async () => expect(await counter.open(numberOf(person.key))).toEqual([]));
  });

  it('finds it there although the terminal was started anew meanwhile', async () => {
    const { page, person } = await atTheMenu(kiosk);
    await beginsAReport(page);
    await takesNumber(page);
    await page.see('ticketTaken', ({ kept }) => kept.length === 1);
    await kiosk.restart();
    const counter = await atCounter();
    expect(await counter.open(numberOf(person.key))).toHaveLength(1);
  });
});
