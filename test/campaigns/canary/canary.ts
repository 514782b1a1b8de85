import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { people } from '#bank/sandbox/people.ts';
import type { ReadyPerson } from '#contracts/bank/people.ts';
import type { ProfileInput } from '#contracts/profile/profile.ts';
import { systemClock } from '#foundation/clock.ts';
import { benchAt, joinAs, SIMULATED_PROFILE } from '../../support/kiosk.ts';
import { signature } from '../../support/signing.ts';
import { type Campaign, type Promises, type Round, runRounds } from '../support/campaign-run.ts';
import { type Launched, launchTerminal } from '../support/launched.ts';
import { masked, unmistakable } from '../support/personal.ts';
import { eventually } from '../support/wait.ts';
import { type Canary, type Finding, Sweep } from './sweep.ts';
import { goodbye, type Made, NEW_PHONE, STOPS } from './visit.ts';

/** The only place where people may be known: the sandbox bank is the bank. */
const BANK_FOLDER = 'sandbox-bank';
/** The launcher has a dead host back within, milliseconds. */
const BACK_WITHIN = 20_000;

/** Looks for one customer in everything that stays when the visit is over. */
export const canary: Campaign = {
  about:
    'serves one customer, ends by goodbye or by a kill, then looks for name, numbers, card, phone, code, answers, amount and strokes in every file, ' +
    'every line written and everything the next page is told, in every encoding',
  rounds: 6,
  run: (order) => runRounds(order, oneCustomer),
};

async function oneCustomer(round: Round): Promise<void> {
  const { number, random, promises } = round;
  const killedAfter = number % 2 === 0 ? random.int(STOPS.length) : null;
  const keepsSealed = random.chance(0.3);
  round.is(
    `${killedAfter === null ? 'ends with goodbye' : `host killed after "${STOPS[killedAfter]?.name}"`}${keepsSealed ? ', sealed values kept a week' : ''}`,
  );
  const folder = mkdtempSync(join(process.env.VESTIBULE_TEST_TMP ?? tmpdir(), 'canary-'));
  // A socket's path must be short, and this folder is looked through as well.
  const temporary = mkdtempSync(join(tmpdir(), 'cn-'));
  try {
    const profile = join(folder, 'profile.json');
    writeFileSync(profile, JSON.stringify(profileWith(keepsSealed ? 7 : 0)));
    const places = { data: join(folder, 'data'), temporary };
    mkdirSync(places.data);
    const terminal = await launchTerminal({ dataDir: places.data, temporary, profile });
    try {
      const { sweep, afterwards } = await serve(terminal, killedAfter, promises);
      nothingIn(sweep.text(afterwards, 'what pages were told afterwards'), promises);
      nothingIn(lookThrough(sweep, places, 'while it runs'), promises);
      await terminal.stop();
      nothingIn(lookThrough(sweep, places, 'after its end'), promises);
      nothingIn(sweep.text(terminal.output(), 'standard output and error'), promises);
      isNotBlind(sweep, places.data, promises);
    } finally {
      await terminal.stop();
    }
  } finally {
    for (const one of [folder, temporary]) rmSync(one, { recursive: true, force: true });
  }
}

/** One visit to its end, or to the host's; then what the next page is told, word for word. */
async function serve(terminal: Launched, killedAfter: number | null, promises: Promises) {
  const person = adult();
  const made: Made = { code: null, answers: null, order: null };
  const page = await joinAs(terminal.url, 'customer');
  const bench = await benchAt(terminal.url);
  for (const [index, { act }] of STOPS.entries()) {
    await act({ bench, page, person, made });
    if (index === killedAfter) break;
  }
  const sweep = new Sweep(canariesOf(person, made));
  // Before the ID card was read nobody is named.
  const named = sweep
    .text(JSON.stringify(page.seen), 'screens of the visit')
    .some(({ what }) => what === 'name');
  promises.holds(named || killedAfter === 0, 'the sweep sees the name on the screens of the visit itself');
  if (killedAfter === null) await goodbye(bench, page);
  else {
    terminal.killHost();
    await page.closed();
  }
  const [next, hands] = await eventually('the host to be back', BACK_WITHIN, () => joinAgain(terminal.url));
  await goodbye(hands, next);
  const told = [...next.seen, ...next.others];
  page.leave();
  next.leave();
  return { sweep, afterwards: JSON.stringify(told) };
}

async function joinAgain(url: string) {
  try {
    return [await joinAs(url, 'customer'), await benchAt(url)] as const;
  } catch {
    return undefined;
  }
}

type Places = { readonly data: string; readonly temporary: string };

const lookThrough = (sweep: Sweep, { data, temporary }: Places, when: string): Finding[] =>
  [...sweep.folder(data, [BANK_FOLDER]), ...sweep.folder(temporary)].map((finding) => ({
    ...finding,
    where: `${finding.where}, ${when}`,
  }));

function nothingIn(findings: readonly Finding[], promises: Promises): void {
  for (const { what, encoding, where } of findings)
    promises.holds(false, `nothing of the customer stays, yet: ${what} as ${encoding} in ${where}`);
}

/** A sweep that finds nothing proves something only when it would have found it. */
function isNotBlind(sweep: Sweep, data: string, promises: Promises): void {
  for (const { what, encoding } of sweep.blindTo())
    promises.holds(false, `the sweep sees ${what} as ${encoding} where it was put on purpose`);
  promises.holds(
    sweep.folder(join(data, BANK_FOLDER)).length > 0,
    'the sweep sees the customer in the bank’s own books',
  );
}

/** Everything about the customer that could be looked for. */
const canariesOf = (person: ReadyPerson, { code, answers, order }: Made): Canary[] => [
  ...unmistakable(person).map(([what, text]) => ({ what, text })),
  ...person.cards.flatMap(({ cardRef }, index) => ({ what: `card ${index} at the bank`, text: cardRef })),
  { what: 'customer at the bank', text: person.customerRef },
  { what: 'new phone', text: NEW_PHONE },
  { what: 'masked new phone', text: masked(NEW_PHONE) },
  ...(code === null ? [] : [{ what: 'code', text: code }]),
  ...(answers === null ? [] : [{ what: 'answers of the assessment', text: answers }]),
  ...(order === null
    ? []
    : [
        { what: 'amount in fen', text: order.fen },
        { what: 'number of the order', text: order.number },
        ...STROKES,
      ]),
];

/** A piece of the signature as the page sends it, and as the evidence's hash is made of it. */
const STROKES: readonly Canary[] = signature('').flatMap(({ points }, stroke) => {
  const [t = 0, x = 0] = points[3] ?? [];
  return [
    { what: `stroke ${stroke} as it was sent`, text: JSON.stringify(points.slice(3, 6)).slice(1, -1) },
    { what: `stroke ${stroke} as it was signed`, text: `"t":${t},"x":${x},` },
  ];
});

/** As the sandbox bank has her today. */
function adult(): ReadyPerson {
  const today = new Date(systemClock.wall()).toISOString().slice(0, 10);
  const found = people(today).find(({ key }) => key === 'adult');
  if (!found) throw new Error('there is no ready adult');
  return found;
}

const profileWith = (sealedDays: number): ProfileInput => ({
  ...SIMULATED_PROFILE,
  retention: { sealedDays },
});
