import { fromHex, toHex } from '#foundation/bytes.ts';
import { ManualClock } from '#foundation/clock.ts';
import { FrameReader } from '../../link/frame-reader.ts';
import { memoryCable } from '../../transport/memory.ts';
import {
  CONTROLS_TO_READER,
  encodeControl,
  encodeFrame,
  frameCutter,
  type LinkFrame,
  MAXIMUM_FRAME,
} from './protocol.ts';
import { hostOn } from './stage.ts';
import { encodeStatus, type ReaderStatus } from './status.ts';

/** What to do when ENQ comes: packages to answer with, or nothing. */
export type Script = (content: string, count: number) => readonly string[];

/** Nothing between the light barriers. */
const clear = '31 2F 30 30 30 30 30 30 30';
/** A status package, as hexadecimal. */
export const at = (
  position: ReaderStatus['position'],
  frontEntry: ReaderStatus['frontEntry'] = 'prohibited',
) => toHex(encodeStatus({ position, frontEntry, rearEntry: 'prohibited' }));

/**
 * For tests of what no honest reader does: it acknowledges everything and answers what the script says, on one
 * cable with a driver.
 */
export function scripted(script: Script, options: { readonly acknowledges?: () => boolean } = {}) {
  const clock = new ManualClock();
  const [near, far] = memoryCable();
  const heard: string[] = [];
  const counts = new Map<string, number>();
  let pending: string | undefined;
  const send = (bytes: Uint8Array) => void far.write(bytes);
  const answer = (content: string) => send(encodeFrame(fromHex(content)));
  const reader = new FrameReader<LinkFrame>({
    cut: frameCutter(CONTROLS_TO_READER),
    maximumBytes: MAXIMUM_FRAME,
    interByteMilliseconds: 200,
    clock,
    onFrame: (frame) => {
      if (frame.kind === 'package') {
        const content = toHex(frame.package);
        heard.push(content);
        if (options.acknowledges?.() === false) return;
        pending = content;
        return send(encodeControl('acknowledge'));
      }
      heard.push(frame.control);
      if (frame.control === 'callOff') return send(encodeControl('callOff'));
      if (pending === undefined) return;
      const content = pending;
      pending = undefined;
      const count = (counts.get(content) ?? 0) + 1;
      counts.set(content, count);
      for (const reply of script(content, count)) answer(reply);
    },
    onDiscarded: () => {},
  });
  far.listen({ data: (bytes) => reader.push(bytes), closed: () => reader.stop() });
  const commands = () => heard.filter((one) => one !== 'enquire');
  return { ...hostOn(near, clock), clock, send, answer, heard, commands };
}

/** Answers of a reader with nothing special about it. */
export function ordinary(
  position: ReaderStatus['position'] = 'contact',
  frontEntry?: ReaderStatus['frontEntry'],
): Script {
  return (content) => {
    if (content === '3130') return [at(position, frontEntry)];
    if (content === '312F') return [clear];
    if (content === '303A') return ['30 3A 59 41 42 43'];
    if (content === '3030') return ['30 30 43 52 54 20 33 31 30 20 56 33 2E 30 20'];
    if (content.startsWith('3730')) return ['37 30 59 00 04 3B 60 00 00'];
    return [`${content.slice(0, 4)} 59`];
  };
}
