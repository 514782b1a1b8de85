import { REFUSE_REASONS } from '#contracts/branch/approval-reason.ts';
import type { IdentityDocument } from '#devices/id-scanner/contract.ts';
import { cardKind } from './card-ports.test-data.ts';
import { found, kept } from './company-ports.test-data.ts';
import { someWay } from './finding/way.test-data.ts';
import type { PortName, PortOutput, SubmissionAnswer } from './ports.ts';
import { catalogue, order, product, questionnaire, SHA256, terms } from './sale-ports.test-data.ts';

/** Invented. */
export const document: IdentityDocument = {
  type: 'residentIdCard',
  number: '799999196001010018',
  name: '示例',
  sex: 'male',
  birthDate: '1960-01-01',
  validFrom: '2020-01-01',
  validTo: 'longTerm',
  issuingAuthority: '示例机关',
  ethnicCode: '01',
  address: '示例地址',
};
const card = (cardRef: string, status: 'active' | 'blocked', phone: boolean) => ({
  cardRef,
  last4: '0019',
  product: { zh: '借记卡', en: 'Debit card' },
  kind: 'debit' as const,
  status,
  reservedPhone: phone ? { masked: '142****0001', last4: '0001' } : null,
});
export const customer = {
  customerRef: 'customer-1',
  cards: [card('a', 'active', true), card('b', 'active', false), card('c', 'blocked', true)],
};
const of = { submission: 's-1', reference: 'T01-AAAA-1' };
export const ANSWERS: readonly SubmissionAnswer[] = [
  { ...of, outcome: 'done', application: { applicationRef: 'application-1' } },
  { ...of, outcome: 'caseOpened', caseNumber: 'C-2026-AA' },
  { ...of, outcome: 'refused', refusal: 'samePhone' },
  { ...of, outcome: 'refused', refusal: 'other' },
  { ...of, outcome: 'unknown' },
  { ...of, outcome: 'notSent' },
];
const assessment = {
  assessmentId: 'assessment-1',
  riskClass: 'C3',
  score: 6,
  questionnaireVersion: 'RQ-1',
  documentSha256: SHA256,
  madeOn: '2026-11-01',
  validUntil: '2027-10-31',
} as const;
const no = <Code extends string>(code: Code) => ({ ok: false, error: { code } }) as const;

const COMPLAINTS: readonly PortOutput<'fileComplaint'>[] = [
  {
    outcome: 'filed',
    receipt: {
      number: 'C-261122-0007-K7QXM',
      filedAt: '2026-11-22T02:00:00.000Z',
      due: '2026-11-23T02:00:00.000Z',
      owner: 'lobby',
      url: null,
    },
  },
  { outcome: 'unknown' },
  { outcome: 'notFiled', why: 'refused' },
];

