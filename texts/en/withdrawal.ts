import type { Translation } from '../translation.ts';
import type { withdrawal as source } from '../zh-CN/withdrawal.ts';

export const withdrawal = {
  'fact.refund': 'Amount back',
  'fact.refundCard': 'Back to',

  'chooseOrder.title': 'Which order?',
  'chooseOrder.lead': 'In its cooling-off time an order can be taken back, with all the money.',
  'chooseOrder.none.title': 'Nothing to take back',
  'chooseOrder.none.lead':
    'We found no order of yours that can still be taken back. If you think this is wrong, ask at {counter}.',
  'chooseOrder.window': 'Orders {first} to {last} of {of}',
  'chooseOrder.until': 'Until {until}',
  'chooseOrder.open': 'Can be taken back',
  'chooseOrder.why.withdrawn': 'Taken back already',
  'chooseOrder.why.tooLate': 'Too late to take it back',
  'chooseOrder.why.never': 'This product cannot be taken back',

  'withdrawalResult.done.title': 'The order is taken back',
  'withdrawalResult.done.lead': '{amount} is back on card {card}.',
  'withdrawalResult.done.means': 'The product is no longer yours. Its contract has ended.',
  'withdrawalResult.refused.title': 'It was not taken back',
  'withdrawalResult.refused.lead': 'The bank did not accept it.',
  'withdrawalResult.refused.means': 'The order stands as before. No money has moved.',
  'withdrawalResult.refused.can': 'To hear why, bring your ID to {counter}.',
  'withdrawalResult.tooLate.lead': 'Its cooling-off time has passed.',
  'withdrawalResult.alreadyWithdrawn.title': 'It was taken back before',
  'withdrawalResult.alreadyWithdrawn.lead': 'Its money went back then. Nothing was done this time.',
  'withdrawalResult.alreadyWithdrawn.means': 'Nothing has changed now.',
  'withdrawalResult.unknown.title': 'Not yet known if it is taken back',
  'withdrawalResult.unknown.lead': 'The bank has not answered. We keep asking; it is never done twice.',
  'withdrawalResult.unknown.means': 'The money may or may not be back.',
  'withdrawalResult.unknown.can': 'Ask at {counter} with this reference, at once if time is short.',
  'withdrawalResult.notSent.title': 'It was not taken back',
  'withdrawalResult.notSent.lead': 'The bank could not be reached. Nothing was sent.',
  'withdrawalResult.notSent.means': 'The order stands as before. No money has moved.',
  'withdrawalResult.notSent.can':
    'Please try again at once, or go to {counter}: after its time it cannot be taken back.',
} satisfies Translation<typeof source>;
