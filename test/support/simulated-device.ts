import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const SIMULATE_PROGRAM = fileURLToPath(new URL('../../devices/simulate.ts', import.meta.url));

type Told = { readonly type: string } & Readonly<Record<string, unknown>>;

/** `npm run simulate` as a process of its own. */
export type SimulatedDevice = {
  /** Does what a person does to it; the result as the process told it. */
  act(name: string, input?: object): Promise<unknown>;
  /** The first thing told from now on, or last of its type, that is so. */
  until(type: string, isSo: (told: Told) => boolean): Promise<Told>;
  /** Its physical state as told last. */
  state(): unknown;
  stop(): Promise<void>;
};

/** Resolves once it is plugged into the port. */
export async function simulatedDevice(model: string, port: string): Promise<SimulatedDevice> {
  const child = spawn(process.execPath, [SIMULATE_PROGRAM, model, '--port', port], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const last = new Map<string, Told>();
  const waits = new Set<(told: Told) => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const told = JSON.parse(line) as Told;
    last.set(told.type, told);
    for (const wait of [...waits]) wait(told);
  });
  const until = (type: string, isSo: (told: Told) => boolean) =>
    new Promise<Told>((resolve, reject) => {
      const before = last.get(type);
      if (before && isSo(before)) return resolve(before);
      const wait = (told: Told) => {
        if (told.type !== type || !isSo(told)) return;
        waits.delete(wait);
        resolve(told);
      };
      waits.add(wait);
      void exited.then(() => reject(new Error(`the simulator ended: ${complaints}`)));
    });
  await until('line', (told) => told.line === 'open');
  return {
    until,
    state: () => last.get('state')?.state,
    act: async (act, input = {}) => {
      last.delete('result');
      child.stdin.write(`${JSON.stringify({ act, input })}\n`);
      return (await until('result', (told) => told.act === act)).result;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
