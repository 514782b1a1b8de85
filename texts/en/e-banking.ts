import type { Translation } from '../translation.ts';
import type { eBanking as source } from '../zh-CN/e-banking.ts';

export const eBanking = {
  'eBanking.channel.mobile': 'Mobile banking',
  'eBanking.channel.web': 'Internet banking',
  'eBanking.channel.both': 'Mobile and internet banking',
  'fact.reservedPhone': 'Number on record',
  'fact.channels': 'To be opened',
  'fact.perPayment': 'For one payment',
  'fact.perDay': 'For one day',
  'fact.contractNumber': 'Agreement',

  'provePhone.title': 'Do you have this phone with you?',
  'provePhone.lead': 'We will text a code to this number to make sure it is you.',
  'provePhone.noPhone.title': 'This card has no phone number',
  'provePhone.noPhone.lead': 'There is no number to check, so staff must come and look at your ID.',

  'chooseChannels.title': 'Which would you like to use?',
  'chooseChannels.lead': 'Open what you need. More can be added at a branch later.',
  'chooseChannels.mobile': 'With the app on your phone',
  'chooseChannels.web': 'On a computer',
  'chooseChannels.all': 'Both',
  'chooseChannels.all.what': 'On phone and computer',

  'chooseLimits.title': 'How much may be moved at most?',
  'chooseLimits.lead': 'A lower limit is safer. You can change it at a branch later.',
  'chooseLimits.once': '{amount}',
  'chooseLimits.day': 'at a time, {amount} a day',

  'reviewEBanking.title': 'Open it like this?',
  'reviewEBanking.next': 'Next you read the agreement. Nothing is open before you sign it.',
  'reviewEBanking.person.come': 'Without a code, staff must come, look at your ID card and check this.',
  'reviewEBanking.person.then': 'Then you read the agreement and sign.',

  'eBankingClosed.alreadyOpen.title': 'You already have online banking',
  'eBankingClosed.alreadyOpen.lead': 'There is nothing to do. These are your limits now.',
  'eBankingClosed.alreadyOpen.can':
    'If you forgot your password, want other limits, or did not open it yourself, take your ID to {counter}.',
  'eBankingClosed.noCard.title': 'No card to open it for',
  'eBankingClosed.noCard.lead': 'You have no card with us that works.',
  'eBankingClosed.noCard.can': 'Please take your ID to {counter}.',
  'eBankingClosed.notOffered.title': 'Not possible now',
  'eBankingClosed.notOffered.lead': 'The bank opens no online banking at the moment.',
  'eBankingClosed.notOffered.can': 'Please ask at {counter} when it can be done.',
  'eBankingClosed.tooYoung.title': 'Not yet at your age',
  'eBankingClosed.tooYoung.lead': 'To open online banking by yourself you must be {age} or older.',
  'eBankingClosed.tooYoung.can': 'Please come to {counter} with a parent or guardian.',
  'eBankingClosed.noProof.title': 'Please go to a counter',
  'eBankingClosed.noProof.lead':
    'No code reaches you, and nobody can come to check. To keep your money safe it is not opened here.',
  'eBankingClosed.noProof.can': 'Please take your ID to {counter}, or touch Get help.',
  'eBankingClosed.means': 'Nothing was done or changed.',

  'eBankingResult.done.title': 'Online banking is open',
  'eBankingResult.done.lead': 'The bank will text you.',
  'eBankingResult.done.can': 'Set a password when you first sign in. Tell it to nobody.',
  'eBankingResult.refused.title': 'It was not opened',
  'eBankingResult.refused.lead': 'The bank did not accept it.',
  'eBankingResult.refused.means': 'Nothing is open. The signed paper has no effect.',
  'eBankingResult.other.can': 'Please take your ID to {counter}.',
  'eBankingResult.proofExpired.lead': 'The time in which we can be sure it is you has run out.',
  'eBankingResult.proofExpired.can': 'Please start again, or go to {counter}.',
  'eBankingResult.alreadySignedUp.lead': 'You had online banking before, so there is nothing to do.',
  'eBankingResult.alreadySignedUp.means': 'Your earlier agreement stands. The new paper has no effect.',
  'eBankingResult.alreadySignedUp.can': 'For other limits, take your ID to {counter}.',
  'eBankingResult.limitOutOfRange.lead': 'The bank has just lowered its limits, and yours was too high.',
  'eBankingResult.limitOutOfRange.can': 'Please start again and choose a lower limit.',
  'eBankingResult.cardUnusable.lead': 'This card cannot be used now.',
  'eBankingResult.tooYoung.lead': 'You are not old enough to open it by yourself.',
  'eBankingResult.unknown.title': 'Not yet known',
  'eBankingResult.unknown.lead': 'The bank has not answered yet. We keep asking.',
  'eBankingResult.unknown.means': 'It may be open or not. Please do not sign up again.',
  'eBankingResult.unknown.can': 'You can ask at {counter} with this number.',
  'eBankingResult.notSent.title': 'It was not opened',
  'eBankingResult.notSent.lead': 'The bank could not be reached, and nothing was sent.',
  'eBankingResult.notSent.means': 'Nothing is open. The signed paper has no effect.',
  'eBankingResult.notSent.can': 'Please try again in a while, or go to {counter}.',

  'awaitApproval.eBankingSignUp.asking.lead': 'One moment, please.',
  'awaitApproval.eBankingSignUp.asked.lead':
    'A member of staff is to come and check that it is you. Keep your ID card ready.',
  'awaitApproval.eBankingSignUp.unanswered.lead':
    'The lobby and the managers have been told, too. You can wait a little longer, or go back and have it done at {counter}.',
  'awaitApproval.eBankingSignUp.seen.lead':
    'Keep your ID card ready. You will be asked what is opened, and with which limits.',
  'awaitApproval.eBankingSignUp.unreachable.lead':
    'We do not know whether anybody has seen it. We will tell you as soon as we do; or go back and have it done at {counter}.',
  'awaitApproval.eBankingSignUp.notAsked.lead':
    'Nobody can be called from here, and nothing was opened. You can try again, or go to {counter}.',
  'awaitApproval.eBankingSignUp.expired.lead':
    'Nobody has decided, and nothing was opened. You can ask again, or go to {counter}.',
  'awaitApproval.eBankingSignUp.notHere.lead':
    'Staff decided not to do it at this machine. Nothing was opened. Please take your ID to {counter}.',
  'awaitApproval.eBankingSignUp.documentNeeded.lead':
    'They did not see it, so nothing was opened. When you have it, you can ask again.',
  'awaitApproval.eBankingSignUp.detailsWrong.lead':
    'Something did not match, so nothing was opened. Check it, then you can ask again.',
  'awaitApproval.eBankingSignUp.noMore.lead':
    'Staff have checked it several times, and nothing was opened. Please take your ID to {counter}.',
} satisfies Translation<typeof source>;
