import { Random } from './random.ts';

export type CampaignOrder = {
  readonly seed: number;
  readonly rounds: number;
  /** Only this round of them, from 1: to look again at one that was broken. */
  readonly only?: number;
  /** One line for whoever watches. */
  say(text: string): void;
};

/** What came out: rounds that held every promise, and of the others the promises that were broken. */
export type CampaignReport = {
  readonly passed: number;
  readonly failed: number;
  readonly failures: readonly string[];
};

export type Campaign = {
  /** One sentence: what it does and what must hold. */
  readonly about: string;
  /** How many rounds when nobody says. */
  readonly rounds: number;
  run(order: CampaignOrder): Promise<CampaignReport>;
};

/** The same with one more thing that was looked at, after all rounds. */
export const withLook = (report: CampaignReport, broken: readonly string[]): CampaignReport => ({
  passed: report.passed + (broken.length === 0 ? 1 : 0),
  failed: report.failed + (broken.length === 0 ? 0 : 1),
  failures: [...report.failures, ...broken],
});

/** Collects promises that were broken, in words that say what was expected. Never holds anybody's data. */
export class Promises {
  readonly broken: string[] = [];

  /** Notes the promise as broken unless it holds. */
  holds(held: boolean, promise: string): void {
    if (!held) this.broken.push(promise);
  }
}

export type Round = {
  /** From 1. */
  readonly number: number;
  readonly random: Random;
  readonly promises: Promises;
  /** Names what this round does, once it is known. */
  is(what: string): void;
};

/** Runs rounds one after the other, each on a random series of its own, so that one can be run again alone. */
export async function runRounds(
  order: CampaignOrder,
  body: (round: Round) => Promise<void>,
): Promise<CampaignReport> {
  let [passed, walked] = [0, 0];
  const failures: string[] = [];
  const random = new Random(order.seed);
  for (let number = 1; number <= order.rounds; number++) {
    const own = random.fork();
    if (order.only !== undefined && order.only !== number) continue;
    walked++;
    const promises = new Promises();
    let what = '';
    const round: Round = {
      number,
      random: own,
      promises,
      is: (text) => {
        what = text;
      },
    };
    try {
      await body(round);
    } catch (failure) {
      promises.broken.push(failure instanceof Error ? failure.message : String(failure));
    }
    const title = `round ${number} of ${order.rounds}${what ? `: ${what}` : ''}`;
    if (promises.broken.length === 0) {
      passed++;
      order.say(`${title}: held`);
    } else {
      for (const broken of promises.broken) {
        failures.push(`${title}: ${broken}`);
        order.say(`${title}: BROKEN: ${broken}`);
      }
    }
  }
  return { passed, failed: walked - passed, failures };
}
