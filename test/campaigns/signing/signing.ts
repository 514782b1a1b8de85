import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BankFault } from '#contracts/bank/sandbox.ts';
import { anotherVisit, untilNextWelcome } from '../kill/aftermath.ts';
import { booksHold, explainsWhatHappened, isSettled, keepsWhatWas } from '../kill/books.ts';
import { type Campaign, type Round, runRounds } from '../support/campaign-run.ts';
import { journalPicture } from '../support/journal-picture.ts';
import { betrayedBy } from '../support/personal.ts';
import { Random } from '../support/random.ts';
import { TerminalRig } from '../support/terminal-rig.ts';
import { eventually, pause } from '../support/wait.ts';
import { buy, MOMENTS, type Moment, signingOf, type Which } from './buyer.ts';
import { BANK_DEATHS, type BankDeath, DEATHS, type Death } from './deaths.ts';
import { papersFollowTheBank, whatIsSealedIsKept } from './laws.ts';
import { paperPicture } from './picture.ts';

const PROBE = fileURLToPath(new URL('./death.ts', import.meta.url));
/** The bank's word on everything, and the branch's ear for what is void, are there within, milliseconds. */
const SETTLED_WITHIN = 40_000;

export type SigningKill = {
  /** Where it dies: at a stage of signing that paper, or so many milliseconds after that moment of the purchase. */
  readonly place:
    | { readonly paper: Which; readonly death: Death | BankDeath }
    | { readonly moment: Moment; readonly milliseconds: number };
  /** What the bank suffers from the first signature on. */
  readonly bankFault: BankFault | null;
  /** Milliseconds into the next start at which the host is killed once more. */
  readonly again: number | null;
};

const BANK_FAULTS = [
  null,
  null,
  null,
  'slow',
  'dropAfterCommit',
  'duplicate',
  'refuseAll',
  'error500',
] as const;

const STAGES: readonly SigningKill['place'][] = (['report', 'contract'] as const).flatMap((paper) =>
  [...DEATHS, ...BANK_DEATHS[paper]].map((death) => ({ paper, death })),
);

/** Every second round dies at the next stage in an order of the seed's, the others wherever it falls. */
function planOf(number: number, order: Random, random: Random): SigningKill {
  const stages = order.shuffle(STAGES);
  const stage = stages[Math.floor(number / 2) % stages.length];
  const anywhere = { moment: random.pick(MOMENTS), milliseconds: Math.floor(700 * random.next() ** 2) };
  return {
    place: number % 2 === 0 || !stage ? anywhere : stage,
    bankFault: random.pick(BANK_FAULTS),
    again: random.chance(0.25) ? random.int(1_500) : null,
  };
}

const describe = ({ place, bankFault, again }: SigningKill): string =>
  [
    'death' in place
      ? `${place.paper}: dies ${place.death}`
      : `killed ${place.milliseconds} ms after "${place.moment}"`,
    ...(bankFault ? [`bank ${bankFault}`] : []),
    ...(again === null ? [] : [`killed again ${again} ms into the next start`]),
  ].join(', ');

/** A buyer is assessed, buys and signs while the host dies at the stages of sealing and anywhere between. */
export const signing: Campaign = {
  about:
    'lets a buyer sign two papers and kills the host at every stage of sealing and in between; what the journal calls ' +
    'sealed is kept and verifies, what the bank did holds, everything else is void, nobody is told of more',
  rounds: STAGES.length * 2,
  async run(order) {
    const rig = await TerminalRig.open({ flags: ['--import', PROBE] });
    try {
      await rig.start();
      return await runRounds(order, (round) =>
        oneDeath(rig, planOf(round.number, new Random(order.seed), round.random), round),
      );
    } finally {
      await rig.close();
    }
  },
};

/** One purchase that dies as planned, and what is left of it. */
export async function oneDeath(rig: TerminalRig, plan: SigningKill, round: Round): Promise<void> {
  const { promises } = round;
  round.is(describe(plan));
  await rig.newDay();
  const person = rig.person('adult');
  const start = (await journalPicture(rig.dataDir)).entries.length;
  const before = new Set(pictureOf(rig).assessments);
  const { seen, walked } = await buyUntilDeath(rig, plan);
  if ('death' in plan.place && plan.bankFault === null)
    promises.holds(!walked, 'the host dies at the stage it was to die at');

  const atDeath = await journalPicture(rig.dataDir);
  const books = async () => ({
    ledger: await rig.ledger(),
    receipts: rig.cabinet().receipts,
    retained: rig.cabinet().bin,
  });
  explainsWhatHappened(atDeath, start, await books(), promises);
  whatIsSealedIsKept({ since: atDeath.entries.slice(start), papers: pictureOf(rig) }, promises);
  rig.liftIdCard();
  if (plan.again !== null) {
    const starting = rig.begin();
    await pause(plan.again);
    await starting.kill();
  }
  await rig.start();
  const page = await rig.customer();
  await untilNextWelcome(rig, page, round);
  for (const betrayed of betrayedBy(page.seen, person))
    promises.holds(false, `after the start nothing personal shows, yet: ${betrayed}`);
  await anotherVisit(rig, page, person, round);
  page.leave();

  const [journal, papers] = await eventually('an end of every paper', SETTLED_WITHIN, async () => {
    const picture = await journalPicture(rig.dataDir);
    if (!isSettled(picture)) return undefined;
    const now = pictureOf(rig);
    return now.open === 0 ? ([picture, now] as const) : undefined;
  });
  keepsWhatWas(atDeath, journal, promises);
  booksHold(journal, start, await books(), promises, 2);
  const since = journal.entries.slice(start);
  const own = { ...papers, assessments: papers.assessments.filter((sha256) => !before.has(sha256)) };
  whatIsSealedIsKept({ since, papers: own }, promises);
  papersFollowTheBank({ since, papers: own, seen }, promises);
}

const pictureOf = (rig: TerminalRig) =>
  paperPicture({ dataDir: rig.dataDir, bankDir: join(rig.folder, 'bank') });

/** Walks until the host is dead; answers every screen that was seen, and whether the walk came to its end before. */
async function buyUntilDeath(rig: TerminalRig, { place, bankFault }: SigningKill) {
  const page = await rig.customer();
  const closed = new Promise<void>((resolve) => page.socket.once('close', () => resolve()));
  await page.see('idle', (body) => body.notice === null);
  rig.layIdCard(rig.person('adult'));
  const walk = buy(page, async (moment) => {
    if (moment === 'signing report' && bankFault)
      await rig.bankFault({ fault: bankFault, on: true, count: 2 });
    if ('death' in place) {
      if (moment === signingOf(place.paper)) await rig.host.ask(place.death);
    } else if (moment === place.moment) {
      void pause(place.milliseconds).then(() => rig.host.kill());
    }
  });
  walk.catch(() => {});
  const walked = await Promise.race([walk.then(() => true), closed.then(() => false)]);
  // A purchase the bank refused ends before its stage is reached; it dies where it ended.
  await rig.host.kill();
  await closed;
  if (bankFault) await rig.bankFault({ fault: bankFault, on: false });
  return { seen: page.seen, walked };
}
