import { Choices } from '../choices.tsx';
import { serviceIcon } from '../service-icon.ts';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

export const Menu = ({ body, told }: ScreenProps<'menu'>) => (
  <Stage told={told}>
    <Choices told={told.choices} iconOf={({ choice }) => serviceIcon(body.services[choice]?.id)} />
  </Stage>
);
