import { systemClock } from '#foundation/clock.ts';
import { HELP, readOptions } from './bootstrap/options.mjs';
import { launch } from './launch.ts';
import { Steps } from './steps.ts';

/**
 * The launcher: what `npm start` runs once everything is installed and built. Standard output has the lines `branch`
 * and `ready`; everything else goes to standard error. Exit codes: 0 ended as told, 1 it could not go on, 2 the person
 * has to change something first.
 */
async function main(): Promise<number> {
  const asked = readOptions(process.argv.slice(2));
  if (asked.kind === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  if (asked.kind === 'refused') {
    process.stderr.write(`${asked.message}\n`);
    return 2;
  }
  const say = (text: string) => void process.stderr.write(`${text}\n`);
  const steps = new Steps(say);
  endWithWhoeverStartedIt(steps);
  const { options } = asked;
  const { code, message } = await steps.run(() =>
    launch({ options, steps, clock: systemClock, environment: process.env, say }),
  );
  if (message !== undefined) say(message);
  return code;
}

/** Ctrl-C, a signal, the terminal's end, or the death of the process that holds our channel. */
function endWithWhoeverStartedIt(steps: Steps): void {
  const end = () => steps.end({ code: 0 });
  let signals = 0;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      signals += 1;
      if (signals === 1) return end();
      steps.kill();
      process.exit(1);
    });
  }
  process.on('message', end);
  process.on('disconnect', end);
  // It may have gone while this was still loading.
  if (process.send && !process.connected) end();
  // A terminal that is gone takes no more lines; that is no reason to leave children behind.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}

process.exit(await main());
