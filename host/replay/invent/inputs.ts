import type { CallMode, CallOutcome } from '#contracts/branch/call.ts';
import type { RemoteAct } from '#contracts/branch/call-act.ts';
import { ACTION_IDS, type ActionId } from '#contracts/screen/actions.ts';
import { LETTERS } from '#contracts/screen/finding-bodies.ts';
import type { Screen } from '#contracts/screen/screen.ts';
import type { HelperRight } from '#contracts/services/service.ts';
import { closingSchema } from '#contracts/supervisor/session.ts';
import type { ActEvent, Health, HealthOf, WorldEvent } from '#flows/events.ts';
import type { SubmissionAnswer } from '#flows/ports.ts';
import { AMOUNT_LENGTH } from '#flows/services/buy-wealth/context.ts';
import type { Facts } from '../../journal/entry.ts';
import type { InventedPerson } from './person.ts';

/** What stands behind an input that the journal names, and only names. */
export type Heard = {
  readonly facts: Facts;
  readonly screen: Screen;
  readonly person: InventedPerson;
  /** Which of the visit's fields is open now, counted as they were filled. */
  readonly field: number;
  /** What is typed into it will not do. */
  readonly slip: boolean;
  /** How it was, where he says so. */
  readonly pleased: boolean;
  /** What was last said of a submission. */
  readonly submissions: ReadonlyMap<string, SubmissionAnswer>;
};

/** Who operates the screen is known by a digest; a digest of that one is another. */
const isHands = (facts: Facts): string | null =>
  facts.by === 'none' ? null : String(facts.by).replaceAll(':', '');

/** What is typed where something is to be typed. */
function wanted({ screen, person, field, slip }: Heard): string {
  switch (screen.body.kind) {
    case 'enterCode':
      return person.oneTimeCode;
    case 'enterAmount':
      return (slip ? '3' : '2').repeat(AMOUNT_LENGTH);
    case 'enterAppointment':
      return slip
        ? `${person.appointmentCode.slice(0, 7)}${(Number(person.appointmentCode[7]) + 1) % 10}`
        : person.appointmentCode;
    default:
      // No number of a mobile begins like that.
      return slip ? `10${person.phone(field).slice(2)}` : person.phone(field);
  }
}

/** A character that fits where the cursor stands. */
function digitNow(heard: Heard): number {
  const { body } = heard.screen;
  const entered = 'entered' in body && typeof body.entered === 'string' ? body.entered : '';
  // Codes of companies know neither 0 nor 1.
  if (body.kind === 'enterCase') return 2;
  return Number(wanted(heard)[entered.length] ?? '0');
}

/** The choice of what is the customer's own: the first that stands there, or what he typed. */
function ownChoice(id: ActionId, heard: Heard): number {
  if (id === 'digit') return digitNow(heard);
  if (id === 'letter') return LETTERS.indexOf('a');
  const offered = heard.screen.actions.filter((action) => action.id === id);
  if (id === 'rate') return (heard.pleased ? offered.at(-1) : offered[0])?.choice ?? 0;
  return offered[heard.person.pick(Math.max(1, offered.length))]?.choice ?? 0;
}

const isAction = (text: string): text is ActionId => ACTION_IDS.some((id) => id === text);

function act(id: ActionId, heard: Heard): ActEvent {
  const choice = typeof heard.facts.choice === 'number' ? heard.facts.choice : ownChoice(id, heard);
  return {
    type: `act.${id}`,
    choice,
    ...(id === 'words' ? { words: '某事' } : {}),
  } as ActEvent;
}

function remote({ facts, person, field }: Heard): RemoteAct {
  switch (facts.do) {
    case 'move':
      return { do: 'move', action: String(facts.action) as 'back' };
    case 'propose':
      return {
        do: 'propose',
        // A run of touches fills a field; what fills one is a telephone number.
        inputs: Array.from({ length: Number(facts.inputs) }, (_, place) => ({
          action: 'digit' as const,
          choice: Number(person.phone(field)[place] ?? '0'),
        })),
      };
    case 'still':
    case 'quiet':
      return { do: facts.do };
    default:
      return { do: 'highlight', what: null };
  }
}

