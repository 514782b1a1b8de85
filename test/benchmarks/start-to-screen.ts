import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../support/browser.ts';
import type { Measurement } from './support/measurement.ts';
import { PaintWatch } from './support/painted.ts';
import { sampleOf } from './support/stats.ts';

const START = fileURLToPath(new URL('../../launcher/bootstrap/start.mjs', import.meta.url));
const FLOOR = fileURLToPath(new URL('./floor/main.ts', import.meta.url));

/** From the start of the program to the first screen in a browser that is started when the program serves. */
export const startToScreen: Measurement = {
  about:
    'from start to the first painted screen, on an empty data folder, with the browser started once it serves; floor: a static page from node:http in the same browser',
  async run({ quick, say }) {
    const serves = { ours: [] as number[], floor: [] as number[] };
    const painted = { ours: [] as number[], floor: [] as number[] };
    for (let start = -1; start < (quick ? 2 : 8); start++) {
      const data = mkdtempSync(join(tmpdir(), 'start-'));
      // What `npm start -- --shell none` runs, without npm's own time.
      const ours = await oneStart(START, [
        '--shell',
        'none',
        '--port',
        '0',
        '--branch-port',
        '0',
        '--data',
        data,
      ]);
      const least = await oneStart(FLOOR, []);
      rmSync(data, { recursive: true, force: true });
      // The first start builds what is stale.
      if (start < 0) continue;
      say(`start ${start + 1}: ${Math.round(ours.painted)} ms, floor ${Math.round(least.painted)} ms`);
      serves.ours.push(ours.serves);
      serves.floor.push(least.serves);
      painted.ours.push(ours.painted);
      painted.floor.push(least.painted);
    }
    return [
      { name: 'start to serving', unit: 'ms', ours: sampleOf(serves.ours), floor: sampleOf(serves.floor) },
      {
        name: 'start to first painted screen',
        unit: 'ms',
        ours: sampleOf(painted.ours),
        floor: sampleOf(painted.floor),
      },
    ];
  },
};

/** One start to its first screen, and its end. Milliseconds from the start. */
async function oneStart(program: string, args: readonly string[]) {
  const from = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const url = await ready(child);
    const serves = performance.now() - from;
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      const watch = await PaintWatch.on(page);
      await page.goto(url);
      await watch.setClock();
      const first = await watch.after(0);
      return { serves, painted: first.painted - from };
    } finally {
      await browser.close();
    }
  } finally {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  }
}

/** The address of its line `ready`. */
function ready(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const url = /^ready (\S+)$/m.exec(output)?.[1];
      if (url) resolve(url);
    });
    child.once('exit', () => reject(new Error('it ended before it served')));
  });
}
