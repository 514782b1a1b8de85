import type { ComponentType } from 'react';
import type { BodyOf, ScreenKind } from '#contracts/screen/screen.ts';
import type { Telling } from '#texts/tell/telling.ts';
import { Answer } from './answer.tsx';
import { Appointment } from './appointment.tsx';
import { AssessmentQuestion, AssessmentResult, AssessmentStanding } from './assessment.tsx';
import { AwaitApproval } from './await-approval.tsx';
import { CallBackAway, CallBackKept, CallBackPhone, CallBackReview, CallBackTime } from './call-back.tsx';
import { CardProblem } from './card-problem.tsx';
import { CardRetained } from './card-retained.tsx';
import { ChooseBusiness } from './choose-business.tsx';
import { ChooseCard } from './choose-card.tsx';
import { ChooseOrder } from './choose-order.tsx';
import { ChooseProduct } from './choose-product.tsx';
import {
  CaseStopped,
  CompanyResult,
  EnterCase,
  EnterCompanyPhone,
  Originals,
  PictureOriginal,
  ReviewCase,
} from './company.tsx';
import { ComplaintNotFiled, ComplaintUnknown } from './complaint-away.tsx';
import { ComplaintSubject, ComplaintWish } from './complaint-choices.tsx';
import { ComplaintFiled } from './complaint-filed.tsx';
import { ComplaintPhone } from './complaint-phone.tsx';
import { ComplaintReview } from './complaint-review.tsx';
import { Consent } from './consent.tsx';
import { DoHere } from './do-here.tsx';
import {
  ChooseChannels,
  ChooseLimits,
  EBankingClosed,
  EBankingResult,
  ProvePhone,
  ReviewEBanking,
} from './e-banking.tsx';
import { ElderOffer } from './elder-offer.tsx';
import { EnterAmount } from './enter-amount.tsx';
import { EnterAppointment } from './enter-appointment.tsx';
import { EnterCode } from './enter-code.tsx';
import { EnterPhone } from './enter-phone.tsx';
import { Farewell } from './farewell.tsx';
import { Find } from './find.tsx';
import { HelperOverstepped } from './helper-overstepped.tsx';
import { Identify } from './identify.tsx';
import { Idle } from './idle.tsx';
import { Menu } from './menu.tsx';
import { Needs } from './needs.tsx';
import { AwaitBinding, CardDetail, ChooseCardKind, NewCardResult, TakeNewCard } from './new-card.tsx';
import { NotEligible } from './not-eligible.tsx';
import { NotSigned } from './not-signed.tsx';
import { NotSuitable } from './not-suitable.tsx';
import { OrderResult } from './order-result.tsx';
import { OutOfService } from './out-of-service.tsx';
import { Papers, PapersMissing } from './papers.tsx';
import type { ScreenProps } from './props.ts';
import { ProveOldNumber } from './prove-old-number.tsx';
import { QueueAway } from './queue-away.tsx';
import { RatingReasons } from './rating-reasons.tsx';
import { ReadPaper } from './read-paper.tsx';
import { Result } from './result.tsx';
import { ReviewBlock } from './review-block.tsx';
import { ReviewOrder } from './review-order.tsx';
import { ReviewPhone } from './review-phone.tsx';
import { SaleAway } from './sale-away.tsx';
import { Sign } from './sign.tsx';
import { Starting } from './starting.tsx';
import { TakeMedia } from './take-media.tsx';
import { TeachBack } from './teach-back.tsx';
import { TicketGivenUp } from './ticket-given-up.tsx';
import { TicketTaken } from './ticket-taken.tsx';
import { TicketUnknown } from './ticket-unknown.tsx';
import { Trouble } from './trouble.tsx';
import { ReviewWithdrawal, WithdrawalResult } from './withdrawal.tsx';
import { Working } from './working.tsx';

/** One component a kind; a kind without one does not compile. */
const SCREENS: { readonly [Kind in ScreenKind]: ComponentType<ScreenProps<Kind>> } = {
  starting: Starting,
  outOfService: OutOfService,
  idle: Idle,
  identify: Identify,
  elderOffer: ElderOffer,
  menu: Menu,
  notEligible: NotEligible,
  chooseCard: ChooseCard,
  reviewBlock: ReviewBlock,
  proveOldNumber: ProveOldNumber,
  enterCode: EnterCode,
  enterPhone: EnterPhone,
  reviewPhone: ReviewPhone,
  awaitApproval: AwaitApproval,
  working: Working,
  result: Result,
  cardProblem: CardProblem,
  takeMedia: TakeMedia,
  cardRetained: CardRetained,
  trouble: Trouble,
  farewell: Farewell,
  queueAway: QueueAway,
  chooseBusiness: ChooseBusiness,
  doHere: DoHere,
  needs: Needs,
  papers: Papers,
  papersMissing: PapersMissing,
  ticketTaken: TicketTaken,
  enterAppointment: EnterAppointment,
  appointment: Appointment,
  ticketUnknown: TicketUnknown,
  ticketGivenUp: TicketGivenUp,
  find: Find,
  answer: Answer,
  ratingReasons: RatingReasons,
  complaintSubject: ComplaintSubject,
  complaintWish: ComplaintWish,
  callBackTime: CallBackTime,
  callBackPhone: CallBackPhone,
  callBackReview: CallBackReview,
  callBackKept: CallBackKept,
  callBackAway: CallBackAway,
  complaintPhone: ComplaintPhone,
  complaintReview: ComplaintReview,
  complaintFiled: ComplaintFiled,
  complaintNotFiled: ComplaintNotFiled,
  complaintUnknown: ComplaintUnknown,
  readPaper: ReadPaper,
  teachBack: TeachBack,
  consent: Consent,
  sign: Sign,
  notSigned: NotSigned,
  helperOverstepped: HelperOverstepped,
  saleAway: SaleAway,
  assessmentStanding: AssessmentStanding,
  assessmentQuestion: AssessmentQuestion,
  assessmentResult: AssessmentResult,
  chooseProduct: ChooseProduct,
  notSuitable: NotSuitable,
  enterAmount: EnterAmount,
  reviewOrder: ReviewOrder,
  orderResult: OrderResult,
  chooseOrder: ChooseOrder,
  reviewWithdrawal: ReviewWithdrawal,
  withdrawalResult: WithdrawalResult,
  provePhone: ProvePhone,
  chooseChannels: ChooseChannels,
  chooseLimits: ChooseLimits,
  reviewEBanking: ReviewEBanking,
  eBankingClosed: EBankingClosed,
  eBankingResult: EBankingResult,
  chooseCardKind: ChooseCardKind,
  cardDetail: CardDetail,
  awaitBinding: AwaitBinding,
  takeNewCard: TakeNewCard,
  newCardResult: NewCardResult,
  enterCase: EnterCase,
  caseStopped: CaseStopped,
  reviewCase: ReviewCase,
  enterCompanyPhone: EnterCompanyPhone,
  originals: Originals,
  pictureOriginal: PictureOriginal,
  companyResult: CompanyResult,
};

/** The middle of the screen for a body of any kind. */
export function drawBody<Kind extends ScreenKind>(kind: Kind, body: BodyOf<Kind>, told: Telling) {
  const Drawn: ComponentType<ScreenProps<Kind>> = SCREENS[kind];
  return <Drawn body={body} told={told} />;
}
