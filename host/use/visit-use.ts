import type { Tile } from '#contracts/branch/use.ts';
import type { Screen, ScreenKind } from '#contracts/screen/screen.ts';

/** Screens on the way to a number. */
const NUMBER: ReadonlySet<ScreenKind> = new Set<ScreenKind>([
  'queueAway',
  'chooseBusiness',
  'doHere',
  'needs',
  'papers',
  'papersMissing',
  'enterAppointment',
  'appointment',
  'ticketTaken',
  'ticketUnknown',
  'ticketGivenUp',
]);

const COMPLAINT: ReadonlySet<ScreenKind> = new Set<ScreenKind>([
  'complaintSubject',
  'complaintWish',
  'complaintPhone',
  'complaintReview',
  'complaintFiled',
  'complaintNotFiled',
  'complaintUnknown',
]);

/** What a screen belongs to; null where it is between two things. */
function tileOf({ body, frame }: Screen): Tile | null {
  if (body.kind === 'answer') return `${body.of}:${body.id}`;
  if (body.kind === 'find') return 'find';
  if (NUMBER.has(body.kind)) return 'number';
  if (COMPLAINT.has(body.kind)) return 'complaint';
  if (body.kind === 'result') return `service:${body.service}`;
  return frame.progress ? `service:${frame.progress.service}` : null;
}

const isAnswer = (tile: Tile) => tile.startsWith('answer:') || tile.startsWith('business:');

/** Whether going from one to the other is what the first is for. */
const leadsOn = (from: Tile, to: Tile): boolean =>
  from === 'find' ? to !== 'find' : isAnswer(from) && (to === 'number' || to.startsWith('service:'));

/** What a screen shows to have come to its end. */
function isFinished({ body, frame }: Screen): boolean {
  if (body.kind === 'result') return body.outcome === 'done' || body.outcome === 'caseOpened';
  if (body.kind === 'eBankingResult') return body.outcome === 'done';
  if (body.kind === 'ticketTaken' || body.kind === 'complaintFiled') return true;
  // An answer may end in a person: who was called is on the way, as far as this terminal knows.
  return body.kind === 'answer' && (frame.help.state === 'asked' || frame.help.state === 'seen');
}

/**
 * What one visit opened, and what of it came to its end: each thing once, however often it was looked at. It knows
 * screens and nobody's name, and is gone with the visit.
 */
export class VisitUse {
  readonly #uses = new Map<Tile, boolean>();
  #last: Tile | null = null;

  see(screen: Screen): void {
    const tile = tileOf(screen);
    if (tile === null) return;
    if (this.#last !== null && leadsOn(this.#last, tile)) this.#uses.set(this.#last, true);
    this.#last = tile;
    this.#uses.set(tile, (this.#uses.get(tile) ?? false) || isFinished(screen));
  }

  /** Whether each came to its end. */
  get uses(): ReadonlyMap<Tile, boolean> {
    return this.#uses;
  }
}
