import { Choices } from '../choices.tsx';
import { serviceIcon } from '../service-icon.ts';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

/** Before a number is cut: this needs no counter. */
export const DoHere = ({ body, told }: ScreenProps<'doHere'>) => (
  <Stage told={told} outcome="good">
    <Choices told={told.choices} iconOf={({ choice }) => serviceIcon(body.here[choice])} />
  </Stage>
);
