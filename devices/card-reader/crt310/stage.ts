import { concat, toHex } from '#foundation/bytes.ts';
import { ManualClock } from '#foundation/clock.ts';
import type { DeviceStateEvent } from '../../device.ts';
import type { Simulator } from '../../simulation/simulator.ts';
import { memoryCable } from '../../transport/memory.ts';
import type { Line } from '../../transport/transport.ts';
import type { CardReaderCommands, CardReaderEvent } from '../contract.ts';
import { createCrt310Driver } from './driver.ts';
import type { SimulatedCard } from './simulator/cards.ts';
import type { Fault } from './simulator/faults.ts';
import { type Crt310State, createCrt310Simulator } from './simulator.ts';

/** Invented cards of ranges nobody issues from; the check digits are right. */
export const SAMPLE_CARD: SimulatedCard = {
  pan: '6299990000000108',
  expiry: '3011',
  label: 'Invented Debit',
  chip: true,
  stripe: true,
  serviceCode: '220',
};
export const STRIPE_CARD: SimulatedCard = {
  pan: '6299990000000207',
  expiry: '2909',
  chip: false,
  stripe: true,
  serviceCode: '120',
};

/** Longest a story may take, milliseconds of the standing clock. */
const LONGEST_STORY = 240_000;
const STEP = 10;

/** Moves the clock until `promise` is settled, and gives its value. */
export async function until<T>(clock: ManualClock, promise: Promise<T>): Promise<T> {
  let settled = false;
  const watch = promise.finally(() => {
    settled = true;
  });
  for (let waited = 0; !settled; waited += STEP) {
    if (waited > LONGEST_STORY) throw new Error('the story does not end');
    await clock.advanceAsync(STEP);
  }
  return watch;
}

/** Everything one end of a cable writes, as bytes. */
function recorded(line: Line, log: Uint8Array[]): Line {
  return {
    write: (bytes) => {
      log.push(bytes.slice());
      return line.write(bytes);
    },
    close: () => line.close(),
    listen: (events) => line.listen(events),
  };
}

/** A driver on one end of a cable, its events and trace kept, and a standing clock. */
export function hostOn(line: Line, clock: ManualClock) {
  const sent: Uint8Array[] = [];
  const events: (CardReaderEvent | DeviceStateEvent)[] = [];
  const trace: string[] = [];
  const driver = createCrt310Driver({
    line: recorded(line, sent),
    clock,
    trace: (frame) => trace.push(`${frame.direction} ${frame.name} ${frame.length}`),
  });
  driver.subscribe((event) => events.push(event));
  let ids = 0;
  const nextId = () => {
    ids += 1;
    return `command ${ids}`;
  };
  const start = <Name extends keyof CardReaderCommands>(
    name: Name,
    ...[input]: object extends CardReaderCommands[Name]['input'] ? [] : [CardReaderCommands[Name]['input']]
  ) => driver.execute({ id: nextId(), name, input: input ?? {} });
  return {
    driver,
    events,
    trace,
    nextId,
    start,
    run: <Name extends keyof CardReaderCommands>(
      name: Name,
      ...input: object extends CardReaderCommands[Name]['input'] ? [] : [CardReaderCommands[Name]['input']]
    ) => until(clock, start(name, ...input)),
    identify: () => until(clock, driver.identify()),
    /** Frames with this command and parameter byte that went out, control bytes not counted. */
    framesOf: (head: string) =>
      sent.filter((bytes) => bytes.length > 1 && toHex(bytes.subarray(3, 5)) === head.replace(' ', ''))
        .length,
    sent: () => toHex(concat(...sent)),
    told: () => events.map((event) => event.type),
  };
}

/** For tests: a driver and a simulated reader on one cable, and a clock that stands until it is moved. */
export function stage() {
  const clock = new ManualClock();
  const simulator: Simulator = createCrt310Simulator({ clock });
  const [near, far] = memoryCable();
  simulator.attach(far);
  const host = hostOn(near, clock);
  const act = (name: string, input: object = {}) => simulator.act(name, input);
  const state = () => simulator.state() as Crt310State;
  return {
    ...host,
    clock,
    simulator,
    act,
    state,
    fault: (fault: Fault, on = true) => act('setFault', { fault, on }),
    wait: (milliseconds: number) => clock.advanceAsync(milliseconds),
    /** Identified, entry open, the card drawn in and told. */
    withCardInside: async (card: SimulatedCard = SAMPLE_CARD) => {
      await host.identify();
      await host.run('enableEntry');
      act('insertCard', { card });
      await clock.advanceAsync(2_000);
    },
  };
}
