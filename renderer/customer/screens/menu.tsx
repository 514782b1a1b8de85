import { Choices } from '../choices.tsx';
import { serviceIcon } from '../service-icon.ts';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

/** With more than these, lying, they have the whole width. */
const BESIDE = 3;

export const Menu = ({ body, told }: ScreenProps<'menu'>) => (
  <Stage told={told} shape={body.services.length > BESIDE ? 'wide' : 'halves'}>
    <Choices told={told.choices} iconOf={({ choice }) => serviceIcon(body.services[choice]?.id)} />
  </Stage>
);
