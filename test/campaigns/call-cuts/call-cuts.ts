import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { FAKE_CAMERA, launchBrowser } from '../../support/browser.ts';
import { serveCallPage } from '../../support/call-pages.ts';
import { openSides } from '../../support/call-sides.ts';
import { COUNTED, countedCamera, follows } from '../../support/counted-camera.ts';
import { openTurn, type Turn, turnIsHere } from '../../support/turn.ts';
import { openUdpLine, type UdpLine } from '../../support/udp-line.ts';
import { type Campaign, type Round, runRounds } from '../support/campaign-run.ts';
import { eventually, pause } from '../support/wait.ts';

/** What happens to a call in the middle of it. */
const CUTS = [
  'hole',
  'death',
  'terminalReloaded',
  'deskReloaded',
  'silentLine',
  'nonsense',
  'lossy',
  'choked',
] as const;
const CUTS_A_ROUND = 4;
/** Milliseconds. */
const SHOWN_WITHIN = 5_000;
const BACK_WITHIN = 25_000;
/** Until the picture is given up for the sound's sake, and until it is dared again. */
const DOWN_WITHIN = 30_000;
const UP_WITHIN = 90_000;

type Sides = Awaited<ReturnType<typeof openSides>>;
type Stand = {
  readonly browsers: { readonly desk: Browser; readonly terminal: Browser };
  readonly url: string;
  readonly turn: Turn;
  /** On which the desk reaches the relay. */
  readonly line: UdpLine;
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
    const line = await openUdpLine(turn.port);
    try {
      const stand = { browsers: { desk, terminal }, url: served.url, turn, line };
      return await runRounds(order, (round) => oneCall(stand, round));
    } finally {
      line.close();
      await Promise.all([desk.close(), terminal.close(), served.close(), turn.close()]);
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function oneCall(stand: Stand, round: Round): Promise<void> {
  const { browsers, url, turn, line } = stand;
  const { random, promises } = round;
  const sides = await openSides(browsers, url);
  const all = [sides.desk, sides.terminal];
  const walked: string[] = [];
  try {
    await sides.desk.begin({ ice: turn.ice(line.port) });
    await sides.terminal.begin({ ice: turn.ice() });
    await seeEachOther(sides, 'the call comes about', round);
    for (let number = 0; number < CUTS_A_ROUND; number++) {
      const cut = random.pick(CUTS);
      walked.push(cut);
      round.is(walked.join(', '));
      await makeCut(cut, sides, stand, round);
      const within = cut === 'lossy' || cut === 'choked' ? UP_WITHIN : BACK_WITHIN;
      await seeEachOther(sides, `the call goes on after ${cut}`, round, within);
    }
    for (const { page } of all) {
      const faults = await page.evaluate(() => call.faults);
      promises.holds(faults.length === 0, `nothing is thrown: ${faults.join('; ')}`);
    }
  } finally {
    turn.resume();
    line.lose(0);
    line.choke(null);
    await sides.close();
  }
}

async function makeCut(cut: (typeof CUTS)[number], sides: Sides, stand: Stand, round: Round): Promise<void> {
  const { random } = round;
  const { turn, line } = stand;
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
      await side.begin({ ice: turn.ice(cut === 'deskReloaded' ? line.port : turn.port) });
      return;
    }
    case 'lossy':
      // One packet of six: pictures break, speech does not.
      line.lose(0.16);
      for (const side of [sides.desk, sides.terminal])
        await eventually('the picture is given up for the sound', DOWN_WITHIN, async () => {
          const state = (await side.notes()).at(-1)?.state;
          return state?.mode === 'audio' && state.sent.lowered === 'off' ? state : undefined;
        });
      line.lose(0);
      return;
    case 'choked': {
      const from = await Promise.all([sides.desk.now(), sides.terminal.now()]);
      // One byte a second: no packet has room.
      line.choke(1);
      await shown(sides, from, round);
      line.choke(null);
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
async function seeEachOther(
  sides: Sides,
  promise: string,
  { promises }: Round,
  within = BACK_WITHIN,
): Promise<void> {
  for (const side of [sides.desk, sides.terminal]) {
    const before = (await side.seen()).length;
    await eventually(promise, within, async () => {
      const state = (await side.notes()).at(-1)?.state;
      if (state?.is !== 'connected' || state.mode !== 'video') return undefined;
      return (await side.seen()).length > before + COUNTED.rate ? state : undefined;
    });
    const counts = (await side.seen()).slice(-8).map(({ count }) => count);
    const inOrder = counts.every((count, at) => at === 0 || follows(counts[at - 1] ?? 0, count, 60));
    promises.holds(inOrder, `pictures come in their order: ${counts.join(' ')}`);
  }
}
