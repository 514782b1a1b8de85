import { fromPromise, type PromiseActorLogic } from 'xstate';
import type { FlowPorts, PortInput, PortName, PortOutput } from './ports.ts';

type PortActor<Name extends PortName> = PromiseActorLogic<PortOutput<Name>, PortInput<Name>>;
export type PortActors = { [Name in PortName]: PortActor<Name> };

const notProvided = <Name extends PortName>(name: Name): PortActor<Name> =>
  fromPromise<PortOutput<Name>, PortInput<Name>>(() =>
    Promise.reject(new Error(`The port ${name} was not provided to the flow.`)),
  );

/** What the machines are declared with; the host replaces every one with `provide`. */
export const undeliveredPorts: PortActors = {
  beginVisit: notProvided('beginVisit'),
  endVisit: notProvided('endVisit'),
  readDocument: notProvided('readDocument'),
  documentPresence: notProvided('documentPresence'),
  lookupCustomer: notProvided('lookupCustomer'),
  setCardEntry: notProvided('setCardEntry'),
  readBankCard: notProvided('readBankCard'),
  ejectCard: notProvided('ejectCard'),
  cardPlace: notProvided('cardPlace'),
  retainCard: notProvided('retainCard'),
  submit: notProvided('submit'),
  sendCode: notProvided('sendCode'),
  checkCode: notProvided('checkCode'),
  printReceipt: notProvided('printReceipt'),
  queueNow: notProvided('queueNow'),
  findAppointment: notProvided('findAppointment'),
  wayNow: notProvided('wayNow'),
  takeTicket: notProvided('takeTicket'),
  ticketState: notProvided('ticketState'),
  giveUpTicket: notProvided('giveUpTicket'),
  keepDraft: notProvided('keepDraft'),
  dropDraft: notProvided('dropDraft'),
  requestApproval: notProvided('requestApproval'),
  approvalState: notProvided('approvalState'),
  withdrawApproval: notProvided('withdrawApproval'),
  giveRating: notProvided('giveRating'),
  fileComplaint: notProvided('fileComplaint'),
  complaintState: notProvided('complaintState'),
  recordConsent: notProvided('recordConsent'),
  riskQuestionnaire: notProvided('riskQuestionnaire'),
  riskStanding: notProvided('riskStanding'),
  wealthProducts: notProvided('wealthProducts'),
  openPaper: notProvided('openPaper'),
  showPage: notProvided('showPage'),
  clearInk: notProvided('clearInk'),
  signPaper: notProvided('signPaper'),
  discardPaper: notProvided('discardPaper'),
  requestHelp: notProvided('requestHelp'),
  withdrawHelp: notProvided('withdrawHelp'),
};

/** The host's ports as actors. */
export function portActors(ports: FlowPorts): PortActors {
  return {
    beginVisit: fromPromise(({ input }) => ports.beginVisit(input)),
    endVisit: fromPromise(({ input }) => ports.endVisit(input)),
    readDocument: fromPromise(({ input, signal }) => ports.readDocument(input, signal)),
    documentPresence: fromPromise(({ input }) => ports.documentPresence(input)),
    lookupCustomer: fromPromise(({ input }) => ports.lookupCustomer(input)),
    setCardEntry: fromPromise(({ input }) => ports.setCardEntry(input)),
    readBankCard: fromPromise(({ input }) => ports.readBankCard(input)),
    ejectCard: fromPromise(({ input }) => ports.ejectCard(input)),
    cardPlace: fromPromise(({ input }) => ports.cardPlace(input)),
    retainCard: fromPromise(({ input }) => ports.retainCard(input)),
    submit: fromPromise(({ input }) => ports.submit(input)),
    sendCode: fromPromise(({ input }) => ports.sendCode(input)),
    checkCode: fromPromise(({ input }) => ports.checkCode(input)),
    printReceipt: fromPromise(({ input }) => ports.printReceipt(input)),
    queueNow: fromPromise(({ input }) => ports.queueNow(input)),
    findAppointment: fromPromise(({ input }) => ports.findAppointment(input)),
    wayNow: fromPromise(({ input }) => ports.wayNow(input)),
    takeTicket: fromPromise(({ input }) => ports.takeTicket(input)),
    ticketState: fromPromise(({ input }) => ports.ticketState(input)),
    giveUpTicket: fromPromise(({ input }) => ports.giveUpTicket(input)),
    keepDraft: fromPromise(({ input }) => ports.keepDraft(input)),
    dropDraft: fromPromise(({ input }) => ports.dropDraft(input)),
    requestApproval: fromPromise(({ input, signal }) => ports.requestApproval(input, signal)),
    approvalState: fromPromise(({ input, signal }) => ports.approvalState(input, signal)),
    withdrawApproval: fromPromise(({ input }) => ports.withdrawApproval(input)),
    giveRating: fromPromise(({ input }) => ports.giveRating(input)),
    fileComplaint: fromPromise(({ input }) => ports.fileComplaint(input)),
    complaintState: fromPromise(({ input }) => ports.complaintState(input)),
    recordConsent: fromPromise(({ input }) => ports.recordConsent(input)),
    riskQuestionnaire: fromPromise(({ input }) => ports.riskQuestionnaire(input)),
    riskStanding: fromPromise(({ input }) => ports.riskStanding(input)),
    wealthProducts: fromPromise(({ input }) => ports.wealthProducts(input)),
    openPaper: fromPromise(({ input }) => ports.openPaper(input)),
    showPage: fromPromise(({ input }) => ports.showPage(input)),
    clearInk: fromPromise(({ input }) => ports.clearInk(input)),
    signPaper: fromPromise(({ input }) => ports.signPaper(input)),
    discardPaper: fromPromise(({ input }) => ports.discardPaper(input)),
    requestHelp: fromPromise(({ input }) => ports.requestHelp(input)),
    withdrawHelp: fromPromise(({ input }) => ports.withdrawHelp(input)),
  };
}
