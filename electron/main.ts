import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '#foundation/clock.ts';
import { admit, keepOnly } from './admission.ts';
import { EXIT } from './exit.ts';
import { LauncherLine } from './launcher-line.ts';
import { Shell } from './shell.ts';

/**
 * Electron's main process. Its first act is to look at how it was started; Electron itself is imported after that. The
 * import is awaited, so that all of this is done before Electron is ready (Electron, ES modules).
 */
const say = (text: string): void => void process.stderr.write(`${text}\n`);
const launcher = new LauncherLine(process, say);

// Electron would show a dialog with a stack trace over the terminal.
const broke = (failure: unknown): void => {
  say(`The shell broke: ${failure instanceof Error ? failure.message : 'unknown'}`);
  process.exit(EXIT.broken);
};
process.on('uncaughtException', broke);
process.on('unhandledRejection', broke);

const entry = fileURLToPath(import.meta.url);
const admitted = admit({ argv: process.argv, environment: process.env, entry });
if (admitted.ok) {
  keepOnly(process.env, admitted.value.environment);
  const electron = await import('electron');
  new Shell(electron, {
    ...admitted.value,
    preload: join(import.meta.dirname, 'preload.cjs'),
    hostScript: join(import.meta.dirname, 'host.js'),
    platform: process.platform,
    clock: systemClock,
    launcher,
    say,
  }).run();
} else {
  await launcher.report({ type: 'failed', ...admitted.error });
  process.exit(EXIT.failed);
}
