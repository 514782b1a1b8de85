import { concat, fromHex, toHex } from '#foundation/bytes.ts';
import { ManualClock, settle } from '#foundation/clock.ts';
import { memoryCable } from '../../transport/memory.ts';
import { encodeReadData, encodeReply } from './protocol.ts';
import { createSdtSimulator, type SdtSimulatorOptions } from './simulator.ts';

export const STATE = 'AAAAAA9669000311FFED';
export const NUMBER = 'AAAAAA9669000312FFEE';
export const FIND = 'AAAAAA96690003200122';
export const SELECT = 'AAAAAA96690003200221';
export const READ = 'AAAAAA96690003300132';

export const OK = 'AAAAAA9669000400009094';
export const NO_CARD = 'AAAAAA9669000400008084';
export const FOUND = 'AAAAAA9669000800009F0000000097';
export const SELECTED = 'AAAAAA9669000C00009000000000000000009C';
export const SELECT_FAILED = 'AAAAAA9669000400008185';
export const READ_FAILED = 'AAAAAA9669000400004145';
export const SAM_NUMBER = 'AAAAAA96690014000090050003003929330140E20100CB647800D4';
export const CHECKSUM_WRONG = 'AAAAAA9669000400001014';
export const LENGTH_WRONG = 'AAAAAA9669000400001115';
export const BAD_COMMAND = 'AAAAAA9669000400002125';

export const PHOTO = 'A5'.repeat(1024);
export const goodRead = (record: Uint8Array, photo: string): string =>
  toHex(encodeReply({ sw1: 0, sw2: 0, sw3: 0x90, data: encodeReadData(record, fromHex(photo)) }));

/** A simulator with a bare cable plugged in: say bytes in hex, get what came back. */
export function wireRig(options: Omit<SdtSimulatorOptions, 'clock'> = {}) {
  const clock = new ManualClock();
  const simulator = createSdtSimulator({ clock, ...options });
  const [host, device] = memoryCable();
  const heard: Uint8Array[] = [];
  let closed = false;
  host.listen({ data: (bytes) => heard.push(bytes), closed: () => (closed = true) });
  simulator.attach(device);
  const say = async (hex: string): Promise<string> => {
    heard.length = 0;
    await host.write(fromHex(hex));
    await settle();
    return toHex(concat(...heard));
  };
  const act = (name: string, input: unknown = {}) => {
    const acted = simulator.act(name, input);
    if (!acted.ok) throw new Error(`${name}: ${acted.error.code} ${acted.error.detail}`);
  };
  return { clock, simulator, host, heard, say, act, closed: () => closed };
}
