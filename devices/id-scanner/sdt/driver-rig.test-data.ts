import { ManualClock } from '#foundation/clock.ts';
import type { DeviceStateEvent } from '../../device.ts';
import type { FrameTrace } from '../../driver.ts';
import { FrameReader } from '../../link/frame-reader.ts';
import { memoryCable } from '../../transport/memory.ts';
import type { Line } from '../../transport/transport.ts';
import type { IdentityDocument, IdScannerCommands, IdScannerEvent } from '../contract.ts';
import { createSdtDriver } from './driver.ts';
import { RESIDENT } from './examples.test-data.ts';
import { type Command, cutCommand, INTER_BYTE_MILLISECONDS, MAXIMUM_COMMAND_BYTES } from './protocol.ts';
import type { Fault } from './reply-faults.ts';
import { createSdtSimulator, type SdtSimulatorOptions } from './simulator.ts';

/** Both behaviours of readers, as table rows: words and options. */
export const BOTH = [
  ['hides a card it has read', { answersFindUntilLifted: false }],
  ['finds a card until it is lifted', { answersFindUntilLifted: true }],
] as const;

type Frame = Parameters<FrameTrace>[0];

/** A driver on a line, with everything it did and told. */
export function driverOn(line: Line, clock: ManualClock) {
  const frames: Frame[] = [];
  const watchers: ((frame: Frame) => void)[] = [];
  const events: (IdScannerEvent | DeviceStateEvent)[] = [];
  const driver = createSdtDriver({
    line,
    clock,
    trace: (frame) => {
      frames.push(frame);
      for (const watcher of watchers) watcher(frame);
    },
  });
  driver.subscribe((event) => events.push(event));
  let ids = 0;
  /** Starts a command; `result()` is undefined until it settles. */
  const start = <Name extends keyof IdScannerCommands>(name: Name) => {
    ids += 1;
    const id = `command-${ids}`;
    let settled: Awaited<ReturnType<typeof driver.execute<Name>>> | undefined;
    void driver.execute({ id, name, input: {} }).then((result) => {
      settled = result;
    });
    return { id, result: () => settled };
  };
  /** Runs a command and gives its result, or undefined when it has not settled within this time. */
  const run = async <Name extends keyof IdScannerCommands>(name: Name, milliseconds = 30_000) => {
    const command = start(name);
    for (let waited = 0; waited < milliseconds && !command.result(); waited += 50)
      await clock.advanceAsync(50);
    return command.result();
  };
  const sent = () => frames.filter(({ direction }) => direction === 'toDevice').map(({ name }) => name);
  const count = (name: string) => sent().filter((other) => other === name).length;
  /** Does something once, the moment the driver sends this command for the nth time from now. */
  const whenSent = (name: string, act: () => void, nth = 1) => {
    let seen = 0;
    watchers.push((frame) => {
      if (frame.direction !== 'toDevice' || frame.name !== name) return;
      seen += 1;
      if (seen === nth) act();
    });
  };
  /** Does something whenever an answer with this status has come, before the driver goes on with it. */
  const whenHeard = (name: string, act: () => void) => {
    watchers.push((frame) => {
      if (frame.direction === 'toHost' && frame.name === name) act();
    });
  };
  return { driver, clock, frames, events, start, run, sent, count, whenSent, whenHeard };
}

/** A driver and a simulator on one cable. */
export function rig(options: Omit<SdtSimulatorOptions, 'clock'> = {}) {
  const clock = new ManualClock();
  const simulator = createSdtSimulator({ clock, ...options });
  const [host, device] = memoryCable();
  simulator.attach(device);
  const act = (name: string, input: unknown = {}) => {
    const acted = simulator.act(name, input);
    if (!acted.ok) throw new Error(`${name}: ${acted.error.code} ${acted.error.detail}`);
  };
  return {
    ...driverOn(host, clock),
    simulator,
    act,
    lay: (document: IdentityDocument = RESIDENT) => act('layDocument', { document }),
    lift: () => act('liftDocument'),
    fault: (fault: Fault, on = true) => act('setFault', { fault, on }),
  };
}

/** A driver against a reader that does what this function says: chunks of bytes back for each command. */
export function scriptedRig(answer: (command: Command, write: (bytes: Uint8Array) => void) => void) {
  const clock = new ManualClock();
  const [host, device] = memoryCable();
  const write = (bytes: Uint8Array) => void device.write(bytes);
  const reader = new FrameReader<Command>({
    cut: cutCommand,
    maximumBytes: MAXIMUM_COMMAND_BYTES,
    interByteMilliseconds: INTER_BYTE_MILLISECONDS,
    clock,
    onFrame: (command) => answer(command, write),
    onDiscarded: () => {},
  });
  device.listen({ data: (bytes) => reader.push(bytes), closed: () => reader.stop() });
  return { ...driverOn(host, clock), write };
}
