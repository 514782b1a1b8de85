import type { Bilingual } from '../../language.ts';
import type { CabinetPart, Repairer, StoryStep } from './story.ts';

/** Both languages of one sentence. */
export const both = (zh: string, en: string): Bilingual => ({ zh, en });

const step =
  (by: Repairer) =>
  (at: CabinetPart | 'device', zh: string, en: string): StoryStep => ({ by, at, say: both(zh, en) });

/** A step anybody of the staff may do, and one for whoever opens the cabinet. */
export const staff = step('staff');
export const technician = step('technician');

export const DEVICE_PROOF = { test: 'device' } as const;
