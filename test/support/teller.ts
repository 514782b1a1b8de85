import { randomUUID } from 'node:crypto';
import { DeskPage } from '#branch/desk-socket/test-support.ts';
import { PRACTICE_STAFF } from '#branch/staff/practice.ts';
import type { CallView, FromTeller, FromTerminal } from '#contracts/branch/call.ts';
import { ACT_VALID, type OrderedAct, type RemoteAct } from '#contracts/branch/call-act.ts';
import type { CallCase, DeskState, TellerSkills, ToDesk } from '#contracts/branch/teller.ts';

/** Longest a story waits for one thing; ten times what it takes on a slow machine. */
const PATIENCE = 20_000;

/** A teller's desk without a browser: the socket, and what has come over it. */
export async function tellerAt(
  url: string,
  number = '1005',
  resume: { readonly call: string; readonly after: number } | null = null,
) {
  const cookie = await sessionOf(url, number);
  const { origin, port } = new URL(url);
  const page = await DeskPage.open(Number(port), { origin, cookie });
  const { heard } = page;
  const until = async <T>(what: string, look: () => T | undefined | null | false): Promise<T> => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      page.wake();
    }, PATIENCE);
    try {
      for (;;) {
        const value = look();
        if (value !== undefined && value !== null && value !== false) return value;
        if (late)
          throw new Error(
            `the desk waited for ${what}; heard last ${JSON.stringify(heard.at(-1))?.slice(0, 400)}`,
          );
        await page.news();
      }
    } finally {
      clearTimeout(timer);
    }
  };
  /** Asks, and answers with why it was refused, or null. */
  const ask = async (...asking: Parameters<DeskPage['ask']>) => (await page.ask(...asking)) ?? null;
  const caseInHand = (): CallCase => {
    if (!page.case) throw new Error('no case in hand');
    return page.case;
  };
  const said = (message: FromTeller) => {
    const { call, token } = caseInHand();
    return ask({ type: 'send', call: call.id, token, message });
  };
  page.say({ type: 'hello', protocol: 1, resume });
  await until('welcome', () => heard.some(({ type }) => type === 'welcome') || page.closed !== undefined);
  return {
    ...{ heard, ask, until, cookie },
    get case(): CallCase | null {
      return page.case ?? null;
    },
    get view(): CallView | null {
      return page.view;
    },
    get desk(): DeskState | undefined {
      return page.desk;
    },
    get closed(): boolean {
      return page.closed !== undefined;
    },
    ready: (skills: TellerSkills = { languages: ['zh-CN', 'en'], skills: [] }) =>
      ask({ type: 'presence', presence: 'ready', skills }),
    /** Takes the next call as soon as one waits. */
    async next(): Promise<CallCase> {
      await until('a call', () => (page.desk?.waiting.length ?? 0) > 0);
      const refused = await ask({ type: 'next' });
      if (refused) throw new Error(`next: ${refused}`);
      return until('the case', () => page.case);
    },
    say: (text: string) => said({ kind: 'chat', id: randomUUID(), text }),
    caption: (text: string) => said({ kind: 'caption', text }),
    /** Does something at the customer's step as the desk sees it now; answers with what became of it first. */
    async act(remote: RemoteAct, over: Partial<OrderedAct> = {}): Promise<string> {
      const { token, call } = caseInHand();
      const { view } = page;
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
    leave: () => void page.close(),
    /** As a network that breaks. */
    cut: () => page.cut(),
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
