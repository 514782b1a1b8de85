import type {
  FlowPorts,
  PortInput,
  PortName,
  PortOutput,
  PrintAnswer,
  Submission,
  SubmissionAnswer,
} from '#flows/ports.ts';
import { CardEntry } from '#host/ports/card-entry.ts';
import type { Visits } from '#host/visits.ts';
import { ANSWERS } from './answers.ts';
import type { Visitor } from './visitors.ts';

/** A question the flow asked and the world has not answered. */
export type Question = {
  readonly port: PortName;
  /** How many answers there are now; `answer` takes one of them, counted round. */
  answers(): number;
  answer(which: number): void;
};

/** Acts that cannot be undone. */
const IRREVERSIBLE: readonly PortName[] = [
  'submit',
  'ejectCard',
  'retainCard',
  'printReceipt',
  'takeTicket',
  'giveUpTicket',
];

/** Everything the flow asks of, with the few laws of nature that a terminal obeys: a card is in one place. */
export class World {
  readonly visits: Visits;
  readonly today: string;
  /** Who stands at the terminal. */
  visitor: Visitor | undefined;
  /** Whose ID card lies on the reader. */
  laid: Visitor | undefined;
  /** It was laid while goodbye was said, by somebody who begins anew. */
  laidAtGoodbye = false;
  /** It was laid in a visit and lay there when that ended: whoever comes next may be somebody else. */
  idCardLeft = false;
  /** How often a read was answered with a card that was left. */
  strayReads = 0;
  /** The ID reader's cable is out: whatever lies on it. */
  scannerAway = false;
  card: 'none' | 'inside' | 'gate' = 'none';
  inserted = 0;
  taken = 0;
  retained = 0;
  entryOpen = false;
  readonly entry = new CardEntry();
  /** The card reader neither hears nor tells; its motor still draws a card in while its entry stands open. */
  readerAway = false;
  readonly submitted: Submission[] = [];
  /** What the bank said last of the newest submission, and the printer of the newest paper. */
  outcome: SubmissionAnswer['outcome'] | undefined;
  printed: PrintAnswer['outcome'] | undefined;
  /** The visit's number as the branch knows it: `perhaps` when it did not answer whether it issued one. */
  number: { readonly label: string; issued: 'yes' | 'perhaps' } | null = null;
  /** Numbers the branch issued, and those that were asked for while another one stood: a law keeps these at none. */
  numbers = 0;
  doubled = 0;
  /** Submissions whose end the bank has not told yet. */
  readonly unknown: { readonly submission: string; readonly reference: string }[] = [];
  /** How often something was asked that cannot be undone. */
  irreversible = 0;
  /** A reader does what it is told in its turn: until then a card may still slip in, or not yet. */
  readonly #entryOrders: boolean[] = [];
  readonly #questions: Question[] = [];

  constructor(visits: Visits, today: string) {
    this.visits = visits;
    this.today = today;
  }

  get submits(): number {
    return this.submitted.length;
  }

  /** The reader does the next of its orders about the entry; none that it was given before it was lost. */
  obeyEntryOrder(): void {
    const order = this.#entryOrders.shift();
    if (order === undefined) return;
    this.entryOpen = order;
    this.entry.answered(order, true);
  }

  /** The reader's cable, out or in: one that comes back has closed its entry. */
  readerIs(health: 'ok' | 'down'): void {
    this.readerAway = health === 'down';
    this.#entryOrders.length = 0;
    if (health === 'ok') this.entryOpen = false;
  }

  /** The ID card is taken from the reader. */
  lift(): void {
    this.laid = undefined;
    this.idCardLeft = false;
  }

  /** Unanswered questions that something is ready to answer: a reader goes on waiting while nothing lies on it. */
  get answerable(): Question[] {
    return this.#questions.filter(({ port }) => port !== 'readDocument' || this.laid || this.scannerAway);
  }

  /** The branch issues the visit's number, or says again the one it issued. */
  issue(): PortOutput<'takeTicket'> {
    if (this.number?.issued !== 'yes') {
      this.numbers++;
      this.number = { label: `A${String(this.numbers).padStart(3, '0')}`, issued: 'yes' };
    }
    return this.held('waiting');
  }

  /** The terminal gives one out of its own block: it counts from now, and no wait is known. */
  cutOffline(): PortOutput<'takeTicket'> {
    const issued = this.issue();
    if (issued.outcome !== 'taken') return issued;
    return { outcome: 'taken', number: { ...issued.number, wait: null, countsFrom: '10:42' } };
  }

  /** It may have, and does not say so. */
  doubt(): PortOutput<'takeTicket'> {
    this.number ??= { label: '', issued: 'perhaps' };
    return { outcome: 'unknown' };
  }

  giveBack(): void {
    this.number = null;
  }

  held(state: 'waiting' | 'called' | 'over'): PortOutput<'takeTicket'> {
    const label = this.number?.label ?? '';
    return {
      outcome: 'taken',
      number: {
        label,
        state,
        wait:
          state === 'waiting'
            ? { ahead: 1, minutes: { from: 2, to: 9 }, reason: 'steady', counter: null }
            : null,
        counter: state === 'called' ? '3' : null,
        phoneUrl: null,
      },
    };
  }

  /** Unanswered questions, oldest first. */
  get questions(): readonly Question[] {
    return this.#questions;
  }

