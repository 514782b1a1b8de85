import { FactsTold } from '../facts-told.tsx';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

export const Trouble = ({ told }: ScreenProps<'trouble'>) => (
  <Stage told={told} outcome="stop">
    <FactsTold told={told} strong={0} />
  </Stage>
);
