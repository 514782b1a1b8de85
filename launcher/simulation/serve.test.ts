import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type ProfileInput, profileSchema } from '#contracts/profile/profile.ts';
import { SIMULATORS } from '#devices/simulation/catalogue.ts';
import { pipeTransport } from '#devices/transport/pipe.ts';
import { serveSimulators } from './serve.ts';

const windows = process.platform === 'win32';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'serve-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const profile = (devices: ProfileInput['devices']) =>
  profileSchema.parse({ terminal: { id: 'T01', branch: { zh: '支行', en: 'Branch' } }, devices });
const simulated = { connection: { transport: 'simulated' } } as const;
const idScanner = { model: 'sdt', ...simulated } as const;
const make = () => SIMULATORS.idScanner.sdt();

async function served() {
  const devices = await serveSimulators(profile({ idScanner }), folder, make);
  if (!devices.ok) throw new Error(devices.error.message);
  return devices.value;
}

describe('simulated devices', () => {
  it('are those the profile says, each on a pipe, and a control line', async () => {
    const { pipes, close } = await served();
    expect(Object.keys(pipes?.pipes ?? {})).toEqual(['idScanner']);
    for (const path of [pipes?.pipes.idScanner ?? '', pipes?.control ?? '']) {
      const line = await pipeTransport({ path }).open();
      expect(line.ok).toBe(true);
      if (line.ok) await line.value.close();
    }
    await close();
  });

  it.skipIf(windows)('can be reached by this user alone', async () => {
    const { pipes, close } = await served();
    expect(statSync(folder).mode & 0o077).toBe(0);
    expect(statSync(pipes?.control ?? '').mode & 0o077).toBe(0);
    await close();
  });

  it('are none where every device is real: nothing is served, the bench is not there', async () => {
    const real = { model: 'sdt', connection: { transport: 'serial', path: '/dev/ttyS0' } } as const;
    const devices = await serveSimulators(profile({ idScanner: real }), folder, make);
    expect(devices).toMatchObject({ ok: true, value: { pipes: undefined } });
  });

  it('of a model without a simulator are named by their path in the profile', async () => {
    const devices = await serveSimulators(profile({ idScanner }), folder, () => undefined);
    expect(devices).toHaveProperty('error.message', expect.stringContaining('devices.idScanner.model'));
  });

  it('that cannot be served say what to do', async () => {
    const devices = await serveSimulators(profile({ idScanner }), join(folder, 'x'.repeat(120)), make);
    expect(devices).toHaveProperty('error.message', expect.stringContaining('TMPDIR'));
  });

  it.skipIf(windows)('keep what lies on them when the host is killed', async () => {
    const { pipes, close } = await served();
    const control = pipes?.control ?? '';
    const act = { id: 1, device: 'idScanner', act: 'unplug', input: {} };
    const host = tinyHost(control, act);
    const first = await host.states(2);
    expect(first).toMatchObject([{ plugged: true }, { plugged: false }]);
    await host.kill();
    const next = tinyHost(control);
    expect(await next.states(1)).toMatchObject([{ plugged: false }]);
    await next.kill();
    await close();
  });
});

const told = z.object({ type: z.string(), state: z.object({ plugged: z.boolean() }).optional() });

/** A process that connects to the control line as a host does, and prints what it is told. */
function tinyHost(path: string, ...acts: object[]) {
  const script = [
    "const line = require('node:net').connect(process.argv[1]);",
    `line.on('connect', () => line.write(${JSON.stringify(acts.map((act) => `${JSON.stringify(act)}\n`).join(''))}));`,
    'line.pipe(process.stdout);',
  ].join('\n');
  const child = spawn(process.execPath, ['-e', script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async states(count: number) {
      const states: object[] = [];
      while (states.length < count) {
        const { done, value } = await lines.next();
        if (done) break;
        const { state } = told.parse(JSON.parse(value));
        if (state) states.push(state);
      }
      return states;
    },
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
