import { FactsTold } from '../facts-told.tsx';
import { Points, Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

export const ReviewPhone = ({ told }: ScreenProps<'reviewPhone'>) => (
  <Stage told={told} beneath={<FactsTold told={told} strong={0} />}>
    <Points told={told} />
  </Stage>
);
