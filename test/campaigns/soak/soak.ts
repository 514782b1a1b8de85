import { fileURLToPath } from 'node:url';
import { JOURNEYS } from '../kill/journeys.ts';
import { type Campaign, type Round, runRounds, withLook } from '../support/campaign-run.ts';
import { journalPicture } from '../support/journal-picture.ts';
import { TerminalRig } from '../support/terminal-rig.ts';
import type { Held } from './probe.ts';
import { quantile, slope } from './slope.ts';

const PROBE = fileURLToPath(new URL('./probe.ts', import.meta.url));
/** Visits between two looks. */
const LOOK_EVERY = 5;
/** Looks at the beginning that do not count: code is compiled, caches fill. */
const WARM_UP = 3;

/** What one visit may leave behind for good, by what is counted. The journal is for ever; everything else is not. */
const MOST_A_VISIT = {
  heap: 8_192,
  resources: 0.05,
  emitters: 0.1,
  files: 0.05,
  branchBytes: 8_192,
  journalBytes: 131_072,
};
/** Looks from which a slope says something about bytes. */
const LOOKS_FOR_BYTES = 12;

type Look = Held & { readonly branchBytes: number; readonly journalBytes: number };

/** Serves one customer after the other and looks what stays. */
export const soak: Campaign = {
  about:
    'serves one visit after the other; memory, handles, listeners, files and databases do not grow, everybody is forgotten',
  rounds: 200,
  async run(order) {
    const rig = await TerminalRig.open({ flags: ['--expose-gc', '--import', PROBE] });
    const looks: Look[] = [];
    const durations: number[] = [];
    try {
      await rig.start();
      const report = await runRounds({ ...order, say: quietly(order.say) }, async (round) => {
        durations.push(await oneVisit(rig, round));
        if (round.number % LOOK_EVERY === 0) looks.push(await look(rig));
      });
      const picture = await journalPicture(rig.dataDir);
      const left = [
        ...grown(looks.slice(Math.min(WARM_UP, looks.length - 2)), order.say),
        ...(picture.keys + picture.boxes + picture.outbox.length > 0 ? ['who has gone is forgotten'] : []),
        ...(picture.verdict.faults.length > 0 ? ['the journal’s chain holds'] : []),
      ];
      tellPace(durations, order.say);
      return withLook(report, left);
    } finally {
      await rig.close();
    }
  },
};

/** One whole journey on a page of its own; how long it took, milliseconds. */
async function oneVisit(rig: TerminalRig, round: Round): Promise<number> {
  const journey = JOURNEYS[(round.number - 1) % JOURNEYS.length];
  if (!journey) throw new Error('there is no journey');
  round.is(journey.name);
  await rig.newDay();
  const page = await rig.customer();
  const walker = { hands: rig, page, person: rig.person(journey.person) };
  const from = performance.now();
  for (const step of journey.steps) {
    await step.see(walker);
    await step.act(walker);
  }
  await page.see('idle');
  page.leave();
  return performance.now() - from;
}

async function look(rig: TerminalRig): Promise<Look> {
  const held = (await rig.host.ask('measure')) as Held;
  const { bytes } = await journalPicture(rig.dataDir);
  return { ...held, branchBytes: bytes.branch, journalBytes: bytes.journal };
}

function grown(looks: readonly Look[], say: (text: string) => void): string[] {
  const broken: string[] = [];
  for (const [what, most] of Object.entries(MOST_A_VISIT) as [keyof Look, number][]) {
    const values = looks.map((one) => one[what]);
    const perVisit = slope(values) / LOOK_EVERY;
    say(`${what}: ${values[0]} to ${values.at(-1)}, ${perVisit.toFixed(2)} a visit (at most ${most})`);
    const counted = what === 'resources' || what === 'files' || what === 'emitters';
    if (!counted && looks.length < LOOKS_FOR_BYTES) continue;
    if (perVisit > most) broken.push(`${what} does not grow with visits, yet by ${perVisit.toFixed(2)} each`);
  }
  return broken;
}

/** Told, never judged: a slow machine is not a fault. */
function tellPace(durations: readonly number[], say: (text: string) => void): void {
  const tenth = Math.max(1, Math.floor(durations.length / 10));
  const [first, last] = [durations.slice(0, tenth), durations.slice(-tenth)].map((part) =>
    quantile(part, 0.95),
  );
  say(
    `a visit takes at most ${Math.round(first ?? 0)} ms in the first tenth, ${Math.round(last ?? 0)} ms in the last (95 of 100)`,
  );
}

/** Thousands of lines "held" say nothing. */
const quietly = (say: (text: string) => void) => (text: string) => {
  if (!text.endsWith(': held')) say(text);
};
