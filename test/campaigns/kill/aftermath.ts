import type { ReadyPerson } from '#contracts/bank/people.ts';
import type { CustomerPage } from '../../support/kiosk.ts';
import type { Round } from '../support/campaign-run.ts';
import type { Hands } from '../support/hands.ts';
import type { JournalPicture } from '../support/journal-picture.ts';
import { betrayedBy } from '../support/personal.ts';
import { eventually, pause } from '../support/wait.ts';

/** A host that takes longer is not back, milliseconds. */
const BACK_WITHIN = 20_000;
/** Long enough for the reader to find a card that lies on it, milliseconds. */
const READER_FINDS_IT = 1_500;

/** The ID card of a visit that was cut off begins no other visit: the screen asks to lift it, until it is lifted. */
export async function idCardLeft(hands: Hands, page: CustomerPage, { promises }: Round): Promise<void> {
  await page.see('idle', ({ notice }) => notice === 'liftLeftIdCard');
  await pause(READER_FINDS_IT);
  promises.holds(
    page.seen.every(
      ({ body }) => body.kind === 'starting' || body.kind === 'idle' || body.kind === 'outOfService',
    ),
    'an ID card that was left lying begins no visit',
  );
  await hands.liftIdCard();
}

/** Lets the machine put itself in order and takes what is offered. True: a bank card came back. */
export async function untilNextWelcome(
  hands: Hands,
  page: CustomerPage,
  { promises }: Round,
): Promise<boolean> {
  let returned = false;
  const look = async () => {
    if (await hands.takeCard()) returned = true;
    const body = page.seen.at(-1)?.body;
    return body?.kind === 'idle' && body.notice === null ? true : undefined;
  };
  await eventually('the welcome', BACK_WITHIN, look, 50, () => `: ${JSON.stringify(page.seen.at(-1)?.body)}`);
  promises.holds((await hands.cabinet()).card === null, 'nobody is asked in while a card is in the machine');
  return returned;
}

/** Somebody else comes, is served, and sees nothing of the one before. */
export async function anotherVisit(
  hands: Hands,
  page: CustomerPage,
  before: ReadyPerson,
  { promises }: Round,
): Promise<void> {
  const next = hands.person(before.key === 'foreigner' ? 'adult' : 'foreigner');
  const from = page.seen.length;
  await hands.layIdCard(next);
  await page.see('menu');
  await page.act('finish');
  await page.see('takeMedia');
  await hands.liftIdCard();
  await page.see('farewell');
  await page.act('next');
  await page.see('idle');
  for (const betrayed of betrayedBy(page.seen.slice(from), before))
    promises.holds(false, `the next customer sees nothing of the one before, yet: ${betrayed}`);
}

/** Whether a visit is open, of those that began since that entry. */
export const inVisit = ({ entries }: JournalPicture, from: number): boolean => {
  const since = entries.slice(from);
  const count = (kind: string) => since.filter((entry) => entry.kind === kind).length;
  return count('visit.begun') > count('visit.ended');
};
