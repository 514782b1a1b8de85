/** While somebody helps at the screen, and when he did too much. */
export const helper = {
  'frame.hands': '工作人员正在操作此屏幕',
  'onlyYou.answer.title': '这里请您|本人回答',
  'onlyYou.agree.title': '这里请您|本人决定',
  'onlyYou.sign.title': '这里请您|本人签名',
  'onlyYou.step.title': '这一步请您|本人操作',
  'onlyYou.lead': '现在由工作人员操作屏幕。请您接过来自己做，工作人员可以在旁边讲解。',
  'onlyYou.stop': '工作人员在这里代做，这项业务就会停办。',
  'action.takeScreenBack': '我自己操作',
  'helperOverstepped.title': '这项业务|已经停办',
  'helperOverstepped.lead': '有人帮您操作时，动了只能由您本人做的一步。',
  'helperOverstepped.means': '没有签名，也没有提交。之前办完的不受影响。',
  'helperOverstepped.can': '您可以自己重新办，也可以到{counter}，或者办别的业务。',
  'helperOverstepped.knows': '工作人员凭编号能查到停办的原因。',
  'action.tryAgain.helperOverstepped': '我自己重新办',
  'explain.helperOverstepped': '只能由您本人做的一步被别人动了，所以停下。屏幕上写着接下来可以怎么办。',
} as const;
