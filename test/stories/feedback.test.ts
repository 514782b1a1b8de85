import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type TaskDetail, type TaskList, taskDetailSchema, taskListSchema } from '#contracts/branch/task.ts';
import { type CustomerPage, type Kiosk, openKiosk } from '../support/kiosk.ts';
import { cuttableLine } from '../support/lines.ts';
import { signedInStaff } from '../support/lobby.ts';
import { atTheMenu, chooseCard } from '../support/steps.ts';

const PHONE = '14200010001';
const HOUR = 3_600_000;
const PATIENCE = { timeout: 30_000 };

/** What staff have to see to, as the lobby's member has it. */
async function tasksAt(url: string) {
  const { ask } = await signedInStaff(url, '1003');
  const list = async (): Promise<TaskList['tasks']> =>
    taskListSchema.parse(await (await ask('tasks/api/list', 'GET')).json()).tasks;
  const find = async (id: string): Promise<TaskDetail> =>
    taskDetailSchema.parse(await (await ask(`tasks/api/tasks/${id}`, 'GET')).json());
  return { list, find };
}

/** From the welcome to the reading back, over help; nobody has said who he is. */
async function toReview(page: CustomerPage): Promise<void> {
  await page.see('idle', ({ notice }) => notice === null);
  await page.act('help');
  await page.act('complain');
  await page.see('complaintSubject');
  await page.act('choose', 0);
  await page.see('complaintWish');
  await page.act('choose', 0);
  await page.see('complaintPhone');
  await page.type(PHONE);
  await page.act('confirm');
  await page.see('complaintReview');
}

/** A card is reported lost, and everything is taken back: goodbye is said. */
async function toFarewell(kiosk: Kiosk) {
  const { bench, page } = await atTheMenu(kiosk);
  await chooseCard(page, 0);
  await page.see('reviewBlock');
  await page.act('confirm');
  await page.see('result', ({ outcome }) => outcome === 'done');
  await page.act('next');
  await page.see('takeMedia', ({ what }) => what === 'idCard');
  expect(page.screen.actions.map(({ id }) => id)).not.toContain('rate');
  await bench.act('liftIdCard');
  await page.see('farewell', ({ rating }) => rating === 'offered');
  return { bench, page };
}

/** Whether any file under that folder holds those digits in clear. */
function stands(folder: string, digits: string): boolean {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile())
    .some((file) => readFileSync(file).includes(digits));
}

describe('how a visit was', () => {
  let kiosk: Kiosk;
  beforeEach(async () => {
    kiosk = await openKiosk();
  });
  afterEach(() => kiosk.close());

  it('is asked once everything is taken back; a low rating opens one task with an owner and a deadline', async () => {
    const { page } = await toFarewell(kiosk);
    await page.act('rate', 2);
    const before = Date.now();
    await page.see('ratingReasons');
    await page.act('reason', 0);
    await page.see('ratingReasons', ({ chosen }) => chosen.join() === 'waitedLong');
    await page.act('next');
    await page.see('farewell', ({ rating }) => rating === 'thanked');
    expect(page.screen.actions.map(({ id }) => id)).not.toContain('rate');
    const { list } = await tasksAt(kiosk.host.branchUrl);
    await vi.waitFor(async () => expect(await list()).toHaveLength(1), PATIENCE);
    const [task] = await list();
    expect(task).toMatchObject({
      kind: 'rating',
      level: 2,
      reasons: ['waitedLong'],
      service: 'reportLostCard',
      channel: 'terminal',
      state: 'open',
      owner: { role: 'lobby' },
    });
    // Counted from the full hour, so that the task does not say which visit it was.
    const hours = (Date.parse(task?.due ?? '') - before) / HOUR;
    expect(hours).toBeGreaterThan(70.9);
    expect(hours).toBeLessThan(72.1);
    await page.see('idle');
    expect(await list()).toHaveLength(1);
    expect(kiosk.broken).toEqual([]);
  });

  it('that was good opens no task', async () => {
    const { page } = await toFarewell(kiosk);
    await page.act('rate', 5);
    await page.see('farewell', ({ rating }) => rating === 'thanked');
    await page.act('next');
    await page.see('idle');
    expect(await (await tasksAt(kiosk.host.branchUrl)).list()).toEqual([]);
  });
});

describe('the question how it was', () => {
  it('goes away by itself, with and without a low rating, and the low one counts all the same', async () => {
    const kiosk = await openKiosk(undefined, { hurry: 5 });
    try {
      const { page } = await toFarewell(kiosk);
      page.leave();
      const silent = await kiosk.customer();
      await silent.see('idle');
      const again = await toFarewell(kiosk);
      await again.page.act('rate', 1);
      await again.page.see('ratingReasons');
      await again.page.see('idle');
      const { list } = await tasksAt(kiosk.host.branchUrl);
      await vi.waitFor(async () => expect(await list()).toMatchObject([{ level: 1, reasons: [] }]), PATIENCE);
    } finally {
      await kiosk.close();
    }
  });
});

