import { Choices } from '../choices.tsx';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

export const ChooseCard = ({ told }: ScreenProps<'chooseCard'>) => (
  <Stage told={told}>
    <Choices told={told.choices} iconOf={() => 'card'} />
  </Stage>
);
