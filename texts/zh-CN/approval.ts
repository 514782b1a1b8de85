/** A member of staff is asked to decide. */
export const approval = {
  'awaitApproval.asking.title': '正在通知|工作人员',
  'awaitApproval.changeReservedPhone.asking.lead': '请稍候。',
  'awaitApproval.asked.title': '已通知|工作人员',
  'awaitApproval.changeReservedPhone.asked.lead': '工作人员会过来核对是您本人。请把身份证拿在手里。',
  'awaitApproval.unanswered.title': '还没有人|应答',
  'awaitApproval.changeReservedPhone.unanswered.lead':
    '大堂和主管也收到提醒了。您可以再等一等，也可以改到柜台办。',
  'awaitApproval.seen.title': '工作人员|看到了，正在过来',
  'awaitApproval.changeReservedPhone.seen.lead': '请把身份证拿在手里。工作人员会看证件，请您说一遍新号码。',
  'awaitApproval.unreachable.title': '暂时联系不上|工作人员',
  'awaitApproval.changeReservedPhone.unreachable.lead':
    '现在不知道有没有人看到。连上以后会接着告诉您；您也可以改到柜台办。',
  'awaitApproval.notAsked.title': '没有通知到|工作人员',
  'awaitApproval.changeReservedPhone.notAsked.lead':
    '从这里叫不到人，号码没有改。您可以再试一次，也可以改到柜台办。',
  'awaitApproval.expired.title': '等的时间|太久了',
  'awaitApproval.changeReservedPhone.expired.lead':
    '没有人作出决定，号码没有改。您可以再请一次，也可以改到柜台办。',
  'awaitApproval.notHere.title': '不能在这里|办理',
  'awaitApproval.changeReservedPhone.notHere.lead':
    '工作人员决定不在这台机器上办，号码没有改。请带身份证到{counter}。',
  'awaitApproval.documentNeeded.title': '要看一下|您的身份证',
  'awaitApproval.changeReservedPhone.documentNeeded.lead':
    '工作人员没有看到证件，号码没有改。准备好以后，可以再请一次。',
  'awaitApproval.detailsWrong.title': '请再检查|一遍',
  'awaitApproval.changeReservedPhone.detailsWrong.lead':
    '核对时有一项不对，号码没有改。检查以后，可以再请一次。',
  'awaitApproval.noMore.title': '请到柜台|办理',
  'awaitApproval.changeReservedPhone.noMore.lead':
    '工作人员已经核对过几次，号码没有改。请改到柜台办，或带身份证到{counter}。',
  'awaitApproval.issueCard.asking.lead': '请稍候。',
  'awaitApproval.issueCard.asked.lead': '工作人员会过来核对是您本人。请把身份证拿在手里。',
  'awaitApproval.issueCard.unanswered.lead': '大堂和主管也收到提醒了。您可以再等一等，也可以到柜台办。',
  'awaitApproval.issueCard.seen.lead': '请把身份证拿在手里。工作人员会看证件，和您对一对。',
  'awaitApproval.issueCard.unreachable.lead':
    '现在不知道有没有人看到。连上以后会接着告诉您；您也可以到柜台办。',
  'awaitApproval.issueCard.notAsked.lead': '从这里叫不到人，还没有办卡。您可以再试一次，也可以到柜台办。',
  'awaitApproval.issueCard.expired.lead': '没有人作出决定，还没有办卡。您可以再请一次，也可以到柜台办。',
  'awaitApproval.issueCard.notHere.lead': '工作人员决定不在这台机器上办，没有办卡。请带身份证到{counter}。',
  'awaitApproval.issueCard.documentNeeded.lead':
    '工作人员没有看到证件，还没有办卡。准备好以后，可以再请一次。',
  'awaitApproval.issueCard.detailsWrong.lead': '核对时有一项不对，还没有办卡。检查以后，可以再请一次。',
  'awaitApproval.issueCard.noMore.lead': '工作人员已经核对过几次，没有办卡。请带身份证到{counter}。',
  'awaitApproval.pictureUnclear.title': '请重拍|几张照片',
  'awaitApproval.changeReservedPhone.pictureUnclear.lead': '有的照片看不清，号码没有改。',
  'awaitApproval.eBankingSignUp.pictureUnclear.lead': '有的照片看不清，还没有开通。',
  'awaitApproval.issueCard.pictureUnclear.lead': '有的照片看不清，还没有办卡。',
  'awaitApproval.companyAccount.asking.lead': '请稍候。',
  'awaitApproval.companyAccount.asked.lead': '工作人员会过来看原件和您的授权。请把证件和原件拿在手里。',
  'awaitApproval.companyAccount.unanswered.lead': '大堂和主管也收到提醒了。您可以再等一等，也可以到柜台办。',
  'awaitApproval.companyAccount.seen.lead': '请把身份证、原件和授权书拿在手里，工作人员会一份一份核对。',
  'awaitApproval.companyAccount.unreachable.lead': '现在不知道有没有人看到。连上以后会接着告诉您。',
  'awaitApproval.companyAccount.notAsked.lead': '从这里叫不到人，还没有提交。您可以再试一次。',
  'awaitApproval.companyAccount.expired.lead': '没有人作出决定，还没有提交。您可以再请一次。',
  'awaitApproval.companyAccount.notHere.lead':
    '工作人员决定不在这台机器上办，没有开户。请带原件到{counter}。',
  'awaitApproval.companyAccount.documentNeeded.lead':
    '工作人员没有看到证件或原件。准备好以后，可以再请一次。',
  'awaitApproval.companyAccount.detailsWrong.lead': '核对时有一项不对，还没有提交。检查以后，可以再请一次。',
  'awaitApproval.companyAccount.pictureUnclear.lead': '有的照片看不清，还没有提交。请再拍一次。',
  'awaitApproval.companyAccount.noMore.lead': '工作人员已经核对过几次，没有开户。请带原件到{counter}。',
  'awaitApproval.help': '等的时候可以按“找人帮忙”叫人。',
} as const;
