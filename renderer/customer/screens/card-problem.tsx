import { Picture } from '../picture.tsx';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

export const CardProblem = ({ told }: ScreenProps<'cardProblem'>) => (
  <Stage told={told} outcome="mind">
    <Picture media={{ card: 'going' }} />
  </Stage>
);
