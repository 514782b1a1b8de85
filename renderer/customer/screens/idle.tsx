import type { DrawnMedia } from '../../ui/terminal-drawing.tsx';
import { Choices } from '../choices.tsx';
import { Picture } from '../picture.tsx';
import { serviceIcon } from '../service-icon.ts';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

const LEFT: Readonly<Record<'takeLeftCard' | 'liftLeftIdCard', DrawnMedia>> = {
  takeLeftCard: { card: 'going' },
  liftLeftIdCard: { idCard: 'going' },
};

/** The welcome: how to start, shown; what can be done here; and nothing else. */
export const Idle = ({ body, told }: ScreenProps<'idle'>) => (
  <Stage told={told} shape="picture">
    <Picture media={body.notice ? LEFT[body.notice] : { idCard: 'coming' }} />
    {told.choices.length === 0 ? null : (
      <div className={body.cutOff || body.hall?.open === false ? 'offer offer-news' : 'offer'}>
        {told.points.map(({ shown }) => (
          <p key={shown}>{shown}</p>
        ))}
        <Choices told={told.choices} iconOf={({ choice }) => serviceIcon(body.services[choice])} />
      </div>
    )}
  </Stage>
);
