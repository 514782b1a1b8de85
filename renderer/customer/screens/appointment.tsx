import { FactsTold } from '../facts-told.tsx';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

/** The appointment that was found: when, what for, and what can be done with it now. */
export const Appointment = ({ told }: ScreenProps<'appointment'>) => (
  <Stage told={told}>
    <FactsTold told={told} strong={0} />
  </Stage>
);
