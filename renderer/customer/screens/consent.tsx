import { Points, Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

/** One rule in its own words, large; yes and no within the same reach. */
export const Consent = ({ told }: ScreenProps<'consent'>) => (
  <Stage told={told} shape={told.points.length === 0 ? 'wide' : 'halves'}>
    <Points told={told} />
  </Stage>
);
