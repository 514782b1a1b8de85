import type { CallOrder } from '#contracts/bridge/call.ts';
import type { MediaOrder } from '#contracts/bridge/media.ts';
import { SEGMENT_HEADER_BYTES } from '#contracts/bridge/recording.ts';
import type { CustomerPage } from './kiosk.ts';

/** Milliseconds between two seconds of what is played as recorded. */
const EVERY = 60;

/**
 * Plays camera, call and recorder of a page without a browser: the camera opens at once, a call connects in picture, and what
 * is to be recorded comes piece by piece until it is to end. `pieces` are numbered from 1 over all recordings.
 */
export function playCall(page: CustomerPage) {
  let stream = 1_000;
  let pieces = 0;
  let record: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  const channel = (name: string, message: object) => page.send({ type: 'channel', name, message });
  const segment = (order: number, number: number, last: boolean) => {
    const bytes = Buffer.from(last ? '' : `piece ${++pieces}`);
    const whole = Buffer.alloc(SEGMENT_HEADER_BYTES + bytes.length);
    whole.writeUInt32BE(order, 0);
    whole.writeUInt32BE(number, 4);
    whole.writeUInt8(last ? 1 : 0, 8);
    bytes.copy(whole, SEGMENT_HEADER_BYTES);
    stream += 1;
    page.send({
      ...{ type: 'chunk', name: 'recording.segment', stream, index: 0, last: true },
      data: whole.toString('base64'),
    });
  };
  const obey = (wanted: number | null) => {
    clearInterval(timer);
    if (record !== null && wanted !== record) segment(record, played.made, true);
    record = wanted;
    played.made = 0;
    if (wanted === null) return;
    timer = setInterval(() => {
      if (!played.mute) segment(wanted, played.made++, false);
    }, EVERY);
  };
  const played = {
    made: 0,
    /** Nothing more comes of what is to be recorded. */
    mute: false,
    get pieces() {
      return pieces;
    },
    get recording() {
      return record !== null;
    },
    order: undefined as CallOrder | undefined,
    /** How the connection is from now on. */
    link(is: 'connected' | 'interrupted' | 'failed', mode: 'video' | 'text' = 'video') {
      channel('call.link', { order: played.order?.order ?? 0, is, mode });
    },
    stop() {
      clearInterval(timer);
    },
  };
  channel('media.presence', { camera: true, microphone: true });
  page.socket.on('message', (data) => {
    const { type, name, message } = JSON.parse(String(data)) as {
      type: string;
      name?: string;
      message?: unknown;
    };
    if (type !== 'channel') return;
    if (name === 'media.order') {
      const { order, open } = message as MediaOrder;
      channel('media.state', open ? { order, is: 'live', width: 640, height: 480 } : { order, is: 'closed' });
    }
    if (name === 'call.order') {
      played.order = message as CallOrder;
      if (played.order.open && played.order.open.mode !== 'text') played.link('connected');
    }
    if (name === 'call.record') obey((message as { record: number | null }).record);
  });
  return played;
}
