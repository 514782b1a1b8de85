import type { BodyOf } from '#contracts/screen/screen.ts';
import { delays } from '../delays.ts';
import type { Age, View } from './view.ts';

/** How long each usually takes, in seconds, as told after five seconds of waiting. */
const USUAL_SECONDS: Readonly<Record<BodyOf<'working'>['what'], number>> = {
  lookup: 5,
  readCard: 8,
  block: 10,
  sendCode: 5,
  checkCode: 5,
  changePhone: 10,
  openCase: 10,
  returnCard: 5,
  retainCard: 10,
  queue: 3,
  takeNumber: 4,
  giveUpNumber: 4,
  find: 2,
  fileComplaint: 4,
  loadSale: 4,
  openPaper: 4,
  sealPaper: 6,
  recorder: 4,
  recordAssessment: 8,
  order: 10,
  loadOrders: 4,
  withdraw: 10,
  loadEBanking: 4,
  signUp: 10,
  loadCards: 4,
  verifyPerson: 5,
  applyForCard: 10,
  prepareCard: 10,
  bindCard: 10,
  presentCard: 5,
  activateCard: 10,
  loadCase: 4,
  keepPicture: 4,
  openCompanyAccount: 10,
  loadTimes: 4,
  keepCallBack: 4,
};

/** A wait in words: first nothing much, then what for, then how long it usually takes. */
export function workingView(what: BodyOf<'working'>['what'], age: Age): View {
  const phase =
    age.ofStep >= delays.workingSaysHowLong
      ? 'long'
      : age.ofStep >= delays.workingSaysWhat
        ? 'waiting'
        : 'brief';
  return {
    body: { kind: 'working', what, phase, usualSeconds: USUAL_SECONDS[what] },
    actions: [],
    question: `working ${what}`,
  };
}
