import { FactsTold } from '../facts-told.tsx';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

export const OutOfService = ({ told }: ScreenProps<'outOfService'>) => (
  <Stage told={told} outcome="stop">
    <FactsTold told={told} strong={0} />
  </Stage>
);
