import type { BankFault } from '#contracts/bank/sandbox.ts';
import type { BenchAnswer } from '#contracts/bench/acts.ts';
import type { BenchDevice } from '#contracts/bench/state.ts';
import type { ScreenKind } from '#contracts/screen/screen.ts';
import type { DocumentType } from '#contracts/services/service.ts';

const SCREENS: Readonly<Record<ScreenKind, string>> = {
  starting: 'Starting',
  outOfService: 'Out of service',
  idle: 'Welcome',
  identify: 'Lay your ID card',
  elderOffer: 'Larger letters?',
  menu: 'Choose a service',
  notEligible: 'Not possible here',
  chooseCard: 'Choose a card',
  reviewBlock: 'Check: block the card',
  proveOldNumber: 'Prove the old number',
  enterCode: 'Enter the code',
  enterPhone: 'Enter the new number',
  reviewPhone: 'Check: new number',
  awaitApproval: 'Waiting for staff to decide',
  working: 'One moment',
  result: 'Result',
  cardProblem: 'The card cannot be read',
  takeMedia: 'Take your things',
  cardRetained: 'The card was kept',
  trouble: 'Something went wrong',
  ratingReasons: 'Saying what was not good',
  complaintSubject: 'Complaint: what about',
  complaintWish: 'Complaint: which answer',
  complaintPhone: 'Complaint: number to call',
  complaintReview: 'Complaint: check',
  complaintFiled: 'Complaint: filed',
  complaintNotFiled: 'Complaint: cannot be filed',
  complaintUnknown: 'Complaint: no number yet',
  farewell: 'Goodbye',
  queueAway: 'No number can be taken',
  chooseBusiness: 'Choosing what a number is for',
  doHere: 'Offered to do it here',
  needs: 'Asked what makes waiting hard',
  papers: 'Checking the papers',
  papersMissing: 'Something is missing',
  ticketTaken: 'A number is taken',
  enterAppointment: 'The code of an appointment',
  appointment: 'An appointment, found',
  ticketUnknown: 'Not known whether there is a number',
  ticketGivenUp: 'Giving the number back',
  find: 'Searching',
  answer: 'Reading an answer',
  readPaper: 'Reading a paper',
  teachBack: 'Asked what he understood',
  consent: 'Asked to agree',
  sign: 'Signing',
  helperOverstepped: 'Stopped: a helper did too much',
  notSigned: 'Nothing was signed',
  saleAway: 'Products cannot be looked up',
  assessmentStanding: 'Risk class, as known',
  assessmentQuestion: 'Risk assessment: a question',
  assessmentResult: 'Risk assessment: result',
  chooseProduct: 'Choosing a product',
  notSuitable: 'Product does not suit',
  enterAmount: 'Entering an amount',
  reviewOrder: 'Check: order',
  orderResult: 'Order: result',
  chooseOrder: 'Choosing an order',
  reviewWithdrawal: 'Check: order taken back',
  withdrawalResult: 'Order taken back: result',
  provePhone: 'Prove the phone on record',
  chooseChannels: 'Online banking: channels',
  chooseLimits: 'Online banking: limits',
  reviewEBanking: 'Check: online banking',
  eBankingClosed: 'Online banking: not opened here',
  eBankingResult: 'Online banking: result',
  chooseCardKind: 'Choosing a kind of card',
  cardDetail: 'Saying what the card is for',
  awaitBinding: 'Waiting whether the card is his',
  takeNewCard: 'Taking the new card',
  newCardResult: 'New card: result',
  enterCase: 'The code of a company’s case',
  caseStopped: 'Nothing can be done with this case',
  reviewCase: 'What the company filled in',
  enterCompanyPhone: 'The company’s telephone',
  originals: 'Originals to be pictured',
  pictureOriginal: 'An original under the camera',
  companyResult: 'Company account: result',
  callBackTime: 'Call-back: when',
  callBackPhone: 'Call-back: number to call',
  callBackReview: 'Call-back: check',
  callBackKept: 'Call-back: arranged',
  callBackAway: 'Call-back: cannot be arranged',
};

const DOCUMENTS: Readonly<Record<DocumentType, string>> = {
  residentIdCard: 'resident ID card',
  residencePermit: 'residence permit',
  foreignPermanentResidentCard: 'foreign permanent resident card',
};

export const DEVICE_NAMES: Readonly<Record<BenchDevice, string>> = {
  idScanner: 'ID reader',
  cardReader: 'Card reader',
  receiptPrinter: 'Receipt printer',
  signaturePad: 'Signature pad',
  cardDispenser: 'Card dispenser',
};

