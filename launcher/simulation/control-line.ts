import * as z from 'zod';
import type { BenchDevice } from '#contracts/bench/state.ts';
import { type ControlReply, type ControlRequest, controlRequestSchema } from '#contracts/launch/control.ts';
import type { Simulator } from '#devices/simulation/simulator.ts';
import type { Line } from '#devices/transport/transport.ts';
import { JsonLineReader, jsonLine, MAXIMUM_LINE_BYTES } from '../json-lines.ts';

/** Answers that wait because the host does not take them. */
const MAXIMUM_ANSWERS = 256;

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
  const speaker = new Speaker(line, simulators);
  const watching = [...simulators].map(([device, simulator]) =>
    simulator.subscribe(() => speaker.changed(device)),
  );
  line.listen({
    data: (bytes) => {
      for (const value of reader.push(bytes) ?? [undefined]) {
        const request = controlRequestSchema.safeParse(value);
        if (!request.success) return void line.close();
        speaker.answer(answer(request.data, simulators));
      }
    },
    closed: () => {
      for (const stop of watching) stop();
    },
  });
  for (const device of simulators.keys()) speaker.changed(device);
}

/**
 * Says one thing after the other and waits until each is taken. A printer changes with every line it prints: what has
 * changed meanwhile is said once, as it is then, and always before the answer to the act that changed it.
 */
class Speaker {
  readonly #line: Line;
  readonly #simulators: Simulators;
  readonly #changed = new Set<BenchDevice>();
  readonly #answers: ControlReply[] = [];
  #speaking = false;

  constructor(line: Line, simulators: Simulators) {
    this.#line = line;
    this.#simulators = simulators;
  }

  changed(device: BenchDevice): void {
    this.#changed.add(device);
    void this.#speak();
  }

  answer(reply: ControlReply): void {
    // A host that asks on without listening to what it is told is broken.
    if (this.#answers.length >= MAXIMUM_ANSWERS) return void this.#line.close();
    this.#answers.push(reply);
    void this.#speak();
  }

  async #speak(): Promise<void> {
    if (this.#speaking) return;
    this.#speaking = true;
    for (let words = this.#next(); words; words = this.#next()) {
      // A state too long for the line cannot be told; the bench keeps the one before.
      if (words.length > MAXIMUM_LINE_BYTES) continue;
      const sent = await this.#line.write(words);
      if (!sent.ok) return void this.#line.close();
    }
    this.#speaking = false;
  }

  #next(): Uint8Array | undefined {
    const [device] = this.#changed;
    const simulator = device && this.#simulators.get(device);
    if (!device || !simulator) {
      const reply = this.#answers.shift();
      return reply && jsonLine(reply);
    }
    this.#changed.delete(device);
    const state: ControlReply = {
      type: 'state',
      device,
      state: { ...simulator.state() },
      faults: faultsOf(simulator),
    };
    return jsonLine(state);
  }
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
