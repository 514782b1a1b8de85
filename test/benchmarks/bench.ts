import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { firstScript } from './first-script.ts';
import { type Measured, median, ratio, table } from './measure.ts';
import { painted } from './painted.ts';
import { transitions } from './transitions.ts';

/** Every measurement by name; each is a ratio to a floor of the same run, never an absolute claim. */
const ALL: Readonly<Record<string, (rounds: number) => Promise<Measured | Measured[]>>> = {
  painted,
  transitions,
  script: firstScript,
};

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string', default: '9' },
    json: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
if (
  (values.only !== undefined && !Object.hasOwn(ALL, values.only)) ||
  !Number.isInteger(rounds) ||
  rounds < 1
) {
  console.error(`npm run bench -- [--only ${Object.keys(ALL).join('|')}] [--rounds N] [--json FILE]`);
  process.exit(2);
}
const measured: Measured[] = [];
for (const [name, measure] of Object.entries(ALL))
  if (values.only === undefined || values.only === name) measured.push(...[await measure(rounds)].flat());
console.log(table(measured));
const json = JSON.stringify(
  measured.map((one) => ({
    ...one,
    median: { ours: median(one.ours), floor: median(one.floor) },
    ratio: ratio(one),
  })),
);
if (values.json === undefined) console.log(json);
else writeFileSync(resolve(process.env.INIT_CWD ?? process.cwd(), values.json), `${json}\n`);
process.exit(0);
