import type { ActionId } from '#contracts/screen/actions.ts';
import type { ONLY_YOU } from '#contracts/screen/frame.ts';
import type { ScreenKind } from '#contracts/screen/screen.ts';
import type { HelperRight, ServiceId } from '#contracts/services/service.ts';
import type { View } from '../present/view.ts';
import { helperMay, isPastSigning } from './helper-rights.ts';

export type OnlyYou = (typeof ONLY_YOU)[number];

/** Screens on which the customer alone acts, whatever their step declares, and what it is that he does there. */
const OWN: { readonly [Kind in ScreenKind]?: OnlyYou } = {
  assessmentQuestion: 'answer',
  teachBack: 'answer',
  readPaper: 'step',
  consent: 'agree',
  sign: 'sign',
  enterCode: 'step',
  // What is said of the branch and of those who work there.
  farewell: 'answer',
  ratingReasons: 'answer',
  complaintSubject: 'answer',
  complaintWish: 'answer',
  complaintPhone: 'step',
  complaintReview: 'step',
};

/** What he reads there is the bank's, word for word: whoever explains it has to see it, too. */
const READ_TOGETHER: ReadonlySet<ScreenKind> = new Set<ScreenKind>(['readPaper', 'consent']);

/** What of a screen nobody but the customer sees; null where somebody who helps from afar sees it as he does. */
export const isNobodyElses = (kind: ScreenKind): OnlyYou | null =>
  READ_TOGETHER.has(kind) ? null : (OWN[kind] ?? null);

/** Screens that tell and ask for nothing of the customer's own. */
const TELLS: ReadonlySet<ScreenKind> = new Set<ScreenKind>([
  'working',
  'result',
  'assessmentResult',
  'orderResult',
  'withdrawalResult',
  'saleAway',
  'helperOverstepped',
]);

/** What anybody may press at any step: how the screen looks, help, and the ways back and out. */
const FREE: ReadonlySet<ActionId> = new Set<ActionId>([
  'help',
  'display',
  'setLanguage',
  'toggleTextSize',
  'toggleContrast',
  'toggleReach',
  'closeOverlay',
  'callPerson',
  'withdrawCall',
  'callTeller',
  'openCall',
  'callBack',
  'chooseMode',
  'playTone',
  'startCall',
  'endCall',
  'write',
  'say',
  'toggleMicrophone',
  'toggleCamera',
  'declineProposal',
  'declineStill',
  'declineRecording',
  'stopCallRecording',
  'moreTime',
  'finish',
  'back',
  'takeScreenBack',
  // Whoever is recorded may end that at any time.
  'stopRecording',
]);
export const isFree = (id: ActionId): boolean => FREE.has(id);

/** A step at which somebody did more than a helper may. */
export type Overstep = {
  readonly service: ServiceId;
  readonly step: string;
  readonly right: HelperRight;
};

/** What on this screen is for the customer alone; null where a helper may put forward what the customer then confirms. */
export function lockOf({ body, progress, actions }: View): OnlyYou | null {
  if (TELLS.has(body.kind) || actions.every(({ id }) => isFree(id))) return null;
  const own = OWN[body.kind];
  if (own) return own;
  if (progress && isPastSigning(progress.service, progress.step)) return null;
  return progress && helperMay(progress.service, progress.step, 'propose') === 'overstep' ? 'step' : null;
}

/**
 * The service that ends because of what a helper did on this screen; null where he may, where none runs, or where what was
 * asked for is done or on its way: that is not undone by ending anything.
 */
export function overstepOn({ body, progress }: View, right: HelperRight): Overstep | null {
  if (!progress || TELLS.has(body.kind)) return null;
  const { service, step } = progress;
  if (isPastSigning(service, step)) return null;
  const beyond = right !== 'explain' && OWN[body.kind] !== undefined;
  return beyond || helperMay(service, step, right) === 'overstep' ? { service, step, right } : null;
}
