import type { Body } from '#contracts/screen/screen.ts';
import { at, back, choose, type Example, entry, example, help, primary, secondary } from '../example.ts';
import { debit } from './business.ts';

const hands = { help: { state: 'seen', reference: 'H-0042' }, hands: 'on' } as const;
const display = { id: 'display', role: 'frame', key: 'clear' } as const;
const locked = [primary('takeScreenBack'), back(), secondary('finish', 'zero'), help, display];
const REVIEW: Body = { kind: 'reviewBlock', card: debit };

/** A member of staff operates the screen; what only the customer may do; and what becomes of a helper who does it. */
export const helperExamples: readonly Example[] = [
  example(
    'hands-choose-card',
    { kind: 'chooseCard', service: 'reportLostCard', cards: [{ ...debit, selectable: true, reason: null }] },
    [choose(0), back()],
    { ...at('reportLostCard', 'chooseCard'), ...hands, card: { last4: '0019', where: 'inside' } },
  ),
  example(
    'hands-enter-phone',
    { kind: 'enterPhone', entered: '1420000', problem: null, route: 'change' },
    [...entry, back()],
    { ...at('changeReservedPhone', 'newNumber'), ...hands },
  ),
  ...(['answer', 'agree', 'sign', 'step'] as const).map((what) =>
    example(`hands-only-you-${what}`, REVIEW, locked, {
      ...at('reportLostCard', 'review'),
      ...hands,
      hands: 'locked',
      overlay: { kind: 'onlyYou', what },
    }),
  ),
  example(
    'hands-help',
    REVIEW,
    [secondary('withdrawCall', 'one'), primary('closeOverlay'), secondary('takeScreenBack', 'nine')],
    { ...at('reportLostCard', 'review'), ...hands, overlay: { kind: 'help' } },
  ),
  example(
    'helper-overstepped',
    { kind: 'helperOverstepped', service: 'buyWealth', reference: 'T01-7K4Q' },
    [primary('tryAgain'), secondary('takeNumber', 'one'), secondary('anotherService', 'two'), back('finish')],
    { customerName: '许念安' },
  ),
];
