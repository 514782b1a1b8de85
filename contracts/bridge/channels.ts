import * as z from 'zod';
import { PICTURE_STREAM } from './picture.ts';
import { SEGMENT_BYTES, SEGMENT_HEADER_BYTES } from './recording.ts';

export type Channel = {
  readonly role: 'customer' | 'bench' | 'supervisor';
  readonly direction: 'toPage' | 'toHost';
  readonly carries: 'messages' | 'bytes';
  /** Bytes of one stream towards the host. */
  readonly most?: number;
};

/**
 * The named channels beside Screen and Intent. A message channel carries schema-checked values; a stream channel
 * carries bytes in bounded chunks under credits. A new channel is one line here and its two ends.
 */
export const CHANNELS = {
  /** State of the simulated cabinet, pushed at every change. */
  'bench.state': { role: 'bench', direction: 'toPage', carries: 'messages' },
  /** An act of a simulated person; answered on `bench.answer` with the same id. */
  'bench.act': { role: 'bench', direction: 'toHost', carries: 'messages' },
  'bench.answer': { role: 'bench', direction: 'toPage', carries: 'messages' },
  /** A raster line of a printed receipt: 8 bytes of big-endian width and height in dots, then rows of 1-bit dots. */
  'bench.raster': { role: 'bench', direction: 'toPage', carries: 'bytes' },
  /** The PDF that lies open, whole; again when a page joins. Which one it is, its digest on the screen says. */
  'paper.bytes': { role: 'customer', direction: 'toPage', carries: 'bytes' },
  /** A page of it has really been painted (`shown.ts`); said again by a page that was loaded again. */
  'paper.shown': { role: 'customer', direction: 'toHost', carries: 'messages' },
  /** What is being written on it (`ink.ts`). */
  'paper.ink': { role: 'customer', direction: 'toHost', carries: 'messages' },
  /** The page is to take one picture of what lies under the camera (`picture.ts`). */
  'picture.shot': { role: 'customer', direction: 'toPage', carries: 'messages' },
  /** That picture, with the shot's name before it. */
  'picture.bytes': { role: 'customer', direction: 'toHost', carries: 'bytes', most: PICTURE_STREAM },
  /** The picture the customer is to look at, as the host has it; again when a page joins. */
  'picture.shown': { role: 'customer', direction: 'toPage', carries: 'bytes' },
  /** What the terminal's camera and microphone are to do (`media.ts`); again when a page joins. */
  'media.order': { role: 'customer', direction: 'toPage', carries: 'messages' },
  /** Which of them are there, at every change, and what became of an order. */
  'media.presence': { role: 'customer', direction: 'toHost', carries: 'messages' },
  'media.state': { role: 'customer', direction: 'toHost', carries: 'messages' },
  /** A second of what is recorded (`recording.ts`), as the page's recorder has made it. */
  'recording.segment': {
    role: 'customer',
    direction: 'toHost',
    carries: 'bytes',
    most: SEGMENT_BYTES + SEGMENT_HEADER_BYTES,
  },
  /** The connection to a teller the page is to keep (`call.ts`); again when a page joins. */
  'call.order': { role: 'customer', direction: 'toPage', carries: 'messages' },
  /** What the two browsers say to each other on their way to it. */
  'call.signal': { role: 'customer', direction: 'toPage', carries: 'messages' },
  'call.signalled': { role: 'customer', direction: 'toHost', carries: 'messages' },
  /** How it stands. */
  'call.link': { role: 'customer', direction: 'toHost', carries: 'messages' },
  /** What the teller says just now, in writing. */
  'call.caption': { role: 'customer', direction: 'toPage', carries: 'messages' },
  /** Whether picture and sound of both sides are recorded. */
  'call.record': { role: 'customer', direction: 'toPage', carries: 'messages' },
  /** During the self-test: whether the microphone hears anything. */
  'call.heard': { role: 'customer', direction: 'toHost', carries: 'messages' },
  /** How supervisor mode stands (`supervisor/session.ts`); again when a page joins. */
  'supervisor.state': { role: 'supervisor', direction: 'toPage', carries: 'messages' },
  /** What staff ask of the host (`supervisor/asks.ts`), its answer, and word that an answer has grown old. */
  'supervisor.ask': { role: 'supervisor', direction: 'toHost', carries: 'messages' },
  'supervisor.answer': { role: 'supervisor', direction: 'toPage', carries: 'messages' },
  'supervisor.news': { role: 'supervisor', direction: 'toPage', carries: 'messages' },
  /** What goes over the cables to devices, decoded, while somebody looks (`supervisor/trace.ts`). */
  'supervisor.trace': { role: 'supervisor', direction: 'toPage', carries: 'messages' },
  /** A paper or picture that was asked for; its stream's number stands in the answer. */
  'supervisor.bytes': { role: 'supervisor', direction: 'toPage', carries: 'bytes' },
} as const satisfies Readonly<Record<string, Channel>>;

export type ChannelName = keyof typeof CHANNELS;
export const channelNameSchema = z.enum(Object.keys(CHANNELS) as [ChannelName, ...ChannelName[]]);
