import { fromHex, toHex } from '#foundation/bytes.ts';
import { ManualClock } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { CommandRequest, DeviceError } from '../../device.ts';
import type { CardReader, CardReaderCommands } from '../contract.ts';
import { readCard } from './read-card.ts';

export type Answers = (apdu: string, count: number) => string | DeviceError;

/** For tests: a reader whose chip answers from a transcript; what the transcript does not know is 6A82. `stripe`: it can be read. */
export function transcript(
  answers: Answers | Readonly<Record<string, string>>,
  options: { readonly clock?: ManualClock; readonly milliseconds?: number; readonly stripe?: boolean } = {},
) {
  const asked: string[] = [];
  const names: string[] = [];
  const counts = new Map<string, number>();
  const look: Answers = typeof answers === 'function' ? answers : (apdu) => answers[apdu] ?? '6A82';
  const perform = (
    request: CommandRequest<CardReaderCommands, keyof CardReaderCommands & string>,
  ): Result<object, DeviceError> => {
    names.push(request.name);
    if (request.name === 'chipPowerOn') return ok({ protocol: 'T0', atr: fromHex('3B 60 00 00') });
    if (request.name === 'readTracks')
      return ok({
        track1: { status: 'blank' },
        track2: options.stripe ? { status: 'read', data: '6299990000000207=2909120' } : { status: 'damaged' },
        track3: { status: 'blank' },
      });
    if (!('command' in request.input)) return ok({});
    options.clock?.advance(options.milliseconds ?? 0);
    const apdu = toHex(request.input.command);
    asked.push(apdu);
    const count = (counts.get(apdu) ?? 0) + 1;
    counts.set(apdu, count);
    const answer = look(apdu, count);
    return typeof answer === 'string' ? ok({ response: fromHex(answer) }) : err(answer);
  };
  const reader: CardReader = {
    execute: async <Name extends keyof CardReaderCommands & string>(
      request: CommandRequest<CardReaderCommands, Name>,
    ) => perform(request) as Result<CardReaderCommands[Name]['output'], DeviceError>,
    cancel: () => {},
    subscribe: () => () => {},
    close: async () => {},
  };
  let ids = 0;
  const read = () =>
    readCard(
      reader,
      () => {
        ids += 1;
        return String(ids);
      },
      options.clock ?? new ManualClock(),
    );
  return { read, asked, names };
}
