import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { verify } from '#documents/verifying/verify.ts';
import { tell } from '#documents/verifying/words.ts';
import { openDatabase } from '#host/journal/journal.ts';
import { entriesOf } from '#host/test-support/memory.ts';
import { type CustomerPage, type Kiosk, openKiosk } from '../support/kiosk.ts';
import { lobby } from '../support/lobby.ts';
import { answerQuestions } from '../support/sale.ts';
import { agree, PLACE, read, sign, signature } from '../support/signing.ts';
import { atTheMenu, goHome } from '../support/steps.ts';

const run = promisify(execFile);
const CLI = join(import.meta.dirname, '..', '..', 'branch', 'cli', 'branch.ts');

/** A customer and the member of the lobby who comes to him; both at the same terminal, over the same branch. */
async function helped(kiosk: Kiosk) {
  const staff = await lobby(kiosk.host.branchUrl);
  const { bench, page } = await atTheMenu(kiosk);
  await page.act('help');
  await page.act('callPerson');
  const reference = await page.until('asked', () =>
    page.screen.frame.help.state === 'asked' ? page.screen.frame.help.reference : undefined,
  );
  const call = (await staff.calls()).find((one) => one.reference === reference);
  if (!call) throw new Error('the lobby does not list the call');
  await staff.post(call.id, 'acknowledge');
  await page.until('seen', () => (page.screen.frame.help.state === 'seen' ? true : undefined));
  await page.act('closeOverlay');
  const hands = (state: 'on' | 'locked' | undefined) =>
    page.until(`hands ${state}`, () => (page.screen.frame.hands === state ? true : undefined));
  const mine = async () => (await staff.calls()).find(({ id }) => id === call.id);
  return { bench, page, hands, mine, post: (what: 'hands-on' | 'hands-off') => staff.post(call.id, what) };
}

/** Sends what the screen does not offer, as a page that is not ours would. */
const force = (page: CustomerPage, action: string, choice?: number) =>
  page.send({
    type: 'intent',
    intent: { type: 'act', step: page.screen.step, action, ...(choice === undefined ? {} : { choice }) },
  });

describe('hands on glass', () => {
  let kiosk: Kiosk;
  beforeAll(async () => {
    kiosk = await openKiosk();
  });
  afterAll(() => kiosk.close());
  const journal = () => entriesOf(openDatabase(join(kiosk.dataDir, 'journal.sqlite')));

  it('end the service when what only the customer may do is touched: nothing is signed, and there are ways on', async () => {
    const { bench, page, hands, mine, post } = await helped(kiosk);
    await page.act('choose', PLACE.assessRisk);
    await page.act('confirm');
    await answerQuestions(page);
    await read(page);
    await page.see('consent');
    await post('hands-on');
    await hands('locked');
    expect(page.screen.frame.overlay).toEqual({ kind: 'onlyYou', what: 'agree' });
    force(page, 'agree');
    const { service, reference } = await page.see('helperOverstepped');
    expect([service, page.screen.frame.hands]).toEqual(['assessRisk', undefined]);
    expect(reference).toMatch(/^T01-/);
    await vi.waitFor(async () => expect((await mine())?.hands).toBeNull(), { timeout: 10_000 });
    const kinds = journal();
    expect(kinds.filter(({ kind }) => kind === 'helper.overstepped').map(({ facts }) => facts)).toEqual([
      { service: 'assessRisk', step: 'sign', right: 'propose' },
    ]);
    expect(kinds.map(({ kind }) => kind)).not.toContain('consent');
    expect(kinds.map(({ kind }) => kind)).not.toContain('signing.intent');
    await page.act('tryAgain');
    await page.see('assessmentStanding');
    await page.act('back');
    await page.act('finish');
    await goHome(bench, page);
  });

  it('fill what may be put forward; the signature waits for the customer, and his paper says what was done for him', async () => {
    const { bench, page, hands, mine, post } = await helped(kiosk);
    await post('hands-on');
    await hands('on');
    expect((await mine())?.hands).toMatchObject({ turn: 1 });
    await page.act('choose', PLACE.reportLostCard);
    const { cards } = await page.see('chooseCard');
    await page.act(
      'choose',
      cards.findIndex(({ selectable }) => selectable),
    );
    await page.see('reviewBlock');
    await hands('locked');
    await page.act('takeScreenBack');
    await hands(undefined);
    await page.act('confirm');
    await page.see('result', (body) => body.outcome === 'done');
    await page.act('anotherService');
    await page.see('menu');

    await page.act('choose', PLACE.assessRisk);
    await page.act('confirm');
    await answerQuestions(page);
    await read(page);
    await agree(page);
    const { paper } = await page.see('sign');
    await vi.waitFor(async () => expect((await mine())?.hands).toBeNull(), { timeout: 10_000 });
    await post('hands-on');
    await hands('locked');
    const heard = page.seen.length;
    for (const message of signature(paper.sha256)) page.send({ type: 'channel', name: 'paper.ink', message });
    await post('hands-off');
    await hands(undefined);
    expect(page.seen.slice(heard).every(({ body }) => body.kind === 'sign' && body.strokes === 0)).toBe(true);
    await sign(page);
    await page.see('assessmentResult', (body) => body.outcome === 'done');
    await page.act('next');
    await goHome(bench, page);

    const assisted = journal().flatMap(({ kind, facts }) =>
      kind === 'assisted' ? [Object.fromEntries(Object.entries(facts))] : [],
    );
    // Where every step was locked, none was operated.
    expect(assisted.map(({ service, steps }) => `${service} ${steps}`)).toEqual([
      'none ',
      'none menu',
      'reportLostCard chooseCard',
      'none ',
    ]);
    expect(assisted[1]?.by).toMatch(/^[0-9a-f]{4}(:[0-9a-f]{4}){3}$/);
    expect(kiosk.broken).toEqual([]);
    await kiosk.host.close();
    const folder = join(kiosk.folder, 'papers');
    await run(process.execPath, [
      '--disable-warning=ExperimentalWarning',
      CLI,
      ...['--data', kiosk.dataDir, '--export-papers', folder],
    ]);
    const [one] = JSON.parse(readFileSync(join(folder, 'papers.json'), 'utf8')) as {
      readonly file: string;
    }[];
    const report = verify(readFileSync(join(folder, one?.file ?? '')), {
      anchors: [],
      lists: [],
      at: Date.now(),
    });
    expect(report.outcome).toBe('signerUnknown');
    expect(report.evidence?.assisted?.map(({ service, step }) => `${service}/${step}`)).toEqual([
      'none/menu',
      'reportLostCard/chooseCard',
    ]);
    expect(tell(report, 'en').at(-1)).toContain('reportLostCard/chooseCard');
  });
});
