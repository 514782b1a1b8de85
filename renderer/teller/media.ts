import type { CallMode } from '#contracts/branch/call.ts';
import type { MediaFault } from '#contracts/bridge/media.ts';

export type MediaKind = 'camera' | 'microphone' | 'speaker';
export type MediaDevice = { readonly kind: MediaKind; readonly id: string; readonly name: string };

/** How picture and sound stand, as the desk shows them. */
export type MediaView = {
  readonly is: 'none' | 'connecting' | 'connected' | 'interrupted' | 'failed' | 'text';
  readonly mode: CallMode;
  readonly picture: MediaStream | null;
  readonly sound: MediaStream | null;
  readonly own: MediaStream | null;
  readonly muted: boolean;
  readonly cameraOff: boolean;
  /** Why there is none of one's own; null = there is, or none is wanted. */
  readonly faults: Readonly<Record<'camera' | 'microphone', MediaFault | null>>;
  readonly devices: readonly MediaDevice[];
  /** By id; '' = the browser's own choice. */
  readonly chosen: Readonly<Record<MediaKind, string>>;
};

export const NO_MEDIA: MediaView = {
  is: 'none',
  mode: 'text',
  picture: null,
  sound: null,
  own: null,
  muted: false,
  cameraOff: false,
  faults: { camera: null, microphone: null },
  devices: [],
  chosen: { camera: '', microphone: '', speaker: '' },
};
