import { Choices } from '../choices.tsx';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

/** Own orders: what can be taken back and until when, and of the others why not. */
export const ChooseOrder = ({ told }: ScreenProps<'chooseOrder'>) => (
  <Stage told={told}>
    <Choices told={told.choices} />
  </Stage>
);
