import type { Bilingual } from '../../language.ts';
import type { FaultCode } from '../fault-code.ts';

/** A place of the cabinet that the drawing can point at. */
export const CABINET_PARTS = [
  'cardSlot',
  'idPlate',
  'printerDoor',
  'printerSlot',
  'pad',
  'dispenserDoor',
  'dispenserBin',
  'cables',
  'power',
  'screen',
  'camera',
  'speaker',
  'network',
  'disk',
] as const;
export type CabinetPart = (typeof CABINET_PARTS)[number];

/** `staff`: whoever serves in the hall; `technician`: whoever opens the cabinet. */
export type Repairer = 'staff' | 'technician';

export type StoryStep = {
  readonly by: Repairer;
  /** Where; the drawing shows it. `device`: the place of the device that complains. */
  readonly at: CabinetPart | 'device';
  readonly say: Bilingual;
};

/** What proves that it is repaired: a test of the device itself, or of its surroundings. */
export type Proof =
  | { readonly test: 'device' }
  | { readonly test: 'network' | 'clock' | 'disk' }
  | { readonly test: 'camera' | 'microphone' | 'speaker' | 'touch' | 'display' };

/** One fault as somebody who has never seen this machine can find and mend it. */
export type Story = {
  readonly title: Bilingual;
  /** The likeliest first. */
  readonly causes: readonly Bilingual[];
  readonly steps: readonly StoryStep[];
  readonly proof: Proof;
  /** Looks for devices at each other's ports and other speeds before any cable is touched. */
  readonly senses?: true;
};

export type Stories = Partial<Readonly<Record<FaultCode, Story>>>;
