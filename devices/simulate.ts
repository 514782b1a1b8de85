import { systemClock } from '#foundation/clock.ts';
import { actOn, lineCutter } from './simulation/act-lines.ts';
import { helpText, readCommandLine } from './simulation/command-line.ts';
import { keepPlugged } from './simulation/plugged.ts';
import { serialTransport } from './transport/serial.ts';
import type { TransportError } from './transport/transport.ts';

const words = readCommandLine(process.argv.slice(2));

switch (words.kind) {
  case 'help':
    process.stdout.write(helpText());
    break;
  case 'bad':
    process.stderr.write(`${words.message}\n`);
    process.exitCode = 2;
    break;
  case 'run':
    await run(words);
}

/** One simulator at one port, until a signal or the end of standard output. */
async function run({ name, entry, serial }: Extract<typeof words, { kind: 'run' }>): Promise<void> {
  const tell = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
  const simulator = entry.create({ clock: systemClock });
  const plugged = await keepPlugged(simulator, serialTransport(serial), systemClock, (event) =>
    tell({ type: 'line', device: name, port: serial.path, ...event }),
  );
  if (!plugged.ok) {
    process.stderr.write(`${inWords(serial.path, plugged.error)}\n`);
    process.exitCode = 1;
    return;
  }
  tell({ type: 'acts', acts: simulator.acts() });
  tell({ type: 'state', state: simulator.state() });
  let telling = false;
  simulator.subscribe(() => {
    if (telling) return;
    telling = true;
    queueMicrotask(() => {
      telling = false;
      tell({ type: 'state', state: simulator.state() });
    });
  });
  process.stdin.setEncoding('utf8').on(
    'data',
    lineCutter((text) => tell({ type: 'result', ...actOn(simulator, text) })),
  );
  const leave = () => void plugged.value.close().then(() => process.exit(0));
  process.once('SIGINT', leave).once('SIGTERM', leave);
  process.stdout.on('error', leave);
}

function inWords(path: string, error: TransportError): string {
  switch (error.code) {
    case 'missing':
      return `There is no port ${path}.`;
    case 'busy':
      return `${path} is in use by another program.`;
    default:
      return `${path} cannot be opened: ${error.detail ?? error.code}.`;
  }
}
