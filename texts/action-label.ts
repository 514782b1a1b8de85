import { CALL_MODES } from '#contracts/branch/call-words.ts';
import { LANGUAGES } from '#contracts/language.ts';
import { READY_SAYINGS } from '#contracts/ready-sayings.ts';
import type { Action, ActionId } from '#contracts/screen/actions.ts';
import type { TextKey } from './catalogue.ts';
import type { Texts } from './format.ts';
import { letterLabel } from './tell/finding.ts';
import type { SilentScreen } from './tell/telling.ts';

/** `quietHelp` and `requestSupervisor` stand on no button. */
type Labelled = Exclude<ActionId, 'digit' | 'letter' | 'quietHelp' | 'requestSupervisor'>;
const rule = (id: Labelled): TextKey => `action.${id}`;

/** Where a button says something more fitting than its rule, on this very screen. */
function exception({ body, frame }: SilentScreen, id: Labelled): TextKey | null {
  if (id === 'closeOverlay') {
    if (frame.overlay?.kind === 'help') return 'action.closeOverlay.help';
    if (frame.overlay?.kind === 'call') return 'action.closeOverlay.call';
    if (frame.overlay?.kind === 'callOver') return 'action.closeOverlay.callOver';
    return frame.overlay?.kind === 'display' ? 'action.closeOverlay.display' : null;
  }
  if (id === 'callPerson') {
    if (frame.overlay?.kind === 'callWays') return 'action.callPerson.ways';
    const { state } = frame.help;
    if (state === 'unreachable') return 'action.callPerson.unreachable';
    return state === 'closed' ? 'action.callPerson.again' : null;
  }
  if (id === 'callTeller')
    return frame.overlay?.kind === 'callWays' &&
      frame.overlay.prospect !== 'open' &&
      frame.overlay.prospect !== 'tooLong'
      ? 'action.callTeller.again'
      : null;
  if (frame.overlay?.kind === 'call' && id === 'openCall') return 'action.openCall.write';
  if (id === 'endCall')
    return frame.call?.state === 'live' || frame.call?.state === 'interrupted'
      ? null
      : 'action.endCall.waiting';
  if (id === 'toggleMicrophone') return frame.call?.microphone ? null : 'action.toggleMicrophone.off';
  if (id === 'toggleCamera') return frame.call?.camera ? null : 'action.toggleCamera.off';
  if (id === 'acceptProposal')
    return frame.overlay?.kind === 'proposal' && frame.overlay.choice !== null
      ? 'action.acceptProposal.choice'
      : null;
  if (frame.overlay) return null;
  switch (body.kind) {
    case 'idle':
      if (id === 'find') return 'action.find.idle';
      return id === 'takeNumber' ? 'action.takeNumber.idle' : null;
    case 'identify':
      if (id === 'next') return 'action.next.identify';
      return id === 'back' ? 'action.back.identify' : null;
    case 'menu':
      if (id === 'takeNumber') return body.number === 'held' ? 'action.takeNumber.held' : null;
      if (id === 'find') return 'action.find.menu';
      return id === 'back' ? 'action.back.menu' : null;
    case 'elderOffer':
      return id === 'toggleTextSize' ? 'action.toggleTextSize.elderOffer' : null;
    case 'reviewBlock':
      return id === 'confirm' ? 'action.confirm.reviewBlock' : null;
    case 'reviewPhone':
      if (id !== 'confirm') return null;
      return body.route === 'case' ? 'action.confirm.reviewPhoneCase' : 'action.confirm.reviewPhone';
    case 'awaitApproval':
      if (id === 'askApproval') return 'action.askApproval.again';
      if (id === 'confirm')
        return body.refusal === 'pictureUnclear'
          ? 'action.confirm.awaitApproval.pictures'
          : 'action.confirm.awaitApproval';
      return id === 'next' ? 'action.next.notEligible' : null;
    case 'enterPhone':
      return id === 'confirm' ? 'action.confirm.enterPhone' : null;
    case 'enterCode':
      return id === 'noOldNumber' ? 'action.noOldNumber.enterCode' : null;
    case 'proveOldNumber':
    case 'provePhone':
      if (id !== 'noOldNumber') return null;
      if ((body.kind === 'provePhone' ? body.phone : body.oldPhone) === null)
        return 'action.noOldNumber.noPhone';
      // Alone it is the one way on, in the place of the short words.
      return body.secondsLeft > 0 || body.problem === 'tooManyCodes' ? 'action.noOldNumber.enterCode' : null;
    case 'notEligible':
      return id === 'next' ? 'action.next.notEligible' : null;
    case 'result':
      return id === 'next' ? 'action.next.result' : null;
    case 'cardProblem':
      return id === 'next' ? 'action.next.cardProblem' : null;
    case 'cardRetained':
    case 'trouble':
      return id === 'next' ? 'action.next.acknowledge' : null;
    case 'farewell':
      if (id !== 'next') return null;
      return body.rating === 'offered' ? 'action.next.farewellRate' : 'action.next.acknowledge';
    case 'chooseBusiness':
      return id === 'more' ? 'action.more.chooseBusiness' : null;
    case 'doHere':
      return id === 'next' ? 'action.next.doHere' : null;
    case 'needs':
      return id === 'next' && body.chosen.length === 0 ? 'action.next.needsNone' : null;
    case 'papers':
      if (id === 'more') return 'action.more.papers';
      return id === 'confirm' ? 'action.confirm.papers' : null;
    case 'papersMissing':
      if (id === 'more') return 'action.more.papers';
      if (id === 'finish') return 'action.finish.papersMissing';
      return id === 'confirm' ? 'action.confirm.papersMissing' : null;
    case 'ticketTaken':
      if (id === 'anotherService') return 'action.anotherService.ticketTaken';
      if (id === 'printReceipt') return 'action.printReceipt.ticketTaken';
      return id === 'next' ? 'action.next.result' : null;
    case 'enterAppointment':
      return id === 'next' ? 'action.next.appointment' : null;
    case 'appointment':
      if (id === 'next') return 'action.next.appointment';
      if (id !== 'confirm') return null;
      return body.verdict === 'checkedIn' ? 'action.confirm.appointmentHas' : 'action.confirm.appointment';
    case 'ticketUnknown':
      if (id === 'finish') return 'action.finish.ticketUnknown';
      return id === 'tryAgain' ? 'action.tryAgain.ticketUnknown' : null;
    case 'ticketGivenUp':
      if (id === 'confirm') return 'action.confirm.ticketGivenUp';
      if (id === 'back') return 'action.back.ticketGivenUp';
      if (id !== 'next') return null;
      return body.state === 'notGiven' ? 'action.next.acknowledge' : 'action.next.result';
    case 'find':
      if (id === 'next') return 'action.next.find';
      if (id === 'more') return 'action.more.find';
      return id === 'back' && body.stage === 'choosing' ? 'action.back.find.choosing' : null;
    case 'answer':
      if (id === 'next') return 'action.next.answer';
      if (id === 'start') return 'action.start.answer';
      if (id === 'more') return 'action.more.papers';
      return id === 'takeNumber' ? 'action.takeNumber.answer' : null;
    case 'ratingReasons':
      if (id === 'more') return 'action.more.complaintSubject';
      return id === 'next' ? 'action.next.ratingReasons' : null;
    case 'complaintSubject':
      return id === 'more' ? 'action.more.complaintSubject' : null;
    case 'complaintPhone':
      return id === 'confirm' ? 'action.confirm.complaintPhone' : null;
    case 'complaintReview':
      return id === 'confirm' ? 'action.confirm.complaintReview' : null;
    case 'complaintFiled':
      if (id === 'printReceipt') return 'action.printReceipt.complaintFiled';
      return id === 'next' ? 'action.next.result' : null;
    case 'complaintUnknown':
      if (id === 'next') return 'action.next.complaintUnknown';
      return id === 'tryAgain' ? 'action.tryAgain.complaintUnknown' : null;
    case 'readPaper':
      return id === 'next' ? 'action.next.readPaper' : null;
    case 'consent':
      if (id === 'agree') return body.rule === 'elderRisk' ? 'action.agree.elderRisk' : null;
      if (id !== 'decline') return null;
      return body.rule === 'elderRisk' ? 'action.decline.elderRisk' : 'action.decline.consent';
    case 'sign':
      if (id === 'confirm') return 'action.confirm.sign';
      if (id === 'clear') return 'action.clear.sign';
      return id === 'decline' ? 'action.decline.sign' : null;
    case 'helperOverstepped':
      return id === 'tryAgain' ? 'action.tryAgain.helperOverstepped' : null;
    case 'notSigned':
      if (id === 'tryAgain') return 'action.tryAgain.notSigned';
      return id === 'next' ? 'action.next.notSigned' : null;
    case 'assessmentStanding':
      if (id !== 'confirm') return null;
      return body.state === 'none' ? 'action.confirm.standing' : 'action.confirm.standingAgain';
    case 'assessmentResult':
      if (id !== 'next') return null;
      return body.onward ? 'action.next.onward' : 'action.next.result';
    case 'chooseProduct':
      return id === 'more' ? 'action.more.products' : null;
    case 'notSuitable':
      if (id === 'back') return 'action.back.notSuitable';
      return id === 'next' ? 'action.next.notSuitable' : null;
    case 'enterAmount':
      return id === 'confirm' ? 'action.confirm.enterPhone' : null;
    case 'reviewOrder':
      return id === 'confirm' ? 'action.confirm.reviewOrder' : null;
    case 'orderResult':
      return id === 'next' ? 'action.next.result' : null;
    case 'chooseOrder':
      return id === 'more' ? 'action.more.orders' : null;
    case 'reviewWithdrawal':
      return id === 'confirm' ? 'action.confirm.reviewWithdrawal' : null;
    case 'withdrawalResult':
    case 'eBankingResult':
      return id === 'next' ? 'action.next.result' : null;
    case 'reviewEBanking':
      return id === 'confirm' ? 'action.confirm.reviewEBanking' : null;
    case 'eBankingClosed':
      return id === 'next' ? 'action.next.notEligible' : null;
    case 'chooseChannels':
    case 'chooseLimits':
    case 'chooseCardKind':
      return id === 'more' ? 'action.more' : null;
    case 'awaitBinding':
      return id === 'next' ? 'action.next.complaintUnknown' : null;
    case 'newCardResult':
      return id === 'next' ? 'action.next.result' : null;
    case 'cardDetail':
    case 'takeNewCard':
    case 'enterCase':
      return id === 'confirm' ? 'action.confirm.enterCase' : null;
    case 'enterCompanyPhone':
      return id === 'confirm' ? 'action.confirm.enterPhone' : null;
    case 'caseStopped':
      if (id === 'tryAgain') return 'action.tryAgain.caseStopped';
      return id === 'next' ? 'action.next.notEligible' : null;
    case 'reviewCase':
      if (id === 'confirm') return 'action.confirm.reviewCase';
      return id === 'decline' ? 'action.decline.reviewCase' : null;
    case 'originals':
      if (id === 'next') return 'action.next.originals';
      return id === 'askApproval' ? 'action.askApproval.originals' : null;
    case 'pictureOriginal':
      if (id === 'confirm') return 'action.confirm.pictureOriginal';
      return id === 'tryAgain' && body.phase === 'check' ? 'action.tryAgain.pictureOriginal' : null;
    case 'companyResult':
      return id === 'next' ? 'action.next.result' : null;
    case 'callBackTime':
      return id === 'more' ? 'action.more.complaintSubject' : null;
    case 'callBackPhone':
      return id === 'confirm' ? 'action.confirm.complaintPhone' : null;
    case 'callBackReview':
      return id === 'confirm' ? 'action.confirm.callBackReview' : null;
    case 'callBackKept':
      return id === 'next' ? 'action.next.callBackKept' : null;
    case 'callBackAway':
    case 'teachBack':
    case 'saleAway':
    case 'assessmentQuestion':
    case 'complaintWish':
    case 'complaintNotFiled':
    case 'starting':
    case 'outOfService':
    case 'queueAway':
    case 'chooseCard':
    case 'working':
    case 'takeMedia':
      return null;
  }
}

/** What stands on the button of an action, on this screen. */
export function actionLabel(screen: SilentScreen, action: Action, texts: Texts): string {
  if (action.id === 'digit') return String(action.choice ?? '');
  if (action.id === 'quietHelp' || action.id === 'requestSupervisor') return '';
  if (action.id === 'letter') return letterLabel(action.choice, texts);
  if (action.id === 'setLanguage') {
    const language = LANGUAGES[action.choice ?? 0];
    return language ? texts.t(`language.${language}`) : texts.t('action.setLanguage');
  }
  if (action.id === 'say') {
    const ready = READY_SAYINGS[(action.choice ?? 0) - 1];
    return ready ? texts.pick(ready) : texts.t('action.say');
  }
  if (action.id === 'chooseMode') {
    const mode = CALL_MODES[action.choice ?? 0];
    return texts.t(mode ? `action.chooseMode.${mode}` : 'action.chooseMode');
  }
  return texts.message(exception(screen, action.id) ?? rule(action.id));
}
