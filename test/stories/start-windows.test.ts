import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { displayIsHere, type TestDisplay, testDisplay, type WindowSeen } from '../support/display.ts';
import { statusOf, stillRunning } from '../support/processes.ts';
import { answers, newPlace, type Place, Started } from '../support/started.ts';

const root = process.getuid?.() === 0;

let place: Place;
let display: TestDisplay;
let started: Started;
beforeEach(async () => {
  place = newPlace();
  display = await testDisplay(place.temporary, '1280x800');
});
afterEach(async () => {
  await started.end('SIGKILL');
  await display.end();
  place.remove();
});

/** Starts with windows and waits for them; `undefined` where no browser can be had with its sandbox, and that was said. */
async function shown(count: number, ...args: string[]): Promise<WindowSeen[] | undefined> {
  started = new Started(place, ['--shell', 'chromium', '--data', place.data, ...args], display.environment);
  await started.addresses();
  let refused: string | undefined;
  void started.line(/^No window: (.*)$/).then(
    ([, why]) => {
      refused = why;
    },
    () => undefined,
  );
  for (;;) {
    const windows = await display.windows();
    if (windows.length === count) return windows;
    if (refused === undefined) continue;
    // A container without user namespaces: then the address is all there is, and it works.
    expect(refused).toContain('sandbox');
    expect(await answers((await started.addresses()).terminal)).toBe(200);
    return undefined;
  }
}

const browsers = () => started.children.filter(({ commandLine }) => /chromium\/chromium/.test(commandLine));

describe.skipIf(!displayIsHere)('npm start on a display', () => {
  it('shows the terminal in its true shape and the bench beside it, each in a browser with its sandbox', async () => {
    const windows = await shown(2);
    if (!windows) return;
    const bench = windows.find(({ instance }) => instance.includes('bench'));
    const terminal = windows.find((window) => window !== bench);
    expect(terminal).toMatchObject({ width: 405, height: 720 });
    expect(bench).toMatchObject({ width: 851, height: 720 });

    const ofType = (type: string) => browsers().filter(({ commandLine }) => commandLine.includes(type));
    // A renderer in its sandbox runs under a filter of system calls (Seccomp: 2, proc(5)).
    const inSandbox = () => ofType('--type=renderer').filter(({ pid }) => statusOf(pid, 'Seccomp') === '2');
    while (inSandbox().length < 2) await display.windows();
    const programs = ofType('--app=');
    expect(programs).not.toEqual([]);
    for (const { pid } of browsers()) expect(statusOf(pid, 'Uid').startsWith('0\t')).toBe(false);
    if (root) for (const { pid } of programs) expect(statusOf(pid, 'Groups')).toBe('');
  });

  it("ends everything when the terminal's window is closed, not when the bench's is", async () => {
    const windows = await shown(2);
    if (!windows) return;
    const children = started.children;
    const bench = windows.find(({ instance }) => instance.includes('bench'));
    const terminal = windows.find((window) => window !== bench);
    if (!bench || !terminal) throw new Error('not both');
    await display.close(bench);
    while ((await display.windows()).length > 1);
    expect(await answers((await started.addresses()).terminal)).toBe(200);
    await display.close(terminal);
    expect(await started.exited).toBe(0);
    expect(stillRunning(children)).toEqual([]);
    expect(readdirSync(place.temporary)).toEqual(['server-cookie']);
  });

  it('fills the display with the terminal alone as a kiosk', async () => {
    const windows = await shown(1, '--kiosk');
    if (!windows) return;
    const full = async () =>
      (await display.windows()).some(({ width, height }) => width === 1280 && height === 800);
    while (!(await full()));
    const children = started.children;
    expect(await started.end()).toBe(0);
    expect(stillRunning(children)).toEqual([]);
  });
});

describe.skipIf(!displayIsHere)('npm start on a display that lets nobody in', () => {
  it('prints the address and why, and serves', async () => {
    const environment = { ...display.environment, XAUTHORITY: '/nowhere' };
    started = new Started(place, ['--shell', 'chromium', '--data', place.data], environment);
    const [, why] = await started.line(/^No window: (.*?)\. Open http.* in a browser/);
    expect(why).toMatch(/display does not let the browser in|sandbox/);
    expect(await answers((await started.addresses()).terminal)).toBe(200);
    expect(await started.end()).toBe(0);
  });
});