/** What the world may answer, by port; and how the machines that run inside others may end. */
export const OUTCOMES: { readonly [Name in PortName]?: readonly PortOutput<Name>[] } & {
  readonly [child: string]: readonly unknown[] | undefined;
} = {
  beginVisit: [{ visit: 'v', reference: 'T01-AAAA', today: '2026-11-22' }],
  endVisit: [{}],
  readDocument: [
    { ok: true, value: { document } },
    { ok: false, error: { code: 'device', condition: 'unreadable' } },
  ],
  documentPresence: [{ presence: 'present' }, { presence: 'absent' }, { presence: 'unknown' }],
  lookupCustomer: [{ ok: true, value: customer }, no('customerUnknown'), no('bankUnreachable')],
  readBankCard: [{ ok: true, value: { last4: '0019', cardRef: 'a' } }, no('unreadable'), no('notOurs')],
  ejectCard: [
    { ok: true, value: {} },
    no('failed'),
    { ok: false, error: { code: 'failed', condition: 'noMedia' } },
  ],
  cardPlace: [{ place: 'none' }, { place: 'gate' }, { place: 'inside' }, { place: 'unknown' }],
  retainCard: (['retained', 'taken', 'failed', 'unknown'] as const).map((fate) => ({
    fate,
    reference: 'T01-KAAAA',
    staffTold: true,
  })),
  submit: ANSWERS,
  sendCode: [
    { ok: true, value: { codeRef: 'c', sentTo: '142****0001', resendAfterSeconds: 2 } },
    no('noPhone'),
    { ok: false, error: { code: 'tooSoon', seconds: 1 } },
    no('tooManyCodes'),
    no('notSent'),
  ],
  checkCode: [
    { result: 'right', proofRef: 'p' },
    { result: 'wrong', triesLeft: 2 },
    { result: 'expired' },
    { result: 'locked' },
    { result: 'unreachable' },
  ],
  giveRating: [{}],
  fileComplaint: COMPLAINTS,
  complaintState: COMPLAINTS,
  printReceipt: [{ outcome: 'printed' }, { outcome: 'unknown' }, { outcome: 'notPrinted' }],
  requestApproval: [
    { reached: true, approvalId: 'a', reference: 'P-0001' },
    { reached: false },
    { reached: false, spent: true },
  ],
  approvalState: [
    ...(['asked', 'unanswered', 'seen', 'unreachable', 'over'] as const).map((state) => ({ state })),
    {
      state: 'approved',
      approvalId: 'a',
      staff: '1004',
      reason: 'faceAndDocument',
      at: '2026-11-22T02:00:00.000Z',
    },
    ...REFUSE_REASONS.flatMap((reason) =>
      [true, false].map(
        (again) => ({ state: 'refused', approvalId: 'a', staff: '1004', reason, again }) as const,
      ),
    ),
  ],
  withdrawApproval: [{}],
  approveStep: [
    {
      proof: { approvalId: 'a', staff: '1004', at: '2026-11-22T02:00:00.000Z' },
      unclear: [],
      instead: 'back',
    },
    ...(['back', 'openCase', 'left'] as const).map((instead) => ({ proof: null, unclear: [], instead })),
    { proof: null, unclear: ['agentId'], instead: 'back' },
  ],
  provePhoneStep: [
    { end: 'proved', proofRef: 'p' },
    { end: 'noAnswer', proofRef: null },
    { end: 'back', proofRef: null },
  ],
  wayNow: [{ ok: true, value: someWay }, { ok: true, value: { ...someWay, open: false } }, no('unreachable')],
  finding: [
    { next: 'menu', service: null, business: null },
    { next: 'number', service: null, business: 'cash' },
    { next: 'service', service: 'reportLostCard', business: null },
  ],
  endOverstepped: [{}],
  quiet: [{}],
  companyCase: [
    { ok: true, value: found },
    ...(['unknown', 'notNamed', 'notReviewed', 'opened', 'tooMany', 'unreachable'] as const).map(no),
  ],
  shownPictures: [{ pictures: [] }, { pictures: [kept('agentId')] }],
  holdCamera: [{ lost: 'absent' }, { lost: 'fault' }],
  takePicture: [
    { outcome: 'taken', picture: 'picture-1' },
    { outcome: 'notTaken', why: 'noPicture' },
    { outcome: 'notTaken', why: 'unfit' },
  ],
  keepPicture: [
    { ok: true, value: { kept: kept('businessLicence') } },
    { ok: true, value: { kept: kept('agentId') } },
    no('notKept'),
  ],
  discardPicture: [{}],
  pictureStep: [
    { end: 'done', pictures: [kept('businessLicence'), kept('agentId')] },
    { end: 'back', pictures: [kept('businessLicence')] },
    { end: 'back', pictures: [] },
  ],
  recordConsent: [{}],
  riskQuestionnaire: [{ ok: true, value: { questionnaire } }, no('unreachable')],
  riskStanding: [
    { ok: true, value: { assessment: { ...assessment, valid: true } } },
    { ok: true, value: { assessment: { ...assessment, valid: false } } },
    { ok: true, value: { assessment: null } },
    no('unreachable'),
  ],
  wealthProducts: [
    {
      ok: true,
      value: {
        ...catalogue,
        products: [...catalogue.products, product({ productRef: 'product-r', recording: true })],
      },
    },
    no('unreachable'),
  ],
  wealthOrders: [
    { ok: true, value: { orders: [order(), order({ orderNumber: 'W000002', withdrawable: false })] } },
    { ok: true, value: { orders: [] } },
    no('unreachable'),
  ],
  eBankingOffer: [
    { ok: true, value: { terms, contract: null } },
    { ok: true, value: { terms: { ...terms, minimumAge: 99 }, contract: null } },
    {
      ok: true,
      value: { terms: { ...terms, channels: ['web'], perPaymentMaximumFen: 100 }, contract: null },
    },
    {
      ok: true,
      value: { terms, contract: { contractNumber: 'E000001', perPaymentFen: 100_000, perDayFen: 500_000 } },
    },
    no('unreachable'),
  ],
  openPaper: [
    {
      ok: true,
      value: {
        paper: 'p',
        template: 'wealthContract',
        number: 'T01-AAAA-1',
        sha256: SHA256,
        pages: 2,
        texts: [],
      },
    },
    no('unprintable'),
    no('failed'),
  ],
  turnTo: [{}],
  captureOnPad: [
    { outcome: 'written', strokes: 2 },
    { outcome: 'refused' },
    ...(['padLost', 'padFailed', 'notWhole'] as const).map(
      (why) => ({ outcome: 'notWritten', why }) as const,
    ),
  ],
  pressOnPad: [{}],
  clearInk: [{}],
  discardPaper: [{}],
  startRecording: [
    { ok: true, value: { recording: 'recording-1' } },
    { ok: false, error: { code: 'notRecording' } },
  ],
  stopRecording: [{}],
  signPaper: [
    { outcome: 'sealed', sha256: SHA256, number: 'T01-AAAA-1', stamped: false },
    ...(['tooLittle', 'sealAway', 'failed', 'recordingLost'] as const).map(
      (why) => ({ outcome: 'notSigned', why }) as const,
    ),
  ],
  cardKinds: [
    {
      ok: true,
      value: {
        kinds: [cardKind(), cardKind({ productRef: 'cpr_other-debit', here: false })],
        faceCheck: true,
      },
    },
    {
      ok: true,
      value: { kinds: [cardKind(), cardKind(), cardKind({ minimumAge: 90 })], faceCheck: false },
    },
    no('unreachable'),
  ],
  verifyPerson: [
    { outcome: 'matched', faceCheckRef: 'face-1' },
    { outcome: 'notMatched' },
    { outcome: 'notAvailable' },
  ],
  dispenseCard: (['fed', 'notFed', 'jammed', 'unknown'] as const).map((outcome) => ({ outcome })),
  readBlank: [
    { ok: true, value: { blankRef: 'blank-1', last4: '4321' } },
    ...(['unreadable', 'notOurs', 'dispenserFault', 'bankUnreachable'] as const).map((code) => no(code)),
  ],
  presentCard: [{ outcome: 'presented' }, { outcome: 'notPresented' }],
  retainNewCard: (['retained', 'taken', 'failed', 'unknown'] as const).map((fate) => ({
    fate,
    reference: 'T01-KAAAA',
    staffTold: true,
  })),
  newCardTaken: [
    { ...of, outcome: 'done' },
    { ...of, outcome: 'unknown' },
  ],
  handOutStep: [
    { end: 'issued', last4: '4321', taken: { ...of, outcome: 'done' }, kept: null },
    { end: 'noCard', last4: null, taken: null, kept: null },
    ...(['kept', 'unsettled', 'unclear'] as const).map((end) => ({
      end,
      last4: null,
      taken: null,
      kept: { reference: 'T01-KAAAA', staffTold: true },
    })),
  ],
  consentStep: (['agreed', 'declined', 'back'] as const).map((end) => ({ end })),
  signStep: [
    { end: 'signed', sealed: { sha256: SHA256, number: 'T01-AAAA-1', stamped: true } },
    { end: 'back', sealed: null },
    { end: 'left', sealed: null },
  ],
  recordStep: [
    { end: 'signed', sealed: { sha256: SHA256, number: 'T01-AAAA-1', stamped: true } },
    { end: 'back', sealed: null },
    { end: 'left', sealed: null },
  ],
  assessStep: (['back', 'left', 'done', 'another', 'finish'] as const).map((end) => ({
    end,
    receipt: true,
  })),
  resultStep: [
    { next: 'finish', receipt: true },
    { next: 'another', receipt: false },
  ],
  bankCard: (['taken', 'retained', 'stuck'] as const).map((fate) => ({ cardRef: 'a', last4: '0019', fate })),
  service: (['menu', 'another', 'finish'] as const).map((next) => ({ next, receipt: true })),
};
