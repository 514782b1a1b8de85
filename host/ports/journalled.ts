import { dayInChina, documentFacts } from '#flows/facts.ts';
import type { FlowPorts, NumberAnswer, PortInput, PortName, PortOutput } from '#flows/ports.ts';
import type { Clock } from '#foundation/clock.ts';
import { digestFact, type Facts, staffFact } from '../journal/entry.ts';
import type { Journal } from '../journal/journal.ts';
import type { Visits } from '../visits.ts';

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

const FACTS: FactsOf = {
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
  takeStill: ({ taken }) => ({ taken }),
  callBackTimes: ({ reached }) => ({ reached }),
  requestCallBack: (answer) => ({
    outcome: answer.outcome,
    reference: answer.outcome === 'kept' ? answer.reference : null,
  }),
};

/** What the world answers when the journal cannot take the question: nothing was done. */
export type Refusals = { readonly [Name in PortName]?: PortOutput<Name> };
const NOTHING_DONE: Refusals = {
  submit: { submission: 'none', reference: '', outcome: 'notSent' },
  printReceipt: { outcome: 'notPrinted' },
  retainCard: { fate: 'failed', reference: '', staffTold: false },
  ejectCard: { ok: false, error: { code: 'failed' } },
  takeTicket: { outcome: 'notTaken', why: 'notSent' },
  ticketState: { outcome: 'unknown' },
  giveUpTicket: { outcome: 'notGiven' },
  keepDraft: { outcome: 'notKept' },
  requestApproval: { reached: false },
  withdrawApproval: {},
  giveRating: {},
  fileComplaint: { outcome: 'notFiled', why: 'notSent' },
  complaintState: { outcome: 'unknown' },
  openPaper: { ok: false, error: { code: 'failed' } },
  signPaper: { outcome: 'notSigned', why: 'failed' },
  discardPaper: {},
  dispenseCard: { outcome: 'notFed' },
  presentCard: { outcome: 'notPresented' },
  retainNewCard: { fate: 'failed', reference: '', staffTold: false },
  startRecording: { ok: false, error: { code: 'notRecording' } },
  stopRecording: {},
  captureOnPad: { outcome: 'notWritten', why: 'padFailed' },
  pressOnPad: {},
  clearInk: {},
  shownPictures: { pictures: [] },
  holdCamera: { lost: 'fault' },
  takePicture: { outcome: 'notTaken', why: 'noPicture' },
  keepPicture: { ok: false, error: { code: 'notKept' } },
  discardPicture: {},
  setCardEntry: {},
  withdrawHelp: {},
  releaseHands: {},
  endOverstepped: {},
  quiet: {},
  callOutlook: { state: 'unreachable' },
  openCallMedia: { mode: 'text', camera: 'failed', microphone: 'failed' },
  closeCallMedia: {},
  requestCall: { reached: false, why: 'unreachable' },
  leaveCall: {},
  sayToTeller: { sent: false },
  setCallMedia: {},
  answerAct: {},
  takeStill: { taken: false },
  callBackTimes: { reached: false },
  requestCallBack: { outcome: 'notKept' },
};

/** The flow does not wait for these, so nobody could hear that the answer was not written; the journal's fault is told. */
const UNHEARD: readonly PortName[] = [
  'setCardEntry',
  'withdrawHelp',
  'releaseHands',
  'quiet',
  'closeCallMedia',
  'leaveCall',
  'setCallMedia',
  'answerAct',
];

type Ask<Name extends PortName> = (input: PortInput<Name>, signal: AbortSignal) => Promise<PortOutput<Name>>;
/** The ports by name, so that one of them is a function of its own name and not of all of them. */
type Asks = { readonly [Name in PortName]: Ask<Name> };

/**
 * Puts the journal between the flows and the world: the question is durable before anything is done, the answer
 * before anybody acts on it. A question that cannot be written is not asked.
 */