  readonly ports: FlowPorts = {
    beginVisit: () => this.#ask('beginVisit'),
    endVisit: () => this.#ask('endVisit'),
    readDocument: (_, signal) =>
      this.#ask('readDocument', signal, { ok: false, error: { code: 'cancelled' } }),
    documentPresence: () => this.#ask('documentPresence'),
    lookupCustomer: () => this.#ask('lookupCustomer'),
    setCardEntry: ({ enabled }: PortInput<'setCardEntry'>) => {
      this.entry.asked(enabled);
      if (!this.readerAway) this.#entryOrders.push(enabled);
      return this.#ask('setCardEntry');
    },
    readBankCard: () => this.#ask('readBankCard'),
    ejectCard: () => this.#ask('ejectCard'),
    cardPlace: () => this.#ask('cardPlace'),
    retainCard: () => this.#ask('retainCard'),
    submit: (submission) => {
      this.submitted.push(submission);
      this.outcome = undefined;
      this.printed = undefined;
      return this.#ask('submit');
    },
    sendCode: () => this.#ask('sendCode'),
    checkCode: () => this.#ask('checkCode'),
    printReceipt: () => this.#ask('printReceipt'),
    queueNow: () => this.#ask('queueNow'),
    findAppointment: () => this.#ask('findAppointment'),
    wayNow: () => this.#ask('wayNow'),
    takeTicket: () => {
      if (this.number !== null) this.doubled++;
      return this.#ask('takeTicket');
    },
    ticketState: () => this.#ask('ticketState'),
    giveUpTicket: () => this.#ask('giveUpTicket'),
    keepDraft: () => this.#ask('keepDraft'),
    dropDraft: async () => ({}),
    requestApproval: () => this.#ask('requestApproval'),
    approvalState: (_, signal) => this.#ask('approvalState', signal, { state: 'over' }),
    withdrawApproval: async () => ({}),
    giveRating: () => this.#ask('giveRating'),
    fileComplaint: () => this.#ask('fileComplaint'),
    complaintState: () => this.#ask('complaintState'),
    recordConsent: () => this.#ask('recordConsent'),
    riskQuestionnaire: () => this.#ask('riskQuestionnaire'),
    riskStanding: () => this.#ask('riskStanding'),
    wealthProducts: () => this.#ask('wealthProducts'),
    wealthOrders: () => this.#ask('wealthOrders'),
    eBankingOffer: () => this.#ask('eBankingOffer'),
    openPaper: () => this.#ask('openPaper'),
    turnTo: () => this.#ask('turnTo'),
    captureOnPad: (_, signal) =>
      this.#ask('captureOnPad', signal, { outcome: 'notWritten', why: 'padFailed' }),
    pressOnPad: () => this.#ask('pressOnPad'),
    clearInk: () => this.#ask('clearInk'),
    signPaper: () => this.#ask('signPaper'),
    discardPaper: () => this.#ask('discardPaper'),
    cardKinds: () => this.#ask('cardKinds'),
    verifyPerson: () => this.#ask('verifyPerson'),
    dispenseCard: () => this.#ask('dispenseCard'),
    readBlank: () => this.#ask('readBlank'),
    presentCard: () => this.#ask('presentCard'),
    retainNewCard: () => this.#ask('retainNewCard'),
    newCardTaken: () => this.#ask('newCardTaken'),
    companyCase: () => this.#ask('companyCase'),
    shownPictures: () => this.#ask('shownPictures'),
    holdCamera: (_, signal) => this.#ask('holdCamera', signal, { lost: 'fault' }),
    takePicture: () => this.#ask('takePicture'),
    keepPicture: () => this.#ask('keepPicture'),
    discardPicture: () => this.#ask('discardPicture'),
    startRecording: () => this.#ask('startRecording'),
    stopRecording: () => this.#ask('stopRecording'),
    requestHelp: () => this.#ask('requestHelp'),
    withdrawHelp: async () => ({}),
    releaseHands: async () => ({}),
    endOverstepped: async () => ({}),
    quiet: async () => ({}),
    callOutlook: () => this.#ask('callOutlook'),
    openCallMedia: () => this.#ask('openCallMedia'),
    closeCallMedia: async () => ({}),
    requestCall: () => this.#ask('requestCall'),
    leaveCall: async () => ({}),
    sayToTeller: () => this.#ask('sayToTeller'),
    setCallMedia: async () => ({}),
    answerAct: async () => ({}),
    recordCall: async () => ({}),
    takeStill: () => this.#ask('takeStill'),
    callBackTimes: () => this.#ask('callBackTimes'),
    requestCallBack: () => this.#ask('requestCallBack'),
  };

  #ask<Name extends PortName>(
    port: Name,
    signal?: AbortSignal,
    cancelled?: PortOutput<Name>,
  ): Promise<PortOutput<Name>> {
    if (IRREVERSIBLE.includes(port)) this.irreversible++;
    return new Promise((resolve, reject) => {
      const settle = (run: () => void) => {
        const place = this.#questions.indexOf(question);
        if (place < 0) return;
        this.#questions.splice(place, 1);
        run();
      };
      const question: Question = {
        port,
        answers: () => ANSWERS[port](this).length,
        answer: (which) =>
          settle(() => {
            const answers = ANSWERS[port](this);
            // A visit cannot begin or end when the journal cannot be written: the port fails, as the real one does.
            try {
              const said = answers[which % answers.length];
              if (said) resolve(said());
            } catch (failure) {
              reject(failure);
            }
          }),
      };
      this.#questions.push(question);
      if (cancelled !== undefined) signal?.addEventListener('abort', () => settle(() => resolve(cancelled)));
    });
  }
}
