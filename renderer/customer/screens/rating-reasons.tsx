import { RATING_REASONS } from '#contracts/branch/feedback.ts';
import { Choices } from '../choices.tsx';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

/** What was not good; what is chosen stays in, and nothing has to be. */
export const RatingReasons = ({ body, told }: ScreenProps<'ratingReasons'>) => (
  <Stage told={told}>
    <Choices
      told={told.choices}
      pressedOf={({ id, choice }) => {
        const reason = id === 'reason' ? RATING_REASONS[choice ?? -1] : undefined;
        return reason === undefined ? undefined : body.chosen.includes(reason);
      }}
    />
  </Stage>
);