export function journalled(
  ports: FlowPorts,
  journal: Journal,
  visits: Visits,
  clock: Clock,
  onJournalFault: (failure: unknown) => void,
): FlowPorts {
  const asks: Asks = ports;
  const refusals: { readonly [Name in PortName]?: PortOutput<Name> } = NOTHING_DONE;
  let calls = 0;
  const wrap =
    <Name extends PortName>(name: Name) =>
    async (input: PortInput<Name>, signal: AbortSignal): Promise<PortOutput<Name>> => {
      const call = ++calls;
      const ask: Ask<Name> = asks[name];
      try {
        journal.append({
          kind: 'port.asked',
          visit: visits.current?.token ?? null,
          facts: { port: name, call },
          ...(visits.current ? { sealed: { input } } : {}),
        });
      } catch (failure) {
        onJournalFault(failure);
        const refusal: PortOutput<Name> | undefined = refusals[name];
        if (refusal) return refusal;
        throw failure;
      }
      // The visit may begin with this answer, or end with it: what is personal is sealed under whichever is there.
      const before = visits.current?.token;
      const output = await ask(input, signal);
      const visit = visits.current?.token ?? null;
      try {
        journal.append({
          kind: 'port.answered',
          visit: visit ?? before ?? null,
          facts: { port: name, call, ...FACTS[name](output, dayInChina(clock.wall())) },
          ...(visit ? { sealed: { output } } : {}),
        });
      } catch (failure) {
        onJournalFault(failure);
        if (!UNHEARD.includes(name)) throw failure;
      }
      return output;
    };
  return {
    beginVisit: wrap('beginVisit'),
    endVisit: wrap('endVisit'),
    readDocument: wrap('readDocument'),
    documentPresence: wrap('documentPresence'),
    lookupCustomer: wrap('lookupCustomer'),
    setCardEntry: wrap('setCardEntry'),
    readBankCard: wrap('readBankCard'),
    ejectCard: wrap('ejectCard'),
    cardPlace: wrap('cardPlace'),
    retainCard: wrap('retainCard'),
    submit: wrap('submit'),
    sendCode: wrap('sendCode'),
    checkCode: wrap('checkCode'),
    printReceipt: wrap('printReceipt'),
    queueNow: wrap('queueNow'),
    findAppointment: wrap('findAppointment'),
    wayNow: wrap('wayNow'),
    takeTicket: wrap('takeTicket'),
    ticketState: wrap('ticketState'),
    giveUpTicket: wrap('giveUpTicket'),
    keepDraft: wrap('keepDraft'),
    dropDraft: wrap('dropDraft'),
    requestApproval: wrap('requestApproval'),
    approvalState: wrap('approvalState'),
    withdrawApproval: wrap('withdrawApproval'),
    giveRating: wrap('giveRating'),
    fileComplaint: wrap('fileComplaint'),
    complaintState: wrap('complaintState'),
    recordConsent: wrap('recordConsent'),
    riskQuestionnaire: wrap('riskQuestionnaire'),
    riskStanding: wrap('riskStanding'),
    wealthProducts: wrap('wealthProducts'),
    wealthOrders: wrap('wealthOrders'),
    eBankingOffer: wrap('eBankingOffer'),
    openPaper: wrap('openPaper'),
    turnTo: wrap('turnTo'),
    captureOnPad: wrap('captureOnPad'),
    pressOnPad: wrap('pressOnPad'),
    clearInk: wrap('clearInk'),
    signPaper: wrap('signPaper'),
    discardPaper: wrap('discardPaper'),
    cardKinds: wrap('cardKinds'),
    verifyPerson: wrap('verifyPerson'),
    dispenseCard: wrap('dispenseCard'),
    readBlank: wrap('readBlank'),
    presentCard: wrap('presentCard'),
    retainNewCard: wrap('retainNewCard'),
    newCardTaken: wrap('newCardTaken'),
    companyCase: wrap('companyCase'),
    shownPictures: wrap('shownPictures'),
    holdCamera: wrap('holdCamera'),
    takePicture: wrap('takePicture'),
    keepPicture: wrap('keepPicture'),
    discardPicture: wrap('discardPicture'),
    startRecording: wrap('startRecording'),
    stopRecording: wrap('stopRecording'),
    requestHelp: wrap('requestHelp'),
    withdrawHelp: wrap('withdrawHelp'),
    releaseHands: wrap('releaseHands'),
    endOverstepped: wrap('endOverstepped'),
    quiet: wrap('quiet'),
    callOutlook: wrap('callOutlook'),
    openCallMedia: wrap('openCallMedia'),
    closeCallMedia: wrap('closeCallMedia'),
    requestCall: wrap('requestCall'),
    leaveCall: wrap('leaveCall'),
    sayToTeller: wrap('sayToTeller'),
    setCallMedia: wrap('setCallMedia'),
    answerAct: wrap('answerAct'),
    takeStill: wrap('takeStill'),
    callBackTimes: wrap('callBackTimes'),
    requestCallBack: wrap('requestCallBack'),
  } as FlowPorts;
}
