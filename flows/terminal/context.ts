import type { Language } from '#contracts/language.ts';
import type { OutOfServiceFault } from '#contracts/screen/out-of-service.ts';
import type { Closing } from '#contracts/supervisor/session.ts';
import type { IdentityDocument } from '#devices/id-scanner/contract.ts';
import type { HealthMap } from '../eligibility.ts';
import type { HallNow } from '../events.ts';
import type { DocumentProblem } from '../ports.ts';
import { type CallContext, NO_CALL } from './call-context.ts';

export type Settings = {
  readonly language: Language;
  readonly elder: boolean;
  readonly contrast: boolean;
  readonly reach: boolean;
};

/**
 * The reader fell silent while its entry was open: a card may be in it that nobody can see. `now`: whoever put it in
 * is probably still there; `before`: he may have gone, and it must not be handed to the next.
 */
export type UnseenCard = 'now' | 'before' | null;

export type TerminalContext = {
  readonly health: HealthMap;
  /** Null: nobody knows. */
  readonly hall: HallNow | null;
  /** As the profile sets it; every visit begins and ends with these. */
  readonly defaults: Settings;
  readonly settings: Settings;
  readonly overlay: 'help' | 'display' | 'call' | null;
  readonly call: CallContext;
  readonly helpReference: string | null;
  /** The member of staff who operates the screen, by a digest; null = the customer does. */
  readonly hands: string | null;
  /** He was writing on the pad when the screen began to look busy. */
  readonly penLaidAside: boolean;
  /** Read while nobody was served; handed to the visit it begins, then forgotten. */
  readonly document: IdentityDocument | null;
  /** Why a document laid while nobody was served could not be read. */
  readonly problem: DocumentProblem | null;
  readonly cardInserted: boolean;
  /** The visit that begins is one for a number. */
  readonly wantsNumber: boolean;
  /** ... or to find one's way. */
  readonly wantsWay: boolean;
  /** ... or for a complaint. */
  readonly wantsComplaint: boolean;
  readonly cardStuck: boolean;
  readonly returnCard: boolean;
  readonly cardInside: boolean;
  readonly cardUnseen: UnseenCard;
  /** An ID card may lie on the reader that is nobody's who stands here: it is lifted before any is read. */
  readonly idCardLeft: boolean;
  readonly inVisit: boolean;
  /** Why staff took the terminal out of service; null: they did not. */
  readonly closing: Closing | null;
};

export type TerminalInput = { readonly health: HealthMap; readonly settings: Settings };

export const startOf = (input: TerminalInput): TerminalContext => ({
  health: input.health,
  hall: null,
  defaults: input.settings,
  settings: input.settings,
  overlay: null,
  call: NO_CALL,
  helpReference: null,
  hands: null,
  penLaidAside: false,
  document: null,
  problem: null,
  cardInserted: false,
  wantsNumber: false,
  wantsWay: false,
  wantsComplaint: false,
  cardStuck: false,
  returnCard: false,
  cardInside: false,
  cardUnseen: null,
  idCardLeft: false,
  inVisit: false,
  closing: null,
});

/** Why nobody can be served now; null when somebody can. The first reason counts. */
export function outOfService(context: TerminalContext): OutOfServiceFault | Closing | null {
  if (context.health.journal !== 'ok') return 'journal';
  if (context.cardStuck) return 'cardStuck';
  if (context.closing !== null) return context.closing;
  if (context.health.idScanner !== 'ok') return 'idScanner';
  return context.health.bank === 'ok' ? null : 'bank';
}

/**
 * Whether a number can be taken all the same: without reader or bank nobody can be served here, and the more are sent
 * to the counters.
 */
export const numbersOnly = (context: TerminalContext): boolean => {
  const closed = outOfService(context);
  return closed === 'idScanner' || closed === 'bank';
};
