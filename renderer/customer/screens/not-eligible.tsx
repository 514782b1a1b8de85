import { Four, Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

export const NotEligible = ({ told }: ScreenProps<'notEligible'>) => (
  <Stage told={told} outcome="mind">
    <Four told={told} />
  </Stage>
);
