import { Choices } from '../choices.tsx';
import { serviceIcon } from '../service-icon.ts';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

/** Why there is no number now, where to go, and what this machine can do all the same. */
export const QueueAway = ({ body, told }: ScreenProps<'queueAway'>) => (
  <Stage told={told} outcome="mind">
    {told.points.map(({ shown }) => (
      <p className="over-rows" key={shown}>
        {shown}
      </p>
    ))}
    <Choices told={told.choices} iconOf={({ choice }) => serviceIcon(body.here[choice])} />
  </Stage>
);
