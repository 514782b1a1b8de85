import { systemClock } from '#foundation/clock.ts';
import { startBranch } from '../service.ts';

/**
 * The service as a process of its own, so that a test can kill it: `serve.ts DATA PAGES TERMINAL` prints one line of
 * JSON with its port and an enrolment code for the terminal.
 */
const [dataDir = '', pagesDir = '', terminal = ''] = process.argv.slice(2);
const started = await startBranch({
  port: 0,
  dataDir,
  pagesDir,
  clock: systemClock,
  timeZone: 'Asia/Shanghai',
  practiceStaff: true,
});
if (!started.ok) {
  console.error(started.error.code);
  process.exit(1);
}
const { url, port } = started.value;
console.log(JSON.stringify({ url, port, code: await started.value.enrolmentCode(terminal) }));
