import { parseArgs } from 'node:util';
import { callCuts } from './call-cuts/call-cuts.ts';
import { canary } from './canary/canary.ts';
import { cutOff } from './cut-off/cut-off.ts';
import { day } from './day/day.ts';
import { failover } from './failover/failover.ts';
import { idle } from './idle/idle.ts';
import { kill } from './kill/kill.ts';
import { model } from './model/model.ts';
import { noise } from './noise/noise.ts';
import { outage } from './outage/outage.ts';
import { queue } from './queue/queue.ts';
import { race } from './race/race.ts';
import { signing } from './signing/signing.ts';
import { soak } from './soak/soak.ts';
import { start } from './start/start.ts';
import type { Campaign } from './support/campaign-run.ts';
import { tellerRace } from './teller-race/teller-race.ts';

/** Every campaign by its name. A campaign looks for one broken promise among many seeded rounds. */
const CAMPAIGNS: Readonly<Record<string, Campaign>> = {
  kill,
  start,
  model,
  noise,
  canary,
  soak,
  queue,
  cutOff,
  race,
  day,
  idle,
  failover,
  outage,
  signing,
  'call-cuts': callCuts,
  'teller-race': tellerRace,
};

const usage = (): string =>
  [
    'npm run campaign -- NAME [--seed N] [--rounds N] [--round N]',
    ...Object.entries(CAMPAIGNS).map(([name, { about, rounds }]) => `  ${name} (${rounds} rounds): ${about}`),
    'The same seed walks the same rounds; --round walks one of them alone. Exit code 0: every round held; 1: a promise was broken; 2: wrong call.',
  ].join('\n');

const wholeNumber = (text: string | undefined, otherwise: number): number | undefined => {
  if (text === undefined) return otherwise;
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
};

function read(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { seed: { type: 'string' }, rounds: { type: 'string' }, round: { type: 'string' } },
      allowPositionals: true,
      strict: true,
    });
    const [name = '', ...more] = positionals;
    const campaign = Object.hasOwn(CAMPAIGNS, name) ? CAMPAIGNS[name] : undefined;
    if (!campaign || more.length > 0) return undefined;
    const seed = wholeNumber(values.seed, Math.floor(Math.random() * 1_000_000));
    const rounds = wholeNumber(values.rounds, campaign.rounds);
    const only = wholeNumber(values.round, 0);
    if (seed === undefined || rounds === undefined || only === undefined) return undefined;
    return { name, campaign, order: { seed, rounds: Math.max(rounds, only), ...(only > 0 ? { only } : {}) } };
  } catch {
    return undefined;
  }
}

async function main(args: string[]): Promise<number> {
  const call = read(args);
  if (!call) {
    console.error(usage());
    return 2;
  }
  const { name, campaign, order } = call;
  const { seed, rounds, only } = order;
  console.log(`campaign ${name}: seed ${seed}, ${only ? `round ${only}` : `${rounds} rounds`}`);
  const say = (text: string) => console.log(text);
  const { passed, failed, failures } = await campaign.run({ ...order, say });
  for (const failure of failures) console.log(`FAILED ${failure}`);
  console.log(`seed ${seed}`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

process.exit(await main(process.argv.slice(2)));
