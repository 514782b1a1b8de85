import { Choices } from '../choices.tsx';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

/** What there is to queue for, each with how long it takes; what is chosen stays in. */
export const ChooseBusiness = ({ body, told }: ScreenProps<'chooseBusiness'>) => (
  <Stage told={told} shape="wide">
    <Choices
      told={told.choices}
      pressedOf={({ choice }) => (choice === undefined ? undefined : body.services[choice]?.chosen)}
    />
  </Stage>
);
