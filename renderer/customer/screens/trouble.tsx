import { FactsTold } from '../facts-told.tsx';
import { Four, Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

export const Trouble = ({ told }: ScreenProps<'trouble'>) => (
  <Stage told={told} outcome="stop">
    <Four told={told} />
    <FactsTold told={told} strong={0} />
  </Stage>
);
