import { documentFacts } from '#flows/facts.ts';
import type { NumberAnswer, PortName, PortOutput } from '#flows/ports.ts';
import { digestFact, type Facts, staffFact } from '../journal/entry.ts';

/** What of an answer may stand unsealed: enough to replay every guard, nothing that names a person. */
type FactsOf = { readonly [Name in PortName]: (output: PortOutput<Name>, today: string) => Facts };

const outcome = (result: {
  readonly ok: boolean;
  readonly error?: { readonly code: string; readonly condition?: string };
}): Facts =>
  result.ok
    ? { ok: true }
    : { ok: false, code: result.error?.code ?? '', condition: result.error?.condition ?? null };

function numberFacts(answer: NumberAnswer): Facts {
  if (answer.outcome === 'taken')
    return { outcome: answer.outcome, label: answer.number.label, state: answer.number.state };
  return answer.outcome === 'unknown'
    ? { outcome: answer.outcome }
    : { outcome: 'notTaken', why: answer.why };
}

/** Coarse on purpose: the guards ask for 16, 18 and 60. */
const ageBand = (age: number): string =>
  age < 16 ? 'under16' : age < 18 ? '16to17' : age < 60 ? '18to59' : '60plus';

export const FACTS: FactsOf = {
  beginVisit: ({ reference, today }) => ({ reference, today }),
  endVisit: () => ({}),
  readDocument: (result, today) => {
    if (!result.ok) return outcome(result);
    const { type, age, validity } = documentFacts(result.value.document, today);
    return { ok: true, documentType: type, ageBand: ageBand(age), validity };
  },
  documentPresence: ({ presence }) => ({ presence }),
  lookupCustomer: (result) => ({
    ...outcome(result),
    ...(result.ok ? { cards: result.value.cards.length } : {}),
  }),
  setCardEntry: () => ({}),
  readBankCard: outcome,
  ejectCard: outcome,
  cardPlace: ({ place }) => ({ place }),
  retainCard: ({ fate, reference, staffTold }) => ({ fate, reference, staffTold }),
  submit: (answer) => ({
    submission: answer.submission,
    outcome: answer.outcome,
    refusal: answer.outcome === 'refused' ? answer.refusal : null,
  }),
  sendCode: (result) => ({
    ...outcome(result),
    ...(!result.ok && result.error.code === 'tooSoon' ? { seconds: result.error.seconds } : {}),
  }),
  checkCode: (answer) => ({
    result: answer.result,
    triesLeft: answer.result === 'wrong' ? answer.triesLeft : null,
  }),
  printReceipt: (answer) => ({ outcome: answer.outcome }),
  queueNow: (result) => ({
    ...outcome(result),
    ...(result.ok ? { open: result.value.open, services: result.value.services.length } : {}),
  }),
  findAppointment: (result) => ({
    ...outcome(result),
    ...(result.ok ? { verdict: result.value.found?.verdict ?? null } : {}),
  }),
  wayNow: (result) => ({
    ...outcome(result),
    ...(result.ok
      ? {
          open: result.value.open,
          services: result.value.services.length,
          answers: result.value.own.answers.length,
        }
      : {}),
  }),
  takeTicket: numberFacts,
  ticketState: numberFacts,
  giveUpTicket: ({ outcome: fate }) => ({ outcome: fate }),
  keepDraft: ({ outcome: fate }) => ({ outcome: fate }),
  dropDraft: () => ({}),
  requestApproval: (answer) =>
    answer.reached
      ? { reached: true, approval: answer.approvalId, reference: answer.reference }
      : { reached: false, ...(answer.spent ? { spent: true } : {}) },
  approvalState: (news) => ({
    state: news.state,
    ...('approvalId' in news
      ? { approval: news.approvalId, staff: staffFact(news.staff), reason: news.reason }
      : {}),
    ...('second' in news && news.second !== undefined ? { second: staffFact(news.second) } : {}),
  }),
  withdrawApproval: () => ({}),
  giveRating: () => ({}),
  fileComplaint: (answer) => ({ outcome: answer.outcome }),
  complaintState: (answer) => ({ outcome: answer.outcome }),
  recordConsent: () => ({}),
  riskQuestionnaire: (result) => ({
    ...outcome(result),
    ...(result.ok ? { version: result.value.questionnaire.version } : {}),
  }),
  riskStanding: (result) => ({
    ...outcome(result),
    ...(result.ok ? { valid: result.value.assessment?.valid ?? null } : {}),
  }),
  wealthProducts: (result) => ({
    ...outcome(result),
    ...(result.ok ? { products: result.value.products.length } : {}),
  }),
  wealthOrders: (result) => ({
    ...outcome(result),
    ...(result.ok ? { orders: result.value.orders.length } : {}),
  }),
  eBankingOffer: (result) => ({
    ...outcome(result),
    ...(result.ok ? { open: result.value.contract !== null } : {}),
  }),
  openPaper: (result) => ({
    ...outcome(result),
    ...(result.ok
      ? {
          template: result.value.template,
          number: result.value.number,
          sha256: digestFact(result.value.sha256),
          pages: result.value.pages,
        }
      : {}),
  }),
  turnTo: () => ({}),
  captureOnPad: (answer) => ({
    outcome: answer.outcome,
    ...(answer.outcome === 'written' ? { strokes: answer.strokes } : {}),
    ...(answer.outcome === 'notWritten' ? { why: answer.why } : {}),
  }),
  pressOnPad: () => ({}),
  clearInk: () => ({}),
  signPaper: (answer) =>
    answer.outcome === 'sealed'
      ? { outcome: answer.outcome, sha256: digestFact(answer.sha256), stamped: answer.stamped }
      : { outcome: answer.outcome, why: answer.why },
  discardPaper: () => ({}),
  cardKinds: (result) => ({
    ...outcome(result),
    ...(result.ok ? { kinds: result.value.kinds.length, faceCheck: result.value.faceCheck } : {}),
  }),
  verifyPerson: ({ outcome: said }) => ({ outcome: said }),
  dispenseCard: ({ outcome: end }) => ({ outcome: end }),
  readBlank: outcome,
  presentCard: ({ outcome: end }) => ({ outcome: end }),
  retainNewCard: ({ fate, reference, staffTold }) => ({ fate, reference, staffTold }),
  newCardTaken: (answer) => ({ submission: answer.submission, outcome: answer.outcome }),
  companyCase: (result) => ({
    ...outcome(result),
    ...(result.ok ? { role: result.value.role, originals: result.value.originals.length } : {}),
  }),
  shownPictures: ({ pictures }) => ({ pictures: pictures.length }),
  holdCamera: ({ lost }) => ({ lost }),
  takePicture: (answer) =>
    answer.outcome === 'taken'
      ? { outcome: answer.outcome, picture: answer.picture }
      : { outcome: answer.outcome, why: answer.why },
  keepPicture: (result) => ({
    ...outcome(result),
    ...(result.ok
      ? { picture: result.value.kept.picture, sha256: digestFact(result.value.kept.sha256) }
      : {}),
  }),
  discardPicture: () => ({}),
  startRecording: outcome,
  stopRecording: () => ({}),
  requestHelp: (answer) => ({ reached: answer.reached, reference: answer.reached ? answer.reference : null }),
  withdrawHelp: () => ({}),
  releaseHands: () => ({}),
  endOverstepped: () => ({}),
  quiet: () => ({}),
  callOutlook: ({ state }) => ({ state }),
  openCallMedia: ({ mode, camera, microphone }) => ({ mode, camera, microphone }),
  closeCallMedia: () => ({}),
  requestCall: (answer) => ({ reached: answer.reached, reference: answer.reached ? answer.reference : null }),
  leaveCall: () => ({}),
  sayToTeller: ({ sent }) => ({ sent }),
  setCallMedia: () => ({}),
  answerAct: () => ({}),
  recordCall: () => ({}),
  takeStill: ({ taken }) => ({ taken }),
  callBackTimes: ({ reached }) => ({ reached }),
  requestCallBack: (answer) => ({
    outcome: answer.outcome,
    reference: answer.outcome === 'kept' ? answer.reference : null,
  }),
};
