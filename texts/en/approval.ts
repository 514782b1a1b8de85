import type { Translation } from '../translation.ts';
import type { approval as source } from '../zh-CN/approval.ts';

export const approval = {
  'awaitApproval.asking.title': 'Asking staff',
  'awaitApproval.changeReservedPhone.asking.lead': 'One moment, please.',
  'awaitApproval.asked.title': 'Staff have been asked',
  'awaitApproval.changeReservedPhone.asked.lead':
    'A member of staff is to come and check that it is you. Keep your ID card ready.',
  'awaitApproval.unanswered.title': 'Nobody has answered yet',
  'awaitApproval.changeReservedPhone.unanswered.lead':
    'The lobby and the managers have been told, too. You can wait a little longer, or have it done at the counter.',
  'awaitApproval.seen.title': 'A member of staff is coming',
  'awaitApproval.changeReservedPhone.seen.lead':
    'Keep your ID card ready. You will be asked to show it and to say the new number.',
  'awaitApproval.unreachable.title': 'Staff cannot be reached',
  'awaitApproval.changeReservedPhone.unreachable.lead':
    'We do not know whether anybody has seen it. We will tell you as soon as we do; or have it done at the counter.',
  'awaitApproval.notAsked.title': 'Staff could not be asked',
  'awaitApproval.changeReservedPhone.notAsked.lead':
    'Nobody can be called from here, and nothing was changed. You can try again, or have it done at the counter.',
  'awaitApproval.expired.title': 'That took too long',
  'awaitApproval.changeReservedPhone.expired.lead':
    'Nobody has decided, and nothing was changed. You can ask again, or have it done at the counter.',
  'awaitApproval.notHere.title': 'Not at this machine',
  'awaitApproval.changeReservedPhone.notHere.lead':
    'Staff decided not to do it at this machine. Nothing was changed. Please take your ID to {counter}.',
  'awaitApproval.documentNeeded.title': 'Staff need to see your ID',
  'awaitApproval.changeReservedPhone.documentNeeded.lead':
    'They did not see it, so nothing was changed. When you have it, you can ask again.',
  'awaitApproval.detailsWrong.title': 'Please check once more',
  'awaitApproval.changeReservedPhone.detailsWrong.lead':
    'Something did not match, so nothing was changed. Check it, then you can ask again.',
  'awaitApproval.noMore.title': 'Please go to a counter',
  'awaitApproval.changeReservedPhone.noMore.lead':
    'Staff have checked it several times, and nothing was changed. Have it done at the counter, or take your ID to {counter}.',
  'awaitApproval.issueCard.asking.lead': 'One moment, please.',
  'awaitApproval.issueCard.asked.lead':
    'A member of staff is to come and check that it is you. Keep your ID card ready.',
  'awaitApproval.issueCard.unanswered.lead':
    'The lobby and the managers have been told, too. You can wait a little longer, or go to a counter.',
  'awaitApproval.issueCard.seen.lead': 'Keep your ID card ready. It will be compared with you.',
  'awaitApproval.issueCard.unreachable.lead':
    'We do not know whether anybody has seen it. We will tell you as soon as we do; or go to a counter.',
  'awaitApproval.issueCard.notAsked.lead':
    'Nobody can be called from here, and no card was made. You can try again, or go to a counter.',
  'awaitApproval.issueCard.expired.lead':
    'Nobody has decided, and no card was made. You can ask again, or go to a counter.',
  'awaitApproval.issueCard.notHere.lead':
    'Staff decided not to do it at this machine. No card was made. Please take your ID to {counter}.',
  'awaitApproval.issueCard.documentNeeded.lead':
    'They did not see it, so no card was made. When you have it, you can ask again.',
  'awaitApproval.issueCard.detailsWrong.lead':
    'Something did not match, so no card was made. Check it, then you can ask again.',
  'awaitApproval.issueCard.noMore.lead':
    'Staff have checked it several times, and no card was made. Please take your ID to {counter}.',
  'awaitApproval.pictureUnclear.title': 'Some pictures are not clear',
  'awaitApproval.changeReservedPhone.pictureUnclear.lead':
    'Some pictures could not be read, so nothing was changed.',
  'awaitApproval.eBankingSignUp.pictureUnclear.lead':
    'Some pictures could not be read, so nothing was opened.',
  'awaitApproval.issueCard.pictureUnclear.lead': 'Some pictures could not be read, so no card was made.',
  'awaitApproval.companyAccount.asking.lead': 'One moment, please.',
  'awaitApproval.companyAccount.asked.lead':
    'A member of staff is to come and look at the originals and your authority. Keep them and your ID ready.',
  'awaitApproval.companyAccount.unanswered.lead':
    'The lobby and the managers have been told, too. You can wait a little longer, or go to the counter.',
  'awaitApproval.companyAccount.seen.lead':
    'Keep your ID, the originals and the letter of authority ready: they are looked at one by one.',
  'awaitApproval.companyAccount.unreachable.lead':
    'We do not know whether anybody has seen it. We will tell you as soon as we do.',
  'awaitApproval.companyAccount.notAsked.lead':
    'Nobody can be called from here, and nothing was handed in. You can try again.',
  'awaitApproval.companyAccount.expired.lead':
    'Nobody has decided, and nothing was handed in. You can ask again.',
  'awaitApproval.companyAccount.notHere.lead':
    'Staff decided not to do it at this machine. No account was opened. Please take the originals to {counter}.',
  'awaitApproval.companyAccount.documentNeeded.lead':
    'They did not see your ID or the originals. When you have them, you can ask again.',
  'awaitApproval.companyAccount.detailsWrong.lead':
    'Something did not match, and nothing was handed in. Check it, then you can ask again.',
  'awaitApproval.companyAccount.pictureUnclear.lead':
    'Some pictures could not be read, and nothing was handed in. Please take them again.',
  'awaitApproval.companyAccount.noMore.lead':
    'Staff have checked it several times. No account was opened. Please take the originals to {counter}.',
  'awaitApproval.help': 'While you wait, Get help calls a person.',
} satisfies Translation<typeof source>;
