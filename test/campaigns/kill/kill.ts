import type { ReadyPerson } from '#contracts/bank/people.ts';
import { type Campaign, type Round, runRounds } from '../support/campaign-run.ts';
import { journalPicture } from '../support/journal-picture.ts';
import { betrayedBy } from '../support/personal.ts';
import { Random } from '../support/random.ts';
import { TerminalRig } from '../support/terminal-rig.ts';
import { eventually, pause } from '../support/wait.ts';
import { anotherVisit, idCardLeft, inVisit, untilNextWelcome } from './aftermath.ts';
import { type Books, booksHold, explainsWhatHappened, isSettled, keepsWhatWas } from './books.ts';
import { describeKill, EVERY_PLACE, type Kill, killNumber } from './plan.ts';

/** The bank's word on what was left open must be known within, milliseconds. */
const SETTLED_WITHIN = 30_000;

/** Kills the host at every screen of both services and at random moments between, and looks what was lost. */
export const kill: Campaign = {
  about:
    'kills the host at every screen of both services and in between; nothing journalled is lost, nothing is sent twice, ' +
    'nothing of the last customer shows, cards come back once',
  rounds: EVERY_PLACE,
  async run(order) {
    const rig = await TerminalRig.open();
    try {
      await rig.start();
      return await runRounds(order, (round) => oneKill(rig, order.seed, round));
    } finally {
      await rig.close();
    }
  },
};

async function oneKill(rig: TerminalRig, seed: number, round: Round): Promise<void> {
  const { promises } = round;
  const plan = killNumber(round.number, new Random(seed), round.random);
  round.is(describeKill(plan));
  await rig.newDay();
  const person = rig.person(plan.journey.person);
  const start = (await journalPicture(rig.dataDir)).entries.length;
  const inserted = await walkUntilKilled(rig, plan, person);

  const atDeath = await journalPicture(rig.dataDir);
  const books = async (): Promise<Books> => ({
    ledger: await rig.ledger(),
    receipts: rig.cabinet().receipts,
    retained: rig.cabinet().bin,
  });
  explainsWhatHappened(atDeath, start, await books(), promises);

  // Before a visit has begun, a card that still lies there is simply the next customer's.
  const leavesIdCard = plan.leavesIdCard && inVisit(atDeath, start) && rig.cabinet().idCard;
  if (!leavesIdCard) rig.liftIdCard();
  await startAgain(rig, plan);
  const page = await rig.customer();
  if (leavesIdCard) await idCardLeft(rig, page, round);
  const returned = await untilNextWelcome(rig, page, round);
  for (const betrayed of betrayedBy(page.seen, person))
    promises.holds(false, `after the start nothing personal shows, yet: ${betrayed}`);
  const retained = rig.cabinet().bin;
  promises.holds(
    Number(inserted.card) === Number(inserted.taken || returned) + retained,
    'the bank card is returned or retained exactly once',
  );
  await anotherVisit(rig, page, person, round);
  page.leave();

  const settled = await eventually(
    'the bank’s word on everything that was left open',
    SETTLED_WITHIN,
    async () => {
      const picture = await journalPicture(rig.dataDir);
      return isSettled(picture) ? picture : undefined;
    },
  );
  keepsWhatWas(atDeath, settled, promises);
  booksHold(settled, start, await books(), promises);
}

/** Walks the journey and kills the host where the plan says. */
async function walkUntilKilled(rig: TerminalRig, plan: Kill, person: ReadyPerson) {
  const page = await rig.customer();
  const walker = { hands: rig, page, person };
  let [card, taken] = [false, false];
  for (const step of plan.journey.steps) {
    await step.see(walker);
    if (step === plan.step && plan.when === 'shown') break;
    if (step.name === plan.journey.confirms && plan.bankFault)
      await rig.bankFault({ fault: plan.bankFault, on: true, count: 1 });
    await step.act(walker);
    if (step.name === 'insert bank card') card = true;
    if (step.name === 'take bank card') taken = true;
    if (step === plan.step) {
      await pause(plan.milliseconds);
      break;
    }
  }
  await rig.host.kill();
  await page.closed();
  // What the fault did not strike it must not strike now: questions after the bank's health suffer it and never use it up.
  if (plan.bankFault) await rig.bankFault({ fault: plan.bankFault, on: false });
  return { card, taken };
}

async function startAgain(rig: TerminalRig, { again }: Kill): Promise<void> {
  if (again !== null) {
    const starting = rig.begin();
    await pause(again);
    await starting.kill();
  }
  await rig.start();
}
