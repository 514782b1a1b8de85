import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type BenchDevice, benchDeviceSchema } from '#contracts/bench/state.ts';
import type { HostOptions } from '#contracts/launch/host-options.ts';
import type { Profile } from '#contracts/profile/profile.ts';
import type { Simulator } from '#devices/simulation/simulator.ts';
import { type PipeServer, servePipe } from '#devices/transport/pipe.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { type Simulators, serveControl } from './control-line.ts';

/** Makes the simulator of one model; `undefined` when there is none. */
export type MakeSimulator = (device: BenchDevice, model: string) => Simulator | undefined;

/** The simulated devices of a terminal. They live as long as this process: a host comes and goes, the card stays. */
export type SimulatedDevices = {
  readonly simulators: Simulators;
  /** What the host is told; `undefined` while no device is simulated. */
  readonly pipes: HostOptions['simulators'];
  close(): Promise<void>;
};

/** Makes every device the profile says is simulated and serves each on a pipe of its own in a private folder. */
export async function serveSimulators(
  profile: Profile,
  folder: string,
  make: MakeSimulator,
): Promise<Result<SimulatedDevices, { readonly message: string }>> {
  const simulators = new Map<BenchDevice, Simulator>();
  for (const device of benchDeviceSchema.options) {
    const wanted = profile.devices[device];
    if (wanted?.connection.transport !== 'simulated') continue;
    const simulator = make(device, wanted.model);
    if (!simulator) return err({ message: `devices.${device}.model: ${wanted.model} has no simulator.` });
    simulators.set(device, simulator);
  }
  if (simulators.size === 0) return ok({ simulators, pipes: undefined, close: async () => {} });

  const servers: PipeServer[] = [];
  const close = async () => {
    await Promise.all(servers.map((server) => server.close()));
  };
  const pipes: Partial<Record<BenchDevice, string>> = {};
  for (const [device, simulator] of simulators) {
    const path = pipePath(folder, device);
    const server = await servePipe(path, (line) => simulator.attach(line));
    if (!server.ok) return refused(path, server.error.detail, close);
    servers.push(server.value);
    pipes[device] = path;
  }
  const control = pipePath(folder, 'control');
  const server = await servePipe(control, (line) => serveControl(line, simulators));
  if (!server.ok) return refused(control, server.error.detail, close);
  servers.push(server.value);
  return ok({ simulators, pipes: { pipes, control }, close });
}

async function refused(path: string, detail: string | undefined, close: () => Promise<void>) {
  await close();
  return err({
    message: `The pipe ${path} to the simulators cannot be made (${detail ?? 'refused'}). Set TMPDIR to a folder with a short path.`,
  });
}

/** A file in the private folder; Windows has a name space of its own for pipes, where the name must not be guessed. */
const pipePath = (folder: string, name: string): string =>
  process.platform === 'win32'
    ? `\\\\.\\pipe\\vestibule-${randomBytes(12).toString('hex')}-${name}`
    : join(folder, `${name}.sock`);
