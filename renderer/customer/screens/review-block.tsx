import { FactsTold } from '../facts-told.tsx';
import { Points, Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

export const ReviewBlock = ({ told }: ScreenProps<'reviewBlock'>) => (
  <Stage told={told}>
    <FactsTold told={told} strong={0} />
    <Points told={told} />
  </Stage>
);
