import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BranchService, startBranch } from '#branch/service.ts';
import { HOME_BRANCH } from '#branch/store/branches.ts';
import { temporaryBranch } from '#branch/test-support/house.ts';
import { PrivatePostgres, postgresPrograms } from '#branch/test-support/postgres.ts';
import { type Clock, ManualClock } from '#foundation/clock.ts';
import { type Carries, type CutOffTerminal, cutOffTerminal } from '../../support/cut-off-terminal.ts';
import { type Campaign, type Round, runRounds } from '../support/campaign-run.ts';
import type { Random } from '../support/random.ts';
import { booksAgree } from './books.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const MOVES = 40;
/** Longest everything may take to come to rest once nothing is cut any more, in minutes of the round. */
const LONGEST_REST = 60;

const TERMINALS = ['T01', 'T02'] as const;
const LINES: readonly Carries[] = ['well', 'well', 'refused', 'before', 'after'];
const CLOCKS = [0, 0, 30_000, -30_000, 10 * MINUTE, -10 * MINUTE, DAY, -DAY];

/** Cuts two terminals off from their branch in every way, kills both sides, moves clocks and days; then reads both books. */
export const cutOff: Campaign = {
  about:
    'cuts terminals off from their branch in every way, kills both sides, moves clocks and days; no number is given twice, nobody is lost, nobody is doubled',
  rounds: 60,
  async run(order) {
    const postgres = postgresPrograms() ? await PrivatePostgres.start() : undefined;
    try {
      return await runRounds(order, (round) => {
        const shared = postgres && round.number % 2 === 0 ? postgres : undefined;
        return oneRound(shared, round);
      });
    } finally {
      await postgres?.stop();
    }
  },
};

async function oneRound(postgres: PrivatePostgres | undefined, round: Round): Promise<void> {
  const { random, promises } = round;
  const folder = mkdtempSync(join(tmpdir(), 'cut-off-campaign-'));
  const place = temporaryBranch();
  const house = new ManualClock();
  let branchWrongBy = 0;
  const clock: Clock = {
    monotonic: () => house.monotonic(),
    wall: () => house.wall() + branchWrongBy,
    setTimeout: (due, milliseconds) => house.setTimeout(due, milliseconds),
    clearTimeout: (handle) => house.clearTimeout(handle),
  };
  const database = await postgres?.newDatabase();
  let service: BranchService | undefined;
  let url = '';
  const startService = async () => {
    const started = await startBranch({
      port: 0,
      dataDir: folder,
      pagesDir: place.pagesDir,
      clock,
      practiceStaff: undefined,
      ...(database && { database }),
    });
    if (!started.ok) throw new Error(started.error.code);
    service = started.value;
    url = started.value.url;
  };
  const stopService = async () => {
    await service?.close();
    service = undefined;
  };
  await startService();
  const branch = {
    url: () => url,
    code: async (terminal: string) => (await service?.enrolmentCode(terminal)) ?? '',
  };
  const terminals: CutOffTerminal[] = [];
  for (const id of TERMINALS) terminals.push(await cutOffTerminal(branch, house, id));
  const walked: string[] = [];
  try {
    for (const terminal of terminals) await terminal.tend();
    for (let move = 0; move < MOVES; move++) {
      const terminal = random.pick(terminals);
      const chance = random.next();
      if (chance < 0.45) walked.push(`${terminal.id} ${await customer(terminal, random)}`);
      else if (chance < 0.6) {
        const how = random.pick(LINES);
        const all = random.chance(0.5);
        terminal.carries((path) => (all || path.startsWith('/v1/tickets') ? how : 'well'));
        walked.push(`${terminal.id} line ${how}${all ? '' : ' for tickets'}`);
      } else if (chance < 0.68) {
        terminal.t.isAway(random.chance(0.5));
      } else if (chance < 0.74) {
        terminal.kill();
        walked.push(`${terminal.id} killed`);
      } else if (chance < 0.8) {
        await (service ? stopService() : startService());
        walked.push(service ? 'branch back' : 'branch gone');
      } else if (chance < 0.84) {
        const wrongBy = random.pick(CLOCKS);
        terminal.clockIs(wrongBy);
        walked.push(`${terminal.id} clock ${wrongBy / MINUTE}`);
      } else if (chance < 0.86) {
        branchWrongBy = random.pick(CLOCKS);
        walked.push(`branch clock ${branchWrongBy / MINUTE}`);
      } else if (chance < 0.88) {
        house.jumpWall(DAY);
        walked.push('next day');
      } else if (chance < 0.94) {
        await house.advanceAsync((1 + random.int(30)) * MINUTE);
        await quiet(terminals);
      } else await terminal.tend();
    }
    // Everything is whole again, and what is open comes to its end.
    branchWrongBy = 0;
    if (!service) await startService();
    for (const terminal of terminals) {
      terminal.carries('well');
      terminal.clockIs(0);
      terminal.t.visits.end('finished');
    }
    for (let minute = 0; minute < LONGEST_REST && terminals.some(isOpen); minute++) {
      for (const terminal of terminals) await terminal.tend();
      await house.advanceAsync(MINUTE);
      await quiet(terminals);
    }
    round.is(`${database ? 'a shared database' : 'one file'}: ${walked.join(', ')}`);
    promises.holds(!terminals.some(isOpen), 'everything that was open comes to its end once nothing is cut');
    for (const { refused } of terminals)
      promises.holds(refused.length === 0, `no number is refused (${refused.join(', ')})`);
    await booksAgree({ folder, database, clock: house, branch: HOME_BRANCH }, terminals, promises);
  } finally {
    for (const terminal of terminals) await terminal.stop();
    await stopService();
    place.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Somebody comes for a number, as people do. */
async function customer(terminal: CutOffTerminal, random: Random): Promise<string> {
  const { t } = terminal;
  if (random.chance(0.7)) await t.queue();
  if (random.chance(0.15)) {
    const unseen = await t.takeUnseen();
    if (random.chance(0.6)) {
      terminal.kill();
      return `${said(unseen)}, killed before it was shown`;
    }
    t.visits.end('noActivity');
    return `${said(unseen)}, left before it was shown`;
  }
  let told = await t.take();
  if (told.outcome === 'unknown' && random.chance(0.6)) told = await t.look();
  if (told.outcome === 'taken' && random.chance(0.2)) await t.look();
  const gave = told.outcome === 'taken' && random.chance(0.2) ? ` ${await t.giveUp()}` : '';
  if (random.chance(0.1)) {
    terminal.kill();
    return `${said(told)}${gave}, killed`;
  }
  t.visits.end('finished');
  return `${said(told)}${gave}`;
}

const said = (told: Awaited<ReturnType<CutOffTerminal['t']['take']>>): string =>
  told.outcome === 'taken' ? told.number.label : told.outcome;

const isOpen = ({ t }: CutOffTerminal): boolean => t.errands.open + t.numbers.open > 0;

/** Until nothing is on its way any more, in the machine's own time. */
async function quiet(terminals: readonly CutOffTerminal[]): Promise<void> {
  for (let turn = 0; turn < 500; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (terminals.every(({ onTheirWay }) => onTheirWay === 0)) return;
  }
}
