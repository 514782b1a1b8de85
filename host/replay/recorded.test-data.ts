import { callPortsWhereAllGoesWell } from '#flows/call-ports.test-data.ts';
import { cardPortsWhereAllGoesWell } from '#flows/card-ports.test-data.ts';
import { companyPorts } from '#flows/company-ports.test-data.ts';
import { customer, document } from '#flows/paths.test-data.ts';
import type { FlowPorts } from '#flows/ports.ts';
import { salePorts } from '#flows/sale-ports.test-data.ts';
import { settle } from '#foundation/clock.ts';
import { type Entry, entrySchema } from '../journal/entry.ts';
import { journalled } from '../ports/journalled.ts';
import { Terminal } from '../terminal/terminal.ts';
import { memoryForTests } from '../test-support/memory.ts';

/** No device and no bank answers in the very moment in which it is asked. */
const later = (ports: FlowPorts): FlowPorts =>
  Object.fromEntries(
    Object.entries(ports).map(([name, ask]) => [
      name,
      async (...question: unknown[]) => {
        await settle();
        return (ask as (...question: unknown[]) => Promise<unknown>)(...question);
      },
    ]),
  ) as unknown as FlowPorts;

/** The journal of a terminal at which somebody blocked a card, and which came to rest after him. */
export async function recorded(): Promise<readonly Entry[]> {
  const { clock, journal, visits, database } = memoryForTests();
  const never = () => new Promise<never>(() => {});
  let lay: (answer: Awaited<ReturnType<FlowPorts['readDocument']>>) => void = () => {};
  const ports: FlowPorts = {
    beginVisit: async () => {
      const { token, reference } = visits.ensure();
      return { visit: token, reference, today: '2026-11-22' };
    },
    endVisit: async ({ why }) => {
      visits.end(why);
      return {};
    },
    readDocument: () =>
      new Promise((resolve) => {
        lay = resolve;
      }),
    documentPresence: async () => ({ presence: 'absent' }),
    lookupCustomer: async () => ({ ok: true, value: customer }),
    setCardEntry: async () => ({}),
    readBankCard: never,
    ejectCard: never,
    cardPlace: async () => ({ place: 'none' }),
    retainCard: never,
    submit: async () => ({ submission: 's-1', reference: 'T01-AAAA-1', outcome: 'done' }),
    sendCode: never,
    checkCode: never,
    printReceipt: async () => ({ outcome: 'printed' }),
    queueNow: async () => ({ ok: false, error: { code: 'unreachable' } }),
    findAppointment: async () => ({ ok: true, value: { found: null } }),
    wayNow: async () => ({ ok: false, error: { code: 'unreachable' } }),
    takeTicket: async () => ({ outcome: 'unknown' }),
    ticketState: async () => ({ outcome: 'unknown' }),
    giveUpTicket: async () => ({ outcome: 'notGiven' }),
    keepDraft: async () => ({ outcome: 'kept' }),
    dropDraft: async () => ({}),
    requestApproval: never,
    approvalState: never,
    withdrawApproval: async () => ({}),
    giveRating: async () => ({}),
    fileComplaint: async () => ({ outcome: 'unknown' }),
    complaintState: async () => ({ outcome: 'unknown' }),
    requestHelp: async () => ({ reached: true, reference: 'H-0001' }),
    withdrawHelp: async () => ({}),
    releaseHands: async () => ({}),
    endOverstepped: async () => ({}),
    quiet: async () => ({}),
    ...salePorts,
    ...callPortsWhereAllGoesWell,
    ...cardPortsWhereAllGoesWell,
    ...companyPorts,
  };
  const terminal = new Terminal({
    clock,
    journal,
    visits,
    ports: journalled(later(ports), journal, visits, clock, () => {}),
    place: {
      branch: { zh: '示例支行', en: 'Example Branch' },
      counter: { zh: '服务台', en: 'the service desk' },
      simulated: true,
      reference: 'T01',
    },
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
    onFault: (failure) => {
      throw failure;
    },
  });
  const act = async (action: 'choose' | 'confirm' | 'next' | 'decline') => {
    terminal.intent({ type: 'act', step: terminal.screen.step, action, choice: 0 });
    for (let turn = 0; turn < 10; turn++) await clock.advanceAsync(10);
  };
  terminal.start();
  terminal.tell({ type: 'recovered', cardInside: false, returnCard: false, idCardLeft: false });
  for (let turn = 0; turn < 10; turn++) await clock.advanceAsync(10);
  lay({ ok: true, value: { document } });
  for (let turn = 0; turn < 10; turn++) await clock.advanceAsync(10);
  if (terminal.screen.body.kind === 'elderOffer') await act('decline');
  await act('choose');
  await act('choose');
  await act('confirm');
  await act('next');
  // The goodbye is over by itself.
  for (let turn = 0; turn < 12; turn++) await clock.advanceAsync(10_000);
  terminal.stop();
  return database
    .prepare('SELECT body FROM entry ORDER BY seq')
    .all()
    .map(({ body }) => entrySchema.parse(JSON.parse(String(body))));
}
