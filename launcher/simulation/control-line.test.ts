import { describe, expect, it } from 'vitest';
import type { BenchDevice } from '#contracts/bench/state.ts';
import { type ControlReply, controlReplySchema } from '#contracts/launch/control.ts';
import { SIMULATORS } from '#devices/simulation/catalogue.ts';
import type { Simulator } from '#devices/simulation/simulator.ts';
import { memoryCable } from '#devices/transport/memory.ts';
import { settle } from '#foundation/clock.ts';
import { JsonLineReader, jsonLine, MAXIMUM_LINE_BYTES } from '../json-lines.ts';
import { faultsOf, serveControl } from './control-line.ts';

/** A host's end of a control line to real simulators. */
function connected(
  simulators: ReadonlyMap<BenchDevice, Simulator> = new Map<BenchDevice, Simulator>([
    ['idScanner', SIMULATORS.idScanner.sdt()],
    ['cardReader', SIMULATORS.cardReader.crt310()],
    ['receiptPrinter', SIMULATORS.receiptPrinter.escpos()],
  ]),
) {
  const [near, far] = memoryCable();
  const replies: ControlReply[] = [];
  const closed: string[] = [];
  const reader = new JsonLineReader();
  near.listen({
    data: (bytes) => {
      for (const value of reader.push(bytes) ?? []) replies.push(controlReplySchema.parse(value));
    },
    closed: ({ code }) => closed.push(code),
  });
  serveControl(far, simulators);
  const send = async (value: unknown) => {
    await near.write(jsonLine(value));
    await settle();
  };
  return { near, replies, closed, send, simulators };
}

/** A simulator with a count of those who are told of its changes. */
function watched(inner: Simulator) {
  let count = 0;
  const simulator: Simulator = {
    attach: (line) => inner.attach(line),
    get reachable() {
      return inner.reachable;
    },
    act: (name, input) => inner.act(name, input),
    acts: () => inner.acts(),
    state: () => inner.state(),
    subscribe: (listener) => {
      count += 1;
      const stop = inner.subscribe(listener);
      return () => {
        count -= 1;
        stop();
      };
    },
  };
  return { simulator, watchers: () => count };
}

describe('the control line', () => {
  it('tells every state once, with the faults there are', async () => {
    const { replies } = connected();
    await settle();
    expect(replies.map((reply) => reply.type === 'state' && reply.device)).toEqual([
      'idScanner',
      'cardReader',
      'receiptPrinter',
    ]);
    for (const reply of replies) {
      expect(reply).toHaveProperty('faults', expect.arrayContaining([expect.any(String)]));
    }
  });

  it('passes an act on and tells what it came to, the new state first', async () => {
    const { replies, send } = connected();
    await settle();
    replies.length = 0;
    await send({ id: 7, device: 'idScanner', act: 'unplug', input: {} });
    expect(replies).toMatchObject([
      { type: 'state', device: 'idScanner', state: { plugged: false } },
      { type: 'answer', id: 7, ok: true },
    ]);
  });

  it.each([
    ['unknownAct', { device: 'idScanner', act: 'dance', input: {} }],
    ['badInput', { device: 'idScanner', act: 'setFault', input: { fault: 'none such', on: true } }],
    ['impossible', { device: 'idScanner', act: 'liftDocument', input: {} }],
  ])('tells a refused act as %s', async (code, request) => {
    const { replies, send } = connected();
    await send({ id: 1, ...request });
    expect(replies.at(-1)).toMatchObject({ type: 'answer', id: 1, ok: false, error: { code } });
  });

  it('knows no device that is not simulated', async () => {
    const { replies, send } = connected(new Map());
    await send({ id: 1, device: 'cardReader', act: 'unplug', input: {} });
    expect(replies).toMatchObject([{ type: 'answer', id: 1, ok: false, error: { code: 'noDevice' } }]);
  });

  it.each([
    ['no request', jsonLine({ id: 1 })],
    ['a key too many', jsonLine({ id: 1, device: 'idScanner', act: 'unplug', input: {}, more: 1 })],
    ['no JSON', new TextEncoder().encode('{\n')],
    ['no end', new Uint8Array(MAXIMUM_LINE_BYTES + 1).fill(0x20)],
  ])('is closed by a line that is %s', async (_, line) => {
    const { near, closed } = connected();
    await near.write(line);
    await settle();
    expect(closed).toEqual(['gone']);
  });

  it('says a change that comes while it is speaking once, as it is then', async () => {
    const { replies, simulators } = connected();
    await settle();
    replies.length = 0;
    for (let i = 0; i < 100; i++) {
      simulators.get('idScanner')?.act(i % 2 === 0 ? 'unplug' : 'plugIn', {});
    }
    await settle();
    expect(replies.length).toBeLessThanOrEqual(2);
    expect(replies.at(-1)).toMatchObject({ device: 'idScanner', state: { plugged: true } });
  });

  it('lets go of the simulators when the host is gone, and tells the next host everything', async () => {
    const { simulator, watchers } = watched(SIMULATORS.idScanner.sdt());
    const first = connected(new Map([['idScanner', simulator]]));
    await first.send({ id: 1, device: 'idScanner', act: 'unplug', input: {} });
    expect(watchers()).toBe(1);
    await first.near.close();
    expect(watchers()).toBe(0);
    const second = connected(first.simulators);
    await settle();
    expect(second.replies).toMatchObject([{ device: 'idScanner', state: { plugged: false } }]);
  });
});

describe('the faults of a simulator', () => {
  it.each(Object.values(SIMULATORS).flatMap((models) => Object.entries(models)))(
    '%s are those its act takes',
    (_, create) => {
      const simulator = create();
      const faults = faultsOf(simulator);
      expect(faults).not.toEqual([]);
      for (const fault of faults)
        expect(simulator.act('setFault', { fault, on: true })).toMatchObject({ ok: true });
    },
  );
});
