import { join } from 'node:path';
import { runProgram } from './child.mjs';
import { CLONE } from './clone.mjs';
import { HELP, readOptions } from './options.mjs';
import { prepare, refuse } from './prepare.mjs';

/** `npm start` and `npm run dev`: from a fresh clone to the terminal. */
const argv = process.argv.slice(2);
const asked = readOptions(argv);
if (asked.kind === 'help') {
  process.stdout.write(HELP);
} else if (asked.kind === 'refused') {
  refuse(asked.message);
} else {
  const { node } = await prepare({ builds: true });
  const program = join(CLONE, 'launcher', 'main.ts');
  process.exitCode = await runProgram(node, ['--disable-warning=ExperimentalWarning', program, ...argv], {
    channel: true,
  });
}
