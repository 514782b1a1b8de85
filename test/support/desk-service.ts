import { randomBytes, randomUUID } from 'node:crypto';
import type { Page, WebSocketRoute } from 'playwright-core';
import type { ApprovalItem } from '#contracts/branch/approval.ts';
import type { CallView, FromTerminal } from '#contracts/branch/call.ts';
import {
  type CallCase,
  type DeskRefusal,
  type DeskState,
  type FromDesk,
  fromDeskSchema,
  TELLER_SOCKET,
  type ToDesk,
  toDeskSchema,
  type WaitingCall,
} from '#contracts/branch/teller.ts';
import { exampleNamed, exampleScreen } from '#renderer/gallery/examples.ts';
import { type Hall, signInByKeys } from './hall.ts';

const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000).toISOString();

export const waitingCall = (changes: Partial<WaitingCall> = {}): WaitingCall => ({
  id: 'call-of-a-desk-test-1',
  reference: 'V-0042',
  branch: 'MAIN',
  terminal: 'T01',
  reason: 'stepFailed',
  language: 'zh-CN',
  service: 'changeReservedPhone',
  mode: 'text',
  since: ago(75),
  own: false,
  transferred: false,
  yours: true,
  ...changes,
});

/** A case as it is handed over; invented people only. */
export function caseOf({ yours: _, ...call }: WaitingCall, changes: Partial<CallCase> = {}): CallCase {
  return {
    call: { ...call, state: 'assigned', turn: 1, outcome: null },
    token: randomBytes(32).toString('base64url'),
    tokenExpiresAt: ago(-600),
    ice: { servers: [], relayOnly: false, expiresAt: null },
    handOver: {
      customer: { name: '许念安', documentType: 'residentIdCard', numberEnd: '0013', known: 'document' },
      cardLast4: '1018',
      elder: true,
      done: [{ service: 'reportLostCard', outcome: 'done', at: ago(400) }],
      failed: [{ step: 'enterPhone', what: 'sameAsOld', at: ago(90) }],
      devices: [
        { device: 'cardReader', health: 'ok' },
        { device: 'receiptPrinter', health: 'down' },
      ],
      papers: [{ number: 'EB-2026-000017', template: 'eBankingAgreement', state: 'signed' }],
    },
    notes: [],
    chat: [],
    view: null,
    takenAt: ago(0),
    longCallMinutes: 15,
    ...changes,
  };
}

/** The customer's screen of that name in the gallery, as a teller is shown it. */
export function viewOf(
  name: string,
  number: number,
  rights: Extract<CallView, { is: 'shown' }>['rights'] = ['explain', 'propose'],
  language: 'zh-CN' | 'en' = 'zh-CN',
): CallView {
  const example = exampleNamed(name);
  if (!example) throw new Error(`no screen ${name}`);
  const screen = exampleScreen(example, { language, textSize: 'normal', contrast: 'normal' });
  return { is: 'shown', number, at: ago(0), rights, screen: { ...screen, step: number } };
}

/**
 * The branch service's end of a desk's socket, in the place of the service: it says what a test has it say, in the words of
 * the contract, and writes down what the desk says.
 */
export class DeskService {
  readonly heard: FromDesk[] = [];
  /** What a wish is refused with; left out: it is done. */
  refuses: Partial<Record<FromDesk['type'], DeskRefusal>> = {};
  /** What happens to a wish before it is answered. */
  does: (message: FromDesk) => void = () => {};
  /** Takes everything and says nothing, like a network that swallows it. */
  deaf = false;
  /** Lets nobody in. */
  away = false;
  state: DeskState = {
    revision: 1,
    serverTime: ago(0),
    presence: 'ready',
    skills: { languages: ['zh-CN', 'en'], skills: [] },
    total: 0,
    waiting: [],
    tellers: [{ staff: '1006', name: '方志成', presence: 'ready', inCall: false }],
    callBacks: [],
    toWrapUp: null,
  };
  case: CallCase | null = null;
  #approvals: readonly ApprovalItem[] = [];
  #news: (() => void)[] = [];
  /** The decisions that came, by the question's id. */
  readonly decided: (readonly [string, unknown])[] = [];
  #socket: WebSocketRoute | null = null;
  #sequence = 0;