/** The input as the flow hears it; undefined when this version knows none of that name. */
export function inputOf(heard: Heard): ActEvent | WorldEvent | undefined {
  const { facts } = heard;
  const name = String(facts.event);
  if (name === 'quiet') return { type: 'act.quietHelp', choice: 0 };
  if (name.startsWith('act.')) {
    const id = name.slice('act.'.length);
    return isAction(id) ? act(id, heard) : undefined;
  }
  switch (name) {
    case 'health':
      return {
        type: 'health',
        of: String(facts.of) as HealthOf,
        health: String(facts.health) as Health,
        ...(facts.entryOpen === true ? { entryOpen: true } : {}),
      };
    case 'hall':
      return { type: 'hall', hall: hallOf(facts.open, facts.careUntil) };
    case 'card.inserted':
    case 'card.removed':
    case 'card.jammed':
    case 'newCard.removed':
    case 'newCard.jammed':
    case 'document.found':
    case 'person.active':
    case 'recording.lost':
    case 'call.interrupted':
    case 'call.unheard':
    case 'vendorMode.requested':
    case 'vendorMode.left':
      return { type: name };
    case 'closing.changed':
      return { type: name, closing: closingSchema.nullable().catch(null).parse(facts.closing) };
    case 'help.changed':
      return { type: name, state: String(facts.state) as 'asked' };
    case 'quiet.changed':
      return { type: name, state: String(facts.state) as 'seen' };
    case 'hands.changed':
      return { type: name, by: isHands(facts) };
    case 'helper.acted':
      return { type: name, right: String(facts.right) as HelperRight };
    case 'submission.settled':
      return { type: name, answer: settledOf(heard) };
    case 'paper.shown':
      return { type: name, page: Number(facts.page) };
    case 'ink.changed':
      return { type: name, strokes: Number(facts.strokes) };
    case 'call.waiting':
      return { type: name, wait: null, transferred: facts.transferred === true };
    case 'call.assigned':
      return {
        type: name,
        turn: Number(facts.turn),
        teller: '某',
        recordingDays: typeof facts.days === 'number' ? facts.days : null,
      };
    case 'call.live':
      return { type: name, mode: String(facts.mode) as CallMode };
    case 'call.over':
      return { type: name, outcome: String(facts.outcome) as CallOutcome };
    case 'call.said':
      return { type: name, from: String(facts.from) as 'teller', words: '某' };
    case 'call.act':
      return { type: name, act: 'invented', remote: remote(heard) };
    case 'call.heard':
      return { type: name, loud: facts.loud === true };
    case 'call.mediaLost':
      return { type: name, fault: String(facts.fault) as 'absent' };
    case 'recovered':
      return {
        type: name,
        cardInside: facts.cardInside === true,
        returnCard: facts.returnCard === true,
        idCardLeft: facts.idCardLeft === true,
      };
    default:
      return undefined;
  }
}

/** The hall as the journal tells it; when it opens next stands nowhere. */
export const hallOf = (open: unknown, careUntil: unknown) =>
  typeof open === 'boolean'
    ? { open, opening: null, careUntil: careUntil === 'none' ? null : String(careUntil) }
    : null;

function settledOf({ facts, submissions }: Heard): SubmissionAnswer {
  const submission = String(facts.submission);
  const known = submissions.get(submission);
  const of = { submission, reference: known?.reference ?? 'invented' };
  switch (facts.outcome) {
    case 'refused':
      return { ...of, outcome: 'refused', refusal: 'other' };
    case 'caseOpened':
      return { ...of, outcome: 'caseOpened', caseNumber: 'C-0000' };
    case 'done':
      return { ...of, outcome: 'done' };
    default:
      return { ...of, outcome: 'unknown' };
  }
}
