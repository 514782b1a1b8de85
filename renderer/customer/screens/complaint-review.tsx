import { FactsTold } from '../facts-told.tsx';
import { Points, Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

/** Read back before anything is filed. */
export const ComplaintReview = ({ told }: ScreenProps<'complaintReview'>) => (
  <Stage told={told} beneath={<FactsTold told={told} strong={0} />}>
    <Points told={told} />
  </Stage>
);
