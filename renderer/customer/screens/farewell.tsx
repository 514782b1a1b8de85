import { Choices } from '../choices.tsx';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

/** Goodbye; where it is asked how it was, one touch answers, and nobody has to. */
export const Farewell = ({ body, told }: ScreenProps<'farewell'>) => (
  <Stage told={told} outcome={body.why === 'finished' ? 'good' : body.why === 'fault' ? 'mind' : undefined}>
    <Choices told={told.choices} />
  </Stage>
);
