import { Choices } from '../choices.tsx';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

/** One question about what was read; a wrong answer is explained before it is asked again. */
export const TeachBack = ({ told }: ScreenProps<'teachBack'>) => (
  <Stage told={told}>
    <Choices told={told.choices} />
  </Stage>
);
