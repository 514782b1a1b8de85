import type { FaultCode } from '../fault-code.ts';
import { LINE_STORIES } from './lines.ts';
import { MEDIA_STORIES } from './media.ts';
import type { Story } from './story.ts';
import { SURROUNDING_STORIES } from './surroundings.ts';

/** Every fault there is, from its code to the test that proves it mended; the compiler names a code without a story. */
export const STORYBOARD: Readonly<Record<FaultCode, Story>> = {
  ...LINE_STORIES,
  ...MEDIA_STORIES,
  ...SURROUNDING_STORIES,
};
