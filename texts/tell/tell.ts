import type { BodyOf, ScreenKind } from '#contracts/screen/screen.ts';
import { textsFor } from '../format.ts';
import { awaitApproval } from './approval.ts';
import {
  chooseCard,
  enterCode,
  enterPhone,
  proveOldNumber,
  reviewBlock,
  reviewPhone,
  working,
} from './business.ts';
import { callOver, callWays, proposal, recordingAsked, selfTest, stillAsked, talk } from './call.ts';
import { callBackAway, callBackKept, callBackPhone, callBackReview, callBackTime } from './call-back.ts';
import {
  caseStopped,
  companyResult,
  enterCase,
  enterCompanyPhone,
  originals,
  pictureOriginal,
  reviewCase,
} from './company.ts';
import {
  chooseChannels,
  chooseLimits,
  eBankingClosed,
  eBankingResult,
  provePhone,
  reviewEBanking,
} from './e-banking.ts';

import {
  complaintFiled,
  complaintNotFiled,
  complaintPhone,
  complaintReview,
  complaintSubject,
  complaintUnknown,
  complaintWish,
  farewell,
  ratingReasons,
} from './feedback.ts';
import { answer, find } from './finding.ts';
import { helperOverstepped, onlyYou } from './helper.ts';
import { awaitBinding, cardDetail, chooseCardKind, newCardResult, takeNewCard } from './issue.ts';
import { cardProblem, cardRetained, takeMedia, trouble } from './media.ts';
import { attention, display, help } from './overlays.ts';
import {
  appointment,
  chooseBusiness,
  doHere,
  enterAppointment,
  needs,
  papers,
  papersMissing,
  queueAway,
  ticketGivenUp,
  ticketTaken,
  ticketUnknown,
} from './queue.ts';
import { result } from './result.ts';
import {
  assessmentQuestion,
  assessmentResult,
  assessmentStanding,
  chooseProduct,
  enterAmount,
  notSuitable,
  orderResult,
  reviewOrder,
  saleAway,
} from './sale.ts';
import { consent, notSigned, readPaper, sign, teachBack } from './signing.ts';
import type { SilentScreen, Telling, Telltale, Words } from './telling.ts';
import { elderOffer, identify, idle, menu, notEligible, outOfService, starting } from './welcome.ts';
import { chooseOrder, reviewWithdrawal, withdrawalResult } from './withdrawal.ts';

/** One teller for every kind of screen; a new kind without one does not compile. */
const TELLERS: { readonly [Kind in ScreenKind]: (body: BodyOf<Kind>, tale: Telltale) => Telling } = {
  starting,
  outOfService,
  idle,
  identify,
  elderOffer,
  menu,
  notEligible,
  chooseCard,
  reviewBlock,
  proveOldNumber,
  enterCode,
  enterPhone,
  reviewPhone,
  awaitApproval,
  working,
  result,
  cardProblem,
  takeMedia,
  cardRetained,
  trouble,
  farewell,
  queueAway,
  chooseBusiness,
  doHere,
  needs,
  papers,
  papersMissing,
  ticketTaken,
  ticketUnknown,
  enterAppointment,
  appointment,
  ticketGivenUp,
  find,
  answer,
  ratingReasons,
  complaintSubject,
  complaintWish,
  complaintPhone,
  complaintReview,
  complaintFiled,
  complaintNotFiled,
  complaintUnknown,
  readPaper,
  teachBack,
  consent,
  sign,
  notSigned,
  helperOverstepped,
  saleAway,
  assessmentStanding,
  assessmentQuestion,
  assessmentResult,
  chooseProduct,
  notSuitable,
  enterAmount,
  reviewOrder,
  orderResult,
  chooseOrder,
  reviewWithdrawal,
  withdrawalResult,
  provePhone,
  chooseChannels,
  chooseLimits,
  reviewEBanking,
  eBankingClosed,
  eBankingResult,
  chooseCardKind,
  cardDetail,
  awaitBinding,
  takeNewCard,
  newCardResult,
  enterCase,
  caseStopped,
  reviewCase,
  enterCompanyPhone,
  originals,
  pictureOriginal,
  companyResult,
  callBackTime,
  callBackPhone,
  callBackReview,
  callBackKept,
  callBackAway,
};

const tellAs = <Kind extends ScreenKind>(kind: Kind, body: BodyOf<Kind>, tale: Telltale): Telling =>
  TELLERS[kind](body, tale);

const taleOf = ({ frame, actions }: SilentScreen): Telltale => {
  const texts = textsFor(frame.language);
  return {
    texts,
    frame,
    actions,
    counter: frame.counter ? texts.pick(frame.counter) : texts.t('frame.counterDefault'),
  };
};

/** What the step tells, in the screen's language, whatever lies over it. */
export const tellBody = (screen: SilentScreen): Telling =>
  tellAs(screen.body.kind, screen.body, taleOf(screen));

/** What stands on the row of the step with that number. */
const rowOf = (screen: SilentScreen, row: { readonly choice: number } | null): Words | null =>
  row === null ? null : (tellBody(screen).choices.find(({ choice }) => choice === row.choice)?.title ?? null);

/** What lies over the step tells; null when nothing does. */
export function tellOverlay(screen: SilentScreen): Telling | null {
  const { overlay } = screen.frame;
  if (!overlay) return null;
  const tale = taleOf(screen);
  switch (overlay.kind) {
    case 'help':
      return help(screen.body.kind, tale);
    case 'display':
      return display(tale);
    case 'onlyYou':
      return onlyYou(overlay, tale);
    case 'attention':
      return attention(overlay, tale);
    case 'callWays':
      return callWays(overlay, tale);
    case 'selfTest':
      return selfTest(overlay, tale);
    case 'call':
      return talk(overlay, tale);
    case 'proposal':
      return proposal(overlay, rowOf(screen, overlay.choice), tale);
    case 'stillAsked':
      return stillAsked(overlay, tale);
    case 'recordingAsked':
      return recordingAsked(overlay, tale);
    case 'callOver':
      return callOver(overlay, tale);
  }
}

/** What the customer is looking at. */
export const tell = (screen: SilentScreen): Telling => tellOverlay(screen) ?? tellBody(screen);
