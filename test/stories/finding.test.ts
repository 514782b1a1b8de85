import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LETTERS } from '#contracts/screen/finding-bodies.ts';
import { ALWAYS_OPEN, branchDatabase, CLOSED } from '../support/branch-database.ts';
import { type CustomerPage, type Kiosk, openKiosk } from '../support/kiosk.ts';
import { atTheMenu } from '../support/steps.ts';

async function type(page: CustomerPage, words: string): Promise<void> {
  const begun = (await page.see('find')).query;
  for (let length = 1; length <= words.length; length++) {
    await page.act('letter', LETTERS.indexOf(words[length - 1] ?? ''));
    await page.see('find', ({ query }) => query === `${begun}${words.slice(0, length)}`);
  }
}

/** The first of what stands there. */
async function chooseFirst(page: CustomerPage): Promise<void> {
  const { results } = await page.see('find');
  await page.act('choose', results[0]?.choice ?? 0);
}

/** Until what was found begins with this one. */
const finds = (page: CustomerPage, id: string) => page.see('find', ({ results }) => results[0]?.id === id);

describe('somebody who wants something', () => {
  let kiosk: Kiosk;
  beforeEach(async () => {
    kiosk = await openKiosk();
    branchDatabase(kiosk.dataDir).configure({ hours: ALWAYS_OPEN });
  });
  afterEach(() => kiosk.close());

  it('types initials before anybody knows him, and is asked for the ID only where it begins', async () => {
    const bench = await kiosk.bench();
    const page = await kiosk.customer();
    await page.see('idle');
    await page.act('find');
    expect((await page.see('find')).suggested).toBe(true);
    await type(page, 'gs');
    const { results } = await finds(page, 'reportLostCard');
    expect(results[0]).toMatchObject({ of: 'service', end: 'start', title: null });
    await chooseFirst(page);
    await page.see('identify');
    await bench.act('layIdCard', { person: (await bench.state()).people[0]?.key });
    expect(await page.see('chooseCard')).toMatchObject({ service: 'reportLostCard' });
  });

  it('is told what a counter asks for, and takes a number for it without being asked again', async () => {
    const page = await kiosk.customer();
    await page.see('idle');
    await page.act('find');
    await type(page, 'card damaged');
    await finds(page, 'cardDamaged');
    await chooseFirst(page);
    const answer = await page.see('answer', ({ open }) => open === true);
    expect(answer).toMatchObject({ id: 'cardDamaged', end: 'papers' });
    expect(answer.papers.map(({ name }) => name.en)).toContain('your identity document');
    await page.act('takeNumber');
    await page.see('needs');
    await page.act('next');
    await page.see('ticketTaken');
    expect(branchDatabase(kiosk.dataDir).tickets()).toMatchObject([
      { services: ['lostCard'], state: 'waiting' },
    ]);
  });

  it('is found by the figures of a keypad alone, and calls a person from the answer', async () => {
    const page = await kiosk.customer();
    await page.see('idle');
    page.press('four');
    await page.see('find');
    for (const key of ['eight', 'five'] as const) page.press(key);
    await finds(page, 'cardSwallowed');
    page.press('enter');
    await page.see('find', ({ stage }) => stage === 'choosing');
    page.press('one');
    await page.see('answer', ({ id }) => id === 'cardSwallowed');
    page.press('enter');
    await page.until('a call', () => (page.screen.frame.help.state === 'asked' ? true : undefined));
  });

  it('writes nothing down of the words, only what was chosen', async () => {
    const { page } = await atTheMenu(kiosk);
    await page.act('find');
    await page.see('find');
    const words = '我父亲去世了，他的存款怎么取';
    page.send({ type: 'intent', intent: { type: 'words', step: page.screen.step, words } });
    await finds(page, 'inheritance');
    await chooseFirst(page);
    await page.see('answer', ({ id }) => id === 'inheritance');
    await page.act('back');
    await page.act('back');
    await page.see('menu');
    const database = new DatabaseSync(join(kiosk.dataDir, 'journal.sqlite'), { readOnly: true });
    const lines = JSON.stringify(database.prepare('SELECT * FROM entry').all());
    database.close();
    expect(lines).toContain('inheritance');
    for (const word of ['父亲', '去世', '存款怎么取']) expect(lines).not.toContain(word);
  });

  it('after hours is told what can be done now and when the counters open', async () => {
    branchDatabase(kiosk.dataDir).configure({ hours: CLOSED });
    const page = await kiosk.customer();
    await page.see('idle');
    await page.act('find');
    await page.see('find', ({ open }) => open === false);
    expect(page.screen.spoken).toContain('柜台现在不营业');
    await type(page, 'yysj');
    await finds(page, 'openingHours');
    await chooseFirst(page);
    expect(await page.see('answer')).toMatchObject({ end: 'person', open: false });
    expect(page.screen.actions.map(({ id }) => id)).toContain('callPerson');
    expect(page.screen.spoken).toContain('可能没有人过来');
  });

  it('is told at the welcome, before he asks, that the counters are closed, and again that they are open', async () => {
    const shut = branchDatabase(kiosk.dataDir);
    /** What the journal says the terminal heard last of the hours. */
    const heard = () => {
      const database = new DatabaseSync(join(kiosk.dataDir, 'journal.sqlite'), { readOnly: true });
      const row = database
        .prepare(`SELECT body FROM entry WHERE body LIKE '%"event":"hall"%' ORDER BY seq DESC LIMIT 1`)
        .get();
      database.close();
      return row && JSON.parse(String(row.body)).facts;
    };
    await expect.poll(heard, { timeout: 10_000 }).toMatchObject({ open: true });
    shut.configure({ hours: CLOSED });
    await kiosk.restart();
    const page = await kiosk.customer();
    await page.see('idle', ({ hall }) => hall?.open === false);
    expect(page.screen.spoken).toContain('柜台现在不营业');
    expect(page.screen.actions.map(({ id }) => id)).toEqual(expect.arrayContaining(['start', 'find']));
    shut.configure({ hours: ALWAYS_OPEN });
    await kiosk.restart();
    const again = await kiosk.customer();
    // What it knew of the last run is said until the branch has answered.
    await expect.poll(heard, { timeout: 10_000 }).toMatchObject({ event: 'hall', open: true });
    await again.see('idle', ({ hall }) => hall === undefined);
  });

  it('finds nothing in nonsense, and has ways on', async () => {
    const page = await kiosk.customer();
    await page.see('idle');
    await page.act('find');
    await type(page, 'qqzz');
    await page.see('find', ({ results, query }) => query === 'qqzz' && results.length === 0);
    await page.act('next');
    await page.see('find', ({ stage }) => stage === 'choosing');
    const ids = page.screen.actions.map(({ id }) => id);
    for (const id of ['takeNumber', 'callPerson', 'back', 'help']) expect(ids).toContain(id);
    await page.act('takeNumber');
    await page.see('chooseBusiness');
  });
});