describe('a complaint at the terminal, by somebody who does not say who he is', () => {
  let kiosk: Kiosk;
  beforeEach(async () => {
    kiosk = await openKiosk();
  });
  afterEach(() => kiosk.close());

  it('is read back, confirmed, filed once, and its number is on the screen and on paper', async () => {
    const bench = await kiosk.bench();
    const page = await kiosk.customer();
    const staff = await tasksAt(kiosk.host.branchUrl);
    await toReview(page);
    expect(page.screen.body).toMatchObject({ subject: 'waiting', wish: 'callBack', contact: PHONE });
    expect(page.screen.spoken).toContain('1 4 2');
    expect(await staff.list()).toEqual([]);
    await page.act('confirm');
    const filed = await page.see('complaintFiled', ({ receipt }) => receipt === 'printed');
    expect(filed).toMatchObject({ owner: 'lobby', wish: 'callBack' });
    expect(JSON.stringify((await bench.state()).receiptPrinter.receipts)).toContain(filed.number);
    const [task, ...more] = await staff.list();
    expect([task?.number, more]).toEqual([filed.number, []]);
    expect(task).toMatchObject({ kind: 'complaint', due: filed.due, place: 'T01', state: 'open' });
    expect((await staff.find(task?.id ?? '')).contact).toBe(PHONE);
    await page.act('next');
    await page.see('farewell', ({ rating }) => rating === 'none');
    await page.act('next');
    await page.see('idle');
    expect(await staff.list()).toHaveLength(1);
    expect(stands(kiosk.dataDir, PHONE)).toBe(false);
    expect(kiosk.broken).toEqual([]);
  });

  it('left at the reading back is no complaint', async () => {
    const page = await kiosk.customer();
    await toReview(page);
    await page.act('back');
    await page.see('complaintPhone', ({ entered }) => entered === PHONE);
    await page.act('back');
    await page.see('complaintWish');
    await page.act('back');
    await page.see('complaintSubject');
    await page.act('back');
    await page.see('farewell');
    expect(await (await tasksAt(kiosk.host.branchUrl)).list()).toEqual([]);
  });

  it('in the middle of a service is not begun; help says how it is made afterwards, and so it is', async () => {
    const { page } = await atTheMenu(kiosk);
    await chooseCard(page, 0);
    await page.see('reviewBlock');
    await page.act('help');
    await page.until('help', () => (page.screen.frame.overlay?.kind === 'help' ? true : undefined));
    expect(page.screen.actions.map(({ id }) => id)).not.toContain('complain');
    expect(page.screen.spoken).toContain('要提意见');
    await page.act('closeOverlay');
    await page.see('reviewBlock');
    await page.act('confirm');
    await page.see('result', ({ outcome }) => outcome === 'done');
    await page.act('anotherService');
    await page.see('menu');
    await page.act('help');
    await page.act('complain');
    await page.see('complaintSubject');
    expect(page.seen.some(({ spoken, body }) => body.kind === 'menu' && spoken.includes('要提意见'))).toBe(
      false,
    );
  });
});

describe('a complaint while the branch cannot be reached', () => {
  const line = cuttableLine('/v1/');
  let kiosk: Kiosk;
  let page: CustomerPage;
  beforeEach(async () => {
    line.lay();
    kiosk = await openKiosk();
    page = await kiosk.customer();
  });
  afterEach(async () => {
    line.mend();
    await kiosk.close();
    line.takeUp();
  });
  const complaints = (url: string) => (url.includes('/v1/complaints') ? 'questions' : 'everything');
  const filed = async () => await (await tasksAt(kiosk.host.branchUrl)).list();

  it('says before it asks anything that it cannot be filed here, and how else', async () => {
    await page.see('idle');
    const { branchUrl } = kiosk.host;
    line.cut((url) => (url.startsWith(branchUrl) ? 'nothing' : 'everything'));
    await page.see('idle', ({ cutOff }) => cutOff === true);
    await page.act('help');
    await page.act('complain');
    await page.see('complaintNotFiled', ({ reason }) => reason === 'unreachable');
    expect(page.seen.some(({ body }) => body.kind === 'complaintSubject')).toBe(false);
    expect(page.screen.spoken).toMatch(/服务台|柜台/);
    expect(page.screen.spoken).toContain('工作人员会替您记下来');
    line.mend();
    await vi.waitFor(async () => {
      await page.act('tryAgain');
      await vi.waitFor(() => expect(page.screen.body.kind).toBe('complaintSubject'), { timeout: 1_000 });
    }, PATIENCE);
  });

  it.each([
    ['is lost', () => 'nothing' as const],
    ['arrives and its answer is lost', complaints],
  ])(
    'whose confirmation %s has no number yet, and is one complaint with one number in the end',
    async (_, how) => {
      await toReview(page);
      line.cut(how);
      await page.act('confirm');
      await page.see('complaintUnknown');
      line.mend();
      await page.act('tryAgain');
      const { number } = await page.see('complaintFiled');
      expect((await filed()).map((task) => task.number)).toEqual([number]);
    },
  );

  it('left without its number is sent on and found by staff', async () => {
    await toReview(page);
    line.cut();
    await page.act('confirm');
    await page.see('complaintUnknown');
    await page.act('next');
    await page.see('farewell');
    line.mend();
    await vi.waitFor(async () => expect(await filed()).toMatchObject([{ subject: 'waiting' }]), PATIENCE);
  });

  it.each([
    ['before it arrived', () => 'nothing' as const],
    ['before its number was shown', complaints],
  ])('whose terminal is started anew %s is filed once and found by staff', async (_, how) => {
    await toReview(page);
    line.cut(how);
    await page.act('confirm');
    await page.see('complaintUnknown');
    const closing = kiosk.restart();
    line.mend();
    await closing;
    const next = await kiosk.customer();
    await next.see('idle');
    await vi.waitFor(async () => expect(await filed()).toHaveLength(1), PATIENCE);
    const [task] = await filed();
    expect((await (await tasksAt(kiosk.host.branchUrl)).find(task?.id ?? '')).contact).toBe(PHONE);
    expect(stands(kiosk.dataDir, PHONE)).toBe(false);
    expect(kiosk.broken).toEqual([]);
  });
});
