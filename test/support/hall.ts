import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest';
import { type BranchClient, createBranchClient } from '#branch/client/client.ts';
import { newTerminalKey } from '#branch/client/key.ts';
import { type BranchOptions, type BranchService, startBranch } from '#branch/service.ts';
import { PRACTICE_STAFF } from '#branch/staff/practice.ts';
import type { BranchConfiguration } from '#contracts/branch/configuration.ts';
import { type CounterAct, type CounterActName, counterPageSchema } from '#contracts/branch/counter.ts';
import type { TicketAnswer, TicketRequest } from '#contracts/branch/ticket.ts';
import { type Clock, systemClock } from '#foundation/clock.ts';
import { launchBrowser } from './browser.ts';
import { signedInStaff } from './lobby.ts';

/** Where phones would reach the branch; the tests open the same path at the service itself. */
const PUBLIC_URL = 'https://branch.example/';

/**
 * For a suite of the hall's pages: the real branch service with its built pages, one enrolled terminal, a browser, and
 * counters that act without a page. Everything is anew for each test but the pages and the browser.
 */
export function hallOfTests({
  clock = systemClock,
  bank,
  switches = [],
}: {
  /** The branch's and the terminal's. */
  readonly clock?: Clock;
  /** Left out: none is asked. */
  readonly bank?: NonNullable<BranchOptions['bank']>;
  /** Of the browser, besides those every test has. */
  readonly switches?: readonly string[];
} = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'vestibule-hall-'));
  const pagesDir = inject('branchPages');
  let browser: Browser;
  let service: BranchService;
  let terminal: BranchClient;
  let dataDir: string;
  let problems: string[] = [];

  const start = async (port: number) => {
    const started = await startBranch({
      port,
      dataDir,
      pagesDir,
      clock,
      practiceStaff: true,
      publicUrl: PUBLIC_URL,
      ...(bank ? { bank } : {}),
    });
    if (!started.ok) throw new Error(started.error.code);
    service = started.value;
  };

  beforeAll(async () => {
    browser = await launchBrowser(switches);
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    dataDir = mkdtempSync(join(folder, 'data-'));
    problems = [];
    await start(0);
    const made = createBranchClient({
      url: service.url,
      terminalId: 'T01',
      privateKey: newTerminalKey(),
      clock,
      fetch: globalThis.fetch,
    });
    if (!made.ok) throw new Error(made.error.code);
    terminal = made.value;
    await terminal.enrol(await service.enrolmentCode('T01'));
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    await service.close();
  });

  return {
    /** What the browser complained of in this test. */
    problems: () => problems,
    url: (path: string) => `${service.url}${path}`,
    terminal: () => terminal,
    /** What the branch has written down of its staff, oldest first. */
    staffLog: () => {
      const store = new DatabaseSync(join(dataDir, 'branch.db'), { readOnly: true });
      const rows = store
        .prepare('SELECT event, actor, subject, detail FROM staff_log ORDER BY sequence')
        .all();
      store.close();
      return rows.map((row) => ({ ...row }));
    },
    /** The branch serves like this from now on. */
    configure: async (change: Partial<BranchConfiguration>) => {
      const standing: object = JSON.parse(await service.configuration());
      const done = await service.configure(JSON.stringify({ ...standing, ...change }));
      if (!done.ok) throw new Error(done.error.code);
    },
    /** Stops the service and answers how it is started again under the same address. */
    cut: async () => {
      const { port } = service;
      await service.close();
      return () => start(port);
    },
    open: async (path: string, options: BrowserContextOptions = {}): Promise<Page> => {
      const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...options });
      const page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text());
      });
      page.on('pageerror', (failure) => problems.push(failure.message));
      await page.goto(`${service.url}${path}`);
      return page;
    },
    take: async (changes: Partial<TicketRequest> = {}): Promise<TicketAnswer> => {
      const taken = await terminal.takeTicket({
        id: randomUUID(),
        services: ['cash'],
        segment: 'ordinary',
        needs: [],
        language: 'zh-CN',
        channel: 'anonymous',
        ...changes,
      });
      if (!taken.ok) throw new Error(taken.error.code);
      return taken.value;
    },
    /** A counter without its page, as that practice member. */
    counter: async (number: string) => {
      const { ask } = await signedInStaff(service.url, number);
      const act = async <Name extends CounterActName>(
        name: Name,
        rest: Omit<CounterAct<Name>, 'request'>,
      ) => {
        const reply = await ask(`counter/api/${name}`, 'POST', { request: randomUUID(), ...rest });
        return counterPageSchema.parse(await reply.json());
      };
      const current = async () => {
        const page = counterPageSchema.parse(await (await ask('counter/api/state', 'GET')).json());
        if (!page.current) throw new Error('nobody is there');
        return { ticket: page.current.id, version: page.current.version };
      };
      return { act, current };
    },
  };
}

export type Hall = ReturnType<typeof hallOfTests>;

/** The path of a ticket's phone page. */
export const phonePath = ({ phoneUrl }: TicketAnswer): string => new URL(phoneUrl ?? '').pathname.slice(1);

/** Signs that practice member in by the keyboard: the field of the number has the focus. */
export async function signInByKeys(page: Page, number: string): Promise<void> {
  const pin = PRACTICE_STAFF.find((member) => member.number === number)?.pin ?? '';
  await page.locator('input[name=number]:focus').waitFor();
  await page.keyboard.type(number);
  await page.keyboard.press('Tab');
  await page.keyboard.type(pin);
  await page.keyboard.press('Enter');
}

/** Contrast of every piece of text on the page with the ground behind it: the lowest, and whose it is. */
export function lowestContrast(): { readonly ratio: number; readonly text: string } {
  const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = ([r = 0, g = 0, b = 0]: readonly number[]) => {
    const [lr, lg, lb] = [r, g, b].map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * (lr ?? 0) + 0.7152 * (lg ?? 0) + 0.0722 * (lb ?? 0);
  };
  const groundOf = (element: Element | null): number[] => {
    if (!element) return [255, 255, 255];
    const ground = channels(getComputedStyle(element).backgroundColor);
    return ground.length === 4 && ground[3] === 0 ? groundOf(element.parentElement) : ground;
  };
  let lowest = { ratio: Number.POSITIVE_INFINITY, text: '' };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = (node.textContent ?? '').trim();
    const holder = node.parentElement;
    if (text === '' || !holder || holder.closest('.heard-only')) continue;
    const [a, b] = [luminance(channels(getComputedStyle(holder).color)), luminance(groundOf(holder))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < lowest.ratio) lowest = { ratio, text };
  }
  return lowest;
}
