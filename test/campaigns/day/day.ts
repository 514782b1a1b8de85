import type { SeenPage } from '../branch/seen.ts';
import {
  type Campaign,
  type CampaignOrder,
  type Promises,
  type Round,
  runRounds,
} from '../support/campaign-run.ts';
import { Random } from '../support/random.ts';
import { type Act, asLine, type Outcome, type Ticket } from './acts.ts';
import { DayChecker, plainPromises } from './checker.ts';
import { DayCourse, STEP } from './course.ts';
import { branchesToVisit, type VisitedBranch } from './visit-branch.ts';

const VISITORS = 300;

/** Counters of a branch as it comes. */
const STAFF = 4;

/** Most requests on their way at one instant; every order of them is tried. */
const AT_ONCE = 4;

/** How a ticket ends. */
const ENDS: ReadonlySet<string> = new Set(['done', 'noShow', 'gaveUp']);

/** Longest a day may take to empty the hall, in steps. */
const LONGEST = 6_000;

/** A branch's day, replayed by a client written from the documents, against both engines. */
export const day: Campaign = {
  about: `replays a branch's day of ${VISITORS} visitors at high speed by a client written from docs/branch-api.yaml, in turn one request after the other (both engines end in the same history) and several at the same instant; some order of what happened explains every answer by the documented rules`,
  rounds: 4,
  run: (order) => days(order, VISITORS),
};

/** Days of as many visitors. */
export async function days(order: CampaignOrder, visitors: number) {
  const branches = await branchesToVisit(STAFF);
  try {
    return await runRounds(order, async (round) => {
      const seed = round.random.int(1_000_000);
      const atOnce = round.number % 2 === 0 ? AT_ONCE : 1;
      const visited = await branches.open();
      try {
        const told: string[] = [];
        const histories: string[] = [];
        for (const branch of visited) {
          const { tickets, history, requests } = await oneDay(branch, seed, visitors, atOnce, round.promises);
          told.push(`${requests} requests at ${branch.name}`);
          histories.push([...history, ...tickets.map(asLine)].join('\n'));
        }
        round.is(`${visitors} visitors, ${atOnce} at once, ${told.join(', ')}`);
        if (atOnce === 1) sameHistory(histories, round);
      } finally {
        for (const branch of visited) await branch.close();
      }
    });
  } finally {
    await branches.close();
  }
}

function sameHistory([first = '', ...others]: readonly string[], { promises }: Round): void {
  for (const other of others) {
    const lines = other.split('\n');
    const odd = first.split('\n').find((line, at) => line !== lines[at]);
    promises.holds(first === other, `both engines end in the same history, not with: ${odd}`);
  }
}

async function oneDay(
  branch: VisitedBranch,
  seed: number,
  visitors: number,
  atOnce: number,
  promises: Promises,
): Promise<{ tickets: Ticket[]; history: string[]; requests: number }> {
  const random = new Random(seed);
  const { clock, rules, line } = branch;
  const course = new DayCourse(random.fork(), rules, visitors);
  const checker = new DayChecker(rules, promises);
  const history: string[] = [];
  let requests = 0;

  const instant = async (acts: readonly Act[]) => {
    // What got no answer is sent again, to the other instance as a page or a terminal does.
    const sent = acts.flatMap((act) => (random.chance(0.08) ? [act, act] : [act]));
    const asked: { act: Act; answer: Outcome; page: SeenPage | undefined }[] = [];
    const from = random.int(2);
    const ask = async (act: Act, at: number) => {
      const seen = { act, ...(await branch.ask(act, from + at)) };
      asked[at] = seen;
      return seen;
    };
    requests += sent.length;
    const hour = ((clock.wall() / 3_600_000) % 24) + 8;
    const instant = { now: clock.wall(), care: hour >= 9 && hour < 10 };
    if (atOnce === 1)
      for (const [at, act] of sent.entries()) checker.saw({ ...instant, asked: [await ask(act, at)] });
    else {
      await Promise.all(sent.map(ask));
      checker.saw({ ...instant, asked });
    }
    for (const { act, answer, page } of asked) {
      course.saw(act, answer, page);
      history.push(`${act.kind} ${answer.code} ${answer.ticket ? asLine(answer.ticket) : ''}`);
    }
  };

  const everybody = async () => {
    const tickets: Ticket[] = [];
    for (const id of course.taken) tickets.push(await branch.find(id));
    return tickets;
  };
  let tickets: Ticket[] | undefined;
  for (let step = 0; step < LONGEST && !tickets; step++) {
    await clock.advanceAsync(STEP);
    let acts = course.next();
    while (acts.length > 0) {
      await instant(acts.slice(0, atOnce));
      acts = acts.slice(atOnce);
    }
    if (!course.over) continue;
    const now = await everybody();
    if (now.every(({ state }) => ENDS.has(state))) tickets = now;
    else course.look();
  }
  tickets ??= await everybody();
  checker.endsWith(tickets);
  plainPromises(tickets, rules.most, promises);
  for (const fault of line.faults.splice(0)) promises.holds(false, `as documented: ${fault}`);
  return { tickets, history, requests };
}
