import type { Telling } from '#texts/tell/telling.ts';
import { FactsTold } from '../facts-told.tsx';
import { Stage } from '../stage.tsx';

/** A person: asked for, seen, or not to be had; nothing is claimed that is not known. */
export const HelpOverlay = ({ told }: { readonly told: Telling }) => (
  <Stage told={told} outcome="person">
    <FactsTold told={told} strong={0} />
  </Stage>
);
