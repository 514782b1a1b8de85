import { Choices } from '../choices.tsx';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

/** What it is about. */
export const ComplaintSubject = ({ told }: ScreenProps<'complaintSubject'>) => (
  <Stage told={told}>
    <Choices told={told.choices} />
  </Stage>
);

/** How to hear of it. */
export const ComplaintWish = ({ told }: ScreenProps<'complaintWish'>) => (
  <Stage told={told}>
    <Choices told={told.choices} />
  </Stage>
);
