/** Signing up for e-banking. */
export const eBanking = {
  'eBanking.channel.mobile': '手机银行',
  'eBanking.channel.web': '网上银行',
  'eBanking.channel.both': '手机银行和网上银行',
  'fact.reservedPhone': '预留手机号',
  'fact.channels': '开通',
  'fact.perPayment': '每笔最多',
  'fact.perDay': '每天最多',
  'fact.contractNumber': '协议号',

  'provePhone.title': '预留的手机|在身边吗？',
  'provePhone.lead': '我们会发一个验证码到这个号码，确认是您本人在办。',
  'provePhone.noPhone.title': '这张卡|没有登记手机号',
  'provePhone.noPhone.lead': '没有号码可以验证，要由工作人员过来看您的证件。',

  'chooseChannels.title': '您想用哪个？',
  'chooseChannels.lead': '用得到的再开，以后也可以到网点加。',
  'chooseChannels.mobile': '用手机上的应用',
  'chooseChannels.web': '用电脑',
  'chooseChannels.all': '两个都要',
  'chooseChannels.all.what': '手机、电脑都能用',

  'chooseLimits.title': '最多能转|多少钱？',
  'chooseLimits.lead': '够用就好，选得小更安全。以后要改，可以到网点。',
  'chooseLimits.once': '每笔 {amount}',
  'chooseLimits.day': '每天一共 {amount}',

  'reviewEBanking.title': '这样开通，|对吗？',
  'reviewEBanking.next': '下一步看协议，签了字才会开通。',
  'reviewEBanking.person.come': '收不到验证码，要由工作人员过来看您的身份证，核对这些内容。',
  'reviewEBanking.person.then': '工作人员同意以后，再看协议、签字。',

  'eBankingClosed.alreadyOpen.title': '您已经开通|电子银行',
  'eBankingClosed.alreadyOpen.lead': '不用再办。下面是现在的限额。',
  'eBankingClosed.alreadyOpen.can': '忘了密码、要改限额或者不是您开的，请带身份证到{counter}。',
  'eBankingClosed.noCard.title': '没有|可以开通的卡',
  'eBankingClosed.noCard.lead': '您名下没有能用的银行卡。',
  'eBankingClosed.noCard.can': '请带身份证到{counter}问一问。',
  'eBankingClosed.notOffered.title': '现在|不能开通',
  'eBankingClosed.notOffered.lead': '银行现在不办理电子银行开通。',
  'eBankingClosed.notOffered.can': '请到{counter}问一问什么时候可以办。',
  'eBankingClosed.tooYoung.title': '还没有到|可以开通的年龄',
  'eBankingClosed.tooYoung.lead': '满 {age} 岁才能自己开通电子银行。',
  'eBankingClosed.tooYoung.can': '请和父母或监护人一起到{counter}。',
  'eBankingClosed.noProof.title': '要到柜台|办理',
  'eBankingClosed.noProof.lead': '收不到验证码，现在也请不到工作人员核对。为了保护您的钱，不能在这里开通。',
  'eBankingClosed.noProof.can': '请带身份证到{counter}，也可以按“找人帮忙”。',
  'eBankingClosed.means': '什么都没有办，您的钱和卡没有变动。',

  'eBankingResult.done.title': '电子银行|开通了',
  'eBankingResult.done.lead': '银行收下了您签的协议，会发短信告诉您。',
  'eBankingResult.done.can': '第一次登录要设密码，不要告诉任何人。',
  'eBankingResult.refused.title': '没有开通',
  'eBankingResult.refused.lead': '银行没有接受这次开通。',
  'eBankingResult.refused.means': '什么都没有开通，签的文件不生效。',
  'eBankingResult.other.can': '请带身份证到{counter}办理。',
  'eBankingResult.proofExpired.lead': '核实身份的时间已经过了。',
  'eBankingResult.proofExpired.can': '请重新办一次，或者到{counter}。',
  'eBankingResult.alreadySignedUp.lead': '您之前已经开通过，不用再办。',
  'eBankingResult.alreadySignedUp.means': '原来的协议不变，这次签的文件不生效。',
  'eBankingResult.alreadySignedUp.can': '要改限额，请带身份证到{counter}。',
  'eBankingResult.limitOutOfRange.lead': '银行刚刚改了限额，您选的太高。',
  'eBankingResult.limitOutOfRange.can': '请重新办一次，选小一些的限额。',
  'eBankingResult.cardUnusable.lead': '这张卡现在不能用。',
  'eBankingResult.tooYoung.lead': '年龄没有到，不能自己开通。',
  'eBankingResult.unknown.title': '还不知道|开通没有',
  'eBankingResult.unknown.lead': '银行还没有答复。我们会继续查，不会重复办理。',
  'eBankingResult.unknown.means': '可能开通了，也可能没有。请不要再办一次。',
  'eBankingResult.unknown.can': '可以拿这个编号到{counter}问。',
  'eBankingResult.notSent.title': '没有开通',
  'eBankingResult.notSent.lead': '没有连上银行，什么都没有送出去。',
  'eBankingResult.notSent.means': '什么都没有开通，签的文件不生效。',
  'eBankingResult.notSent.can': '请等一会儿再办，或者到{counter}。',

  'awaitApproval.eBankingSignUp.asking.lead': '请稍候。',
  'awaitApproval.eBankingSignUp.asked.lead': '工作人员会过来核对是您本人。请把身份证拿在手里。',
  'awaitApproval.eBankingSignUp.unanswered.lead':
    '大堂和主管也收到提醒了。您可以再等一等，也可以返回，到{counter}办。',
  'awaitApproval.eBankingSignUp.seen.lead':
    '请把身份证拿在手里。工作人员会看证件，问您开通什么、最多转多少。',
  'awaitApproval.eBankingSignUp.unreachable.lead':
    '现在不知道有没有人看到。连上以后会接着告诉您；您也可以返回，到{counter}办。',
  'awaitApproval.eBankingSignUp.notAsked.lead':
    '从这里叫不到人，什么都没有开通。您可以再试一次，也可以到{counter}办。',
  'awaitApproval.eBankingSignUp.expired.lead':
    '没有人作出决定，什么都没有开通。您可以再请一次，也可以到{counter}办。',
  'awaitApproval.eBankingSignUp.notHere.lead':
    '工作人员决定不在这台机器上办，什么都没有开通。请带身份证到{counter}。',
  'awaitApproval.eBankingSignUp.documentNeeded.lead':
    '工作人员没有看到证件，什么都没有开通。准备好以后，可以再请一次。',
  'awaitApproval.eBankingSignUp.detailsWrong.lead':
    '核对时有一项不对，什么都没有开通。检查以后，可以再请一次。',
  'awaitApproval.eBankingSignUp.noMore.lead':
    '工作人员已经核对过几次，什么都没有开通。请带身份证到{counter}。',
} as const;
