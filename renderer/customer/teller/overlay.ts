import type { Frame } from '#contracts/screen/frame.ts';

type Overlay = NonNullable<Frame['overlay']>;
/** What of a call lies over the step. */
export type CallOverlayOf<Kind extends Overlay['kind']> = Extract<Overlay, { kind: Kind }>;
