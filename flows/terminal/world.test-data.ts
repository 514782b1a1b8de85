import { createActor } from 'xstate';
import { ManualClock, settle } from '#foundation/clock.ts';
import { callPortsWhereAllGoesWell } from '../call-ports.test-data.ts';
import { cardPortsWhereAllGoesWell } from '../card-ports.test-data.ts';
import { companyPorts } from '../company-ports.test-data.ts';
import type { FlowEvent } from '../events.ts';
import type { FlowPorts, Submission } from '../ports.ts';
import { present } from '../present/present.ts';
import { salePorts } from '../sale-ports.test-data.ts';
import { assemble } from './assemble.ts';

const place = {
  branch: { zh: '示例支行', en: 'Example Branch' },
  counter: { zh: '服务台', en: 'the service desk' },
  simulated: true,
  reference: 'T01',
};

const customer = {
  customerRef: 'customer-1',
  cards: [
    {
      cardRef: 'card-1',
      last4: '0019',
      product: { zh: '借记卡', en: 'Debit card' },
      kind: 'debit' as const,
      status: 'active' as const,
      reservedPhone: { masked: '142****0001', last4: '0001' },
    },
    {
      cardRef: 'card-2',
      last4: '0027',
      product: { zh: '信用卡', en: 'Credit card' },
      kind: 'credit' as const,
      status: 'blocked' as const,
      reservedPhone: null,
    },
  ],
};

export const document = {
  type: 'residentIdCard' as const,
  number: '990101199001010012',
  name: '示例',
  sex: 'male' as const,
  birthDate: '1990-01-01',
  validFrom: '2020-01-01',
  validTo: '2040-01-01',
  issuingAuthority: '示例机关',
  ethnicCode: '01',
  address: '示例地址',
};

/** The whole flow on a world where everything goes well, but for the ports named, on a clock that stands still. */
export function world(over: Partial<FlowPorts> = {}) {
  const asked: string[] = [];
  const submissions: Submission[] = [];
  let documents: ((answer: Awaited<ReturnType<FlowPorts['readDocument']>>) => void) | undefined;
  const ports: FlowPorts = {
    beginVisit: async () => ({ visit: 'v', reference: 'T01-0001', today: '2026-11-22' }),
    endVisit: async () => ({}),
    readDocument: (_, signal) =>
      new Promise((resolve) => {
        documents = resolve;
        signal.addEventListener('abort', () => resolve({ ok: false, error: { code: 'cancelled' } }));
      }),
    documentPresence: async () => ({ presence: 'absent' }),
    lookupCustomer: async () => ({ ok: true, value: customer }),
    setCardEntry: async () => ({}),
    readBankCard: async () => ({ ok: true, value: { last4: '0019', cardRef: 'card-1' } }),
    ejectCard: async () => ({ ok: true, value: {} }),
    cardPlace: async () => ({ place: 'gate' }),
    retainCard: async () => ({ fate: 'retained', reference: 'K-1', staffTold: true }),
    submit: async (submission) => {
      submissions.push(submission);
      return { submission: 's-1', reference: 'T01-0001-1', outcome: 'done' };
    },
    sendCode: async () => ({
      ok: true,
      value: { codeRef: 'c', sentTo: '142****0001', resendAfterSeconds: 60 },
    }),
    checkCode: async () => ({ result: 'right', proofRef: 'p' }),
    printReceipt: async () => ({ outcome: 'printed' }),
    queueNow: async () => ({ ok: false, error: { code: 'unreachable' } }),
    findAppointment: async () => ({ ok: true, value: { found: null } }),
    wayNow: async () => ({ ok: false, error: { code: 'unreachable' } }),
    takeTicket: async () => ({ outcome: 'unknown' }),
    ticketState: async () => ({ outcome: 'unknown' }),
    giveUpTicket: async () => ({ outcome: 'notGiven' }),
    keepDraft: async () => ({ outcome: 'kept' }),
    dropDraft: async () => ({}),
    requestApproval: async () => ({ reached: true, approvalId: 'approval-1', reference: 'P-0001' }),
    approvalState: (_, signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve({ state: 'over' }));
      }),
    withdrawApproval: async () => {
      asked.push('withdrawApproval');
      return {};
    },
    giveRating: async () => ({}),
    fileComplaint: async () => ({ outcome: 'unknown' }),
    complaintState: async () => ({ outcome: 'unknown' }),
    ...salePorts,
    ...callPortsWhereAllGoesWell,
    ...cardPortsWhereAllGoesWell,
    ...companyPorts,
    requestHelp: async () => ({ reached: true, reference: 'H-0001' }),
    withdrawHelp: async () => {
      asked.push('withdrawHelp');
      return {};
    },
    releaseHands: async () => {
      asked.push('releaseHands');
      return {};
    },
    endOverstepped: async ({ service, step, right }) => {
      asked.push(`endOverstepped ${service} ${step} ${right}`);
      return {};
    },
    quiet: (_, signal) => {
      asked.push('quiet');
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve({})));
    },
    ...over,
  };
  const clock = new ManualClock();
  const actor = createActor(assemble(ports), {
    clock: {
      setTimeout: (run, milliseconds) => clock.setTimeout(run, milliseconds) as number,
      clearTimeout: (handle) => clock.clearTimeout(handle),
    },
    input: {
      health: {
        idScanner: 'ok',
        cardReader: 'ok',
        receiptPrinter: 'ok',
        signaturePad: 'absent',
        cardDispenser: 'absent',
        camera: 'absent',
        microphone: 'absent',
        bank: 'ok',
        branch: 'ok',
        journal: 'ok',
      },
      settings: { language: 'zh-CN', elder: false, contrast: false, reach: false },
    },
  });
  actor.start();
  const screen = () => present(actor.getSnapshot(), place, '10:00', { ofStep: 0, ofWarning: 0 }).screen;
  const act = async (id: string, choice = 0) => {
    const offered = screen().actions.map((action): string => action.id);
    if (!offered.includes(id)) throw new Error(`${id} is not offered, only ${offered.join(', ')}`);
    actor.send({ type: `act.${id}`, choice } as FlowEvent);
    await clock.advanceAsync(0);
  };
  const tell = async (event: FlowEvent) => {
    actor.send(event);
    await clock.advanceAsync(0);
  };
  const lay = async (laid: typeof document = document) => {
    await settle();
    documents?.({ ok: true, value: { document: laid } });
    await clock.advanceAsync(0);
  };
  return { actor, clock, screen, act, tell, lay, submissions, asked, kind: () => screen().body.kind };
}

/** Start-up is over and nothing was left. */
export const recovered = {
  type: 'recovered',
  cardInside: false,
  returnCard: false,
  idCardLeft: false,
} as const;
