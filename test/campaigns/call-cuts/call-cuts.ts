import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { FAKE_CAMERA, launchBrowser } from '../../support/browser.ts';
import { serveCallPage } from '../../support/call-pages.ts';
import { openSides } from '../../support/call-sides.ts';
import { COUNTED, countedCamera, follows } from '../../support/counted-camera.ts';
import { openTurn, type Turn, turnIsHere } from '../../support/turn.ts';
import { type Campaign, type Round, runRounds } from '../support/campaign-run.ts';
import { eventually, pause } from '../support/wait.ts';

/** What happens to a call in the middle of it. */
const CUTS = ['hole', 'death', 'terminalReloaded', 'deskReloaded', 'silentLine', 'nonsense'] as const;
const CUTS_A_ROUND = 4;
/** Milliseconds. */
const SHOWN_WITHIN = 5_000;
const BACK_WITHIN = 25_000;

type Sides = Awaited<ReturnType<typeof openSides>>;
type Stand = {
  readonly browsers: { readonly desk: Browser; readonly terminal: Browser };
  readonly url: string;
  readonly turn: Turn;
};

/** Cuts calls between two real browsers in every way there is, through a relay alone. */
export const callCuts: Campaign = {
  about:
    'cuts the picture of a call in many ways, through a relay alone: shown within five seconds, back by itself, pictures in their order, nothing thrown',
  rounds: 12,
  async run(order) {
    if (!turnIsHere()) throw new Error('this needs coturn');
    const folder = mkdtempSync(join(tmpdir(), 'call-cuts-'));
    const camera = [...FAKE_CAMERA, countedCamera(join(folder, 'counted.y4m'))];
    const [desk, terminal, served, turn] = await Promise.all([
      launchBrowser(camera),
      launchBrowser(camera),
      serveCallPage(),
      openTurn(),
    ]);
    try {
      const stand = { browsers: { desk, terminal }, url: served.url, turn };
      return await runRounds(order, (round) => oneCall(stand, round));
    } finally {
      await Promise.all([desk.close(), terminal.close(), served.close(), turn.close()]);
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function oneCall({ browsers, url, turn }: Stand, round: Round): Promise<void> {
  const { random, promises } = round;
  const sides = await openSides(browsers, url);
  const all = [sides.desk, sides.terminal];
  const walked: string[] = [];
  try {
    await Promise.all(all.map((side) => side.begin({ ice: turn.ice() })));
    await seeEachOther(sides, 'the call comes about', round);
    for (let number = 0; number < CUTS_A_ROUND; number++) {
      const cut = random.pick(CUTS);
      walked.push(cut);
      round.is(walked.join(', '));
      await makeCut(cut, sides, turn, round);
      await seeEachOther(sides, `the call goes on after ${cut}`, round);
    }
    for (const { page } of all) {
      const faults = await page.evaluate(() => call.faults);
      promises.holds(faults.length === 0, `nothing is thrown: ${faults.join('; ')}`);
    }
  } finally {
    turn.resume();
    await sides.close();
  }
}

async function makeCut(cut: (typeof CUTS)[number], sides: Sides, turn: Turn, round: Round): Promise<void> {
  const { random } = round;
  switch (cut) {
    case 'hole':
    case 'death': {
      const from = await Promise.all([sides.desk.now(), sides.terminal.now()]);
      if (cut === 'hole') turn.pause();
      else await turn.kill();
      await shown(sides, from, round);
      await pause(random.int(12_000));
      if (cut === 'hole') turn.resume();
      else await turn.start();
      return;
    }
    case 'terminalReloaded':
    case 'deskReloaded': {
      const side = cut === 'deskReloaded' ? sides.desk : sides.terminal;
      await side.page.reload();
      await side.begin({ ice: turn.ice() });
      return;
    }
    case 'silentLine':
      // Signals go nowhere for a while; what is under way needs none.
      sides.line.cut = true;
      await pause(1_000 + random.int(4_000));
      sides.line.cut = false;
      return;
    case 'nonsense':
      for (let many = 0; many < 5; many++) {
        const connection = random.int(2) === 0 ? '0000000000000bad' : undefined;
        const candidate = { type: 'candidate', turn: 1, connection, candidate: 'candidate:x', sdpMid: 'x' };
        for (const { page } of [sides.desk, sides.terminal])
          await page.evaluate((given) => call.take(given), { ...candidate, sdpMLineIndex: 9 });
      }
      return;
  }
}

async function shown(sides: Sides, from: readonly number[], { promises }: Round): Promise<void> {
  const lost = await Promise.all(
    [sides.desk, sides.terminal].map((side, place) => side.until('interrupted', from[place])),
  );
  lost.forEach((moment, place) => {
    const after = Math.round(moment - (from[place] ?? 0));
    promises.holds(after <= SHOWN_WITHIN, `a cut is shown within five seconds: it took ${after} ms`);
  });
}

/** Both stand connected, and further pictures come to both, in their order. */
async function seeEachOther(sides: Sides, promise: string, { promises }: Round): Promise<void> {
  for (const side of [sides.desk, sides.terminal]) {
    const before = (await side.seen()).length;
    await eventually(promise, BACK_WITHIN, async () => {
      const state = (await side.notes()).at(-1)?.state;
      if (state?.is !== 'connected' || state.mode !== 'video') return undefined;
      return (await side.seen()).length > before + COUNTED.rate ? state : undefined;
    });
    const counts = (await side.seen()).slice(-8).map(({ count }) => count);
    const inOrder = counts.every((count, at) => at === 0 || follows(counts[at - 1] ?? 0, count, 60));
    promises.holds(inOrder, `pictures come in their order: ${counts.join(' ')}`);
  }
}
