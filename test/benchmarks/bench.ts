import { writeFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, platform } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { callMedia } from './call-media.ts';
import { callSessions } from './call-sessions.ts';
import { deviceToScreen } from './device-to-screen.ts';
import { durableTransitions } from './durable-transitions.ts';
import { firstScript } from './first-script.ts';
import { inkLatency } from './ink-latency.ts';
import { manyTerminals } from './many-terminals.ts';
import { signing } from './signing.ts';
import { startToScreen } from './start-to-screen.ts';
import { type Measurement, type Row, ratioOf } from './support/measurement.ts';
import { tableOf } from './support/table.ts';
import { ticketsPerSecond } from './tickets-per-second.ts';
import { waitRanges } from './wait-ranges.ts';

const MEASUREMENTS: Readonly<Record<string, Measurement>> = {
  'device-to-screen': deviceToScreen,
  'start-to-screen': startToScreen,
  'durable-transitions': durableTransitions,
  'first-script': firstScript,
  'wait-ranges': waitRanges,
  'tickets-per-second': ticketsPerSecond,
  'many-terminals': manyTerminals,
  signing,
  'ink-latency': inkLatency,
  'call-sessions': callSessions,
  'call-media': callMedia,
};

const usage = (): string =>
  [
    'npm run bench -- [--only NAME] [--quick] [--json FILE]',
    ...Object.entries(MEASUREMENTS).map(([name, { about }]) => `  ${name}: ${about}`),
    'Prints a table, then the same as JSON on the last line, or into FILE. Every number stands beside a floor that was',
    'measured in the same run; medians, with half of the samples in brackets. It judges nothing.',
  ].join('\n');

function read(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        only: { type: 'string' },
        quick: { type: 'boolean', default: false },
        json: { type: 'string' },
      },
      strict: true,
    });
    if (values.only !== undefined && !Object.hasOwn(MEASUREMENTS, values.only)) return undefined;
    return values;
  } catch {
    return undefined;
  }
}

/** The machine the numbers belong to. */
const machine = () => ({
  node: process.version,
  platform: platform(),
  arch: arch(),
  processor: cpus()[0]?.model ?? 'unknown',
  processors: availableParallelism(),
  load: loadavg()[0] ?? 0,
});

async function main(args: string[]): Promise<number> {
  const order = read(args);
  if (!order) {
    console.error(usage());
    return 2;
  }
  const say = (text: string) => console.error(text);
  const rows: Row[] = [];
  const told = machine();
  for (const [name, { about, run }] of Object.entries(MEASUREMENTS)) {
    if (order.only !== undefined && order.only !== name) continue;
    say(`${name}: ${about}`);
    rows.push(...(await run({ quick: order.quick ?? false, say: (text) => say(`  ${text}`) })));
  }
  console.log(tableOf(rows));
  const json = JSON.stringify({ machine: told, rows: rows.map((row) => ({ ...row, ratio: ratioOf(row) })) });
  if (order.json === undefined) console.log(json);
  else writeFileSync(resolve(process.env.INIT_CWD ?? process.cwd(), order.json), `${json}\n`);
  return 0;
}

process.exit(await main(process.argv.slice(2)));
