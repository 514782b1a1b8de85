import * as z from 'zod';
import type { BenchDevice } from '#contracts/bench/state.ts';
import { type ControlReply, type ControlRequest, controlRequestSchema } from '#contracts/launch/control.ts';
import type { Simulator } from '#devices/simulation/simulator.ts';
import type { Line } from '#devices/transport/transport.ts';
import { JsonLineReader, jsonLine } from '../json-lines.ts';

export type Simulators = ReadonlyMap<BenchDevice, Simulator>;

/** The faults a simulator declares are the choices of its act `setFault`. */
const faultChoices = z.object({
  properties: z.object({ fault: z.object({ enum: z.array(z.string()) }) }),
});

export function faultsOf(simulator: Simulator): string[] {
  const act = simulator.acts().find(({ name }) => name === 'setFault');
  return faultChoices.safeParse(act?.input).data?.properties.fault.enum ?? [];
}

/**
 * Speaks `contracts/launch/control.ts` on one connection of a host: its acts go to the simulators, their states to it,
 * every state once at the beginning. What is not in the contract ends the connection.
 */
export function serveControl(line: Line, simulators: Simulators): void {
  const reader = new JsonLineReader();
  // A host that does not take its states within the line's bound is gone or hangs: the next one is told everything.
  const tell = (reply: ControlReply) =>
    void line.write(jsonLine(reply)).then((sent) => (sent.ok ? undefined : line.close()));
  const tellState = (device: BenchDevice, simulator: Simulator) =>
    tell({ type: 'state', device, state: { ...simulator.state() }, faults: faultsOf(simulator) });

  const watching = [...simulators].map(([device, simulator]) =>
    simulator.subscribe(() => tellState(device, simulator)),
  );
  line.listen({
    data: (bytes) => {
      for (const value of reader.push(bytes) ?? [undefined]) {
        const request = controlRequestSchema.safeParse(value);
        if (!request.success) return void line.close();
        tell(answer(request.data, simulators));
      }
    },
    closed: () => {
      for (const stop of watching) stop();
    },
  });
  for (const [device, simulator] of simulators) tellState(device, simulator);
}

function answer({ id, device, act, input }: ControlRequest, simulators: Simulators): ControlReply {
  const simulator = simulators.get(device);
  if (!simulator) {
    return {
      type: 'answer',
      id,
      ok: false,
      error: { code: 'noDevice', detail: `${device} is not simulated` },
    };
  }
  const acted = simulator.act(act, input);
  if (acted.ok) return { type: 'answer', id, ok: true };
  const { code, detail } = acted.error;
  const error = detail === undefined ? { code } : { code, detail: detail.slice(0, 400) };
  return { type: 'answer', id, ok: false, error };
}
