import { systemClock } from '#foundation/clock.ts';
import { startHost } from '../composition.ts';
import { serveParent } from './serve-parent.ts';

/** The host as Electron's utility process: started by the shell's main process, ended with it. */
serveParent({
  parent: process.parentPort,
  start: startHost,
  clock: systemClock,
  exit: (code) => process.exit(code),
  say: (text) => void process.stderr.write(`${text}\n`),
});
