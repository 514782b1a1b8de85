import { dayInChina } from '#flows/facts.ts';
import type { FlowPorts, PortInput, PortName, PortOutput } from '#flows/ports.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Journal } from '../journal/journal.ts';
import type { Visits } from '../visits.ts';
import { FACTS } from './answer-facts.ts';

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
  recordCall: {},
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
  journal: Pick<Journal, 'append'>,
  visits: Pick<Visits, 'current'>,
  clock: Pick<Clock, 'wall'>,
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
    recordCall: wrap('recordCall'),
    takeStill: wrap('takeStill'),
    callBackTimes: wrap('callBackTimes'),
    requestCallBack: wrap('requestCallBack'),
  } as FlowPorts;
}
