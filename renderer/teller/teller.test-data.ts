import type { CallCase, DeskState, ToDesk } from '#contracts/branch/teller.ts';
import type { CarrierEvents, OpenCarrier } from '../bridge/carrier.ts';

export const CALL = 'call-of-a-desk-test-1';
const AT = '2026-11-22T02:00:00.000Z';

/** A case of an invented customer. */
export const aCase = (changes: Partial<CallCase> = {}): CallCase => ({
  call: {
    id: CALL,
    reference: 'V-0042',
    branch: 'MAIN',
    terminal: 'T01',
    reason: 'asked',
    language: 'zh-CN',
    service: null,
    mode: 'text',
    since: AT,
    own: false,
    transferred: false,
    state: 'assigned',
    turn: 1,
    outcome: null,
  },
  token: 'A'.repeat(43),
  tokenExpiresAt: AT,
  ice: { servers: [], relayOnly: false, expiresAt: null },
  handOver: { customer: null, cardLast4: null, elder: false, done: [], failed: [], devices: [], papers: [] },
  notes: [],
  chat: [],
  view: null,
  takenAt: AT,
  longCallMinutes: 15,
  ...changes,
});

export const aDesk = (changes: Partial<DeskState> = {}): DeskState => ({
  revision: 1,
  serverTime: AT,
  presence: 'ready',
  skills: { languages: ['zh-CN'], skills: [] },
  total: 0,
  waiting: [],
  tellers: [],
  callBacks: [],
  toWrapUp: null,
  ...changes,
});

export const WELCOME: ToDesk = { type: 'welcome', staff: '1005', name: '苏婉清' };

/** The far end of a line that a test holds in its hand; `lines` are all that were opened, the last one counts. */
export function lineOfTests() {
  const lines: { readonly events: CarrierEvents; readonly sent: string[]; closed: boolean }[] = [];
  const open: OpenCarrier = (events) => {
    const line = { events, sent: [] as string[], closed: false };
    lines.push(line);
    return {
      send: (text) => line.sent.push(text),
      close: () => {
        line.closed = true;
      },
    };
  };
  const last = () => {
    const line = lines.at(-1);
    if (!line) throw new Error('no line');
    return line;
  };
  return {
    open,
    lines,
    last,
    say: (message: ToDesk) => last().events.message(JSON.stringify(message)),
    /** What came on the last line, read. */
    heard: (): { readonly type: string; readonly request?: string; readonly [key: string]: unknown }[] =>
      last().sent.map((text) => JSON.parse(text)),
    /** Lets the desk in. */
    welcome: () => {
      last().events.opened();
      last().events.message(JSON.stringify(WELCOME));
    },
  };
}
