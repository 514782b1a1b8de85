import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { PRACTICE_STAFF } from '#branch/staff/practice.ts';
import type { CallView, FromTeller, FromTerminal } from '#contracts/branch/call.ts';
import { ACT_VALID, type OrderedAct, type RemoteAct } from '#contracts/branch/call-act.ts';
import {
  type CallCase,
  type DeskState,
  type FromDesk,
  TELLER_SOCKET,
  type TellerSkills,
  type ToDesk,
  toDeskSchema,
} from '#contracts/branch/teller.ts';

/** Longest a story waits for one thing; ten times what it takes on a slow machine. */
const PATIENCE = 20_000;

type Asking = FromDesk extends infer One
  ? One extends { request: string }
    ? Omit<One, 'request'>
    : never
  : never;

/** A teller's desk without a browser: the socket, and what has come over it. */
export async function tellerAt(
  url: string,
  number = '1005',
  resume: { readonly call: string; readonly after: number } | null = null,
) {
  const cookie = await sessionOf(url, number);
  const origin = new URL(url).origin;
  const socket = new WebSocket(new URL(TELLER_SOCKET, url.replace('http', 'ws')), {
    origin,
    headers: { cookie },
  });
  const heard: ToDesk[] = [];
  const waiting = new Set<() => void>();
  let closed = false;
  let desk: DeskState | undefined;
  let mine: CallCase | null = null;
  let view: CallView | null = null;
  const wake = () => {
    for (const look of [...waiting]) look();
  };
  socket.on('message', (data) => {
    const message = toDeskSchema.parse(JSON.parse(String(data)));
    heard.push(message);
    if (message.type === 'desk') desk = message.desk;
    if (message.type === 'case') {
      mine = message.case;
      view = message.case?.view ?? null;
    }
    if (message.type === 'view') view = message.view;
    wake();
  });
  socket.on('close', () => {
    closed = true;
    wake();
  });
  await new Promise<void>((resolve, reject) => {
    socket.on('open', () => resolve());
    socket.on('error', reject);
  });
  const until = <T>(what: string, look: () => T | undefined | null | false): Promise<T> =>
    new Promise((resolve, reject) => {
      const check = () => {
        const value = look();
        if (value === undefined || value === null || value === false) return;
        clearTimeout(timer);
        waiting.delete(check);
        resolve(value);
      };
      const timer = setTimeout(() => {
        waiting.delete(check);
        reject(
          new Error(`the desk waited for ${what}; heard last ${JSON.stringify(heard.at(-1))?.slice(0, 400)}`),
        );
      }, PATIENCE);
      waiting.add(check);
      check();
    });
  const send = (message: FromDesk) => socket.send(JSON.stringify(message));
  /** Asks, and answers with why it was refused, or null. */
  const ask = async (asking: Asking, request = randomUUID()) => {
    const from = heard.length;
    send({ ...asking, request } as FromDesk);
    const done = await until(`an answer to ${asking.type}`, () =>
      heard.slice(from).find((one) => one.type === 'done' && one.request === request),
    );
    return done.type === 'done' ? (done.refused?.code ?? null) : null;
  };
  const caseInHand = (): CallCase => {
    if (!mine) throw new Error('no case in hand');
    return mine;
  };
  const said = (message: FromTeller) => {
    const { call, token } = caseInHand();
    return ask({ type: 'send', call: call.id, token, message });
  };
  send({ type: 'hello', protocol: 1, resume });
  await until('welcome', () => heard.some(({ type }) => type === 'welcome') || closed);
  return {
    ...{ heard, socket, send, ask, until, cookie },
    get case(): CallCase | null {
      return mine;
    },
    get view(): CallView | null {
      return view;
    },
    get desk(): DeskState | undefined {
      return desk;
    },
    get closed(): boolean {
      return closed;
    },
    ready: (skills: TellerSkills = { languages: ['zh-CN', 'en'], skills: [] }) =>
      ask({ type: 'presence', presence: 'ready', skills }),
    /** Takes the next call as soon as one waits. */
    async next(): Promise<CallCase> {
      await until('a call', () => (desk?.waiting.length ?? 0) > 0);
      const refused = await ask({ type: 'next' });
      if (refused) throw new Error(`next: ${refused}`);
      return until('the case', () => mine);
    },
    say: (text: string) => said({ kind: 'chat', id: randomUUID(), text }),
    caption: (text: string) => said({ kind: 'caption', text }),
    /** Does something at the customer's step as the desk sees it now; answers with what became of it first. */
    async act(remote: RemoteAct, over: Partial<OrderedAct> = {}): Promise<string> {
      const { token, call } = caseInHand();
      const step = view?.is === 'shown' ? view.screen.step : (view?.step ?? 0);
      const act: OrderedAct = {
        ...{ id: randomUUID(), token, turn: call.turn, step },
        expiresAt: new Date(Date.now() + ACT_VALID).toISOString(),
        act: remote,
        ...over,
      };
      const from = heard.length;
      const refused = await said({ kind: 'act', act });
      if (refused) return refused;
      return until(`what became of ${remote.do}`, () => acted(heard.slice(from), act.id)?.result);
    },
    /** The next of what the terminal says of that kind. */
    hear: <Kind extends FromTerminal['kind']>(
      kind: Kind,
      fits: (message: Extract<FromTerminal, { kind: Kind }>) => boolean = () => true,
    ) =>
      until(`${kind} of the terminal`, () =>
        heard
          .flatMap((one) => (one.type === 'message' ? [one.message] : []))
          .filter((one): one is Extract<FromTerminal, { kind: Kind }> => one.kind === kind)
          .find(fits),
      ),
    finish: (outcome: 'finished' | 'callBack' | 'counter' = 'finished') => {
      const { call, token } = caseInHand();
      return ask({ type: 'finish', call: call.id, token, outcome });
    },
    leave: () => socket.close(),
  };
}
export type TellerDesk = Awaited<ReturnType<typeof tellerAt>>;

const acted = (heard: readonly ToDesk[], act: string) =>
  heard
    .flatMap((one) => (one.type === 'message' && one.message.kind === 'acted' ? [one.message] : []))
    .findLast((one) => one.act === act);

/** The cookie of somebody who has just signed in with his practice PIN. */
async function sessionOf(url: string, number: string): Promise<string> {
  const pin = PRACTICE_STAFF.find((member) => member.number === number)?.pin;
  const reply = await fetch(new URL('staff/api/sign-in', url), {
    method: 'POST',
    headers: { 'x-staff': '1', origin: new URL(url).origin, 'content-type': 'application/json' },
    body: JSON.stringify({ number, pin }),
  });
  if (!reply.ok) throw new Error(`sign-in of ${number}: ${reply.status}`);
  return (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}
