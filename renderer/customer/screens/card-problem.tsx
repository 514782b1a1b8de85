import { Picture } from '../picture.tsx';
import { Four, Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

export const CardProblem = ({ told }: ScreenProps<'cardProblem'>) => (
  <Stage told={told} outcome="mind">
    <Four told={told} />
    <Picture media={{ card: 'going' }} />
  </Stage>
);
