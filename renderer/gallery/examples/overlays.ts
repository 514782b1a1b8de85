import type { Action } from '#contracts/screen/actions.ts';
import type { Frame, HelpState } from '#contracts/screen/frame.ts';
import type { Body } from '#contracts/screen/screen.ts';
import { SERVICE_IDS } from '#contracts/services/service.ts';
import {
  at,
  back,
  choose,
  type Example,
  example,
  help,
  known,
  languages,
  option,
  primary,
  secondary,
} from '../example.ts';
import { debit, OLD } from './business.ts';

const review: Body = { kind: 'reviewBlock', card: debit };
const menu: Body = {
  kind: 'menu',
  services: SERVICE_IDS.map((id) => ({ id, offered: true, reason: null, minimumAge: 16 })),
  documentType: 'residentIdCard',
  number: 'take',
};
const STATES = ['none', 'asking', 'asked', 'seen', 'unanswered', 'closed', 'unreachable'] as const;

const referenceOf = (state: HelpState): string | null =>
  state === 'asked' || state === 'seen' || state === 'unanswered' ? 'H-0042' : null;

function helpActions(state: HelpState): Action[] {
  const teller = secondary('callTeller', 'eight');
  if (state === 'asking') return [back('closeOverlay'), teller];
  if (state === 'unreachable') return [secondary('callPerson', 'one'), primary('closeOverlay'), teller];
  if (state === 'none' || state === 'closed') return [primary('callPerson'), back('closeOverlay'), teller];
  return [secondary('withdrawCall', 'one'), primary('closeOverlay'), teller];
}

const attention = (
  name: string,
  secondsLeft: number,
  extensionsLeft: number,
  frame: Partial<Frame>,
): Example =>
  example(
    name,
    menu,
    [...(extensionsLeft > 0 ? [primary('moreTime')] : []), secondary('finish', 'cancel'), help],
    { ...frame, overlay: { kind: 'attention', secondsLeft, extensionsLeft } },
  );

export const overlayExamples: readonly Example[] = [
  ...STATES.map((state) =>
    example(`help-${state}`, review, helpActions(state), {
      ...at('reportLostCard', 'review'),
      help: { state, reference: referenceOf(state) },
      overlay: { kind: 'help' },
    }),
  ),
  example(
    'help-while-typing',
    {
      kind: 'enterCode',
      sentTo: OLD,
      entered: '418205',
      length: 6,
      problem: null,
      triesLeft: null,
      resend: 'available',
      secondsLeft: 0,
    },
    [
      ...helpActions('none'),
      secondary('resendCode', 'two'),
      secondary('noOldNumber', 'three'),
      secondary('display', 'four'),
    ],
    { ...at('changeReservedPhone', 'proveOldNumber'), overlay: { kind: 'help' } },
  ),
  // A call that stands is opened by keypad, too.
  example(
    'help-while-called',
    review,
    [
      ...helpActions('none').slice(0, 2),
      secondary('openCall', 'two'),
      secondary('stopCallRecording', 'three'),
    ],
    {
      ...at('reportLostCard', 'review'),
      call: {
        state: 'waiting',
        mode: 'video',
        teller: null,
        reference: 'V-0042',
        wait: { position: 2, minutes: 4, tellers: 1 },
        transferred: false,
        unheard: false,
        long: false,
        camera: true,
        microphone: true,
        unread: 0,
        highlight: null,
        moved: null,
        recording: 'on',
      },
      overlay: { kind: 'help' },
    },
  ),
  // What is recorded can be stopped by keypad, too.
  example(
    'help-while-recorded',
    review,
    [...helpActions('none'), secondary('stopRecording', 'two'), secondary('display', 'three')],
    { ...at('buyWealth', 'read'), recording: true, overlay: { kind: 'help' } },
  ),
  example(
    'menu-help-asked',
    menu,
    [choose(0), choose(1), option('find', 2), option('takeNumber', 3), back('finish')],
    {
      ...known,
      card: { last4: '1018', where: 'inside' },
      help: { state: 'asked', reference: 'H-0042' },
    },
  ),
  // Staff wait until this visit is over; the customer keeps his time.
  example(
    'menu-staff-next',
    menu,
    [choose(0), choose(1), option('find', 2), option('takeNumber', 3), back('finish')],
    { ...known, staffNext: true },
  ),
  example(
    'menu-help-unanswered',
    menu,
    [choose(0), choose(1), option('find', 2), option('takeNumber', 3), back('finish')],
    {
      ...known,
      help: { state: 'unanswered', reference: 'H-0042' },
    },
  ),
  example(
    'display',
    menu,
    [
      ...languages('choice'),
      option('toggleTextSize', 2),
      option('toggleContrast', 3),
      option('toggleReach', 4),
      help,
      primary('closeOverlay'),
    ],
    { ...known, overlay: { kind: 'display' } },
  ),
  attention('attention', 30, 10, known),
  attention('attention-card', 17, 3, { ...known, card: { last4: '1018', where: 'inside' } }),
  attention('attention-last', 9, 0, { ...known, card: { last4: null, where: 'inside' } }),
];
