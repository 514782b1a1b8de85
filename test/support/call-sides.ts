import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Signal } from '#contracts/branch/signal.ts';
import type { Begin, Note } from './call-page/main.ts';

/** One of the two pages. */
export type CallSideAt = {
  readonly page: Page;
  begin(how: Partial<Begin> & Pick<Begin, 'ice'>): Promise<void>;
  notes(): Promise<Note[]>;
  /** Pictures of the far side that were there and could be read, since the page was loaded. */
  seen(): Promise<{ readonly at: number; readonly count: number }[]>;
  /** When it stands so; answers with the page's own time. */
  until(is: Note['state']['is'], since?: number, mode?: Note['state']['mode']): Promise<number>;
  now(): Promise<number>;
};

/** A desk and a terminal, each in a browser of its own, and the line on which their signals go. */
export async function openSides(
  browsers: { readonly desk: Browser; readonly terminal: Browser },
  url: string,
) {
  const carried: { readonly from: 'desk' | 'terminal'; readonly signal: Signal }[] = [];
  const contexts: BrowserContext[] = [];
  const line = { cut: false, change: (signal: Signal): unknown => signal };
  const side = async (which: 'desk' | 'terminal'): Promise<CallSideAt> => {
    const context = await browsers[which].newContext();
    contexts.push(context);
    const page = await context.newPage();
    let order: Promise<unknown> = Promise.resolve();
    await page.exposeFunction('carry', (signal: Signal) => {
      carried.push({ from: which, signal });
      const other = which === 'desk' ? sides.terminal : sides.desk;
      // In order, as the branch service carries them.
      order = order
        .then(() =>
          line.cut ? undefined : other?.page.evaluate((given) => call.take(given), line.change(signal)),
        )
        .catch(() => undefined);
    });
    await page.goto(url);
    return {
      page,
      begin: (how) =>
        page.evaluate((begin) => call.begin(begin), {
          side: which,
          turn: 1,
          mode: 'video',
          devices: true,
          ...how,
        } as Begin),
      notes: () => page.evaluate(() => call.notes),
      seen: () => page.evaluate(() => call.seen),
      now: () => page.evaluate(() => performance.now()),
      async until(is, since = 0, mode) {
        const found = await page.waitForFunction(
          (wanted) =>
            call.notes.find(
              ({ at, state }) =>
                at >= wanted.since &&
                state.is === wanted.is &&
                (wanted.mode === null || state.mode === wanted.mode),
            )?.at,
          { is, since, mode: mode ?? null },
          { timeout: 40_000, polling: 50 },
        );
        return Number(await found.jsonValue());
      },
    };
  };
  const sides: { desk?: CallSideAt; terminal?: CallSideAt } = {};
  const [desk, terminal] = await Promise.all([side('desk'), side('terminal')]);
  Object.assign(sides, { desk, terminal });
  return {
    desk,
    terminal,
    carried,
    line,
    close: async () => {
      await Promise.all(contexts.map((context) => context.close()));
    },
  };
}
