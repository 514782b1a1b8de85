import * as z from 'zod';
import { keypadKeySchema } from '../keypad.ts';
import { pub } from '../privacy.ts';

/**
 * Everything a customer can do, by name. A screen lists which of them it offers now; anything else is refused.
 * `choose` carries the index of what was chosen; `digit` the digit.
 */
export const ACTION_IDS = [
  // Frame
  'help',
  'display',
  'setLanguage',
  'toggleTextSize',
  'toggleContrast',
  'toggleReach',
  'closeOverlay',
  'callPerson',
  'withdrawCall',
  /** The customer operates the screen again, not the member of staff. */
  'takeScreenBack',
  /** A teller on the screen: what is to be expected, then the self-test; of a call that stands, `openCall`. */
  'callTeller',
  'openCall',
  /** Somebody calls back instead. */
  'callBack',
  /** Of picture, sound and writing (`CALL_MODES`), this one. */
  'chooseMode',
  /** The tone of the self-test, once more. */
  'playTone',
  'startCall',
  'endCall',
  /** To the keys that write to the teller. */
  'write',
  /** 0: what stands written; 1 and on: one of `READY_SAYINGS`. Personal. */
  'say',
  'toggleMicrophone',
  'toggleCamera',
  /** What the teller has put forward is entered, or not. */
  'acceptProposal',
  'declineProposal',
  'allowStill',
  'declineStill',
  /** What is seen and heard in the call may be recorded, or not, or not any longer. */
  'allowRecording',
  'declineRecording',
  'stopCallRecording',
  'moreTime',
  /** Staff come as if by chance. Offered on every screen of a visit, drawn on none. */
  'quietHelp',
  /** Staff want the terminal after whoever is there. Offered always, drawn on no screen. */
  'requestSupervisor',
  'finish',
  'back',
  // Going on
  'start',
  'choose',
  /** The next ones of a list that does not fit on the screen; after the last, the first again. */
  'more',
  'confirm',
  'next',
  'tryAgain',
  /** To a consent in the words that stand there. */
  'agree',
  'decline',
  'printReceipt',
  'anotherService',
  // A number for the counters
  'takeNumber',
  /** One of the things that make waiting hard; what was chosen is for nobody's journal. */
  'need',
  /** Some of the papers are not at hand. */
  'missing',
  'giveUpNumber',
  /** What was entered is not to be kept for the counter. */
  'forgetDraft',
  'haveAppointment',
  /** Finding the way: what somebody wants, in his own words. */
  'find',
  // Ratings and complaints
  'complain',
  /** How the visit was, 1 to 5; what was chosen is for nobody's journal. */
  'rate',
  /** Why it was not good; for nobody's journal either. */
  'reason',
  // Proof and entry
  'sendCode',
  'resendCode',
  'noOldNumber',
  /** A member of staff decides here. */
  'askApproval',
  /** Somebody at the counter finishes it. */
  'openCase',
  'digit',
  /** One of `LETTERS`. */
  'letter',
  /** Words that came in one piece: from an input method, a keyboard, a voice. */
  'words',
  // Originals
  /** A picture of what lies under the camera. */
  'takePicture',
  /** The last character of a code becomes the next one on its key. */
  'turnLetter',
  /** What is recorded ends, and with it what it is recorded for. */
  'stopRecording',
  // A paper
  'nextPage',
  'previousPage',
  /** To write on the signature pad, or on the screen after all. */
  'usePad',
  'useScreen',
  'backspace',
  'clear',
] as const;
export const actionIdSchema = z.enum(ACTION_IDS);
export type ActionId = z.infer<typeof actionIdSchema>;

/** Where the action sits: back left, help middle, primary right; choices and entry in the middle band. */
export const actionRoleSchema = z.enum(['primary', 'secondary', 'back', 'help', 'choice', 'entry', 'frame']);
export type ActionRole = z.infer<typeof actionRoleSchema>;

export const actionSchema = z.strictObject({
  id: pub(actionIdSchema),
  role: pub(actionRoleSchema),
  /**
   * For `choose`, `need`, `reason` and `setLanguage`: which one, from 0; for `rate`: the level; for `digit`: the digit; for
   * `letter`: its place.
   */
  choice: pub(z.int().min(0).max(31)).optional(),
  /** The keypad key that does the same. */
  key: pub(keypadKeySchema).optional(),
});
export type Action = z.infer<typeof actionSchema>;
