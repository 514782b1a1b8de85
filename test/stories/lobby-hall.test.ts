import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type BranchService, startBranch } from '#branch/service.ts';
import type { HallView } from '#contracts/branch/hall.ts';
import { SILENT_AFTER } from '#contracts/branch/position.ts';
import { type Clock, systemClock } from '#foundation/clock.ts';
import { type Kiosk, openKiosk, SIMULATED_PROFILE, standInPages } from '../support/kiosk.ts';
import { cuttableLine } from '../support/lines.ts';
import { lobby } from '../support/lobby.ts';
import { atTheMenu, chooseCard } from '../support/steps.ts';

describe('the lobby while somebody is at a terminal', () => {
  const line = cuttableLine('/v1/');
  let folder: string;
  let service: BranchService;
  let kiosk: Kiosk;
  let ahead: number;

  beforeEach(async () => {
    line.lay();
    ahead = 0;
    // The branch's wall clock, which the story may move on: nobody waits a minute and a half for a silence.
    const clock: Clock = { ...systemClock, wall: () => systemClock.wall() + ahead };
    folder = mkdtempSync(join(tmpdir(), 'vestibule-hall-'));
    standInPages(folder);
    const started = await startBranch({
      port: 0,
      dataDir: join(folder, 'data'),
      pagesDir: join(folder, 'branch-pages'),
      clock,
      timeZone: 'Asia/Shanghai',
      practiceStaff: true,
    });
    if (!started.ok) throw new Error(started.error.code);
    service = started.value;
    const code = await service.enrolmentCode('T01');
    kiosk = await openKiosk(SIMULATED_PROFILE, { branch: { url: service.url, code } });
  });
  afterEach(async () => {
    line.mend();
    await kiosk.close();
    await service.close();
    line.takeUp();
    rmSync(folder, { recursive: true, force: true });
  });

  it('sees each step of the visit and how it ended, then that the terminal has fallen silent, then that it is back', async () => {
    const { hall } = await lobby(service.url);
    const answers: HallView[] = [];
    const until = (what: (terminal: HallView['terminals'][number]) => void) =>
      vi.waitFor(
        async () => {
          const view = await hall();
          answers.push(view);
          const [terminal] = view.terminals;
          if (!terminal) throw new Error('no terminal is listed');
          what(terminal);
          return view;
        },
        { timeout: 20_000, interval: 50 },
      );
    const at = (screen: string, more: object = {}) =>
      until((terminal) =>
        expect(terminal).toMatchObject({ silent: false, position: { screen, inService: true, ...more } }),
      );

    await at('idle', { visitSince: null, normal: null });
    const { bench, page, person } = await atTheMenu(kiosk);
    const menu = await at('menu', { visitSince: expect.any(String), service: null });
    await chooseCard(page, 0);
    await at('reviewBlock', { service: 'reportLostCard', step: { position: 3, of: 4 } });
    expect(menu.finished).toMatchObject({ done: 0, left: 0 });
    await page.act('confirm');
    await page.see('result', (body) => body.outcome === 'done');
    await at('result');
    await page.act('next');
    await page.see('takeMedia', (body) => body.what === 'idCard');
    await bench.act('liftIdCard');
    await page.see('farewell');
    await page.act('next');
    await page.see('idle');
    const home = await at('idle', { visitSince: null });
    expect(home.finished).toEqual({ done: 1, handedOver: 0, left: 0, atCounters: 0 });

    line.cut();
    ahead = SILENT_AFTER + 1_000;
    await until((terminal) => expect(terminal).toMatchObject({ silent: true, position: { screen: 'idle' } }));
    ahead = 0;
    line.mend();
    await bench.act('layIdCard', { person: person.key });
    await page.see('menu');
    await at('menu');
    await page.act('finish');
    await bench.act('liftIdCard');
    await page.see('farewell');
    await page.act('next');
    // What was done, and a visit that came to nothing, each once.
    await at('idle', { visitSince: null });
    const after = await until(() => undefined);
    expect(after.finished).toEqual({ done: 1, handedOver: 0, left: 1, atCounters: 0 });

    const everything = JSON.stringify(answers);
    for (const personal of [person.name, person.phone, 'token', 'balance'])
      if (personal !== null) expect(everything).not.toContain(personal);
    expect(kiosk.broken).toEqual([]);
  });
});