/** What each fault looks like from outside; a fault that is missing here is shown by its name. */
const FAULTS: Readonly<Record<BenchDevice, Readonly<Record<string, string>>>> = {
  idScanner: {
    badChecksum: 'Every reply has a wrong checksum',
    lyingLength: 'Replies promise more than comes',
    lyingTextLength: "The text's length inside is a lie",
    truncatedReply: 'Only half of each reply comes',
    noiseBeforeReply: 'Noise before every reply',
    silent: 'Says nothing',
    readReplyLost: 'Reads, and its answer is lost',
    lateReply: 'Every reply comes too late',
    readFails: 'Reading the card fails',
    selectFails: 'Selecting the card fails',
    notAuthorised: 'Its security module is not authorised',
    selfTestFailed: 'Its self-test fails',
    floodUnsolicited: '10,000 frames a second unasked',
    splitReplies: 'Replies come byte by byte',
  },
  cardReader: {
    jamOnEject: 'The card does not come out',
    jamOnInsert: 'A card sticks on its way in',
    longCard: 'The next card is too long',
    chipMute: 'The chip says nothing',
    badAtr: "The chip is not a bank card's",
    pseMissing: 'The chip has no directory',
    pseBlocked: "The chip's directory is blocked",
    answerDamagedOnce: "The chip's next answer is damaged, once",
    answerDamaged: "The chip's answers are damaged",
    answers61: 'The chip keeps its answer (61xx)',
    answers6C: 'The chip wants the exact length (6Cxx)',
    stripeDamaged: 'The stripe is damaged',
    silent: 'Says nothing',
    nakOnce: 'Refuses the next frame, once',
    badCheck: 'Every frame has a wrong check',
    lateReply: 'The next answer is too late, once',
    noise: 'Noise before everything',
    lowPower: 'Its voltage is out of range',
    binFull: 'The bin is full',
    floodUnsolicited: '10,000 frames a second unasked',
    splitReplies: 'Answers come byte by byte',
  },
  receiptPrinter: {
    cutterJam: 'The cutter jams',
    silent: 'Says nothing',
    noProcessId: 'Never says that it has printed',
    powerOff: 'Its power is off',
    paperOutMidReceipt: 'The paper ends in mid-receipt, once',
    slow: 'Prints slowly',
    noise: 'Noise before everything',
    splitReplies: 'Answers come byte by byte',
    floodUnsolicited: 'Tells its state unasked, all the time',
    lateEcho: 'Says a minute late that it has printed',
    ignoresClear: 'Does not clear its memory',
  },
  signaturePad: {
    losesSamples: 'Loses every fifth sample of the pen',
    repeatsSamples: 'Tells every sample twice',
    garbage: 'Garbage between the samples',
    wrongState: 'Refuses everything: wrong state',
    imageRefused: 'Refuses the next picture, once',
    busyOnce: 'Busy for a second after a picture, once',
    busy: 'Busy for ever',
    noPenOptions: 'Does not number its samples',
    noArea: 'Cannot keep ink to an area',
    badCapability: 'Says it has no digitiser',
    stall: 'Stalls at everything',
    silent: 'Says nothing',
    unplugInStroke: 'Its cable comes out in mid-stroke, once',
  },
  cardDispenser: {
    lostAckOnce: "The next motion's ACK is lost, once",
    lostCommandOnce: 'The next motion is not heard, once',
    lostReplyOnce: 'The reply to the next motion is lost, once',
    lateReplyOnce: 'The reply to the next motion is too late, once',
    damagedReplyOnce: 'The next reply is damaged, once',
    damagedReplies: 'Every reply is damaged',
    nakOnce: 'Refuses the next frame, once',
    jam: 'Cards stick on their way',
    binFull: 'The bin is full',
    deadChip: 'Chips say nothing',
    badAtr: "Chips are not a bank card's",
    silent: 'Says nothing',
    noise: 'Noise before everything',
    splitReplies: 'Replies come byte by byte',
  },
};

const BANK: Readonly<Record<BankFault, string>> = {
  silent: 'Never answers',
  slow: 'Answers 2 seconds late',
  dropAfterCommit: 'Cuts the line after doing it',
  dropBeforeCommit: 'Cuts the line before doing it',
  html: "A portal's page instead of an answer",
  error500: 'Internal error (500)',
  refuseAll: 'Refuses every order',
  wrongSchema: 'JSON of another world',
  duplicate: 'Every order arrives twice',
};

/** `jamOnInsert` as people write it: "jam on insert". */
export const plainName = (name: string): string =>
  name
    .replaceAll(/([A-Z]|[0-9]+)/g, ' $1')
    .toLowerCase()
    .trim();

const known = (words: Readonly<Record<string, string>>, name: string): string =>
  (Object.hasOwn(words, name) ? words[name] : undefined) ?? plainName(name);

export const screenWords = (kind: string): string => known(SCREENS, kind);
export const documentWords = (type: string): string => known(DOCUMENTS, type);
export const faultWords = (device: BenchDevice, fault: string): string => known(FAULTS[device], fault);
export const bankFaultWords = (fault: string): string => known(BANK, fault);

const REFUSALS: Readonly<Record<string, string>> = {
  impossible: 'not possible now',
  nothingHappened: 'the screen offers nothing on this key',
  noDevice: 'this device is not simulated',
  benchGone: 'the simulated devices do not answer',
  timeout: 'no answer in time',
  sandboxGone: 'the sandbox bank does not answer',
  sandboxReply: 'the sandbox bank answers nonsense',
  sandboxRefused: 'the sandbox bank refuses',
  unknownPerson: 'nobody knows this person',
  unknownCard: 'nobody has this card',
  unknownFault: 'there is no such fault',
  noLine: 'the terminal does not answer',
  lineLost: 'the line broke; it may be done or not',
};

/** Why an act was not done. What the device says of it comes first: it is nearer to the matter. */
export function refusalWords({ code, detail }: NonNullable<BenchAnswer['error']>): string {
  if ((code === 'impossible' || code === 'nothingHappened') && detail) return detail;
  const words = known(REFUSALS, code);
  return detail ? `${words} (${detail})` : words;
}
