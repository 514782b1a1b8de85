import { type Screen, type ScreenKind, screenSchema } from '#contracts/screen/screen.ts';
import { verifyRows } from '#host/journal/verify.ts';
import { betrayedBy, unmistakable } from '../support/personal.ts';
import type { Stand } from './stand.ts';
import { VISITORS, type Visitor } from './visitors.ts';

/** Screens of a machine that serves nobody. */
const NOBODY: readonly ScreenKind[] = ['starting', 'idle', 'outOfService', 'farewell'];
/** Actions that are on every screen and lead nowhere by themselves. */
const FRAME = new Set([
  'help',
  'display',
  'setLanguage',
  'toggleTextSize',
  'toggleContrast',
  'toggleReach',
  'callPerson',
  'withdrawCall',
  'callTeller',
  'openCall',
  'endCall',
]);

/** What every single screen owes to whoever stands before it. Answers with what is broken. */
export function screenLaws(screen: Screen): string[] {
  const broken: string[] = [];
  if (!screenSchema.safeParse(screen).success) broken.push('a screen is what its schema says');
  const { actions, frame } = screen;
  if (!frame.overlay && !actions.some(({ id }) => id === 'help')) broken.push('help is on every screen');
  if (
    frame.overlay?.kind === 'help' &&
    frame.help.state === 'none' &&
    !actions.some(({ id }) => id === 'callPerson')
  )
    broken.push('behind help a person can be called');
  const keys = actions.flatMap(({ key }) => key ?? []);
  if (new Set(keys).size < keys.length) broken.push('a key of the keypad means one thing');
  const names = actions.map(({ id, choice }) => `${id} ${choice ?? 0}`);
  if (new Set(names).size < names.length) broken.push('an action is offered once');
  return broken.map(
    (law) => `${law} (${screen.body.kind}${frame.overlay ? ` under ${frame.overlay.kind}` : ''})`,
  );
}

/** What must be so after every move, whatever happened. `shown`: the screens since the move before. */
export function standLaws(
  stand: Stand,
  shown: readonly Screen[],
  present: readonly (Visitor | undefined)[],
  confirmations: number,
): string[] {
  const { world, screen } = stand;
  const broken = [
    ...stand.faults.map((fault) => `the flow never breaks: ${fault}`),
    ...shown.flatMap(screenLaws),
    ...shown.flatMap((one) => privacyLaws(one, present)),
  ];
  const { kind } = screen.body;
  const leadsOn = screen.actions.some(({ id }) => !FRAME.has(id));
  // Out of service the machine waits for what it lacks.
  if (!leadsOn && kind !== 'outOfService' && world.questions.length === 0 && stand.clock.armed <= 1)
    broken.push(`somebody or something leads on (${kind})`);
  broken.push(...truthLaws(stand));
  if (world.strayReads > 0) broken.push('an ID card that a visit left lying is lifted before any is read');
  if (world.submits > confirmations) broken.push('one confirmation is one submission');
  if (world.doubled > 0) broken.push('a visit takes no second number while it has or may have one');
  if (freeForAll(screen) && world.card !== 'none')
    broken.push('nobody is asked in while a card is in the machine');
  if (world.inserted !== world.taken + world.retained + (world.card === 'none' ? 0 : 1))
    broken.push('a card is in one place');
  return broken;
}

/** What the screen claims, somebody said. */
function truthLaws({ screen: { body }, world, journalBroken }: Stand): string[] {
  const broken: string[] = [];
  // What could not be journalled was not sent, whatever the bank would have said.
  const refusedHere = journalBroken && body.kind === 'result' && body.outcome === 'notSent';
  if (body.kind === 'result' && body.outcome !== world.outcome && !refusedHere)
    broken.push('the result is what the bank said');
  if (body.kind === 'result' && body.receipt === 'printed' && world.printed !== 'printed')
    broken.push('a receipt is printed when the printer says so');
  const number = world.number;
  if (body.kind === 'ticketTaken' && (number?.issued !== 'yes' || body.label !== number.label))
    broken.push('the number on the screen is the one the branch issued');
  if (body.kind === 'ticketTaken' && body.receipt === 'printed' && world.printed !== 'printed')
    broken.push('a number is printed when the printer says so');
  if (
    body.kind === 'queueAway' &&
    (body.reason === 'refused' || body.reason === 'notSent') &&
    number !== null
  )
    broken.push('nobody is told that he has no number while he has or may have one');
  if (body.kind === 'ticketGivenUp' && body.state === 'given' && number !== null)
    broken.push('a number is given back when the branch says so');
  if (body.kind === 'outOfService' && body.reason === 'journal' && !journalBroken)
    broken.push('every fact can stand in the journal');
  return broken;
}

/** A card that nobody can see is told of as that, and does not close the machine. */
const freeForAll = ({ body, frame }: Screen): boolean =>
  body.kind === 'idle' && body.notice === null && frame.overlay === null && frame.card?.where !== 'unseen';

/** A screen of a machine that serves nobody names nobody; any other names only who stands before it. */
function privacyLaws(screen: Screen, present: readonly (Visitor | undefined)[]): string[] {
  const strangers = NOBODY.includes(screen.body.kind)
    ? VISITORS
    : VISITORS.filter((one) => !present.some((other) => other && samePerson(one, other)));
  return strangers.flatMap((stranger) =>
    betrayedBy([screen], stranger).map((betrayed) => `nobody sees another one’s ${betrayed}`),
  );
}

/** The same invented person comes with other cards. */
const samePerson = (one: Visitor, other: Visitor): boolean => one.document.number === other.document.number;

/** What must be so once everybody has gone and time has passed. */
export function restLaws(
  stand: Stand,
  before: { readonly submits: number; readonly irreversible: number } | null,
): string[] {
  const { world, screen } = stand;
  const broken: string[] = [];
  const { body } = screen;
  const expected = stand.journalBroken ? ['outOfService'] : ['idle', 'outOfService'];
  if (!expected.includes(body.kind))
    broken.push(`without touches the machine comes to rest, not to ${body.kind}`);
  if (body.kind === 'idle' && body.notice === null && world.laid)
    broken.push('an ID card that lies there is asked to be lifted');
  if (
    world.card !== 'none' &&
    !(body.kind === 'outOfService' && (body.reason === 'cardStuck' || body.reason === 'journal'))
  )
    broken.push('no card stays in a machine that serves');
  if (stand.clock.armed > MOST_TIMERS_AT_REST)
    broken.push(`timers are not left behind (${stand.clock.armed})`);
  const rows = stand.rows();
  if (verifyRows(rows).faults.length > 0) broken.push('the journal’s chain holds');
  const text = rows.map(({ body: entry }) => entry).join('\n');
  for (const visitor of VISITORS)
    for (const [what, value] of unmistakable(visitor))
      if (text.includes(value)) broken.push(`the journal names nobody, yet: ${what}`);
  if (before && (world.submits > before.submits || world.irreversible > before.irreversible))
    broken.push('nothing irreversible is done that cannot be journalled');
  if (
    !stand.journalBroken &&
    body.kind === 'idle' &&
    (stand.count('visit_key') > 0 || stand.count('sealed') > 0)
  )
    broken.push('who has gone is forgotten');
  return broken;
}

/** The clock of the status line, the settings that reset, one poll, and what the machine keeps for itself. */
const MOST_TIMERS_AT_REST = 4;
