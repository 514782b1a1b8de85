import type { Telling } from '#texts/tell/telling.ts';
import { Choices } from '../choices.tsx';
import { Stage } from '../stage.tsx';

/** Who can help, and how long each takes: one row each. */
export const CallWays = ({ told }: { readonly told: Telling }) => (
  <Stage told={told} outcome="person">
    <Choices told={told.choices} />
  </Stage>
);
