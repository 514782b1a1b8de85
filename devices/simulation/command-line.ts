import { parseArgs } from 'node:util';
import { DRIVERS } from '../catalogue.ts';
import type { SerialSettings } from '../transport/serial.ts';
import { SIMULATORS, type SimulatorFactory } from './catalogue.ts';

type Entry = { readonly create: SimulatorFactory; readonly defaults: Omit<SerialSettings, 'path'> };

/** All models with a simulator that are reached over a serial port, by name. */
export function simulatedModels(): ReadonlyMap<string, Entry> {
  const models = new Map<string, Entry>();
  const defaults = new Map(
    Object.values(DRIVERS).flatMap((kind) =>
      Object.entries<object>(kind).flatMap(([name, model]) =>
        'defaults' in model ? [[name, model.defaults as Entry['defaults']] as const] : [],
      ),
    ),
  );
  for (const kind of Object.values(SIMULATORS))
    for (const [name, create] of Object.entries(kind)) {
      const settings = defaults.get(name);
      if (settings) models.set(name, { create, defaults: settings });
    }
  return models;
}

export type CommandLine =
  | { readonly kind: 'help' }
  | { readonly kind: 'bad'; readonly message: string }
  | { readonly kind: 'run'; readonly name: string; readonly entry: Entry; readonly serial: SerialSettings };

const USAGE = 'npm run simulate -- <device> --port <tty> [--baud <bits per second>]';

/** What the words after the program's name ask for. */
export function readCommandLine(words: readonly string[]): CommandLine {
  const bad = (what: string): CommandLine => ({
    kind: 'bad',
    message: `${what}\nUsage: ${USAGE}\nDevices: ${[...simulatedModels().keys()].join(', ')}. --help tells more.`,
  });
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(words);
  } catch (failure) {
    return bad(failure instanceof Error ? failure.message : 'These arguments cannot be read.');
  }
  const { values, positionals } = parsed;
  if (values.help) return { kind: 'help' };
  const [name, ...more] = positionals;
  if (name === undefined) return bad('Which device?');
  if (more.length > 0) return bad(`One device at a time: what is "${more[0]}"?`);
  const entry = simulatedModels().get(name);
  if (!entry) return bad(`There is no device "${name}".`);
  if (!values.port) return bad('At which port? Give it with --port.');
  const serial = { ...entry.defaults, path: values.port };
  if (values.baud === undefined) return { kind: 'run', name, entry, serial };
  const baudRate = Number(values.baud);
  if (!Number.isInteger(baudRate) || baudRate < 50 || baudRate > 4_000_000)
    return bad(`"${values.baud}" is no speed between 50 and 4000000 bits per second.`);
  return { kind: 'run', name, entry, serial: { ...serial, baudRate } };
}

const parse = (words: readonly string[]) =>
  parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      port: { type: 'string' },
      baud: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });

/** How it is used, and every device with its acts. */
export function helpText(): string {
  const devices = [...simulatedModels()].map(([name, { create, defaults }]) => {
    const acts = create()
      .acts()
      .map((act) => `    ${act.name} {${inputKeys(act.input).join(', ')}}\n      ${act.does}`);
    return [`  ${name} (${defaults.baudRate} bits per second)`, ...acts].join('\n');
  });
  return [
    `Usage: ${USAGE}`,
    '',
    'Plays one device on a real serial port or pseudo-terminal: the program under test opens the other end.',
    'Standard input takes acts, one JSON object a line: {"act":"name","input":{...}}.',
    'Standard output tells, one JSON object a line: the acts with their JSON Schemas, then the result of each act,',
    'every change of state, and what becomes of the line.',
    '',
    'Devices and their acts:',
    ...devices,
    '',
  ].join('\n');
}

const inputKeys = (schema: object): string[] =>
  'properties' in schema && typeof schema.properties === 'object' ? Object.keys(schema.properties ?? {}) : [];