  /** From now on this page's desk speaks with us. */
  async attach(page: Page): Promise<void> {
    await page.routeWebSocket(
      (url) => url.pathname === TELLER_SOCKET,
      (socket) => {
        if (this.away) {
          void socket.close();
          return;
        }
        this.#socket = socket;
        socket.onMessage((text) => this.#take(String(text)));
      },
    );
  }

  /** These wait for a decision now. */
  approve(items: readonly ApprovalItem[]): void {
    this.#approvals = items;
    for (const tell of this.#news.splice(0)) tell();
  }

  /** Answers what the desk asks about approvals and pictures. */
  async answer(page: Page, jpeg: string): Promise<void> {
    let revision = 1;
    await page.route('**/teller/api/**', async (route) => {
      const { pathname } = new URL(route.request().url());
      const picture = /\/pictures\/([^/]+)$/.exec(pathname)?.[1];
      if (picture) return route.fulfill({ json: { id: picture, jpeg } });
      const [, id, act] = /\/approvals\/([^/]+)\/(seen|decide)$/.exec(pathname) ?? [];
      if (id && act === 'decide') {
        this.decided.push([id, route.request().postDataJSON()]);
        this.approve(this.#approvals.filter((item) => item.id !== id));
      }
      // A long poll is answered when there is something new.
      if (!act && new URL(route.request().url()).searchParams.has('after'))
        await new Promise<void>((resolve) => this.#news.push(resolve));
      revision += 1;
      await route.fulfill({
        json: {
          revision,
          serverTime: ago(0),
          total: this.#approvals.length,
          approvals: this.#approvals.map((item) =>
            item.id === id ? { ...item, state: 'seen', seenBy: '1005' } : item,
          ),
        },
      });
    });
  }

  #take(text: string): void {
    const message = fromDeskSchema.parse(JSON.parse(text));
    this.heard.push(message);
    if (this.deaf) return;
    if (message.type === 'hello') {
      this.send({ type: 'welcome', staff: '1005', name: '苏婉清' });
      this.desk({});
      this.send({ type: 'case', case: this.case });
      return;
    }
    const code = this.refuses[message.type];
    if (code === undefined) this.does(message);
    this.send({
      type: 'done',
      request: message.request,
      refused: code === undefined ? null : { code },
    });
  }

  send(message: ToDesk): void {
    this.raw(JSON.stringify(toDeskSchema.parse(message)));
  }

  /** Whatever it is, as it is. */
  raw(text: string): void {
    this.#socket?.send(text);
  }

  desk(changes: Partial<DeskState>): void {
    this.state = { ...this.state, ...changes, serverTime: ago(0), revision: this.state.revision + 1 };
    this.send({ type: 'desk', desk: this.state });
  }

  hand(held: CallCase | null): void {
    this.case = held;
    this.send({ type: 'case', case: held });
  }

  view(view: CallView): void {
    if (!this.case) throw new Error('no case');
    this.case = { ...this.case, view };
    this.send({ type: 'view', call: this.case.call.id, view });
  }

  say(message: FromTerminal): void {
    if (!this.case) throw new Error('no case');
    this.#sequence += 1;
    this.send({ type: 'message', call: this.case.call.id, sequence: this.#sequence, message });
  }

  writes(text: string): void {
    this.say({ kind: 'chat', id: randomUUID(), text });
  }

  async cut(): Promise<void> {
    await this.#socket?.close({ code: 1012 });
    this.#socket = null;
  }

  of<Type extends FromDesk['type']>(type: Type): Extract<FromDesk, { type: Type }>[] {
    return this.heard.filter(
      (message): message is Extract<FromDesk, { type: Type }> => message.type === type,
    );
  }

  /** The acts that were asked for, oldest first. */
  acts() {
    return this.of('send').flatMap(({ message }) => (message.kind === 'act' ? [message.act] : []));
  }
}

/** The smallest picture there is: one dot, as a JPEG of this browser's. */
const dotOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 8;
    canvas.height = 8;
    return canvas.toDataURL('image/jpeg').replace(/^[^,]*,/, '');
  });

/** A signed-in desk whose service is played by the test. */
export async function openDesk(
  hall: Hall,
  service: DeskService,
  { number = '1005', viewport = { width: 1366, height: 768 } } = {},
): Promise<Page> {
  const page = await hall.open('staff', { viewport });
  await signInByKeys(page, number);
  await page.locator('.rooms').waitFor();
  await service.attach(page);
  await service.answer(page, await dotOf(page));
  await page.goto(hall.url('teller'));
  await page.locator('[data-desk=live]').waitFor();
  return page;
}

/** Takes the next call by its key, as a teller does; it is this one. */
export async function takeByKey(page: Page, service: DeskService, held: CallCase): Promise<void> {
  service.does = ({ type }) => {
    if (type === 'next') service.hand(held);
  };
  const { state: _, turn: __, outcome: ___, ...call } = held.call;
  service.desk({ waiting: [{ ...call, yours: true }], total: 1 });
  await page.locator(`[data-call="${held.call.id}"]`).waitFor();
  await page.keyboard.press('F2');
  await page.locator('.case').waitFor();
}
