import { readFileSync } from 'node:fs';
import { type BenchDevice, benchDeviceSchema } from '#contracts/bench/state.ts';
import type { Screen } from '#contracts/screen/screen.ts';
import type { CustomerPage } from '../../support/kiosk.ts';
import { type Campaign, type Promises, type Round, runRounds } from '../support/campaign-run.ts';
import { journalPicture } from '../support/journal-picture.ts';
import { Random } from '../support/random.ts';
import { TerminalRig } from '../support/terminal-rig.ts';
import { eventually, pause } from '../support/wait.ts';
import { NOISES, type Noise, NoiseMaker } from './noisy-line.ts';
import { Visitor } from './visitor.ts';

/** How long the noise lasts at most, milliseconds; then the line is as good as new. */
const NOISE_LASTS = 20_000;
/** From a clean line to the welcome, milliseconds: cable faults, back-off and reminders included. */
const WELCOME_WITHIN = 120_000;
/** What the host's memory may grow by while lines are flooded, bytes. */
const MOST_GROWTH = 256 * 1_048_576;
const LOOK_EVERY = 20;

/** Puts noise on the lines to the devices while somebody is served. */
export const noise: Campaign = {
  about:
    'spoils, splits, loses, repeats and floods what devices say during a visit; what the screen claims stays true, the host ' +
    'lives in bounded memory, cards come back, and a clean line serves again',
  rounds: 24,
  async run(order) {
    const maker = new NoiseMaker(new Random(order.seed));
    const rig = await TerminalRig.open({ between: maker.between });
    try {
      await rig.start();
      return await runRounds(order, (round) =>
        oneVisit(rig, maker, round).catch(async (failure: unknown) => {
          // The next round is not to suffer for this one.
          maker.stop();
          await staffComes(rig);
          throw failure;
        }),
      );
    } finally {
      maker.stop();
      await rig.close();
    }
  },
};

async function oneVisit(rig: TerminalRig, maker: NoiseMaker, round: Round): Promise<void> {
  const { random, promises } = round;
  const showsBankCard = random.chance(0.4);
  const plan = planOf(random);
  round.is(
    `${plan.map(([device, noises]) => `${device}: ${noises.join(' ')}`).join('; ')}${showsBankCard ? '; a bank card is shown' : ''}`,
  );
  await rig.newDay();
  const person = rig.person('adult');
  const { pid } = rig.host;
  const page = await rig.customer();
  await page.see('idle', ({ notice }) => notice === null);
  const memory = memoryOf(pid);
  for (const [device, noises] of plan) maker.make(device, noises);

  const visitor = new Visitor(rig, page, person, showsBankCard);
  const end = performance.now() + NOISE_LASTS;
  let over = false;
  while (!over && performance.now() < end) {
    over = visitor.look();
    await pause(LOOK_EVERY);
  }
  const peak = memoryOf(pid);
  maker.stop();
  visitor.leave();
  await eventually(
    'the welcome on a clean line',
    WELCOME_WITHIN,
    () => (visitor.look() || stuck(page) ? true : undefined),
    LOOK_EVERY,
  );

  promises.holds(alive(pid), 'the host lives through it');
  if (memory !== undefined && peak !== undefined)
    promises.holds(
      peak - memory < MOST_GROWTH,
      `memory is bounded (grew by ${Math.round((peak - memory) / 1_048_576)} MB)`,
    );
  await claimsAreTrue(rig, page, person.document.name, promises);
  const bin = Number(rig.state('cardReader').bin);
  const inside = rig.state('cardReader').card === null ? 0 : 1;
  promises.holds(visitor.inserted === visitor.taken + bin + inside, 'a bank card is in one place');
  promises.holds(inside === 0 || stuck(page), 'no card stays in a machine that serves');
  promises.holds(
    (await journalPicture(rig.dataDir)).verdict.faults.length === 0,
    'the journal’s chain holds',
  );
  page.leave();
  if (stuck(page)) await staffComes(rig);
}

/** One to three devices, each with one to three kinds of noise. */
function planOf(random: Random): [BenchDevice, Noise[]][] {
  const devices = random.shuffle(benchDeviceSchema.options).slice(0, 1 + random.int(3));
  return devices.map((device) => [device, random.shuffle(NOISES).slice(0, 1 + random.int(3))]);
}

/** The machine says that a card will not move: somebody must come. */
const stuck = (page: CustomerPage): boolean => {
  const body = page.seen.at(-1)?.body;
  return body?.kind === 'outOfService' && body.reason === 'cardStuck';
};

/** Starts the terminal anew, as a technician would; what is inside is seen to at the start. */
async function staffComes(rig: TerminalRig): Promise<void> {
  await rig.host.stop();
  await rig.start();
  const page = await rig.customer();
  await eventually('the welcome after staff came', WELCOME_WITHIN, () => {
    rig.act('cardReader', 'takeCard');
    const body = page.seen.at(-1)?.body;
    return body?.kind === 'idle' && body.notice === null ? true : undefined;
  });
  page.leave();
}

/** What was claimed on any screen, against bank, printer and the person who stood there. */
async function claimsAreTrue(
  rig: TerminalRig,
  page: CustomerPage,
  name: string,
  promises: Promises,
): Promise<void> {
  const screens: readonly Screen[] = page.seen;
  promises.holds(
    screens.every(({ frame }) => frame.customerName === null || frame.customerName === name),
    'noise makes nobody somebody else',
  );
  const results = screens.flatMap(({ body }) => (body.kind === 'result' ? [body] : []));
  const blocked = (await rig.ledger()).filter(({ action }) => action === 'blockCard').length;
  const done = results.some(({ outcome }) => outcome === 'done');
  promises.holds(blocked <= 1 && (!done || blocked === 1), 'done is done at the bank, once');
  const last = results.at(-1);
  if (!last) return;
  const whole = wholeReceipts(rig.state('receiptPrinter').receipts, last.reference);
  promises.holds(
    last.receipt !== 'printed' || whole === 1,
    'a receipt that is called printed lies there whole',
  );
  promises.holds(
    last.receipt !== 'notPrinted' || whole === 0,
    'a receipt that is called not printed does not lie there',
  );
}

/** Pieces of paper that were cut off and carry the reference. */
function wholeReceipts(receipts: unknown, reference: string): number {
  if (!Array.isArray(receipts)) return 0;
  return receipts.filter((piece: unknown) => {
    const text = JSON.stringify(piece);
    return text.includes('"cut":true') && text.includes(reference);
  }).length;
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Resident bytes at the most so far, where the system tells (Linux). */
function memoryOf(pid: number): number | undefined {
  try {
    const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1_024;
  } catch {
    return undefined;
  }
}
