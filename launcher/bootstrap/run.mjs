import { join } from 'node:path';
import { runProgram } from './child.mjs';
import { CLONE } from './clone.mjs';
import { prepare, refuse } from './prepare.mjs';

/** `npm run branch|simulate|journal|bench|campaign`: one script of ours, installed first where needed, on Node 24. */
const [script, ...args] = process.argv.slice(2);
if (!script?.endsWith('.ts')) refuse('Usage: node launcher/bootstrap/run.mjs SCRIPT.ts [arguments]');
else {
  // What measures or tries the whole terminal, and the branch service, need the pages.
  const { node } = await prepare({ builds: script.startsWith('test/') || script.startsWith('branch/') });
  process.exitCode = await runProgram(node, [
    '--disable-warning=ExperimentalWarning',
    join(CLONE, script),
    ...args,
  ]);
}
