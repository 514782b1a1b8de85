import type { Telling } from '#texts/tell/telling.ts';
import { Stage } from '../stage.tsx';

/** A member of staff operates the screen, and this step is the customer's alone: nothing of it can be touched. */
export const OnlyYouOverlay = ({ told }: { readonly told: Telling }) => <Stage told={told} outcome="mind" />;
