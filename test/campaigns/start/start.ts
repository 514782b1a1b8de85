import { isDeepStrictEqual } from 'node:util';
import type { CustomerPage } from '../../support/kiosk.ts';
import { anotherVisit, idCardLeft, inVisit, untilNextWelcome } from '../kill/aftermath.ts';
import { booksHold, isSettled, keepsWhatWas } from '../kill/books.ts';
import { JOURNEYS, type Journey, type Step } from '../kill/journeys.ts';
import { type Campaign, type Promises, type Round, runRounds } from '../support/campaign-run.ts';
import { journalPicture } from '../support/journal-picture.ts';
import { ledgerIn } from '../support/launched-hands.ts';
import { betrayedBy } from '../support/personal.ts';
import { Random } from '../support/random.ts';
import { eventually } from '../support/wait.ts';
import { Stand } from './stand.ts';

/** The bank's word on what was left open must be known within, milliseconds. */
const SETTLED_WITHIN = 30_000;

type Place = { readonly journey: Journey; readonly step: Step };

const SCREENS: readonly Place[] = JOURNEYS.flatMap((journey) =>
  journey.steps.map((step) => ({ journey, step })),
);

/** At every screen of both services takes the page away, then the host, as the launcher runs them. */
export const start: Campaign = {
  about:
    'takes away the page, then kills the host, at every screen of a terminal that the launcher runs; a new page stands on the ' +
    'same step, the host comes back, devices keep what they hold, journal and ledger agree, the next customer sees nothing',
  rounds: SCREENS.length,
  async run(order) {
    const places = new Random(order.seed).shuffle(SCREENS);
    const stand = new Stand();
    try {
      return await runRounds(order, async (round) => {
        const place = places[(round.number - 1) % places.length];
        if (place) await oneScreen(stand, place, round);
      });
    } finally {
      await stand.close();
    }
  },
};

async function oneScreen(stand: Stand, { journey, step }: Place, round: Round): Promise<void> {
  const { promises } = round;
  round.is(`${journey.name}, "${step.name}"`);
  await stand.ready();
  await stand.hands.bench.act('newDay');
  const start = (await journalPicture(stand.dataDir)).entries.length;
  const person = stand.hands.person(journey.person);
  const { page, cards } = await walkTo(stand, journey, step);
  const reloaded = await takenAway(stand, page, step, promises);

  await stand.hands.bench.act('setPaper', { paper: 'low' });
  const before = await stand.hands.cabinet();
  const atDeath = await journalPicture(stand.dataDir);
  const next = await stand.dies(reloaded);
  const { hands } = stand;
  const { receiptPrinter } = await hands.bench.state();
  const after = await hands.cabinet();
  promises.holds(receiptPrinter.paper === 'low', 'the printer has the paper it had');
  promises.holds(
    after.idCard === before.idCard && after.receipts === before.receipts,
    'the ID card lies where it lay, and no paper came or went',
  );
  promises.holds(
    after.bin === 0 && isDeepStrictEqual(after.card?.last4, before.card?.last4),
    'the bank card is still where it was',
  );

  if (after.idCard && inVisit(atDeath, start)) await idCardLeft(hands, next, round);
  else await hands.liftIdCard();
  const returned = await untilNextWelcome(hands, next, round);
  for (const betrayed of betrayedBy(next.seen, person))
    promises.holds(false, `after the start nothing personal shows, yet: ${betrayed}`);
  const retained = (await hands.cabinet()).bin;
  promises.holds(
    cards.inserted === cards.taken + Number(returned) + retained,
    'the bank card is returned or retained exactly once',
  );
  await anotherVisit(hands, next, person, round);
  next.leave();

  const settled = await eventually('the bank’s word on everything', SETTLED_WITHIN, async () => {
    const picture = await journalPicture(stand.dataDir);
    return isSettled(picture) ? picture : undefined;
  });
  keepsWhatWas(atDeath, settled, promises);
  const { receipts } = await hands.cabinet();
  booksHold(settled, start, { ledger: ledgerIn(stand.dataDir), receipts, retained }, promises);
}

/** Walks the journey until that screen stands. */
async function walkTo(stand: Stand, journey: Journey, until: Step) {
  const page = await stand.customer();
  const { hands } = stand;
  const walker = { hands, page, person: hands.person(journey.person) };
  const cards = { inserted: 0, taken: 0 };
  for (const step of journey.steps) {
    await step.see(walker);
    if (step === until) break;
    await step.act(walker);
    if (step.name === 'insert bank card') cards.inserted++;
    if (step.name === 'take bank card') cards.taken++;
  }
  return { page, cards };
}

/** The page is gone without a word; one that is opened after it stands where it stood. */
async function takenAway(
  stand: Stand,
  page: CustomerPage,
  step: Step,
  promises: Promises,
): Promise<CustomerPage> {
  const { body } = page.screen;
  page.socket.terminate();
  const reloaded = await stand.customer();
  await reloaded.until('a screen', () => reloaded.seen[0]);
  promises.holds(
    isDeepStrictEqual(reloaded.seen[0]?.body, body),
    `a page that comes after one that died shows what that showed at "${step.name}"`,
  );
  return reloaded;
}
