import { NEED_CHOICES } from '#contracts/screen/queue-bodies.ts';
import { Choices } from '../choices.tsx';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

/** One question that may be passed over; what is chosen stays in. */
export const Needs = ({ body, told }: ScreenProps<'needs'>) => (
  <Stage told={told}>
    <Choices
      told={told.choices}
      pressedOf={({ choice }) => {
        const need = NEED_CHOICES[choice ?? -1];
        return need === undefined ? undefined : body.chosen.includes(need);
      }}
    />
  </Stage>
);
